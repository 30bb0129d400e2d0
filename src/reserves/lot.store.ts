import type { LotCondition, LotOrigin } from "../../schema/words/reserves.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./reserves.rules.ts";

export interface LotRow {
  readonly id: string;
  readonly code: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly bin: string | null;
  readonly batch: string;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
  readonly expired: boolean;
  readonly condition: LotCondition;
  readonly origin: LotOrigin;
  readonly earmark: string | null;
  readonly underNorm: boolean;
  readonly unitValueFen: number | null;
  readonly countedAt: Date | null;
  readonly countAgeDays: number | null;
  readonly countSource: string;
  readonly version: number;
  /** Free and not set aside, expired or not; null: nothing was ever booked. */
  readonly onHand: number | null;
  /** Set aside on the shelf; null: not the reader's to know. */
  readonly blocked: number | null;
  /** Free, good and unexpired. */
  readonly quantity: number | null;
  /** Null: not the reader's to know. */
  readonly held: number | null;
}

/** Where each part of a lot is found: `l` the lot, `b` balances, `t` who is told. */
const partSql = {
  id: "l.id",
  code: "l.code",
  item: "l.item",
  ownerOrg: "l.owner_org",
  depotId: "l.depot_id",
  bin: "l.bin",
  batch: "l.batch",
  madeOn: "l.made_on::text",
  expiresOn: "l.expires_on::text",
  expired: "coalesce(l.expires_on < hub.today, false)",
  condition: "l.condition",
  origin: "l.origin",
  earmark: "l.earmark",
  underNorm: "l.under_norm",
  unitValueFen: "l.unit_value_fen",
  countedAt: "l.counted_at",
  countAgeDays: "hub.today - (l.counted_at at time zone 'Asia/Shanghai')::date",
  countSource: "l.count_source",
  version: "l.version",
  onHand: "b.on_hand",
  quantity: `case when b.on_hand is null then null
    when l.condition <> 'GOOD' or l.expires_on < hub.today then 0 else b.on_hand end`,
  held: "case when t.told then coalesce(b.held, 0) end",
  blocked: "case when t.told then coalesce(b.blocked, 0) end",
} as const satisfies Record<keyof LotRow, string>;

export type LotPart = keyof LotRow;
export const lotParts = Object.keys(partSql) as readonly LotPart[];

export const lotColumns = (parts: readonly LotPart[]): string =>
  parts.map((part) => `${partSql[part]} as "${part}"`).join(", ");

/**
 * Only owner and keeper see what is held or set aside of a lot, so for others both are unknown and
 * not zero. The cast of the id stands apart because it is not leakproof: inside the join it would
 * make row security read every account first.
 */
export const lotFigures = `cross join lateral (select (select qipan.is_hub())
    or l.owner_org = any ((select qipan.reader_orgs())::text[])
    or d.custodian_org = any ((select qipan.reader_orgs())::text[]) as told) t
  cross join lateral (select l.id::text as lot offset 0) k
  left join lateral (
    select (sum(a.balance) filter (where a.kind = 'ON_HAND'))::bigint as on_hand,
      (sum(a.balance) filter (where a.kind = 'HELD'))::bigint as held,
      (sum(a.balance) filter (where a.kind = 'BLOCKED'))::bigint as blocked
    from qipan.account a where a.lot = k.lot and a.kind in ('ON_HAND', 'HELD', 'BLOCKED')
  ) b on true`;

/** What a statement on lots knows as `hub`; its parameter 1 is the hub's day. */
export const hubDay = "(select $1::date as today) hub";

/** A lot with its balances. Parameter 1 is the hub's day. */
const lotSql = (condition: string): string => `select ${lotColumns(lotParts)}
  from ${hubDay} cross join qipan.stock_lot l
  left join qipan.depot d on d.id = l.depot_id
  ${lotFigures}
  where ${condition}`;

/** What is no uuid finds nothing, as an unknown one does. */
export async function readLots(tx: Tx, ids: readonly string[]): Promise<LotRow[]> {
  const { rows } = await tx.client.query<LotRow>(lotSql("l.id = any ($2::uuid[])"), [
    tx.today,
    ids.filter(isUuid),
  ]);
  return rows;
}

export interface ExpiryFilter {
  readonly withinDays: number;
  readonly regionCode: string | null;
  readonly item: string | null;
}

/**
 * Lots with something on them that expire soon or have expired, the earliest first. Everywhere:
 * along the order of expiry until the page is full; in a region: so many of each of its depots.
 */
export async function readExpiringPage(
  tx: Tx,
  { withinDays, regionCode, item }: ExpiryFilter,
  { first, after }: Page,
): Promise<LotRow[]> {
  const key = [after?.[0] ?? null, after?.[1] ?? null];
  const { rows } = await tx.client.query<LotRow>(
    regionCode === null ? expiringSql : expiringInSql,
    [
      ...[tx.today, withinDays, item, ...key, first + 1],
      ...(regionCode === null ? [] : [regionCode]),
    ],
  );
  return rows;
}

const expiringOf = (of: string): string => `select id, expires_on from qipan.stock_lot
  where ${of} expires_on <= $1::date + $2::integer and ($3::text is null or item = $3)
    and ($4::date is null or (expires_on, id) > ($4::date, $5::uuid))
  order by expires_on, id`;

/** `offset 0`: one lot by its id for each that is picked, never all lots beside all of these. */
const lotWithStock = lotSql("l.id = picked.id and b.on_hand > 0 offset 0");

const expiringSql = `select lot.* from (${expiringOf("")}) picked
  cross join lateral (${lotWithStock}) lot
  order by picked.expires_on, picked.id limit $6`;

const expiringInSql = `with recursive below(code) as (
    select $7::text union
    select r.code from qipan.region r join below on r.parent_code = below.code)
  select lot.* from (
    select id from qipan.depot where region_code in (select code from below)) place
  cross join lateral (
    select lot.* from (${expiringOf("depot_id = place.id and")}) picked
    cross join lateral (${lotWithStock}) lot
    order by picked.expires_on, picked.id limit $6) lot
  order by lot."expiresOn" collate "C", lot.id limit $6`;

export interface LotFacts {
  readonly id: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly depotOwnerOrg: string;
  readonly custodianOrg: string;
  readonly visibility: string;
  readonly underNorm: boolean;
  readonly condition: LotCondition;
  readonly version: number;
}

const factsSql = `select l.id, l.item, l.owner_org as "ownerOrg", l.depot_id as "depotId",
    d.owner_org as "depotOwnerOrg", d.custodian_org as "custodianOrg", d.visibility,
    l.under_norm as "underNorm", l.condition, l.version
  from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id where l.id = any ($1::uuid[])`;

export async function readLotFacts(tx: Tx, id: string): Promise<LotFacts | undefined> {
  return (await tx.client.query<LotFacts>(factsSql, [[id].filter(isUuid)])).rows[0];
}

/** Waits for the lot; undefined for whoever may not change it. */
export async function lockLot(tx: Tx, id: string): Promise<LotFacts | undefined> {
  return (await tx.client.query<LotFacts>(`${factsSql} for update of l`, [[id].filter(isUuid)]))
    .rows[0];
}

export async function updateLotCondition(
  tx: Tx,
  id: string,
  condition: LotCondition,
): Promise<void> {
  await tx.client.query(
    `update qipan.stock_lot set condition = $2, version = version + 1 where id = $1`,
    [id, condition],
  );
}
