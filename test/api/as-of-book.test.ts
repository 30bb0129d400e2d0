import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { globalId } from "../../src/graph/node.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type Answer, type TestHub } from "../support/client.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { sealAll } from "../support/ledger-figures.ts";

const operation = (name: string): string =>
  readFileSync(join(packageRoot, "schema", "operations", `${name}.graphql`), "utf8");
const ownerId = globalId("Organization", "ORG-G06");
const finance = { as: "usr-g06-finance" };

interface Position {
  readonly kind: string;
  readonly place: string;
  readonly itemCode: string | null;
  readonly balance: number;
}
interface Told {
  readonly asOf: {
    readonly cursor: string;
    readonly accountPositions: {
      readonly edges: readonly { readonly node: Position }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
    readonly refillTasks: { readonly edges: readonly unknown[] };
  };
}

describe("a book of the past over HTTP", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub(await openEmbeddedTest(), {
      world: (database) => loadWorld(database, world(1, "tiny")),
      seals: false,
    });
    await sealAll(hub.database);
  });
  afterAll(() => hub.close());

  const positions = async (as?: { as: string }) => {
    const all: Position[] = [];
    for (let after: string | null = null, more = true; more;) {
      const variables: Readonly<Record<string, unknown>> = { ownerId, first: 3, after };
      const told: Answer<Told> = await hub.ask<Told>(operation("as-of-book"), variables, as);
      expect(told.errors).toEqual([]);
      const { edges, pageInfo }: Told["asOf"]["accountPositions"] = told.data.asOf.accountPositions;
      all.push(...edges.map(({ node }) => node));
      ({ hasNextPage: more, endCursor: after } = pageInfo);
    }
    return all;
  };
  const line = ({ kind, place, itemCode, balance }: Position): string =>
    [kind, place, itemCode, balance].join(" ");

  it("of the latest seal is today's, page by page, for whoever reads it today", async () => {
    const live = `query ($ownerId: ID) { accountPositions(ownerId: $ownerId) {
      kind place itemCode balance } }`;
    for (const as of [finance, { as: "usr-g01-dispatcher" }, undefined]) {
      const { data } = await hub.ask<{ accountPositions: Position[] }>(live, { ownerId }, as);
      expect((await positions(as)).map(line).toSorted()).toEqual(
        data.accountPositions.map(line).toSorted(),
      );
    }
    expect((await positions(finance)).length).toBeGreaterThan(3);
  });

  it("is one book's or one incident's: all at once is refused", async () => {
    const all = "{ asOf { accountPositions(first: 5) { edges { node { balance } } } } }";
    const { errors } = await hub.ask(all, {}, finance);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(["INVALID_INPUT"]);
  });

  it("tells no order where there was none, and nothing of others' to anyone", async () => {
    for (const as of [finance, undefined]) {
      const { data, errors } = await hub.ask(operation("as-of-orders"), { first: 20 }, as);
      expect(errors).toEqual([]);
      expect(data).toMatchObject({ asOf: { orders: { edges: [] } } });
    }
  });
});
