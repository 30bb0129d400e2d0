import { word } from "../../schema/words/word.ts";
import { incidentState, type IncidentState } from "../../schema/words/incidents.ts";
import type { Action } from "../access/access.rules.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { settleLine } from "../ledger/claim-lines.rules.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import type { ClaimTerms, NewId, Occasion } from "../ledger/posting.model.ts";
import { reversal, stocktake } from "../ledger/posting.stock.rules.ts";
import type { Excess, FoundInput, Loss } from "./found.model.ts";
import { timeRefusals } from "./goods.rules.ts";

const onShelf = ({ place }: Pick<Loss, "place">): boolean =>
  place === "ON_HAND" || place === "BLOCKED";

/** Whose duty it is: the keeper's of the shelf or of what comes home, or of who had the goods. */
export function dutyOf(loss: Loss): { readonly action: Action; readonly orgs: readonly string[] } {
  const { custodianOrg, ownerOrg, holderOrg, place } = loss;
  if (onShelf(loss)) return { action: "stock:change", orgs: [custodianOrg, ownerOrg] };
  if (place === "RETURNING") return { action: "goods:inspect", orgs: [custodianOrg] };
  return { action: "goods:use", orgs: [holderOrg] };
}

const reasonMax = 200;

/** A loss on a shelf is taken back in part too; one of an order only whole. */
export function foundRefusals(loss: Loss, input: FoundInput, now: Date): Refusal[] {
  const { quantity, reason, occurredAt } = input;
  const min = onShelf(loss) ? 1 : loss.quantity;
  const isWithin = Number.isSafeInteger(quantity) && quantity >= min && quantity <= loss.quantity;
  const length = reason.trim().length;
  return [
    ...(loss.isFound ? [refusal("ALREADY_DECIDED", "transferId")] : []),
    ...(loss.isMadeGood && !loss.isFound ? [refusal("LOSS_MADE_GOOD", "transferId")] : []),
    ...(loss.incidentState === "CLOSED" ? [closed(loss.incidentState)] : []),
    ...(isWithin
      ? []
      : [refusal("QUANTITY_OUT_OF_RANGE", "quantity", { min, max: loss.quantity })]),
    ...(length >= 1 && length <= reasonMax
      ? []
      : [refusal("INVALID_INPUT", "reason", { why: `1–${reasonMax} characters` })]),
    ...timeRefusals(occurredAt, now),
  ];
}

/** Goods would be on an incident that nobody acts on any more. */
const closed = (state: IncidentState): Refusal =>
  refusal("ILLEGAL_TRANSITION", "transferId", {
    state: incidentState[state],
    action: word("找回物资", "find goods of it again"),
  });

/** The mirror of the loss: goods, claims and tasks stand as before it. */
export const foundPosting = (occasion: Occasion, { transferId, lines, tasks }: Loss): Posting =>
  reversal(occasion, { transferId, lines }, tasks);

const unagreed: ClaimTerms = { riskPassesAt: "DEPARTURE", dueAnchor: "DATE", dueDays: 0 };

/** What is still missing of a shelf is lost as it was, since it was. */
export function stillLost(loss: Loss, found: number, reason: string, newId: NewId): Posting {
  const { ownerOrg: owner, custodianOrg: custodian, depotId: depot, lotId: lot } = loss;
  const { item, underNorm, quantity, place, isKeepersFault: custodianAtFault } = loss;
  const shelf = { owner, custodian, depot, lot, item, underNorm };
  const at = place === "BLOCKED" ? place : ("ON_HAND" as const);
  const count = { shelf, at, booked: quantity, counted: found, custodianAtFault, terms: unagreed };
  const evidence = { found: loss.transferId, reason };
  return stocktake({ evidence, occurredAt: new Date(loss.occurredAt) }, [count], newId);
}

/** The firm at fault owes so much less where a report had mirrored the loss apart. */
export const relieved = (occasion: Occasion, excess: readonly Excess[]): Posting => ({
  ...occasion,
  op: "SETTLE",
  lines: excess.map((claim) =>
    settleLine(claim, Math.min(claim.excess, claim.outstanding), "RETURNED"),
  ),
});
