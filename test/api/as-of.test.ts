import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import { packageRoot } from "../../src/kernel/root.ts";
import { encodeCursor } from "../../src/kernel/page.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { startTestHub, type Answer, type TestHub } from "../support/client.ts";
import { onBothShapes } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";

interface Page<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface Figures {
  readonly onHand: number | null;
  readonly usable: number | null;
  readonly held: number | null;
  readonly lots: number;
  readonly item: { readonly sku: string };
}
interface Lot {
  readonly onHand: number | null;
  readonly usable: number | null;
  readonly held: number | null;
  readonly blocked: number | null;
  readonly lot: { readonly id: string } | null;
}
interface Told {
  readonly asOf: {
    readonly cursor: string;
    readonly sealedAt: string | null;
    readonly position: Page<Figures>;
    readonly lots: Page<Lot>;
  } | null;
}

const question = `query ($time: DateTimeISO, $cursor: String, $region: String!, $depot: String!) {
  asOf(time: $time, cursor: $cursor) { cursor sealedAt
    position(regionCode: $region, first: 100) { edges { node {
      onHand usable held lots item { sku } } } }
    lots(depotCode: $depot, first: 100) { edges { node {
      onHand usable held blocked lot { id } } } } } }`;
const live = `query ($region: String!, $depot: String!) {
  position(regionCode: $region, first: 100) { edges { node {
    onHand usable held lots item { sku } } } }
  depot(code: $depot) { lots(first: 100) { edges { node {
    id onHand quantity held blocked } } } } }`;

const region = "640200";
const readers = ["usr-g06-keeper", "usr-g01-dispatcher", "usr-e01-keeper", undefined] as const;

onBothShapes("asOf", (open) => {
  let hub: TestHub;
  let depots: readonly string[];

  beforeAll(async () => {
    hub = await startTestHub(await open(), {
      world: (database) => loadWorld(database, world(1, "demo")),
      seals: false,
    });
    await sealAll(hub.database);
    const { rows } = await withOwnerTx(hub.database, ({ client }) =>
      client.query<{ id: string }>(
        "select distinct on (visibility) id from qipan.depot order by visibility, id",
      ),
    );
    depots = rows.map(({ id }) => id);
  });
  afterAll(() => hub.close());

  const by = (as: string | undefined) => (as === undefined ? undefined : { as });
  const cite = async (as: string | undefined, depot: string, wish: object = {}) => {
    const asked = await hub.ask<Told>(question, { region, depot, ...wish }, by(as));
    expect(asked.errors).toEqual([]);
    return asked.data.asOf!;
  };

  it("is of the latest seal what is read without it, for whoever asks", async () => {
    expect(depots.length).toBeGreaterThan(2);
    let seen = 0;
    for (const as of readers)
      for (const depot of depots) {
        const past = await cite(as, depot);
        const { data } = await hub.ask<{
          position: Page<Figures>;
          depot: { lots: Page<{ id: string; quantity: number | null } & Lot> } | null;
        }>(live, { region, depot }, by(as));
        const booked = data.position.edges.filter(({ node }) => node.onHand !== null);
        expect(past.position.edges).toEqual(booked);
        const lots = data.depot?.lots.edges ?? [];
        expect(past.lots.edges.map(({ node }) => node)).toEqual(
          lots.map(({ node: { id, quantity, onHand, held, blocked } }) => ({
            ...{ onHand, usable: quantity, held, blocked, lot: { id } },
          })),
        );
        seen += lots.length;
      }
    expect(seen).toBeGreaterThan(20);
  });

  it("is cited by cursor and by time, and stays when goods are recalled and lost", async () => {
    const keeper = "usr-g06-keeper";
    const depot = "DEP020";
    const cited = await cite(keeper, depot);
    const lot = cited.lots.edges.find(({ node }) => (node.onHand ?? 0) > 0)!.node.lot!;
    const recalled = await hub.ask(
      `mutation ($input: ChangeLotInput!) { recallLot(input: $input) { __typename } }`,
      { input: { idempotencyKey: "as-of-recall-1", lotId: lot.id, reason: "厂家召回" } },
      { as: keeper },
    );
    expect(recalled.data).toEqual({ recallLot: { __typename: "StockLot" } });
    await sealAll(hub.database);
    const after = await cite(keeper, depot);
    expect(after.cursor).not.toBe(cited.cursor);
    expect(after.lots).not.toEqual(cited.lots);
    expect(await cite(keeper, depot, { cursor: cited.cursor })).toEqual(cited);
    expect(await cite(keeper, depot, { time: cited.sealedAt })).toEqual(cited);
  });

  it("shows nothing of a depot that is no longer the reader's to see", async () => {
    const member = "usr-g01-dispatcher";
    const depot = "DEP020";
    const cited = await cite(member, depot);
    expect(cited.lots.edges.length).toBeGreaterThan(0);
    const hide = (visibility: string) =>
      withOwnerTx(hub.database, ({ client }) =>
        client.query("update qipan.depot set visibility = $2 where id = $1", [depot, visibility]),
      );
    const { rows } = await withOwnerTx(hub.database, ({ client }) =>
      client.query<{ visibility: string }>("select visibility from qipan.depot where id = $1", [
        depot,
      ]),
    );
    await hide("RESTRICTED");
    const hidden = await cite(member, depot, { cursor: cited.cursor });
    expect(hidden.lots.edges).toEqual([]);
    expect(hidden.cursor).toBe(cited.cursor);
    await hide(rows[0]!.visibility);
    expect(await cite(member, depot, { cursor: cited.cursor })).toEqual(cited);
  });

  it("answers before the first record that there was none", async () => {
    const nothing = await cite("usr-g06-keeper", "DEP020", { time: "2001-01-01T00:00:00Z" });
    expect(nothing).toMatchObject({ sealedAt: null, position: { edges: [] }, lots: { edges: [] } });
    const again = await cite("usr-g06-keeper", "DEP020", { cursor: nothing.cursor });
    expect(again).toEqual(nothing);
  });

  const other = encodeCursor(["00000000-0000-4000-8000-000000000000", "1"]);
  it.each([
    ["AS_OF_FUTURE", { time: "2999-01-01T00:00:00Z" }],
    ["FEED_CURSOR_INVALID", { cursor: "nonsense" }],
    ["FEED_CURSOR_INVALID", { cursor: encodeCursor(["1"]) }],
    ["AS_OF_OTHER_EPOCH", { cursor: other }],
    ["INVALID_INPUT", { cursor: other, time: "2020-01-01T00:00:00Z" }],
  ])("refuses with %s: %j", async (code, wish) => {
    const asked = await hub.ask<Told>(question, { region, depot: "DEP020", ...wish });
    expect(asked.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it("refuses a cursor that nothing is sealed under yet", async () => {
    const { cursor } = await cite(undefined, "DEP020");
    const [epoch] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string];
    const ahead = { cursor: encodeCursor([epoch, "999999999"]) };
    const asked = await hub.ask<Told>(question, { region, depot: "DEP020", ...ahead });
    expect(asked.errors.map(({ extensions }) => extensions.code)).toEqual(["AS_OF_NOT_SEALED"]);
  });

  it("is where changes go on from", async () => {
    const { cursor } = await cite("usr-g06-keeper", "DEP020");
    const asked = await hub.ask<{ changes: Page<unknown> }>(
      `query ($after: String) { changes(first: 5, after: $after) { edges { node { kind } } } }`,
      { after: cursor },
      { as: "usr-g06-keeper" },
    );
    expect(asked.errors).toEqual([]);
    expect(asked.data.changes.edges).toEqual([]);
  });

  it("pages every list to the same whole, and prices each by its page", async () => {
    const page = `query ($first: Int!, $after: String) { asOf { lots(depotCode: "DEP020",
      first: $first, after: $after) { edges { node { onHand lot { id } } }
      pageInfo { hasNextPage endCursor } } } }`;
    type Paged = { asOf: { lots: Page<Lot> & { pageInfo: { endCursor: string | null } } } };
    const whole = await hub.ask<Paged>(page, { first: 100 }, { as: "usr-g06-keeper" });
    const found: unknown[] = [];
    for (let after: string | null = null; ;) {
      const part: Answer<Paged> = await hub.ask<Paged>(
        page,
        { first: 3, after },
        { as: "usr-g06-keeper" },
      );
      found.push(...part.data.asOf.lots.edges);
      after = part.data.asOf.lots.pageInfo.endCursor;
      if (part.data.asOf.lots.edges.length < 3) break;
    }
    expect(found).toEqual(whole.data.asOf.lots.edges);
    const price = (of: { extensions: unknown }) =>
      (of.extensions as { cost: { price: number } }).cost.price;
    const small = await hub.ask<Paged>(page, { first: 1 }, { as: "usr-g06-keeper" });
    expect(price(whole) - price(small)).toBe(2 * 99);
  });

  it.each(["docs/api.md", "docs/api.zh.md"])("is asked as %s writes it", async (page) => {
    const text = readFileSync(join(packageRoot, page), "utf8");
    const [, example = ""] = /```graphql\n([\s\S]*?)```/.exec(text) ?? [];
    const first = await hub.ask<Told>(example, {}, { as: "usr-g06-keeper" });
    expect(first.errors).toEqual([]);
    expect(first.data.asOf?.position.edges[0]?.node.onHand).toBeGreaterThan(0);
    const { cursor } = first.data.asOf!;
    const again = await hub.ask<Told>(example, { cursor }, { as: "usr-g06-keeper" });
    expect(again.data).toEqual(first.data);
  });
});
