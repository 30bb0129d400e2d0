import type { Tx } from "../postgres/transaction.ts";
import type {
  DispatchableCommitment,
  DispatchableLot,
  LockedCommitment,
} from "./reserves.model.ts";

const depotColumns = `d.id as "depotId", d.name_zh as "depotNameZh", d.node, d.lon, d.lat,
  d.region_code as "regionCode", d.owner_org as "depotOwnerOrg", d.custodian_org as "custodianOrg",
  d.sector as "depotSector", d.reserve_mode as "reserveMode", d.ready_minutes as "readyMinutes"`;

/**
 * Every lot of these items that the reader may see and that has something free, blocked and
 * expired ones too: whoever decides against a lot must be able to say so. The cast stands apart:
 * it is not leakproof, and in the join row security would have to read every account first.
 */
export async function readDispatchableStock(
  tx: Tx,
  items: readonly string[],
): Promise<DispatchableLot[]> {
  const { rows } = await tx.client.query<DispatchableLot>(
    `select l.id as "lotId", l.code, l.item, l.owner_org as "ownerOrg", o.sector as "ownerSector",
       b.free as "freeQuantity", l.expires_on::text as "expiresOn", l.condition, l.origin,
       l.earmark, l.counted_at as "countedAt", l.count_source as "countSource",
       l.under_norm as "underNorm", l.unit_value_fen as "unitValueFen", l.version, ${depotColumns}
     from qipan.stock_lot l
     join qipan.depot d on d.id = l.depot_id
     join qipan.organization o on o.id = l.owner_org
     cross join lateral (select l.id::text as lot offset 0) k
     cross join lateral (
       select sum(a.balance)::bigint as free from qipan.account a
       where a.lot = k.lot and a.kind = 'ON_HAND' and a.place = l.depot_id
     ) b
     where l.item = any ($1) and b.free > 0
     order by l.item, l.id`,
    [items],
  );
  return rows;
}

/** Call rights on these items that are open on the database's day and not used up. */
export async function readCommitments(
  tx: Tx,
  items: readonly string[],
): Promise<DispatchableCommitment[]> {
  const { rows } = await tx.client.query<DispatchableCommitment>(
    `select c.id as "commitmentId", c.item, c.supplier_org as "supplierOrg",
       o.sector as "supplierSector", c.contracting_org as "contractingOrg",
       c.max_quantity as "maxQuantity", c.promised, c.max_quantity - c.promised as available,
       c.daily_rate as "dailyRate", c.lead_minutes as "leadMinutes",
       c.unit_price_fen as "unitPriceFen", c.valid_to::text as "validTo", c.version,
       qipan.commitment_calls(c.id, $2::date) as calls, ${depotColumns}
     from qipan.commitment c
     join qipan.depot d on d.id = c.depot_id
     join qipan.organization o on o.id = c.supplier_org
     where c.item = any ($1) and c.promised < c.max_quantity
       and $2::date between c.valid_from and c.valid_to
     order by c.item, c.id`,
    [items, tx.today],
  );
  return rows;
}

/** Waits for the commitment's row; undefined for what is not there or not the reader's. */
export async function lockCommitment(tx: Tx, id: string): Promise<LockedCommitment | undefined> {
  const { rows } = await tx.client.query<Omit<LockedCommitment, "calls">>(
    `select id, item, supplier_org as "supplierOrg", contracting_org as "contractingOrg",
       max_quantity as "maxQuantity", promised, daily_rate as "dailyRate",
       unit_price_fen as "unitPriceFen", $2::date between valid_from and valid_to as "inForce",
       lead_minutes as "leadMinutes", valid_to::text as "validTo", version
     from qipan.commitment where id = $1 for update`,
    [id, tx.today],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  // A statement of its own: it sees what those promised for whom we waited.
  const { rows: called } = await tx.client.query<Pick<LockedCommitment, "calls">>(
    "select qipan.commitment_calls($1, $2) as calls",
    [id, tx.today],
  );
  return { ...row, calls: called[0]?.calls ?? [] };
}

/** Sets how much is promised of a locked commitment; false when it would pass its limit. */
export async function updateCommitmentPromised(
  tx: Tx,
  id: string,
  promised: number,
): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `update qipan.commitment set promised = $2, version = version + 1
     where id = $1 and $2 between 0 and max_quantity`,
    [id, promised],
  );
  return rowCount === 1;
}
