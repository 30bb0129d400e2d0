import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ConfidenceRule, GapRow, TargetInput } from "./gap.rules.ts";

export interface GapFilter {
  readonly regionCode: string | null;
  readonly depot: string | null;
  readonly item: string | null;
  readonly onlyShort: boolean;
  readonly expiringWithinDays: number;
}

/** Targets against what there is, shelf by shelf, in one statement for any page. */
export async function readGaps(
  tx: Tx,
  { regionCode, depot, item, onlyShort, expiringWithinDays }: GapFilter,
  { first, after }: Page,
): Promise<GapRow[]> {
  const { rows } = await tx.client.query<GapRow>(gapSql, [
    ...[tx.today, regionCode, depot, item, onlyShort, expiringWithinDays],
    ...[after?.[0] ?? null, after?.[1] ?? "", first + 1],
  ]);
  return rows;
}

const gapSql = `with recursive below(code) as (
    select $2::text union
    select r.code from qipan.region r join below on r.parent_code = below.code),
  place as materialized (
    select d.id, (select qipan.is_hub())
      or d.owner_org = any ((select qipan.reader_orgs())::text[])
      or d.custodian_org = any ((select qipan.reader_orgs())::text[]) as mine,
      (select qipan.is_hub())
      or d.custodian_org = any ((select qipan.reader_orgs())::text[]) as kept
    from qipan.depot d where ($2::text is null or d.region_code in (select code from below))
      and ($3::text is null or d.id = $3)),
  way as materialized (
    select * from qipan.on_the_way((select array_agg(id) from place where mine))),
  wanted as (
    -- Depot after depot in the order of the page, so that a full page reads no further.
    select p.id as depot_id, p.mine, p.kept, t.item, t.quantity, t.basis, t.status, t.version
    from (select id, mine, kept from place where $7::text is null or id collate "C" >= $7
      order by id collate "C") p
    cross join lateral (
      select * from qipan.reserve_target where depot_id = p.id and ($4::text is null or item = $4)
        and ($7::text is null or (p.id collate "C", item collate "C") > ($7, $8)) offset 0) t
    order by p.id collate "C", t.item collate "C"),
  line as (
    select t.depot_id as "depotId", t.item, t.quantity as target, t.basis, t.status, t.version,
      s.on_hand as "onHand", s.usable, s.expiring,
      -- The keeper is told, and who owns all of it: others do not see what is held.
      case when t.kept or coalesce(s.own, t.mine) then coalesce(s.held, 0) end as promised,
      case when t.mine then coalesce((select w.quantity from way w
        where w.depot = t.depot_id and w.item = t.item), 0) end as "onTheWay",
      -- greatest() passes over null: what is unknown would be no gap.
      case when s.usable is not null then greatest(0, t.quantity - s.usable) end as gap,
      coalesce(s.lots, 0) as lots,
      coalesce(s.uncounted, 0) as "uncountedLots", s.counted_at as "countedAt"
    from wanted t
    left join lateral (
      select sum(b.on_hand)::bigint as on_hand,
        coalesce(sum(b.on_hand) filter (where g.good), 0)::bigint as usable,
        coalesce(sum(b.on_hand) filter (where g.good
          and l.expires_on <= $1::date + $6::integer), 0)::bigint as expiring,
        sum(b.held)::bigint as held,
        bool_and(l.owner_org = any ((select qipan.reader_orgs())::text[])) as own,
        count(*)::integer as lots,
        (count(*) - count(l.counted_at))::integer as uncounted, min(l.counted_at) as counted_at
      from qipan.stock_lot l cross join lateral (select l.id::text as lot offset 0) k
      cross join lateral (select l.condition = 'GOOD'
        and (l.expires_on is null or l.expires_on >= $1::date) as good) g
      cross join lateral (
        select coalesce(sum(a.balance) filter (where a.kind = 'ON_HAND'), 0) as on_hand,
          coalesce(sum(a.balance) filter (where a.kind = 'HELD'), 0) as held
        from qipan.account a where a.lot = k.lot and a.kind in ('ON_HAND', 'HELD')) b
      where l.depot_id = t.depot_id and l.item = t.item having count(*) > 0) s on true)
  select * from line where not $5 or gap > 0
  order by "depotId" collate "C", item collate "C" limit $9`;

export interface TargetNow {
  readonly version: number;
  readonly quantity: number;
}

/** Waits for the target; undefined where none is set. */
export async function lockTarget(
  tx: Tx,
  depotId: string,
  item: string,
): Promise<TargetNow | undefined> {
  const { rows } = await tx.client.query<TargetNow>(
    `select version, quantity from qipan.reserve_target where depot_id = $1 and item = $2
     for update`,
    [depotId, item],
  );
  return rows[0];
}

export async function readItemExists(tx: Tx, sku: string): Promise<boolean> {
  const { rowCount } = await tx.client.query("select from qipan.item where sku = $1", [sku]);
  return rowCount === 1;
}

/** Sets the target anew and keeps the version that it replaces; false: someone set it first. */
export async function updateTarget(
  tx: Tx,
  { depotId, item, quantity, basis }: TargetInput,
  replaced: number | undefined,
): Promise<boolean> {
  const status = "已批准 / approved by its owner";
  const values = [depotId, item, quantity, basis.trim(), status, tx.reader.principal, tx.now];
  if (replaced === undefined) {
    const added = await tx.client.query(
      `insert into qipan.reserve_target (depot_id, item, quantity, basis, status, set_by, set_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      values,
    );
    return added.rowCount === 1;
  }
  await tx.client.query(
    `insert into qipan.reserve_target_past
     select depot_id, item, version, quantity, basis, status, set_by, set_at
     from qipan.reserve_target where depot_id = $1 and item = $2`,
    [depotId, item],
  );
  await tx.client.query(
    `update qipan.reserve_target set quantity = $3, basis = $4, status = $5, set_by = $6,
       set_at = $7, version = version + 1 where depot_id = $1 and item = $2`,
    values,
  );
  return true;
}

/** For each category the rule of the day: its own before the one for all, the latest first. */
export async function readConfidenceRules(
  tx: Tx,
  categories: readonly string[],
): Promise<ConfidenceRule[]> {
  const { rows } = await tx.client.query<ConfidenceRule>(
    `select distinct on (c.code) c.code as category, r.high_days as "highDays",
       r.medium_days as "mediumDays"
     from unnest($1::text[]) as c (code) join qipan.confidence_rule r
       on r.valid_from <= $2::date and (r.category is null or r.category = c.code)
     order by c.code, r.category nulls last, r.valid_from desc, r.id`,
    [categories, tx.today],
  );
  return rows;
}
