import { and, asc, eq, gt, ilike, sql, type SQL } from "drizzle-orm";
import { depot, stockLot, type reserveTarget } from "../../schema/tables/reserves.ts";
import type { Sector } from "../../schema/words/regions.ts";
import type { DepotTier, ReserveMode } from "../../schema/words/reserves.ts";
import type { Page } from "../kernel/page.ts";
import { rowsBy } from "../postgres/rows.ts";
import type { Tx } from "../postgres/transaction.ts";
import { likePattern } from "../regions/search.rules.ts";

export type DepotRow = typeof depot.$inferSelect;
export type TargetRow = Pick<
  typeof reserveTarget.$inferSelect,
  "depotId" | "item" | "quantity" | "basis" | "status"
>;

export interface DepotFilter {
  readonly terms: readonly string[];
  readonly regionCode?: string | null | undefined;
  readonly sector?: Sector | null | undefined;
  readonly tier?: DepotTier | null | undefined;
  readonly reserveMode?: ReserveMode | null | undefined;
  readonly ownerCode?: string | null | undefined;
  readonly item?: string | null | undefined;
}

export const readDepots = rowsBy(depot, depot.id);

export const readDepotPage = (
  tx: Tx,
  filter: DepotFilter,
  { first, after }: Page,
): Promise<DepotRow[]> =>
  tx.db
    .select()
    .from(depot)
    .where(
      and(
        ...filter.terms.map((term) => ilike(depot.searchText, likePattern(term))),
        filter.regionCode ? within(filter.regionCode) : undefined,
        filter.sector ? eq(depot.sector, filter.sector) : undefined,
        filter.tier ? eq(depot.tier, filter.tier) : undefined,
        filter.reserveMode ? eq(depot.reserveMode, filter.reserveMode) : undefined,
        filter.ownerCode ? eq(depot.ownerOrg, filter.ownerCode) : undefined,
        filter.item
          ? sql`exists (select from ${stockLot}
              where ${stockLot.depotId} = ${depot.id} and ${stockLot.item} = ${filter.item})`
          : undefined,
        after?.[0] === undefined ? undefined : gt(depot.id, after[0]),
      ),
    )
    .orderBy(asc(depot.id))
    .limit(first + 1);

/** In the region, or in one of those below it. */
const within = (code: string): SQL =>
  sql`${depot.regionCode} in (with recursive below(code) as (
    select ${code} union
    select r.code from qipan.region r join below on r.parent_code = below.code)
    select code from below)`;

/** A depot, and the region of those asked about that it lies in or below. */
export interface DepotUnder extends DepotRow {
  readonly under: string;
}

/** The first depots in or below each of some regions, in two statements for all of them. */
export async function readDepotsOf(
  tx: Tx,
  regions: readonly string[],
  { first, after }: Page,
): Promise<DepotUnder[]> {
  const { rows } = await tx.client.query<{ id: string; under: string }>(
    `with recursive below(top, code) as (
       select code, code from unnest($1::text[]) as asked(code) union
       select b.top, r.code from qipan.region r join below b on r.parent_code = b.code)
     select asked.code as under, d.id from unnest($1::text[]) as asked(code) cross join lateral (
       select id from qipan.depot
       where region_code in (select b.code from below b where b.top = asked.code)
         and ($2::text is null or id > $2)
       order by id limit $3) d
     order by d.id`,
    [regions, after?.[0] ?? null, first + 1],
  );
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map(({ id }) => id))];
  const depots = await readDepots(tx, ids);
  const byId = new Map(depots.map((row) => [row.id, row]));
  return rows.flatMap(({ id, under }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ ...row, under }];
  });
}

export interface TargetLine extends TargetRow {
  /** Good, unexpired and free; null: nothing was ever recorded there. */
  readonly usable: number | null;
  readonly onHand: number | null;
}

/** What depots should hold, with what they hold. */
export async function readTargets(tx: Tx, depots: readonly string[]): Promise<TargetLine[]> {
  const { rows } = await tx.client.query<TargetLine>(
    `select t.depot_id as "depotId", t.item, t.quantity, t.basis, t.status, s.usable,
       s.on_hand as "onHand"
     from qipan.reserve_target t
     left join lateral (
       select sum(a.balance)::bigint as on_hand,
         coalesce(sum(a.balance) filter (where l.condition = 'GOOD'
           and (l.expires_on is null or l.expires_on >= $2::date)), 0)::bigint as usable
       from qipan.stock_lot l cross join lateral (select l.id::text as lot offset 0) k
       join qipan.account a on a.lot = k.lot and a.kind = 'ON_HAND' and a.place = l.depot_id
       where l.depot_id = t.depot_id and l.item = t.item having count(*) > 0
     ) s on true
     where t.depot_id = any ($1) order by t.depot_id, t.item`,
    [depots, tx.today],
  );
  return rows;
}
