import "reflect-metadata";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPrincipal, grantRole } from "../../src/access/grant.service.ts";
import { globalId } from "../../src/graph/node.ts";
import { stocktake } from "../../src/ledger/posting.stock.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { book, evidence, layLots, layWorld, newId, terms } from "../support/ledger-world.ts";
import { noting } from "../support/statements.ts";

const lots = Array.from({ length: 12 }, () => ({ owner: "G02", quantity: 10 }));

/** Each lot has lost twice. */
async function lay(database: Database): Promise<string[]> {
  await layWorld(database);
  const laid = await layLots(database, lots);
  for (const { id: lot, ...rest } of laid)
    for (const booked of [10, 8]) {
      const count = { shelf: { ...rest, lot }, booked, counted: booked - 2, terms };
      await book(database, stocktake({ evidence }, [count], newId));
    }
  for (const org of ["G02", "G03"]) {
    await addPrincipal(database, { id: `keeper-${org}`, kind: "PERSON", name: org });
    await grantRole(database, `keeper-${org}`, org, "KEEPER");
  }
  return laid.map(({ id }) => globalId("StockLot", id));
}

interface Read {
  readonly nodes: readonly ({ readonly losses: readonly object[] } | null)[];
}

describe("the losses of lots", () => {
  let hub: TestHub;
  let take: () => string[];
  let ids: string[];
  beforeAll(async () => {
    const noted = noting(await openEmbeddedTest());
    ({ take } = noted);
    hub = await startTestHub(noted.database, {
      world: async (database) => {
        ids = await lay(database);
      },
      seals: false,
    });
  });
  afterAll(() => hub.close());

  const read = `query ($ids: [ID!]!) {
    nodes(ids: $ids) { ... on StockLot { losses { transferId place kind quantity foundAt } } }
  }`;
  const ask = async (some: readonly string[], as = "keeper-G02") => {
    take();
    const { data, errors } = await hub.ask<Read>(read, { ids: some }, { as });
    expect(errors).toEqual([]);
    return { losses: data.nodes.map((node) => node?.losses), statements: take().length };
  };

  it("are read by one statement for all lots, and never one by one", async () => {
    const [first = ""] = ids;
    await ask([first]);
    const one = await ask([first]);
    const all = await ask(ids);
    const lost = { place: "ON_HAND", kind: "SHORTAGE", quantity: 2, foundAt: null };
    expect(one.losses).toMatchObject([[lost, lost]]);
    expect(all.losses).toMatchObject(lots.map(() => [lost, lost]));
    expect(all.statements).toBe(one.statements);
  });

  it("are told of in the same number of statements to whom they are not told", async () => {
    const own = await ask(ids);
    await ask(ids, "keeper-G03");
    const { losses, statements } = await ask(ids, "keeper-G03");
    expect(losses.flatMap((found) => found ?? [])).toEqual([]);
    expect(statements).toBeLessThanOrEqual(own.statements);
  });
});
