import { afterAll, beforeAll, expect, it } from "vitest";
import { pageOf } from "../../src/kernel/page.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { readNear } from "../../src/reserves/stock.store.ts";
import { chanceOf } from "../../src/kernel/chance.ts";
import { layLots, layWorld } from "../support/ledger-world.ts";
import { startPostgres, type OwnPostgres } from "../support/postgres.ts";
import { median } from "./board-of-results.ts";

const lots = 1_000_000;
const depots = 2000;
const items = 5000;
/** Whose lots the transaction under row-level security reads: its own, as most reads are. */
const owner = { principal: "bench", orgs: ["G02"], partners: [] };
const member = { principal: "bench", orgs: ["G01"], partners: [] };
let server: OwnPostgres;
let database: Database;
let own: readonly string[];

/** One lot in five is of the 20 items that everyone stores. */
const laying = [
  `insert into qipan.item (sku, name_zh, name_en, unit, unit_zh, category, gb_major, plan_class,
     hazards, weight_kg, volume_m3, recovery)
   select 'I' || n, 'I' || n, 'I' || n, 'piece', '件', 'tents', '01', 'BL', '[]', 1, 1,
     'MUST_RETURN' from generate_series(0, ${items - 1}) n`,
  `insert into qipan.depot (id, name_zh, region_code, tier, sector, reserve_mode, owner_org,
     custodian_org, visibility, lon, lat, node, ready_minutes)
   select 'D' || n, 'D' || n, '150300', 'COUNTY', 'GOVERNMENT', 'PHYSICAL', 'G02', 'G02', 'PUBLIC',
     97 + 20 * random(), 35 + 10 * random(), 'N1', 30 from generate_series(0, ${depots - 1}) n`,
  `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, condition, origin,
     under_norm, count_source)
   select gen_random_uuid(), 'B' || n, 'I' || case when n % 5 = 0
       then floor(random() * 20) else floor(20 + random() * ${items - 20}) end,
     'G02', 'D' || floor(random() * ${depots}), 'B', 'GOOD', 'PURCHASED', true, 'bench'
   from generate_series(1, ${lots}) n`,
  `insert into qipan.account (owner, kind, item, lot, custodian, place, balance, version)
   select 'G02', 'ON_HAND', item, id::text, 'G02', depot_id, 1 + floor(random() * 100), 1
   from qipan.stock_lot where code like 'B%'`,
];

beforeAll(async () => {
  server = await startPostgres({ fsync: "on", shared_buffers: "1GB", max_wal_size: "4GB" });
  const { url } = await server.createDatabase();
  database = openServer({ url, maxConnections: 16 });
  await migrate(database);
  await layWorld(database);
  own = (await layLots(database, Array(200).fill({}))).map(({ id }) => id);
  await withOwnerTx(database, async ({ client }) => {
    await client.query("set local statement_timeout = 0; select setseed(0.5)");
    for (const sql of laying) await client.query(sql);
  });
  await withOwnerTx(database, ({ client }) => client.query("analyze"));
}, 900_000);

afterAll(async () => {
  await database.close();
  await server.stop();
});

const page = pageOf({ first: 10 }, ["bigint", "text"]);

async function near(tx: Tx, item: string, chance: () => number): Promise<number> {
  if (!page.ok) throw new Error("ten rows are a page");
  const place = { lon: 97 + 20 * chance(), lat: 35 + 10 * chance(), minQuantity: 50 };
  const began = performance.now();
  const rows = await readNear(tx, { item, ...place }, page.value);
  expect(rows.length).toBeGreaterThan(0);
  return performance.now() - began;
}

it.each(["hot", "cold"] as const)(
  "the nearest depots that have enough of a %s item",
  async (heat) => {
    const chance = chanceOf(7);
    const item = () =>
      `I${heat === "hot" ? Math.floor(chance() * 20) : 20 + Math.floor(chance() * (items - 20))}`;
    await withTx(database, member, async (tx) => {
      for (let at = 0; at < 20; at += 1) await near(tx, item(), chance);
      const times: number[] = [];
      for (let at = 0; at < 200; at += 1) times.push(await near(tx, item(), chance));
      times.sort((a, b) => a - b);
      const [p50, p99] = [times[100]!.toFixed(2), times[197]!.toFixed(2)];
      console.log(`nearest depots, ${heat} item of ${lots} lots: p50 ${p50}, p99 ${p99} ms`);
    });
  },
);

it("a transaction under row-level security beside the same without", async () => {
  const rate = async (within: (work: (tx: Tx) => Promise<void>) => Promise<void>) => {
    const began = performance.now();
    let done = 0;
    const reader = async (seed: number): Promise<void> => {
      const chance = chanceOf(seed);
      while (performance.now() - began < 3000) {
        await within(async ({ client }) => {
          const lot = own[Math.floor(chance() * own.length)]!;
          await client.query("select * from qipan.stock_lot where id = $1", [lot]);
          await client.query("select * from qipan.account where lot = $1", [lot]);
        });
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, at) => reader(at)));
    return (1000 * done) / (performance.now() - began);
  };
  const ratios: number[] = [];
  for (let at = 0; at < 4; at += 1) {
    const without = await rate((work) => withOwnerTx(database, work));
    const guarded = await rate((work) => withTx(database, owner, work));
    const again = await rate((work) => withOwnerTx(database, work));
    if (at > 0) ratios.push((2 * guarded) / (without + again));
  }
  const all = ratios.map((one) => one.toFixed(2)).join(", ");
  console.log(`row-level security by none: ratio ${median(ratios).toFixed(2)} (${all})`);
});
