import type { EquivalentItem } from "../../schema/shapes/agreement.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readGround, readShipment } from "./refill.store.ts";
import { ratioOf } from "./substitute.rules.ts";

interface Coming {
  readonly itemCode: string;
  readonly quantity: number;
  readonly ratio: EquivalentItem | null;
  /** The swap under which it was sent. */
  readonly offerId: string | null;
}

/** What comes for a claim under that number, as `acceptRefill` will count it; to its keeper. */
export async function readComing(
  tx: Tx,
  claimId: string,
  shipmentId: string,
): Promise<Coming | undefined> {
  const ground = await readGround(tx, { claimId });
  const coming = ground && (await readShipment(tx, shipmentId, ground.depotId));
  if (ground === undefined || coming === undefined) return undefined;
  const { item: itemCode } = coming.lot.shelf;
  const ratio = itemCode === ground.item ? null : (ratioOf(ground, itemCode) ?? null);
  const { quantity, offerId } = coming;
  return { itemCode, quantity, ratio, offerId };
}
