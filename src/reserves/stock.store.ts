import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { CommitmentRow, NearRow, PositionRow } from "./reserves.model.ts";

export interface NearRequest {
  readonly item: string;
  readonly lon: number;
  readonly lat: number;
  readonly minQuantity: number;
}

/**
 * Depots that have enough of an item free, the nearest first, in whole metres, so that a cursor is
 * exact. The statement is the database's own, where it is planned once a session.
 */
export async function readNear(
  tx: Tx,
  { item, lon, lat, minQuantity }: NearRequest,
  { first, after }: Page,
): Promise<NearRow[]> {
  const { rows } = await tx.client.query<NearRow>(
    `select depot as "depotId", quantity, lots, expires_first::text as "expiresFirst",
       counted_at as "countedAt", metres
     from qipan.depots_near($1, $2, $3, $4, $5, $6, $7, $8)`,
    [item, tx.today, lon, lat, minQuantity, after?.[0] ?? null, after?.[1] ?? "", first + 1],
  );
  return rows;
}

/** What a region has, promises and should have, item by item, by all that the reader may see. */
export async function readPosition(
  tx: Tx,
  regionCode: string,
  item: string | null,
  { first, after }: Page,
): Promise<PositionRow[]> {
  const { rows } = await tx.client.query<PositionRow>(positionSql, [
    regionCode,
    tx.today,
    item,
    after?.[0] ?? null,
    first + 1,
  ]);
  return rows;
}

const positionSql = `with recursive below(code) as (
       select $1 union
       select r.code from qipan.region r join below on r.parent_code = below.code),
     place as materialized (
       -- What is held of a lot is its owner's and keeper's to know, not the depot's owner's.
       select d.id, (select qipan.is_hub())
         or d.custodian_org = any ((select qipan.reader_orgs())::text[]) as mine
       from qipan.depot d where d.region_code in (select code from below)),
     lot as (
       select l.item, l.counted_at,
         p.mine or l.owner_org = any ((select qipan.reader_orgs())::text[]) as mine,
         l.condition = 'GOOD' and (l.expires_on is null or l.expires_on >= $2::date) as good,
         b.on_hand, b.held
       from place p cross join lateral (
         -- Depot by depot: nobody reads the lots of everywhere to learn of one region.
         select * from qipan.stock_lot where depot_id = p.id offset 0) l
       cross join lateral (select l.id::text as lot offset 0) k
       left join lateral (
         select (sum(a.balance) filter (where a.kind = 'ON_HAND'))::bigint as on_hand,
           (sum(a.balance) filter (where a.kind = 'HELD'))::bigint as held
         from qipan.account a where a.lot = k.lot and a.kind in ('ON_HAND', 'HELD')
       ) b on true),
     stock as (
       select item, sum(on_hand)::bigint as on_hand,
         case when bool_and(mine) then coalesce(sum(held), 0)::bigint end as held,
         case when count(on_hand) > 0
           then coalesce(sum(on_hand) filter (where good), 0)::bigint end as usable,
         count(*)::integer as lots, (count(*) - count(counted_at))::integer as uncounted,
         min(counted_at) as counted_at
       from lot group by item),
     target as (
       select t.item, sum(t.quantity)::bigint as quantity
       from place p cross join lateral (
         select item, quantity from qipan.reserve_target where depot_id = p.id offset 0) t
       group by t.item)
     select coalesce(s.item, t.item) as item, s.on_hand as "onHand", s.usable, s.held,
       t.quantity as target, case when t.quantity is not null and s.usable is not null
         then greatest(0, t.quantity - s.usable) end as gap,
       coalesce(s.lots, 0) as lots, coalesce(s.uncounted, 0) as "uncountedLots",
       s.counted_at as "countedAt"
     from stock s full join target t on t.item = s.item
     where ($3::text is null or coalesce(s.item, t.item) = $3)
       and ($4::text is null or coalesce(s.item, t.item) collate "C" > $4)
     order by coalesce(s.item, t.item) collate "C" limit $5`;

const commitmentColumns = `id, depot_id as "depotId", supplier_org as "supplierOrg",
  contracting_org as "contractingOrg", item, max_quantity as "maxQuantity", promised,
  max_quantity - promised as available, daily_rate as "dailyRate", lead_minutes as "leadMinutes",
  unit_price_fen as "unitPriceFen", valid_from::text as "validFrom", valid_to::text as "validTo",
  $1::date between valid_from and valid_to as "inForceToday", version`;

export async function readCommitmentsById(
  tx: Tx,
  ids: readonly string[],
): Promise<CommitmentRow[]> {
  const { rows } = await tx.client.query<CommitmentRow>(
    `select ${commitmentColumns} from qipan.commitment where id = any ($2)`,
    [tx.today, ids],
  );
  return rows;
}

export async function readCommitmentsAt(
  tx: Tx,
  depots: readonly string[],
): Promise<CommitmentRow[]> {
  const { rows } = await tx.client.query<CommitmentRow>(
    `select ${commitmentColumns} from qipan.commitment where depot_id = any ($2) order by item, id`,
    [tx.today, depots],
  );
  return rows;
}

export async function readCommitmentPage(
  tx: Tx,
  item: string | null,
  { first, after }: Page,
): Promise<CommitmentRow[]> {
  const { rows } = await tx.client.query<CommitmentRow>(
    `select ${commitmentColumns} from qipan.commitment
     where ($2::text is null or item = $2) and ($3::text is null or id > $3)
     order by id limit $4`,
    [tx.today, item, after?.[0] ?? null, first + 1],
  );
  return rows;
}
