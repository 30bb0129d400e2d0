import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWorld } from "../../seeds/load.ts";
import { world } from "../../seeds/world.ts";
import type { PageOf } from "../../src/kernel/page.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import {
  hubReader,
  publicReader,
  withOwnerTx,
  withTx,
  type Tx,
} from "../../src/postgres/transaction.ts";
import {
  lockCommitment,
  readCommitments,
  readDispatchableStock,
  updateCommitmentPromised,
} from "../../src/reserves/dispatchable.service.ts";
import { lotsOfDepot } from "../../src/reserves/reserves.loader.ts";
import {
  listDepots,
  listExpiring,
  listPosition,
  listStock,
} from "../../src/reserves/reserves.service.ts";
import { onBothShapes } from "../support/database.ts";

const tiny = world(1, "tiny");

onBothShapes("reserves", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await loadWorld(database, tiny);
    await withOwnerTx(database, crowd);
  });
  afterAll(() => database.close());

  it("tell a dispatch each visible lot that has something free", async () => {
    const items = ["PP-SCBA", "BD-QUILT"];
    const forHub = await withTx(database, hubReader, (tx) => readDispatchableStock(tx, items));
    const lots = tiny.lots.filter(({ item }) => items.includes(item));
    const known = forHub.filter(({ depotId }) => !depotId.startsWith("X"));
    expect(known.map(({ lotId }) => lotId).toSorted()).toEqual(lots.map(({ id }) => id).toSorted());
    const scba = known.find(({ depotId }) => depotId === "DEP003");
    expect(scba).toMatchObject({
      item: "PP-SCBA",
      freeQuantity: lots.find(({ id }) => id === scba?.lotId)?.quantity,
      ownerOrg: "ORG-G01",
      ownerSector: "GOVERNMENT",
      custodianOrg: "ORG-E01",
      reserveMode: "CUSTODIAL",
      node: "150304",
      regionCode: "150304",
    });
    const forPublic = await withTx(database, publicReader, (tx) =>
      readDispatchableStock(tx, items),
    );
    expect(forPublic.some(({ depotId }) => depotId === "DEP003")).toBe(false);
    expect(forPublic.length).toBeGreaterThan(0);
  });

  it("promise no more of a contract than it holds", async () => {
    await withOwnerTx(database, ({ client }) =>
      client.query(`insert into qipan.commitment (id, depot_id, supplier_org, contracting_org, item,
          max_quantity, daily_rate, lead_minutes, unit_price_fen, promised, valid_from, valid_to)
        values ('CM-T', 'DEP040', 'ORG-C07', 'ORG-G01', 'BD-QUILT', 100, 50, 60, 900, 30,
            current_date - 9, current_date + 9),
          ('CM-OLD', 'DEP040', 'ORG-C07', 'ORG-G01', 'BD-QUILT', 100, 50, 60, 900, 0,
            current_date - 9, current_date - 3)`),
    );
    const promising = withTx(database, hubReader, async (tx) => {
      const open = await readCommitments(tx, ["BD-QUILT"]);
      expect(open).toMatchObject([{ commitmentId: "CM-T", available: 70, depotId: "DEP040" }]);
      expect(await lockCommitment(tx, "CM-OLD")).toMatchObject({ inForce: false });
      expect(await lockCommitment(tx, "CM-NONE")).toBeUndefined();
      expect(await lockCommitment(tx, "CM-T")).toMatchObject({ promised: 30, inForce: true });
      expect(await updateCommitmentPromised(tx, "CM-T", 101)).toBe(false);
      expect(await updateCommitmentPromised(tx, "CM-T", 100)).toBe(true);
      expect(await readCommitments(tx, ["BD-QUILT"])).toEqual([]);
      expect(await lockCommitment(tx, "CM-T")).toMatchObject({ promised: 100, version: 2 });
    });
    // No line of an order stands for it.
    await expect(promising).rejects.toMatchObject({ code: "23514" });
  });

  type List = (tx: Tx, first: number, after: string | null) => Promise<Outcome<PageOf<unknown>>>;
  const near = { lon: 106.8, lat: 39.6 };
  const lists: readonly (readonly [string, List])[] = [
    ["depots", (tx, first, after) => listDepots(tx, { first, after }, {})],
    [
      "stock",
      (tx, first, after) => listStock(tx, { item: "EP-N95", minQuantity: 1, first, after }, near),
    ],
    ["expiring", (tx, first, after) => listExpiring(tx, { withinDays: 3650, first, after })],
    ["position", (tx, first, after) => listPosition(tx, { regionCode: "150000", first, after })],
    [
      "lots",
      async (tx, first, after) => {
        const key =
          after === null
            ? undefined
            : (JSON.parse(Buffer.from(after, "base64url").toString()) as string[]);
        const page = { first, after: key };
        const load = lotsOfDepot(() => Promise.resolve(tx));
        const wish = { item: null, parts: null };
        return { ok: true, value: await load.load({ owner: "X00", wish, page }) };
      },
    ],
  ];

  it.each(lists)(
    "pages of %s neither skip nor repeat, however they are cut",
    async (_name, list) => {
      await withTx(database, hubReader, async (tx) => {
        const read = async (first: number, after: string | null): Promise<PageOf<unknown>> => {
          const outcome = await list(tx, first, after);
          if (!outcome.ok) throw new Error(outcome.refused[0]?.code);
          return outcome.value;
        };
        const whole = await read(100, null);
        expect(whole.pageInfo.hasNextPage).toBe(false);
        expect(whole.edges.length).toBeGreaterThan(3);
        const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
        await fc.assert(
          fc.asyncProperty(sizes, async (cuts) => {
            const found: unknown[] = [];
            let after: string | null = null;
            for (let at = 0; ; at += 1) {
              const page: PageOf<unknown> = await read(cuts[at % cuts.length] ?? 1, after);
              found.push(...page.edges.map(({ node }) => node));
              if (!page.pageInfo.hasNextPage) break;
              after = page.pageInfo.endCursor;
            }
            expect(found).toEqual(whole.edges.map(({ node }) => node));
          }),
          { numRuns: 12 },
        );
      });
    },
  );

  it.each([
    [["x", "DEP001"], "stock"],
    [["2026-99-99", "a"], "expiring"],
  ] as const)("a made-up cursor %j is refused, not an accident", async (key, name) => {
    const list = lists.find(([of]) => of === name)?.[1];
    const after = Buffer.from(JSON.stringify(key)).toString("base64url");
    const outcome = await withTx(database, hubReader, (tx) => list!(tx, 5, after));
    expect(outcome.ok ? [] : outcome.refused).toMatchObject([{ code: "FEED_CURSOR_INVALID" }]);
  });
});

/** Twenty depots at three points; their lots expire on the same two days, and one has many. */
async function crowd({ client, today }: Tx): Promise<void> {
  for (let at = 0; at < 20; at += 1) {
    const depot = `X${String(at).padStart(2, "0")}`;
    await client.query(
      `insert into qipan.depot (id, name_zh, region_code, tier, sector, reserve_mode, owner_org,
         custodian_org, visibility, lon, lat, node, ready_minutes)
       values ($1, $1, '150302', 'COUNTY', 'GOVERNMENT', 'PHYSICAL', 'ORG-G01', 'ORG-G01',
         'PUBLIC', $2, 39.6, '150302', 30)`,
      [depot, 106.8 + (at % 3) / 10],
    );
    for (const day of at === 0 ? Array.from({ length: 15 }, () => 10) : [10, 10, 20]) {
      const lot = randomUUID();
      await client.query(
        `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, expires_on,
           origin, under_norm, count_source)
         values ($1, $2, 'EP-N95', 'ORG-G01', $3, 'B', $4::date + $5::integer, 'PURCHASED', false,
           'test')`,
        [lot, lot, depot, today, day],
      );
      await client.query(
        `insert into qipan.account (owner, kind, item, lot, custodian, place, balance)
         values ('ORG-G01', 'ON_HAND', 'EP-N95', $1, 'ORG-G01', $2, 7)`,
        [lot, depot],
      );
    }
  }
}
