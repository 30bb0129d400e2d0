import type { Tx } from "../postgres/transaction.ts";
import type { PartLot } from "./kit.rules.ts";
import { isUuid } from "./reserves.rules.ts";

/** Waits for the lots in id order; those that the reader may not change are left out. */
export async function lockPartLots(tx: Tx, ids: readonly string[]): Promise<PartLot[]> {
  const { rows } = await tx.client.query<PartLot>(
    `select l.id, l.code, l.item, l.owner_org as "ownerOrg", l.depot_id as "depotId",
       d.owner_org as "depotOwnerOrg", d.custodian_org as "custodianOrg", l.condition, l.origin,
       l.earmark, l.under_norm as "underNorm", l.expires_on::text as "expiresOn",
       l.unit_value_fen as "unitValueFen", l.version
     from qipan.stock_lot l join qipan.depot d on d.id = l.depot_id
     where l.id = any ($1::uuid[]) order by l.id for update of l`,
    [ids.filter(isUuid)],
  );
  return rows;
}

export interface NewKitLot extends Pick<
  PartLot,
  | "id"
  | "code"
  | "item"
  | "ownerOrg"
  | "depotId"
  | "origin"
  | "earmark"
  | "underNorm"
  | "expiresOn"
  | "unitValueFen"
> {
  readonly batch: string;
  readonly bin: string | null;
  readonly assembled: number;
}

export interface PartOf {
  readonly lotId: string;
  readonly perKit: number;
}

/** A lot of kits that were counted while they were built. */
export async function insertKitLot(
  tx: Tx,
  kit: NewKitLot,
  parts: readonly PartOf[],
): Promise<void> {
  await tx.client.query(
    `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, bin, batch, made_on,
       expires_on, origin, earmark, under_norm, unit_value_fen, counted_at, count_source)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now(), '组装')`,
    [
      ...[kit.id, kit.code, kit.item, kit.ownerOrg, kit.depotId, kit.bin, kit.batch, tx.today],
      ...[kit.expiresOn, kit.origin, kit.earmark, kit.underNorm, kit.unitValueFen],
    ],
  );
  await tx.client.query("insert into qipan.kit_lot (lot_id, assembled) values ($1, $2)", [
    kit.id,
    kit.assembled,
  ]);
  await tx.client.query(
    `insert into qipan.kit_part (kit_lot_id, lot_id, per_kit)
     select $1, "lotId", "perKit" from jsonb_to_recordset($2) as r ("lotId" uuid, "perKit" bigint)`,
    [kit.id, JSON.stringify(parts)],
  );
}

export interface KitLot {
  /** Assembled and not broken up again; some may have been used meanwhile. */
  readonly whole: number;
  readonly parts: readonly PartOf[];
}

/** Waits for the kits of a lot; undefined for a lot that was never assembled. */
export async function lockKitLot(tx: Tx, lotId: string): Promise<KitLot | undefined> {
  const { rows } = await tx.client.query<{ whole: number }>(
    `select assembled - broken as whole from qipan.kit_lot where lot_id = any ($1::uuid[])
     for update`,
    [[lotId].filter(isUuid)],
  );
  const [kit] = rows;
  if (kit === undefined) return undefined;
  const parts = await tx.client.query<PartOf>(
    `select lot_id as "lotId", per_kit as "perKit" from qipan.kit_part where kit_lot_id = $1
     order by lot_id`,
    [lotId],
  );
  return { whole: kit.whole, parts: parts.rows };
}

export async function updateKitsBroken(tx: Tx, lotId: string, quantity: number): Promise<void> {
  await tx.client.query("update qipan.kit_lot set broken = broken + $2 where lot_id = $1", [
    lotId,
    quantity,
  ]);
}
