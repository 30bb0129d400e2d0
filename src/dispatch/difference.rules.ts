import { word, type Word } from "../../schema/words/word.ts";
import {
  differenceState as stateWords,
  legState,
  type DifferenceState,
} from "../../schema/words/dispatch.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { DeniedLine, LegLineRow, LegRow } from "./leg.model.ts";
import type { ArrivingLine } from "./leg.rules.ts";

type Differing = Pick<
  LegRow,
  "differenceWindowEndsAt" | "differenceSettledAt" | "differenceSettledBy" | "differenceDeniedAt"
>;

/** Where a difference stands; null: nothing was missing. */
export function differenceState(leg: Differing): DifferenceState | null {
  if (leg.differenceWindowEndsAt === null) return null;
  if (leg.differenceSettledAt !== null)
    return leg.differenceSettledBy === null ? "DEEMED" : "AGREED";
  return leg.differenceDeniedAt === null ? "OPEN" : "CONTESTED";
}

/** Why a difference can be confirmed (or denied) no more, or not yet. */
export function settledRefusals(leg: LegRow, action: Word): Refusal[] {
  if (leg.differenceSettledAt !== null) return [refusal("ALREADY_DECIDED", "legId")];
  if (leg.differenceWindowEndsAt !== null) return [];
  return [refusal("ILLEGAL_TRANSITION", "legId", { state: legState[leg.state], action })];
}

/**
 * A sender denies what a receiver counted, once and within the window. What two carriers counted
 * over together at a relay, it cannot deny: it was not there, and the goods went on.
 */
export function denyRefusals(leg: LegRow, now: Date): Refusal[] {
  const action = word("否认差异", "deny the difference");
  const settled = settledRefusals(leg, action);
  if (settled.length > 0) return settled;
  if (leg.differenceDeniedAt !== null) return [refusal("ALREADY_DECIDED", "legId")];
  const illegal = (state: Word) => [refusal("ILLEGAL_TRANSITION", "legId", { state, action })];
  if (leg.state !== "ARRIVED") return illegal(legState[leg.state]);
  if (leg.differenceWindowEndsAt !== null && leg.differenceWindowEndsAt <= now)
    return illegal(stateWords.DEEMED);
  return [];
}

/** The sender's figure for each line that it denies: fewer are missing than were counted. */
export function deniedLines(
  legLines: readonly LegLineRow[],
  inputs: readonly DeniedLine[],
): Outcome<readonly Pick<LegLineRow, "id" | "deniedMissing">[]> {
  const refusals: Refusal[] = [];
  const found: { readonly id: string; readonly deniedMissing: number }[] = [];
  inputs.forEach(({ orderLineId, missing }, at) => {
    const path = `lines.${at}.orderLineId`;
    const legLine = legLines.find((line) => line.orderLineId === orderLineId && line.missing > 0);
    const max = (legLine?.missing ?? 0) - 1;
    if (legLine === undefined) refusals.push(refusal("NOT_FOUND", path));
    else if (found.some(({ id }) => id === legLine.id))
      refusals.push(refusal("INVALID_INPUT", path, { why: word("重复", "twice") }));
    else if (!Number.isSafeInteger(missing) || missing < 0 || missing > max)
      refusals.push(refusal("QUANTITY_OUT_OF_RANGE", `lines.${at}.missing`, { min: 0, max }));
    else found.push({ id: legLine.id, deniedMissing: missing });
  });
  if (inputs.length === 0)
    refusals.push(refusal("INVALID_INPUT", "lines", { why: word("至少一项", "at least one") }));
  return refusals.length > 0 ? refuse(refusals) : ok(found);
}

/** What the receiver admits to have, line by line, when it accepts the sender's figures. */
export const admitted = (legLines: readonly LegLineRow[]): readonly ArrivingLine[] =>
  legLines.flatMap((legLine) => {
    const found = legLine.missing - (legLine.deniedMissing ?? legLine.missing);
    return found === 0 ? [] : [{ legLine, accepted: found, rejected: 0, missing: -found }];
  });
