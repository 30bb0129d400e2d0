import { word, type Word } from "../../schema/words/word.ts";
import { claimState } from "../../schema/words/ledger.ts";
import type { ClaimKind, ClaimState } from "../../schema/words/ledger.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { fitRefusals, isOpen, stateOf, type OfferedLot, type OfferRow } from "./rotation.rules.ts";

/** The refill with which goods are to be swapped, as far as the offer needs it. */
export interface SwappedClaim {
  readonly kind: ClaimKind;
  readonly state: ClaimState;
  readonly creditorOrg: string;
  readonly item: string;
  readonly depotId: string | null;
}

const owed: ReadonlySet<ClaimState> = new Set(["PROVISIONAL", "CONFIRMED", "PART_SETTLED"]);

/**
 * 轮换互换: who is owed a refill offers ageing goods of the same item that lie where it comes in,
 * so that one keeper hands them over as the fresh goods pass.
 */
export function swapOfferRefusals(
  claim: SwappedClaim,
  lot: { readonly ownerOrg: string; readonly item: string; readonly depotId: string },
): Refusal[] {
  const wrong = (why: Word): Refusal => refusal("INVALID_INPUT", "claimId", { why });
  if (claim.kind !== "REFILL") return [wrong(word("不是补库往来", "not a claim to refill"))];
  if (claim.creditorOrg !== lot.ownerOrg)
    return [wrong(word("应收方不是该批物权单位", "it is not owed to the owner of the lot"))];
  if (claim.item !== lot.item)
    return [wrong(word(`补库物资为 ${claim.item}`, `${claim.item} is to be refilled`))];
  if (claim.depotId !== lot.depotId)
    return [
      wrong(word("补库与该批不在同一储备库", "the refill goes to another depot than the lot's")),
    ];
  if (owed.has(claim.state)) return [];
  const facts = {
    state: claimState[claim.state],
    action: word("轮换互换", "swap for ageing goods"),
  };
  return [refusal("ILLEGAL_TRANSITION", "claimId", facts)];
}

/** An offer of a swap with its lot, both locked. */
export interface SwapOffer extends Pick<
  OfferRow,
  "id" | "quantity" | "taken" | "untilOn" | "parties" | "version" | "ownerOrg" | "item"
> {
  readonly claimId: string;
  readonly withdrawnAt: string | null;
  readonly lot: Pick<
    OfferedLot,
    "lotId" | "code" | "item" | "owner" | "custodian" | "depot" | "underNorm" | "condition"
  > & { readonly expiresOn: string | null };
}

/** How many ageing goods may still go over; none once it ended or its lot may not be used. */
export const swapLeft = (offer: SwapOffer, today: string): number =>
  isOpen(stateOf(offer, today)) && fitRefusals(offer.lot, today, "").length === 0
    ? offer.quantity - offer.taken
    : 0;

/** Fresh goods are brought for ageing ones: they must last longer, or nobody rotates anything. */
export const fresherRefusals = (
  { lot }: SwapOffer,
  expiresOn: string | undefined,
  path: string,
): Refusal[] =>
  lot.expiresOn === null || expiresOn === undefined || expiresOn > lot.expiresOn
    ? []
    : [refusal("REFILL_TOO_OLD", path, { expiresOn, goodUntil: lot.expiresOn })];
