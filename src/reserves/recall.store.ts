import type { LotCondition } from "../../schema/words/reserves.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { LotFacts } from "./lot.store.ts";
import { isUuid } from "./reserves.rules.ts";

/** Goods of a lot that an order holds or has sent, and who must hear of it. */
export interface PromisedGoods {
  readonly orderId: string;
  readonly number: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly lineId: string;
  readonly lotId: string;
  readonly item: string;
  readonly kind: string;
  readonly quantity: number;
}

export interface RecalledLot extends LotFacts {
  /** What lies free of it, by who keeps it. */
  readonly free: readonly { readonly custodian: string; readonly balance: number }[];
}

export interface Recalled {
  readonly lots: readonly RecalledLot[];
  readonly orders: readonly PromisedGoods[];
}

/** Stops a batch everywhere; undefined where the organization has nothing of it. */
export async function updateBatchRecalled(
  tx: Tx,
  item: string,
  batch: string,
  org: string,
): Promise<Recalled | undefined> {
  const { rows } = await tx.client.query<{ recalled: Recalled | null }>(
    "select qipan.batch_recall($1, $2, $3) as recalled",
    [item, batch, org],
  );
  return rows[0]?.recalled ?? undefined;
}

/** Orders that hold or have sent goods of lots that the reader owns or keeps. */
export async function readPromised(tx: Tx, lots: readonly string[]): Promise<PromisedGoods[]> {
  const { rows } = await tx.client.query<{ orders: PromisedGoods[] }>(
    "select qipan.lot_orders($1) as orders",
    [lots.filter(isUuid)],
  );
  return rows[0]?.orders ?? [];
}

/** Who owns or keeps some of the batch, as far as the reader sees. */
export async function readBatchHolders(tx: Tx, item: string, batch: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ org: string }>(
    `select distinct o.org from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id
     cross join lateral (values (l.owner_org), (d.custodian_org)) as o (org)
     where l.item = $1 and l.batch = $2 order by 1`,
    [item, batch],
  );
  return rows.map(({ org }) => org);
}

/** The lots of a batch and the kits with a part of it that the reader may see. */
export async function readBatchLots(tx: Tx, item: string, batch: string): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    `select id from qipan.stock_lot where item = $1 and batch = $2
     union select k.kit_lot_id from qipan.kit_part k join qipan.stock_lot s on s.id = k.lot_id
       where s.item = $1 and s.batch = $2 order by 1`,
    [item, batch],
  );
  return rows.map(({ id }) => id);
}

export interface ExpiredLot {
  readonly id: string;
  readonly item: string;
  readonly depotId: string;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
  readonly expiresOn: string;
  readonly condition: LotCondition;
  readonly version: number;
  readonly quantity: number;
}

/** Lots that are past their day, have something on the shelf and of which nobody was told. */
export async function lockExpired(tx: Tx, max: number): Promise<ExpiredLot[]> {
  const { rows } = await tx.client.query<ExpiredLot>(
    `select l.id, l.item, l.depot_id as "depotId", l.owner_org as "ownerOrg",
       d.custodian_org as "custodianOrg", l.expires_on::text as "expiresOn", l.condition, l.version,
       b.quantity
     from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id
     cross join lateral (select l.id::text as lot offset 0) k
     cross join lateral (select coalesce(sum(a.balance), 0)::bigint as quantity
       from qipan.account a where a.lot = k.lot and a.kind in ('ON_HAND', 'HELD', 'BLOCKED')) b
     where l.expires_on < $1::date and l.expiry_told_on is null and b.quantity > 0
     order by l.id limit $2 for update of l skip locked`,
    [tx.today, max],
  );
  return rows;
}

export async function updateExpiryTold(tx: Tx, lots: readonly string[]): Promise<void> {
  await tx.client.query(
    "update qipan.stock_lot set expiry_told_on = $2 where id = any ($1::uuid[])",
    [lots, tx.today],
  );
}
