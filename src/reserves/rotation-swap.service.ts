import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Gift } from "../ledger/posting.stock.rules.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { SwapOffer } from "./rotation-swap.rules.ts";
import { insertSwapTake, lockSwapOffer } from "./rotation-swap.store.ts";

/** The swap under which a refill is sent or taken in, locked; undefined to a stranger. */
export const lockSwap = (tx: Tx, offerId: string): Promise<SwapOffer | undefined> =>
  lockSwapOffer(tx, offerId);

/**
 * Notes that so many ageing goods go over, and answers the change of title for the book. They stay
 * on their shelf as a lot of the debtor's, which no norm obliges to buy them anew.
 */
export async function takeSwap(tx: Tx, offer: SwapOffer, quantity: number): Promise<Gift> {
  const { id: offerId, lot, parties, ownerOrg, item, version } = offer;
  const take = { id: randomUUID(), offerId, lotId: randomUUID(), quantity };
  await insertSwapTake(tx, take);
  const [taker = ""] = parties;
  await appendFact(tx, {
    kind: "ROTATION_TAKEN",
    subject: { kind: "ROTATION_OFFER", id: offerId, version: version + 1 },
    parties: [ownerOrg, lot.custodian, taker],
    facts: { item, quantity, taker },
  });
  const { lotId, ...place } = lot;
  const shelf = { ...place, lot: lotId };
  return { shelf, quantity, to: { ...shelf, owner: taker, lot: take.lotId, underNorm: false } };
}
