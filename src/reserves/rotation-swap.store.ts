import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./reserves.rules.ts";
import type { SwapOffer } from "./rotation-swap.rules.ts";

/** The offer and its lot, kept as they are; undefined to whom it does not concern. */
export async function lockSwapOffer(tx: Tx, id: string): Promise<SwapOffer | undefined> {
  if (!isUuid(id)) return undefined;
  const { rows } = await tx.client.query<{ offer: SwapOffer | null }>(
    "select qipan.rotation_swap($1) as offer",
    [id],
  );
  return rows[0]?.offer ?? undefined;
}

export interface SwapTake {
  readonly id: string;
  readonly offerId: string;
  /** The debtor's new lot on the shelf of the one that it comes from, as old as that one. */
  readonly lotId: string;
  readonly quantity: number;
}

export async function insertSwapTake(tx: Tx, take: SwapTake): Promise<void> {
  await tx.client.query("select qipan.rotation_swap_take($1, $2, $3, $4)", [
    take.offerId,
    take.id,
    take.lotId,
    take.quantity,
  ]);
}
