import { depot, type reserveTarget } from "../../schema/tables/reserves.ts";
import type { Sector } from "../../schema/words/regions.ts";
import type { DepotTier, ReserveMode } from "../../schema/words/reserves.ts";
import type { Page } from "../kernel/page.ts";
import { columnsSql, rowsBy } from "../postgres/rows.ts";
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

/** The text is made of what is asked for; the plans of those that are asked for most are kept. */
export async function readDepotPage(
  tx: Tx,
  filter: DepotFilter,
  { first, after }: Page,
): Promise<DepotRow[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${String(values.push(value))}`;
  const wanted = [
    after?.[0] === undefined ? "" : `id > ${given(after[0])}`,
    ...conditions.map(([key, sql]) => (filter[key] ? sql(given(filter[key])) : "")),
    ...filter.terms.map((term) => `search_text ilike ${given(likePattern(term))}`),
  ].filter((one) => one !== "");
  const narrow = wanted.length === 0 ? "" : `where ${wanted.join(" and ")}`;
  const text = `select ${depotColumns} from qipan.depot ${narrow}
    order by id limit ${given(first + 1)}`;
  const plain = filter.terms.length === 0 && conditions.every(([key]) => !filter[key]);
  const kept = plain ? { name: after === undefined ? "depots" : "more depots" } : {};
  const { rows } = await tx.client.query<DepotRow>({ ...kept, text, values });
  return rows;
}

const depotColumns = columnsSql(depot);

type Condition = readonly [keyof Omit<DepotFilter, "terms">, sql: (value: string) => string];

/** In the region means: there, or in one of those below it. */
const conditions: readonly Condition[] = [
  [
    "regionCode",
    (code) => `region_code in (with recursive below(code) as (
      select ${code}::text union
      select r.code from qipan.region r join below on r.parent_code = below.code)
      select code from below)`,
  ],
  ["sector", (value) => `sector = ${value}`],
  ["tier", (value) => `tier = ${value}`],
  ["reserveMode", (value) => `reserve_mode = ${value}`],
  ["ownerCode", (value) => `owner_org = ${value}`],
  [
    "item",
    (value) => `exists (select from qipan.stock_lot l
      where l.depot_id = depot.id and l.item = ${value})`,
  ],
];

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
