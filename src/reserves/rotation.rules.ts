import { word } from "../../schema/words/word.ts";
import type {
  LotCondition,
  LotOrigin,
  RotationMode,
  RotationState,
} from "../../schema/words/reserves.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";

export interface OfferRow {
  readonly id: string;
  readonly lotId: string;
  readonly ownerOrg: string;
  readonly item: string;
  readonly quantity: number;
  readonly taken: number;
  readonly mode: RotationMode;
  readonly refillDays: number | null;
  /** For a swap: the refill with which the goods are swapped. */
  readonly claimId: string | null;
  readonly untilOn: string;
  readonly offeredAt: Date;
  readonly withdrawnAt: Date | null;
  readonly note: string | null;
  readonly parties: readonly string[];
  readonly expiresOn: string | null;
  readonly version: number;
}

/** The lot behind an offer, as those to whom it is offered may know it. */
export interface OfferedLot {
  readonly lotId: string;
  readonly code: string;
  readonly item: string;
  readonly owner: string;
  readonly custodian: string;
  readonly depot: string;
  readonly underNorm: boolean;
  readonly condition: LotCondition;
  readonly batch: string;
  readonly madeOn: string | null;
  readonly expiresOn: string | null;
  readonly origin: LotOrigin;
  readonly earmark: string | null;
  readonly unitValueFen: number | null;
  readonly countedAt: string | null;
}

/** An offer is good to the end of its last day, Asia/Shanghai. */
export function stateOf(
  offer: Pick<OfferRow, "quantity" | "taken" | "untilOn"> & {
    readonly withdrawnAt: Date | string | null;
  },
  today: string,
): RotationState {
  if (offer.withdrawnAt !== null) return "WITHDRAWN";
  if (offer.taken === offer.quantity) return "TAKEN";
  if (today > offer.untilOn) return "EXPIRED";
  return offer.taken > 0 ? "PARTLY_TAKEN" : "OFFERED";
}

export const isOpen = (state: RotationState): boolean =>
  state === "OFFERED" || state === "PARTLY_TAKEN";

/** Nobody is offered, and nobody takes, what may no longer be used. */
export function fitRefusals(
  { code: lot, condition, expiresOn }: Pick<OfferedLot, "code" | "condition" | "expiresOn">,
  today: string,
  path: string,
): Refusal[] {
  return [
    ...(condition === "GOOD" ? [] : [refusal("LOT_BLOCKED", path, { lot })]),
    ...(expiresOn !== null && expiresOn < today ? [refusal("LOT_EXPIRED", path, { lot })] : []),
  ];
}

export interface OfferTerms {
  readonly quantity: number;
  readonly mode: RotationMode;
  readonly refillDays?: number | null | undefined;
  readonly claimId?: string | null | undefined;
  readonly untilOn: string;
}

const refillDaysMax = 730;

export function offerRefusals(
  { quantity, mode, refillDays, claimId, untilOn }: OfferTerms,
  lot: Pick<OfferedLot, "code" | "condition" | "expiresOn">,
  free: number,
  today: string,
): Refusal[] {
  const wrong = fitRefusals(lot, today, "lotId");
  if (quantity < 1 || quantity > free)
    wrong.push(refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min: 1, max: free }));
  const last = lot.expiresOn ?? "9999-12-31";
  if (untilOn < today || untilOn > last)
    wrong.push(refusal("INVALID_INPUT", "untilOn", { why: `${today} – ${last}` }));
  const wantsDays = mode === "EXCHANGE";
  const days = refillDays ?? 0;
  if (wantsDays && (days < 1 || days > refillDaysMax))
    wrong.push(refusal("QUANTITY_OUT_OF_RANGE", "refillDays", { min: 1, max: refillDaysMax }));
  if (!wantsDays && days !== 0)
    wrong.push(refusal("INVALID_INPUT", "refillDays", { why: "only for an exchange" }));
  if (mode !== "SWAP" && claimId)
    wrong.push(refusal("INVALID_INPUT", "claimId", { why: word("仅限互换", "only for a swap") }));
  return wrong;
}
