import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { onBothShapes, openServerTest } from "../support/database.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");

interface Nodes<T> {
  edges: { node: T }[];
}
interface Lot {
  id: string;
  quantity: number | null;
  onHand: number | null;
  held: number | null;
  version: number;
  condition: string;
  item: { sku: string };
}
type Depots = { depots: Nodes<{ code: string; lots: Nodes<Lot> }> };

/** The transactions that read depots, each as its statements between opening and commit. */
async function depotReads(work: () => Promise<unknown>): Promise<string[][]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const open = new Map<unknown, string[]>();
    const all: string[][] = [];
    spy.mock.calls.forEach(([asked]: unknown[], at) => {
      const text = typeof asked === "string" ? asked : ((asked as { text?: string }).text ?? "");
      const client = spy.mock.contexts[at];
      if (/^begin/.test(text)) {
        open.set(client, []);
        all.push(open.get(client) ?? []);
      } else if (!/set_config|^commit|^rollback/.test(text)) open.get(client)?.push(text);
    });
    return all.filter((texts) => texts.some((text) => text.includes("capacity_m3")));
  } finally {
    spy.mockRestore();
  }
}

describe("the partner's question", () => {
  let hub: TestHub;
  beforeAll(async () => {
    const load = (database: TestHub["database"]) => loadWorld(database, world(1, "demo"));
    hub = await startTestHub(await openServerTest(), { world: load });
  });
  afterAll(() => hub.close());

  it.each([50, 5])("for %i depots with lots takes four statements at most", async (first) => {
    let answered: Depots | undefined;
    const transactions = await depotReads(async () => {
      const asked = { first, lots: 5 };
      answered = (await hub.ask<Depots>(operation("reserves-depots"), asked)).data;
    });
    expect(answered?.depots.edges.length).toBeGreaterThan(first === 5 ? 4 : 10);
    expect(answered?.depots.edges.some(({ node }) => node.lots.edges.length === 5)).toBe(true);
    expect(transactions).toHaveLength(1);
    expect(transactions[0]?.length).toBeLessThanOrEqual(4);
  });

  it("for everything about one depot takes one statement per edge", async () => {
    const transactions = await depotReads(() =>
      hub.ask(operation("reserves-depot"), { code: "DEP020", first: 50 }),
    );
    expect(transactions).toHaveLength(1);
    expect(transactions[0]?.length).toBeLessThanOrEqual(8);
  });

  it("for a page of gaps with items, depots and trust takes four statements", async () => {
    let found = 0;
    const transactions = await depotReads(async () => {
      const asked = { first: 50, filter: { onlyShort: false } };
      const as = { as: "usr-g01-dispatcher" };
      const { data } = await hub.ask<{ gaps: Nodes<object> }>(
        operation("reserves-gaps"),
        asked,
        as,
      );
      found = data.gaps.edges.length;
    });
    expect(found).toBe(50);
    expect(transactions).toHaveLength(1);
    expect(transactions[0]?.length).toBeLessThanOrEqual(4);
  });
});

onBothShapes("reserves", (open) => {
  let hub: TestHub;
  beforeAll(async () => {
    const load = (database: TestHub["database"]) => loadWorld(database, world(1, "tiny"));
    hub = await startTestHub(await open(), { world: load });
  });
  afterAll(() => hub.close());

  const owner = (sql: string, values: unknown[] = []): Promise<void> =>
    withOwnerTx(hub.database, async ({ client }) => {
      await client.query(sql, values);
    });

  const seen = async (as?: string): Promise<string[]> => {
    const asked = { first: 50, lots: 50 };
    const who = as === undefined ? undefined : { as };
    const { data } = await hub.ask<Depots>(operation("reserves-depots"), asked, who);
    return data.depots.edges.map(({ node }) => node.code);
  };
  const lotsOf = async (code: string, as?: string): Promise<Lot[]> => {
    const who = as === undefined ? undefined : { as };
    const asked = { code, first: 50 };
    type Answer = { depot: { lots: Nodes<Lot> } | null };
    const { data } = await hub.ask<Answer>(operation("reserves-depot"), asked, who);
    return data.depot?.lots.edges.map(({ node }) => node) ?? [];
  };

  it("are shown to the public where they are public", async () => {
    expect(await seen()).toEqual(["DEP020", "DEP040"]);
  });

  it("are shown to a partner while an agreement is in force, and not a day longer", async () => {
    const all = ["DEP003", "DEP020", "DEP040"];
    expect(await seen("usr-g06-dispatcher")).toEqual(all);
    const lapse = "update qipan.agreement set valid_to = valid_to + $1::integer where version = 2";
    await owner("update qipan.agreement set valid_from = valid_from - 4000");
    await owner(lapse, [-3000]);
    expect(await seen("usr-g06-dispatcher")).toEqual(["DEP020", "DEP040"]);
    expect(await seen("usr-g01-dispatcher")).toEqual(all);
    expect(await seen("usr-e01-keeper")).toEqual(all);
    await owner(lapse, [3000]);
    expect(await seen("usr-g06-dispatcher")).toEqual(all);
  });

  it("that are restricted are shown to owner and keeper only, and leave no trace", async () => {
    await owner("update qipan.depot set visibility = 'RESTRICTED' where id = 'DEP003'");
    const asked = 'query ($id: ID!) { node(id: $id) { id } depot(code: "DEP003") { id } }';
    const id = Buffer.from("Depot:DEP003").toString("base64url");
    for (const as of [undefined, { as: "usr-g06-dispatcher" }]) {
      const { data, errors } = await hub.ask(asked, { id }, as);
      expect([data, errors]).toEqual([{ node: null, depot: null }, []]);
    }
    expect(await seen("usr-g06-dispatcher")).toEqual(["DEP020", "DEP040"]);
    expect(await seen("usr-e01-keeper")).toContain("DEP003");
    await owner("update qipan.depot set visibility = 'PARTNER' where id = 'DEP003'");
  });

  it("are what the world opened with; what is held only owner and keeper know", async () => {
    const lots = world(1, "tiny").lots.filter(({ depotId }) => depotId === "DEP020");
    const total = lots.reduce((sum, { quantity }) => sum + quantity, 0);
    for (const [as, held] of [
      ["usr-g06-keeper", 0],
      [undefined, null],
    ] as const) {
      const found = await lotsOf("DEP020", as);
      expect(found.reduce((sum, { onHand }) => sum + (onHand ?? 0), 0)).toBe(total);
      expect(new Set(found.map((lot) => lot.held))).toEqual(new Set([held]));
    }
  });

  it("near a place come nearest first, and say how far they are", async () => {
    type Near = { stock: Nodes<{ quantity: number; distanceKm: number; depot: { code: string } }> };
    const asked = { item: "BD-QUILT", node: "150302", first: 10 };
    const { data } = await hub.ask<Near>(operation("reserves-stock"), asked);
    expect(data.stock.edges.map(({ node }) => node.depot.code)).toEqual(["DEP040", "DEP020"]);
    expect(data.stock.edges[0]?.node.distanceKm).toBeCloseTo(1.4, 0);
    const many = await hub.ask<Near>(operation("reserves-stock"), { ...asked, minQuantity: 401 });
    expect(many.data.stock.edges.map(({ node }) => node.quantity)).toEqual([1500]);
    for (const wrong of [{ node: "nowhere" }, { node: null, near: { lon: 181, lat: 0 } }])
      expect(
        (await hub.ask(operation("reserves-stock"), { ...asked, ...wrong })).errors,
      ).toHaveLength(1);
  });

  it("of a code that does not exist are refused, not told as none", async () => {
    const asked = { item: "BD-QULIT", node: "150302", first: 10 };
    const { data, errors } = await hub.ask(operation("reserves-stock"), asked);
    expect(data).toBeFalsy();
    expect(errors).toMatchObject([
      { extensions: { refusals: [{ code: "UNKNOWN_CODE", path: "item" }] } },
    ]);
    const none = { ...asked, item: "BD-QUILT", minQuantity: 900_000 };
    const empty = await hub.ask<{ stock: Nodes<unknown> }>(operation("reserves-stock"), none);
    expect(empty.data.stock.edges).toEqual([]);
  });

  it("are asked for with a null where a default stands: it is the caller's mistake", async () => {
    const asked = `query ($m: Quantity) { stock(item: "BD-QUILT", node: "150302", first: 5,
      minQuantity: $m) { edges { node { quantity } } } }`;
    const { errors } = await hub.ask(asked, { m: null });
    expect(errors).toMatchObject([
      {
        message: 'Argument "minQuantity" of non-null type "Quantity!" must not be null.',
        path: ["stock"],
        extensions: { code: "BAD_USER_INPUT", path: "minQuantity" },
      },
    ]);
    expect((await hub.ask(asked)).errors).toEqual([]);
  });

  it("are refused by the page that is wrong, the outer or the inner one", async () => {
    const refusedFor = async (pages: Record<string, number>): Promise<unknown> => {
      const { errors } = await hub.ask(operation("reserves-depots"), pages);
      return errors.flatMap(({ extensions }) => extensions.refusals);
    };
    expect(await refusedFor({ first: 5, lots: 0 })).toMatchObject([{ path: "lots.first" }]);
    expect(await refusedFor({ first: 0, lots: 5 })).toMatchObject([{ path: "first" }]);
  });

  it("have a position by region; what is not known is not zero", async () => {
    type Line = { item: { sku: string }; target: number | null; gap: number | null; held: unknown };
    type Position = { position: Nodes<Line & { usable: number | null }> };
    const asked = { regionCode: "640200", first: 50 };
    const { data } = await hub.ask<Position>(operation("reserves-position"), asked);
    const lines = new Map(data.position.edges.map(({ node }) => [node.item.sku, node]));
    expect(lines.get("PP-SCBA")).toMatchObject({ usable: 40, target: 50, gap: 10, held: null });
    const charity = await hub.ask<Position>(operation("reserves-position"), {
      ...asked,
      regionCode: "150302",
    });
    for (const { node } of charity.data.position.edges)
      expect(node).toMatchObject({ target: null, gap: null });
    await owner(
      `insert into qipan.reserve_target (depot_id, item, quantity, basis, status)
       values ('DEP040', 'PP-SCBA', 5, 'test', 'test')`,
    );
    const missing = await hub.ask<Position>(operation("reserves-position"), {
      regionCode: "150302",
      item: "PP-SCBA",
      first: 1,
    });
    expect(missing.data.position.edges[0]?.node).toMatchObject({
      target: 5,
      usable: null,
      gap: null,
    });
  });
});
