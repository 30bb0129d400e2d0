import { neighbours } from "../support/neighbours.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";

/** Who asks: it sees its own depots, those of its neighbour under a pact, and the public ones. */
export const partner = {
  ...{ principal: "usr-g01-dispatcher", org: "ORG-G01", lender: "ORG-G06" },
} as const;

/** 1,000 depots of four owners, 20,000 lots of 2,000 items, and what is on them. */
const laying = [
  `insert into qipan.region (code, level, name_zh, name_en, pinyin, lon, lat)
   values ('990000', 'PREFECTURE', '测试市', 'Bench', 'ceshi', 106.8, 39.7)`,
  `insert into qipan.road_node (id, kind, name_zh, lon, lat)
   values ('BN', 'TOWN', '测试点', 106.8, 39.7)`,
  `insert into qipan.organization (id, sector, name_zh, region_code)
   select 'BO' || n, 'GOVERNMENT', '测试单位' || n, '990000' from generate_series(0, 1) n`,
  "insert into qipan.item_category values ('bench', '测试', 'bench')",
  `insert into qipan.item (sku, name_zh, name_en, unit, unit_zh, category, gb_major, plan_class,
     hazards, weight_kg, volume_m3, recovery)
   select 'BI' || n, '物资' || n, 'Item ' || n, 'piece', '件', 'bench', '01', 'BL', '[]', 1, 1,
     'MUST_RETURN' from generate_series(1, 2000) n`,
  `insert into qipan.depot (id, name_zh, region_code, tier, sector, reserve_mode, owner_org,
     custodian_org, visibility, lon, lat, node, ready_minutes, capacity_m3)
   select 'BD' || to_char(n, 'FM0000'), '测试库' || n, '990000', 'COUNTY', 'GOVERNMENT', 'PHYSICAL',
     org, org, (array['PUBLIC', 'PARTNER', 'PARTNER', 'RESTRICTED'])[1 + n % 4],
     106 + random(), 39 + random(), 'BN', 30, 100.5 from generate_series(1, 1000) n
   cross join lateral (
     select (array['BO0', 'ORG-G01', 'ORG-G06', 'BO1'])[1 + n % 4] as org) owner`,
  `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, condition, origin,
     under_norm, count_source, unit_value_fen, expires_on)
   select gen_random_uuid(), 'BL' || n, 'BI' || 1 + floor(random() * 2000), d.owner_org, d.id, 'B1',
     'GOOD', 'PURCHASED', true, 'bench', 12345, date '2099-01-01' + n % 500
   from generate_series(1, 20000) n
   join qipan.depot d on d.id = 'BD' || to_char(1 + n % 1000, 'FM0000')`,
  `insert into qipan.account (owner, kind, item, lot, custodian, place, balance, version)
   select owner_org, 'ON_HAND', item, id::text, owner_org, depot_id, 1 + floor(random() * 100), 1
   from qipan.stock_lot where code like 'BL%'`,
  // What a rival that reads tables is given: the same rows, under the reader's own rights.
  "set local role none",
  "create schema partner",
  `create view partner.region with (security_invoker) as
   select code, name_zh from qipan.region`,
  `create view partner.item with (security_invoker) as select sku, name_zh, unit from qipan.item`,
  `create view partner.depot with (security_invoker) as
   select id, name_zh, region_code, capacity_m3 from qipan.depot`,
  `create view partner.lot with (security_invoker) as
   select l.id, l.code, l.item, l.depot_id, l.unit_value_fen, l.expires_on, (
     select case when l.condition <> 'GOOD' or l.expires_on < current_date then 0
       else sum(a.balance)::bigint end
     from (select l.id::text as lot offset 0) k
     join qipan.account a on a.lot = k.lot and a.kind = 'ON_HAND') as quantity
   from qipan.stock_lot l`,
  "comment on view partner.region is '@primaryKey code'",
  "comment on view partner.item is '@primaryKey sku'",
  `comment on view partner.depot is E'@primaryKey id
@foreignKey (region_code) references partner.region (code)|@fieldName region'`,
  `comment on view partner.lot is E'@primaryKey id
@foreignKey (depot_id) references partner.depot (id)|@fieldName depot|@foreignFieldName lots
@foreignKey (item) references partner.item (sku)|@fieldName itemBySku'`,
  "grant usage on schema partner to qipan_app",
  "grant select on all tables in schema partner to qipan_app",
];

export async function layPartnerWorld(database: Database): Promise<void> {
  await neighbours(database);
  await withOwnerTx(database, async ({ client }) => {
    await client.query("set local statement_timeout = 0; select setseed(0.5)");
    for (const sql of laying) await client.query(sql);
  });
  await withOwnerTx(database, ({ client }) => client.query("analyze"));
}
