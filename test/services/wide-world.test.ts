import { afterAll, beforeAll, expect, it } from "vitest";
import { loadWideWorld } from "../../seeds/bulk.ts";
import { loadWorld } from "../../seeds/load.ts";
import { wideWorld } from "../../seeds/wide.ts";
import { verifyBook } from "../../src/ledger/verify.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx } from "../../src/postgres/transaction.ts";
import { openServerTest } from "../support/database.ts";
import { sealAll } from "../support/ledger-figures.ts";

/** One owner has more lines than fit into one transfer. */
const scale = { provinces: 1, prefectures: 1, countiesEach: 1, depots: 9, lots: 3600 };
const wide = wideWorld(1, scale);

let bulk: Database;
let posted: Database;
let shapes: unknown;

beforeAll(async () => {
  [bulk, posted] = await Promise.all([openServerTest(), openServerTest()]);
  shapes = await ask(bulk, shapeSql);
  await loadWideWorld(bulk, wide);
  await loadWorld(posted, { ...wide.world, lots: [...wide.lots()] });
});

afterAll(() => Promise.all([bulk.close(), posted.close()]));

const ask = (database: Database, sql: string): Promise<unknown[]> =>
  withTx(database, hubReader, async ({ client }) => (await client.query<object>(sql)).rows);

const shapeSql = `select conrelid::regclass::text as "table", conname as name,
    pg_get_constraintdef(oid) as made from pg_constraint
  where connamespace = 'qipan'::regnamespace
  union all
  select tablename, indexname, indexdef from pg_indexes where schemaname = 'qipan'
  order by 1, 2, 3`;

const side = (at: string): string => `${at}.key, ${at}.balance, ${at}.version`;

it.each([
  ["accounts", "select key, balance, version from qipan.account order by key"],
  [
    "entries, line by line in the transfers of each owner",
    `select t.op, t.actor, t.actor_org, t.evidence, t.effects, e.line, e.item, e.quantity, e.means,
       e.origin_version, e.target_version, ${side("o")}, ${side("d")}
     from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
     join qipan.account o on o.id = e.origin join qipan.account d on d.id = e.target
     order by d.key`,
  ],
  [
    "transfers",
    `select t.actor_org, count(*)::int as lines, min(e.line) as first, max(e.line) as last
     from qipan.transfer t join qipan.entry e on e.transfer_id = t.id
     group by t.id, t.actor_org order by 1, 2`,
  ],
  [
    "lots",
    "select id, code, item, depot_id, expires_on, condition from qipan.stock_lot order by id",
  ],
  ["shelves", "select * from qipan.shelf order by item, depot_id"],
])("loads the same %s as posting them one by one", async (_what, sql) => {
  const rows = await ask(bulk, sql);
  expect(rows.length).toBeGreaterThan(4);
  expect(rows).toEqual(await ask(posted, sql));
});

it("leaves every index and constraint as it was", async () => {
  expect(await ask(bulk, shapeSql)).toEqual(shapes);
});

it("goes on numbering accounts where the load ended", async () => {
  const free = await withOwnerTx(bulk, ({ client }) =>
    client.query<{ next: number; last: number }>(
      `select nextval('qipan.account_id_seq') as next, max(id) as last from qipan.account`,
    ),
  );
  expect(free.rows).toEqual([{ next: 7201, last: 7200 }]);
});

it("is a book that its auditor verifies, unsealed and sealed", async () => {
  expect(await verifyBook(bulk)).toMatchObject({ verified: true, unsealed: 3600, problems: [] });
  const seal = (database: Database) => sealAll(database);
  await Promise.all([seal(bulk), seal(posted)]);
  const sealed = { verified: true, entries: 3600, unsealed: 0, problems: [] };
  expect(await verifyBook(bulk)).toMatchObject(sealed);
  const sizes = "select book, max(size) as size from qipan.ledger_head group by book order by book";
  expect(await ask(bulk, sizes)).toEqual(await ask(posted, sizes));
});
