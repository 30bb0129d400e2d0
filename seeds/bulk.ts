import { setImmediate } from "node:timers/promises";
import type pg from "pg";
import type { Database } from "../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../src/postgres/transaction.ts";
import { calendarOf, type Calendar } from "./calendar.ts";
import type { LotRow } from "./goods.model.ts";
import { fillTables } from "./load.ts";
import { withoutIndexes } from "./bare-tables.ts";
import type { WideWorld } from "./wide.model.ts";

export type OnLots = (loaded: number, of: number) => void;

/** Writes a wide world into an empty hub, in a transaction of its own. */
export const loadWideWorld = (database: Database, wide: WideWorld): Promise<void> =>
  withOwnerTx(database, (tx) => fillWideHub(tx, wide));

/**
 * Writes a wide world into an empty hub: lots as they are told, then their opening count as sets.
 * Transfers, entries and accounts are those that `ledger_post` would make of the same lines; a
 * test compares them. Nothing of a million lots is kept in memory.
 */
export async function fillWideHub(tx: Tx, wide: WideWorld, onLots?: OnLots): Promise<void> {
  const { client } = tx;
  // One transaction, however long; a statement of it may take longer than a caller's may.
  await client.query(`set local statement_timeout = 0;
    set local work_mem = '128MB'; set local maintenance_work_mem = '256MB'`);
  await fillTables(tx, wide.world);
  await client.query(`create temp table opening (n bigint generated always as identity, lot uuid,
    item text, owner text, custodian text, depot text, quantity bigint) on commit drop`);
  await withoutIndexes(tx, ["stock_lot", "account", "entry"], async () => {
    await insertLots(tx, wide, onLots);
    await bookOpening(client, wide);
  });
  await client.query("analyze");
}

const lotsAtOnce = 5000;

async function insertLots(tx: Tx, wide: WideWorld, onLots?: OnLots): Promise<void> {
  const keepers = new Map(wide.world.depots.map(({ id, custodianOrg }) => [id, custodianOrg]));
  const calendar = calendarOf(tx);
  let batch: LotRow[] = [];
  let loaded = 0;
  let sent: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    const columns = columnsOf(batch, calendar, keepers);
    loaded += batch.length;
    batch = [];
    await sent;
    onLots?.(loaded, wide.lotCount);
    sent = tx.client.query(lotsSql, columns);
    // The database works on these while the next are made.
    await setImmediate();
  };
  for (const lot of wide.lots()) if (batch.push(lot) === lotsAtOnce) await flush();
  if (batch.length > 0) await flush();
  await sent;
}

const lotsSql = `with told as (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
      $7::text[], $8::date[], $9::date[], $10::text[], $11::text[], $12::boolean[], $13::bigint[],
      $14::timestamptz[], $15::text[], $16::bigint[], $17::text[]) with ordinality as t
      (id, code, item, owner_org, depot_id, bin, batch, made_on, expires_on, condition, origin,
        under_norm, unit_value_fen, counted_at, count_source, quantity, custodian, n)
  ), lots as (
    insert into qipan.stock_lot (id, code, item, owner_org, depot_id, bin, batch, made_on,
      expires_on, condition, origin, under_norm, unit_value_fen, counted_at, count_source)
    select id, code, item, owner_org, depot_id, bin, batch, made_on, expires_on, condition,
      origin, under_norm, unit_value_fen, counted_at, count_source from told order by n
  )
  insert into opening (lot, item, owner, custodian, depot, quantity)
  select id, item, owner_org, custodian, depot_id, quantity from told where quantity > 0
  order by n`;

function columnsOf(
  lots: readonly LotRow[],
  { day, daysAgo }: Calendar,
  keepers: ReadonlyMap<string, string>,
): unknown[] {
  const column = <T>(of: (lot: LotRow) => T): T[] => lots.map(of);
  return [
    ...[column(({ id }) => id), column(({ code }) => code), column(({ item }) => item)],
    ...[column(({ ownerOrg }) => ownerOrg), column(({ depotId }) => depotId)],
    ...[column(({ bin }) => bin), column(({ batch }) => batch)],
    column(({ madeInDays }) => day(madeInDays)),
    column(({ expiresInDays }) => (expiresInDays === null ? null : day(expiresInDays))),
    ...[column(({ condition }) => condition), column(({ origin }) => origin)],
    ...[column(({ underNorm }) => underNorm), column(({ unitValueFen }) => unitValueFen)],
    column(({ countedDaysAgo }) => (countedDaysAgo === null ? null : daysAgo(countedDaysAgo))),
    ...[column(({ countSource }) => countSource), column(({ quantity }) => quantity)],
    column(({ depotId }) => keepers.get(depotId)),
  ];
}

/** Lines of one transfer, as when an opening count is posted. */
const linesEach = 1000;

/**
 * SUPPLY → ON_HAND for every line, a thousand lines of one owner to a transfer. Each account is
 * new and touched once, so that its version is one and its balance what the line moved.
 */
async function bookOpening(client: pg.PoolClient, { size, world }: WideWorld): Promise<void> {
  await client.query(`create temp table opening_line on commit drop as
    select n, lot::text as lot, item, owner, custodian, depot, quantity,
      (nth % ${linesEach})::integer as line, nth / ${linesEach} as part
    from (select *, row_number() over (partition by owner order by n) - 1 as nth from opening) o`);
  await client.query(`create temp table opening_transfer on commit drop as
    select gen_random_uuid() as id, owner, part, min(n) as n
    from opening_line group by owner, part`);
  await client.query("analyze opening_line");
  await client.query("analyze opening_transfer");
  await client.query(
    `insert into qipan.transfer (id, op, occurred_at, actor, actor_org, evidence, effects)
     select id, 'OPENING', now(), current_setting('app.reader'), owner, $1, '{}'
     from opening_transfer order by n`,
    [{ document: "期初盘点表(示例)", world: size, seed: world.seed }],
  );
  await client.query(`insert into qipan.account
      (id, owner, kind, item, lot, custodian, place, balance, version) overriding system value
    select 2 * n - 1, owner, 'SUPPLY', item, lot, '', '', -quantity, 1 from opening_line
    union all
    select 2 * n, owner, 'ON_HAND', item, lot, custodian, depot, quantity, 1 from opening_line`);
  await client.query(`insert into qipan.entry
      (transfer_id, line, item, origin, target, quantity, origin_version, target_version)
    select t.id, l.line, l.item, 2 * l.n - 1, 2 * l.n, l.quantity, 1, 1
    from opening_line l join opening_transfer t on t.owner = l.owner and t.part = l.part
    order by l.n`);
  await client.query(`select setval('qipan.account_id_seq', (select max(id) from qipan.account))`);
}
