import { word } from "../../schema/words/word.ts";
import { incidentState, type IncidentState } from "../../schema/words/incidents.ts";
import type { Action } from "../access/access.rules.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import { backRef } from "../ledger/account.rules.ts";
import { settleLine } from "../ledger/claim-lines.rules.ts";
import type { AccountKey, Posting } from "../ledger/ledger.model.ts";
import type { ClaimTerms, NewId, Occasion } from "../ledger/posting.model.ts";
import { reversal, stocktake } from "../ledger/posting.stock.rules.ts";
import { splitByWeight } from "../ledger/share.rules.ts";
import type { Excess, FoundInput, Loss } from "./found.model.ts";
import { timeRefusals } from "./goods.rules.ts";

const unagreed: ClaimTerms = { riskPassesAt: "DEPARTURE", dueAnchor: "DATE", dueDays: 0 };

const onShelf = ({ place }: Pick<Loss, "place">): boolean =>
  place === "ON_HAND" || place === "BLOCKED";

/** Lost on the road of an order: its leg is over, and the goods can only come home. */
const onLeg = ({ place, orderLineId }: Pick<Loss, "place" | "orderLineId">): boolean =>
  place === "IN_TRANSIT" && orderLineId !== null;

/**
 * Whose duty it is: the keeper's of the shelf, of what was to leave it and of what comes home; of
 * what was on the road the sender's, who had agreed that it was missing; else the holder's.
 */
export function dutyOf(loss: Loss): { readonly action: Action; readonly orgs: readonly string[] } {
  const { custodianOrg, ownerOrg, holderOrg, lenderOrg, place } = loss;
  if (onLeg(loss)) return { action: "order:difference", orgs: [lenderOrg ?? ownerOrg] };
  if (onShelf(loss) || place === "HELD" || place === "IN_TRANSIT")
    return { action: "stock:change", orgs: [custodianOrg, ownerOrg] };
  if (place === "RETURNING") return { action: "goods:inspect", orgs: [custodianOrg] };
  return { action: "goods:use", orgs: [holderOrg] };
}

const reasonMax = 200;

/** A loss off one heap of a shelf is taken back in part too; any other only whole. */
export function foundRefusals(loss: Loss, input: FoundInput, now: Date): Refusal[] {
  const { quantity, reason, occurredAt } = input;
  const min = onShelf(loss) && loss.heaps === 1 ? 1 : loss.quantity;
  const isWithin = Number.isSafeInteger(quantity) && quantity >= min && quantity <= loss.quantity;
  const length = reason.trim().length;
  return [
    ...(loss.isFound ? [refusal("ALREADY_DECIDED", "transferId")] : []),
    ...(loss.isMadeGood && !loss.isFound ? [refusal("LOSS_MADE_GOOD", "transferId")] : []),
    ...(loss.incidentState === "CLOSED" && loss.place !== "HELD"
      ? [closed(loss.incidentState)]
      : []),
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

/**
 * Where the mirror leaves goods on which nobody can act any more they go on: from the hold that a
 * short pick ended back on the shelf, from a leg that is over on the way home.
 */
export function goingOn(occasion: Occasion, loss: Loss): Posting[] {
  const line = loss.lines.find(({ origin }) => origin.kind === loss.place);
  if (line === undefined) return [];
  const { origin, quantity } = line;
  const onward = (op: Posting["op"], to: Partial<AccountKey>): Posting[] => [
    { ...occasion, op, lines: [{ origin, target: { ...origin, ...to }, quantity }] },
  ];
  if (loss.place === "HELD") return onward("RELEASE", { kind: "ON_HAND", ref: "" });
  if (!onLeg(loss)) return [];
  const { orderLineId, riskPassesAt, isRelayed: relayed } = loss;
  const terms = { ...unagreed, riskPassesAt: riskPassesAt ?? unagreed.riskPassesAt };
  const ref = backRef({ orderLineId: orderLineId ?? "", terms }, { received: false, relayed });
  return onward("TURN_BACK", { kind: "RETURNING", ref });
}

/** Lots that the same count booked stand as it booked them, each by itself from now on. */
export function restOfCount({ rest, ...loss }: Loss, reason: string, newId: NewId): Posting[] {
  const evidence = { found: loss.transferId, reason };
  const occasion = { evidence, occurredAt: new Date(loss.occurredAt) };
  return [...new Set(rest.map(({ lot }) => lot))].map((of) => {
    const counts = rest
      .filter(({ lot }) => lot === of)
      .map(({ at, booked, counted, custodianAtFault, ...shelf }) => {
        return { shelf, at, booked, counted, custodianAtFault, terms: unagreed };
      });
    return stocktake(occasion, counts, newId);
  });
}

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

/**
 * The firms at fault owe so much less where a report had mirrored the loss apart: those to whom
 * one figure went bear the relief in proportion to what they owe.
 */
export function relieved(occasion: Occasion, excess: readonly Excess[]): Posting {
  const figureOf = ({ creditorOrg, mirrors, item }: Excess): string =>
    [creditorOrg, mirrors, item].join("|");
  const lines = [...new Set(excess.map(figureOf))].flatMap((figure) => {
    const claims = excess.filter((claim) => figureOf(claim) === figure);
    const owed = claims.map(({ outstanding }) => outstanding);
    const total = owed.reduce((sum, outstanding) => sum + outstanding, 0);
    const relief = Math.min(claims[0]?.excess ?? 0, total);
    return splitByWeight(relief, owed).flatMap((part, at) => {
      const claim = claims[at];
      return claim === undefined || part === 0 ? [] : [settleLine(claim, part, "RETURNED")];
    });
  });
  return { ...occasion, op: "SETTLE", lines };
}
