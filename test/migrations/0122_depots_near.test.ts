import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chanceOf } from "../../src/kernel/chance.ts";
import { pageOf } from "../../src/kernel/page.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import type { NearRow } from "../../src/reserves/reserves.model.ts";
import { readNear } from "../../src/reserves/stock.store.ts";
import { onBothShapes } from "../support/database.ts";
import { rowsOf } from "../support/dispatch-state.ts";
import { layWorld } from "../support/ledger-world.ts";
import { fill } from "../support/story-world.ts";

/** More than are looked at first, some of them on one spot. */
const depots = 150;
const here = { lon: 106.8, lat: 39.6 };
const readers = [
  { principal: "stranger", orgs: ["G01"], partners: [] },
  { principal: "partner", orgs: ["G01"], partners: ["G02"] },
  { principal: "owner", orgs: ["G02"], partners: [] },
] as const;

interface Free {
  readonly id: string;
  readonly item: string;
  readonly visibility: string;
  readonly metres: number;
  readonly quantity: number;
}

onBothShapes("the nearest depots that have enough", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await layWorld(database);
    const chance = chanceOf(122);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
    const near = Array.from({ length: depots }, (_, at) => ({
      ...{ id: `N${at}`, name_zh: "库", region_code: "150300", tier: "COUNTY", node: "N1" },
      ...{ sector: "GOVERNMENT", reserve_mode: "PHYSICAL", owner_org: "G02", ready_minutes: 10 },
      ...{ custodian_org: "G02", search_text: "" },
      visibility: pick(["PUBLIC", "PARTNER", "RESTRICTED"]),
      ...(at < 12 ? here : { lon: 97 + 20 * chance(), lat: 35 + 10 * chance() }),
    }));
    await withOwnerTx(database, async (tx) => {
      await fill(tx, "depot", near);
      await tx.client.query("select setseed(0.122)");
      for (const [item, share] of [
        ["TENT", 0.9],
        ["BAG", 0.05],
      ])
        await tx.client.query(
          `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, condition,
             origin, under_norm, count_source, expires_on)
           select gen_random_uuid(), 'near ' || $1 || d.id || n, $1, 'G02', d.id, 'B',
             (array['GOOD', 'GOOD', 'BLOCKED'])[1 + floor(random() * 3)], 'PURCHASED', true, 'test',
             (array[null, null, date '2001-01-01', date '2999-01-01'])[1 + floor(random() * 4)]
           from qipan.depot d, generate_series(1, 3) n where d.id like 'N%' and random() < $2`,
          [item, share],
        );
      await tx.client.query(
        `insert into qipan.account (owner, kind, item, lot, custodian, place, balance, version)
         select 'G02', 'ON_HAND', item, id::text, 'G02', depot_id, floor(random() * 40), 1
         from qipan.stock_lot where code like 'near %'`,
      );
    });
  });
  afterAll(() => database.close());

  /** All of it, sorted here: what is free by depot, whoever sees it. */
  const everything = (item: string) =>
    rowsOf<Free>(
      database,
      `select d.id, d.visibility, sum(a.balance)::integer as quantity,
         qipan.metres_between($2, $3, d.lat, d.lon)::integer as metres
       from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id
       join qipan.account a on a.lot = l.id::text and a.kind = 'ON_HAND' and a.balance > 0
       where l.item = $1 and d.id like 'N%' and l.condition = 'GOOD'
         and coalesce(l.expires_on, '2999-01-01') > '2026-01-01' group by 1, 2, d.lat, d.lon`,
      [item, here.lat, here.lon],
    );

  const sees = (reader: (typeof readers)[number], visibility: string): boolean =>
    visibility === "PUBLIC" ||
    reader.principal === "owner" ||
    (visibility === "PARTNER" && reader.principal === "partner");

  async function pages(reader: (typeof readers)[number], item: string, minQuantity: number) {
    const found: NearRow[] = [];
    for (let after: readonly [string, string] | undefined; ;) {
      const page = pageOf({ first: 7 }, ["bigint", "text"]);
      if (!page.ok) throw new Error("seven rows are a page");
      const rows = await withTx(database, reader, (tx) =>
        readNear(tx, { item, ...here, minQuantity }, { ...page.value, after }),
      );
      found.push(...rows.slice(0, 7));
      const last = rows[6];
      if (rows.length < 8 || last === undefined) return found;
      after = [String(last.metres), last.depotId];
    }
  }

  describe.each(readers)("for a $principal", (reader) => {
    it.each([
      ["TENT", 1],
      ["TENT", 60],
      ["BAG", 1],
      ["BAG", 30],
      ["TENT", 5_000],
    ] as const)("of %s at least %i, page by page", async (item, least) => {
      const expected = (await everything(item))
        .filter(({ visibility, quantity }) => sees(reader, visibility) && quantity >= least)
        .toSorted((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1));
      const found = await pages(reader, item, least);
      expect(found.map(({ depotId, metres, quantity }) => [depotId, metres, quantity])).toEqual(
        expected.map(({ id, metres, quantity }) => [id, metres, quantity]),
      );
    });
  });
});
