import "reflect-metadata";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { startTestHub, type TestHub } from "../support/client.ts";
import { openServerTest } from "../support/database.ts";

const folder = join(packageRoot, "schema", "operations");
const operation = (name: string): string => readFileSync(join(folder, `${name}.graphql`), "utf8");
const published = readdirSync(folder)
  .filter((name) => /^(words|reserves|forces)-.*\.graphql$/.test(name))
  .map((name) => name.replace(".graphql", ""));

interface Nodes<T> {
  edges: { node: T; cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe("words", () => {
  let hub: TestHub;
  beforeAll(async () => {
    const load = (database: TestHub["database"]) => loadWorld(database, world(1, "demo"));
    hub = await startTestHub(await openServerTest(), { world: load });
  });
  afterAll(() => hub.close());

  const skus = async (variables: Record<string, unknown>): Promise<string[]> => {
    const asked = { first: 100, ...variables };
    const { data } = await hub.ask<{ items: Nodes<{ sku: string }> }>(
      operation("words-items"),
      asked,
    );
    return data.items.edges.map(({ node }) => node.sku);
  };

  it.each(published)("%s runs as it is published", async (name) => {
    const variables = join(folder, `${name}.json`);
    const asked = existsSync(variables)
      ? (JSON.parse(readFileSync(variables, "utf8")) as Record<string, unknown>)
      : {};
    const { errors, data } = await hub.ask(operation(name), asked, { as: "usr-g06-dispatcher" });
    expect(errors).toEqual([]);
    expect(data).not.toBeNull();
  });

  it.each(["棉被", "mianbei", "mb", "MB 棉被", "bd-quilt", "  BEI   quilt "])(
    "finds the quilt by %j",
    async (search) => {
      expect(await skus({ search })).toContain("BD-QUILT");
    },
  );

  it("takes what is typed as text, and refuses too much of it", async () => {
    expect(await skus({ search: "%" })).toEqual(["BD-BLKT-W"]);
    expect(await skus({ search: "m_anbei" })).toEqual([]);
    expect(await skus({ search: "no such thing" })).toEqual([]);
    const long = await hub.ask(operation("words-items"), { first: 1, search: "棉".repeat(101) });
    expect(long.errors[0]?.extensions.code).toBe("TOO_MANY");
  });

  it("pages through the catalogue without skipping or repeating", async () => {
    const all = await skus({});
    const found = [...all];
    let after: string | null = null;
    const paged: string[] = [];
    do {
      const asked: Record<string, unknown> = { first: 37, after };
      const { data } = await hub.ask<{ items: Nodes<{ sku: string }> }>(
        operation("words-items"),
        asked,
      );
      paged.push(...data.items.edges.map(({ node }) => node.sku));
      after = data.items.pageInfo.hasNextPage ? data.items.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toHaveLength(world(1, "demo").items.length);
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.slice(0, found.length)).toEqual(found);
  });

  it.each([
    [{ first: 0 }, "QUANTITY_OUT_OF_RANGE"],
    [{ first: 101 }, "QUANTITY_OUT_OF_RANGE"],
    [{ first: 5, after: "nonsense" }, "FEED_CURSOR_INVALID"],
  ])("refuses the page %j", async (asked, code) => {
    const { errors } = await hub.ask(operation("words-items"), asked);
    expect(errors[0]?.extensions.code).toBe(code);
  });

  it("knows a kit's parts, and what is given instead of an item", async () => {
    const { data } = await hub.ask<{
      items: Nodes<{ sku: string; components: unknown[]; substitutes: unknown[] }>;
    }>(operation("words-items"), { first: 100, search: "KT-" });
    const kits = world(1, "demo").kitComponents;
    for (const { node } of data.items.edges)
      expect(node.components).toHaveLength(kits.filter(({ kit }) => kit === node.sku).length);
    expect(data.items.edges.some(({ node }) => node.components.length > 0)).toBe(true);
  });

  it("warns of a bad credit code in the language asked for", async () => {
    const { data } = await hub.ask<{
      organizations: Nodes<{ code: string; usccWarning: string | null }>;
    }>(operation("words-organizations"), { first: 100 });
    const warnings = data.organizations.edges.map(({ node }) => node.usccWarning);
    for (const warning of warnings) expect(warning ?? "统一社会信用代码").toContain("信用代码");
  });

  it("shows agreements to members only, and which version counts today", async () => {
    const asked = { first: 50 };
    const asPublic = await hub.ask<{ agreements: Nodes<unknown> }>(
      operation("words-agreements"),
      asked,
    );
    expect(asPublic.data.agreements.edges).toEqual([]);
    const { data } = await hub.ask<{
      agreements: Nodes<{ code: string; version: number; inForceToday: boolean }>;
    }>(operation("words-agreements"), asked, { as: "usr-g06-dispatcher" });
    const cluster = data.agreements.edges.filter(({ node }) => node.code === "AG-CLUSTER");
    expect(cluster.map(({ node }) => [node.version, node.inForceToday])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  it("answers the same for ids that are unknown, of another kind, or no ids", async () => {
    const ids = ["Region:999999", "Depot:DEP999", "StockLot:not-a-uuid", "Nothing:1"].map((id) =>
      Buffer.from(id).toString("base64url"),
    );
    const { data, errors } = await hub.ask<{ nodes: unknown[] }>(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
      { ids: [...ids, "???"] },
    );
    expect(errors).toEqual([]);
    expect(data.nodes).toEqual([null, null, null, null, null]);
  });

  it("reads every kind of thing again by its global id", async () => {
    const kinds = [
      "Region:150300",
      "Organization:ORG-G01",
      "Agreement:AG-CLUSTER@2",
      "Item:BD-QUILT",
    ];
    const more = [
      "Depot:DEP020",
      "Team:TM01",
      "RoadNode:150302",
      "RoadLink:R002",
      "Skill:HAZ-LEAK",
    ];
    const ids = [...kinds, ...more].map((id) => Buffer.from(id).toString("base64url"));
    const { data } = await hub.ask<{ nodes: ({ id: string } | null)[] }>(
      "query ($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }",
      { ids },
      { as: "usr-g01-dispatcher" },
    );
    expect(data.nodes.map((node) => node?.id)).toEqual(ids);
  });
});
