import type { Cut } from "../feed/cut.service.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";

/** Figures of shelves at a cut, in base units; null: unknown, or not the reader's to know. */
export interface PastStock {
  /** Free on the shelves and not set aside, expired or not. */
  readonly onHand: number | null;
  /** Of that, in good condition then, and not past its expiry day on the day of the cut. */
  readonly usable: number | null;
  readonly held: number | null;
  readonly blocked: number | null;
}

export interface PastPositionRow extends PastStock {
  readonly item: string;
  readonly lots: number;
}

export interface PastShelfRow extends PastStock {
  readonly depotId: string;
  readonly lots: number;
}

export interface PastLotRow extends PastStock {
  readonly id: string;
  readonly item: string;
}

/**
 * What was booked of a lot `l` by the cut ($1), whether it was good and unexpired on its day ($2),
 * and whether the reader may know what is held or set aside of it: its owner and keeper alone. One
 * look into one index for each account, however much was booked since. The cast of the id stands
 * apart because it is not leakproof: inside the join row security would read every account first.
 */
const bookedSql = `cross join lateral (select l.id::text as lot offset 0) k
  cross join lateral (
    select (sum(v.balance) filter (where a.kind = 'ON_HAND'))::bigint as on_hand,
      (sum(v.balance) filter (where a.kind = 'HELD'))::bigint as held,
      (sum(v.balance) filter (where a.kind = 'BLOCKED'))::bigint as blocked
    from qipan.account a cross join lateral (
      select p.balance from qipan.account_past p
      where p.account = a.id and p.seq <= $1 order by p.seq desc limit 1) v
    where a.lot = k.lot and a.kind in ('ON_HAND', 'HELD', 'BLOCKED')
    having count(*) > 0) b
  cross join lateral (select (select qipan.is_hub())
    or l.owner_org = any ((select qipan.reader_orgs())::text[])
    or exists (select from qipan.depot d where d.id = l.depot_id
      and d.custodian_org = any ((select qipan.reader_orgs())::text[])) as told,
    (l.expires_on is null or l.expires_on >= $2::date) and coalesce((
      select w.condition from qipan.lot_past w
      left join qipan.sealed s on s.kind = 'EVENT' and s.row_id = w.event
      where w.lot = l.id and coalesce(s.seq > $1, true) order by w.event limit 1),
      l.condition) = 'GOOD' as good) t`;

const sumsSql = `sum(b.on_hand)::bigint as "onHand",
  case when count(b.on_hand) > 0
    then coalesce(sum(b.on_hand) filter (where t.good), 0)::bigint end as usable,
  case when bool_and(t.told) then coalesce(sum(b.held), 0)::bigint end as held,
  case when bool_and(t.told) then coalesce(sum(b.blocked), 0)::bigint end as blocked,
  count(*)::integer as lots`;

const belowSql = (code: string): string => `with recursive below(code) as (
    select ${code}::text union
    select r.code from qipan.region r join below on r.parent_code = below.code)`;

/** Item by item, in a region and all below it; read depot by depot. */
export async function readPastPosition(
  tx: Tx,
  { seq, day }: Cut,
  { regionCode, item }: { readonly regionCode: string; readonly item: string | null },
  { first, after }: Page,
): Promise<PastPositionRow[]> {
  const { rows } = await tx.client.query<PastPositionRow>(
    `${belowSql("$3")}
     select l.item, ${sumsSql}
     from (select id from qipan.depot where region_code in (select code from below) offset 0) place
     cross join lateral (select * from qipan.stock_lot where depot_id = place.id
       and ($4::text is null or item = $4)
       and ($5::text is null or item collate "C" > $5) offset 0) l ${bookedSql}
     group by l.item order by l.item collate "C" limit $6`,
    [seq, day, regionCode, item, after?.[0] ?? null, first + 1],
  );
  return rows;
}

/** Depot by depot, for one item: everywhere, or in a region and all below it. */
export async function readPastShelves(
  tx: Tx,
  { seq, day }: Cut,
  { item, regionCode }: { readonly item: string; readonly regionCode: string | null },
  { first, after }: Page,
): Promise<PastShelfRow[]> {
  const { rows } = await tx.client.query<PastShelfRow>(
    `${belowSql("$4")}
     select place.depot_id as "depotId", f.* from (
       select s.depot_id from qipan.shelf s where s.item = $3
         and ($5::text is null or s.depot_id collate "C" > $5)
         and ($4::text is null or exists (select from qipan.depot d
           where d.id = s.depot_id and d.region_code in (select code from below)))
       order by s.depot_id collate "C") place
     cross join lateral (select ${sumsSql} from qipan.stock_lot l ${bookedSql}
       where l.depot_id = place.depot_id and l.item = $3 having count(*) > 0) f
     order by place.depot_id collate "C" limit $6`,
    [seq, day, item, regionCode, after?.[0] ?? null, first + 1],
  );
  return rows;
}

/** Lot by lot, in one depot, by item and lot. */
export async function readPastLots(
  tx: Tx,
  { seq, day }: Cut,
  { depotId, item }: { readonly depotId: string; readonly item: string | null },
  { first, after }: Page,
): Promise<PastLotRow[]> {
  const { rows } = await tx.client.query<PastLotRow>(
    `select l.id, l.item, b.on_hand as "onHand",
       case when b.on_hand is null then null when t.good then b.on_hand else 0 end as usable,
       case when t.told then coalesce(b.held, 0) end as held,
       case when t.told then coalesce(b.blocked, 0) end as blocked
     from (select * from qipan.stock_lot p where p.depot_id = $3
         and ($4::text is null or p.item = $4)
         and ($5::text is null or (p.item collate "C", p.id) > ($5, $6::uuid))
       order by p.item collate "C", p.id) l ${bookedSql}
     order by l.item collate "C", l.id limit $7`,
    [seq, day, depotId, item, after?.[0] ?? null, after?.[1] ?? null, first + 1],
  );
  return rows;
}
