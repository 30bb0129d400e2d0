import type { StocktakeReason } from "../../schema/words/reserves.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./reserves.rules.ts";
import type { CountedDepot, CountedLine, StocktakeRow } from "./stocktake.model.ts";

export const stocktakeColumns = `id, depot_id as "depotId", org, items, bins, state,
  opened_at as "openedAt",  ended_at as "endedAt", note, version`;

/** Counters share the row; who ends the count waits for them, and they for it. */
export async function lockStocktake(
  tx: Tx,
  id: string,
  how: "share" | "update",
): Promise<StocktakeRow | undefined> {
  const { rows } = await tx.client.query<StocktakeRow>(
    `select ${stocktakeColumns} from qipan.stocktake where id = any ($1::uuid[]) for ${how}`,
    [[id].filter(isUuid)],
  );
  return rows[0];
}

export async function readCountedDepot(tx: Tx, id: string): Promise<CountedDepot | undefined> {
  const { rows } = await tx.client.query<CountedDepot>(
    `select id, owner_org as "ownerOrg", custodian_org as "custodianOrg" from qipan.depot
     where id = $1`,
    [id],
  );
  return rows[0];
}

/** Keepers of an organization: with two, a recount is the other's. */
export async function readKeeperCount(tx: Tx, org: string): Promise<number> {
  const { rows } = await tx.client.query<{ keepers: number }>(
    `select count(distinct principal_id)::integer as keepers from qipan.membership
     where org_id = $1 and role = 'KEEPER'`,
    [org],
  );
  return rows[0]?.keepers ?? 0;
}

export interface Scope {
  readonly depotId: string;
  readonly items: readonly string[];
  readonly bins: readonly string[];
  /** Lots of this owner only; null: the keeper counts all that it keeps. */
  readonly ownerOrg: string | null;
}

const scopeSql = `l.depot_id = $1 and (cardinality($2::text[]) = 0 or l.item = any ($2))
  and (cardinality($3::text[]) = 0 or l.bin = any ($3)) and ($4::text is null or l.owner_org = $4)`;

/** Lots with something on the shelf, held and blocked goods included. */
export async function readLotsInScope(
  tx: Tx,
  { depotId, items, bins, ownerOrg }: Scope,
  max: number,
): Promise<{ lotId: string }[]> {
  const { rows } = await tx.client.query<{ lotId: string }>(
    `select l.id as "lotId" from qipan.stock_lot l
     cross join lateral qipan.shelf_book(l.id, now()) b
     where ${scopeSql} and b.booked > 0 order by l.id limit $5`,
    [depotId, items, bins, ownerOrg, max],
  );
  return rows;
}

/** Those of the named lots that the count covers, with something on the shelf or without. */
export async function readNamedInScope(
  tx: Tx,
  { depotId, items, bins, ownerOrg }: Scope,
  lots: readonly string[],
): Promise<Set<string>> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select l.id from qipan.stock_lot l where ${scopeSql} and l.id = any ($5::uuid[])`,
    [depotId, items, bins, ownerOrg, lots.filter(isUuid)],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function insertStocktake(
  tx: Tx,
  row: Omit<StocktakeRow, "state" | "endedAt" | "version" | "openedAt">,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.stocktake (id, depot_id, org, items, bins, opened_by, opened_at, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[row.id, row.depotId, row.org, row.items, row.bins],
      ...[tx.reader.principal, tx.now, row.note],
    ],
  );
}

export interface NewLine {
  readonly id: string;
  readonly lotId: string;
}

/** Puts lots on the sheet; answers those that stand in another open count. */
export async function insertLines(
  tx: Tx,
  stocktakeId: string,
  lines: readonly NewLine[],
): Promise<string[]> {
  const { rows } = await tx.client.query<{ lotId: string }>(
    `with asked as (select * from jsonb_to_recordset($2) as r (id uuid, "lotId" uuid)),
     added as (
       insert into qipan.stocktake_line (id, stocktake_id, lot_id)
       select id, $1, "lotId" from asked order by "lotId" on conflict do nothing
       returning lot_id)
     select "lotId" from asked where "lotId" not in (select lot_id from added)`,
    [stocktakeId, JSON.stringify(lines)],
  );
  return rows.map(({ lotId }) => lotId);
}

/** The lots of a count stay in the condition that is read next, until this transaction ends. */
export async function lockCountedLots(tx: Tx, stocktakeId: string): Promise<void> {
  await tx.client.query(
    `select from qipan.stock_lot where id in (
       select lot_id from qipan.stocktake_line where stocktake_id = $1)
     order by id for no key update`,
    [stocktakeId],
  );
}

/** The lines of a count with all its figures; locked, so that counters of one lot take turns. */
export async function lockLines(
  tx: Tx,
  stocktakeId: string,
  lots: readonly string[] | null,
): Promise<CountedLine[]> {
  await tx.client.query(
    `select from qipan.stocktake_line where stocktake_id = $1
       and ($2::uuid[] is null or lot_id = any ($2)) order by lot_id for update`,
    [stocktakeId, lots?.filter(isUuid) ?? null],
  );
  const { rows } = await tx.client.query<CountedLine>(
    `select s.id, s.lot_id as "lotId", l.code as "lotCode", l.item, l.owner_org as "ownerOrg",
       l.under_norm as "underNorm", l.condition, l.version as "lotVersion",
       coalesce(c.counts, '[]') as counts, b.short_since as "shortSince",
       b.surplus_since as "surplusSince", b.on_hand as "onHand", b.blocked
     from qipan.stocktake_line s join qipan.stock_lot l on l.id = s.lot_id
     left join lateral (${countsSql}) c on true
     cross join lateral qipan.shelf_book(s.lot_id, coalesce(c.last, $3)) b
     where s.stocktake_id = $1 and ($2::uuid[] is null or s.lot_id = any ($2))
     order by s.lot_id`,
    [stocktakeId, lots?.filter(isUuid) ?? null, tx.now],
  );
  return rows;
}

/** The counts of line `s`, each with what the book says of its instant. */
export const countsSql = `select (array_agg(k.counted_at order by k.nth desc))[1] as last,
  jsonb_agg(jsonb_build_object(
    'counted', k.counted, 'booked', a.booked, 'by', k.counted_by, 'at', k.counted_at)
    order by k.nth) as counts
  from qipan.stocktake_count k cross join lateral qipan.shelf_book(s.lot_id, k.counted_at) a
  where k.line_id = s.id`;

export interface NewCount {
  readonly id: string;
  readonly lineId: string;
  readonly nth: number;
  readonly counted: number;
  readonly countedAt: Date;
}

export async function insertCounts(tx: Tx, counts: readonly NewCount[]): Promise<void> {
  await tx.client.query(
    `insert into qipan.stocktake_count (id, line_id, nth, counted, counted_at, counted_by)
     select id, "lineId", nth, counted, "countedAt", $2 from jsonb_to_recordset($1) as r
       (id uuid, "lineId" uuid, nth integer, counted bigint, "countedAt" timestamptz)`,
    [JSON.stringify(counts), tx.reader.principal],
  );
}

export interface EndedLine {
  readonly id: string;
  readonly lotId: string;
  readonly counted: number;
  readonly booked: number;
  readonly posted: number;
  readonly reason: StocktakeReason | null;
  readonly note: string | null;
  readonly countedAt: string;
}

/** The figures of a count stay with it, and each lot is as old as its count. */
export async function updateEnded(tx: Tx, lines: readonly EndedLine[]): Promise<void> {
  const rows = JSON.stringify(lines);
  await tx.client.query(
    `update qipan.stocktake_line l set ended = true, counted = r.counted, booked = r.booked,
       posted = r.posted, reason = r.reason, note = r.note
     from jsonb_to_recordset($1) as r (id uuid, counted bigint, booked bigint, posted bigint,
       reason text, note text) where l.id = r.id`,
    [rows],
  );
  await tx.client.query(
    `update qipan.stock_lot l set counted_at = r."countedAt", count_source = '盘点',
       version = l.version + 1
     from jsonb_to_recordset($1) as r ("lotId" uuid, "countedAt" timestamptz)
     where l.id = r."lotId" and (l.counted_at is null or l.counted_at < r."countedAt")`,
    [rows],
  );
}

export async function updateStocktakeEnded(
  tx: Tx,
  id: string,
  state: "CLOSED" | "CANCELLED",
): Promise<void> {
  await tx.client.query(
    `update qipan.stocktake set state = $2, ended_by = $3, ended_at = $4, version = version + 1
     where id = $1`,
    [id, state, tx.reader.principal, tx.now],
  );
  if (state === "CANCELLED")
    await tx.client.query("update qipan.stocktake_line set ended = true where stocktake_id = $1", [
      id,
    ]);
}
