import { word, type Word } from "../../schema/words/word.ts";
import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import { legState as legStateWords, type LegState } from "../../schema/words/dispatch.ts";
import { refusal, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { inZone } from "../network/network.rules.ts";
import type { DepartLine, LegLineRow, ReceiveLine, RelayLine } from "./leg.model.ts";
import type { LineRow } from "./order.model.ts";
import { toDepart } from "./order.rules.ts";

export type LegEvent = "DEPART" | "HAND_OVER" | "ARRIVE" | "TURN_BACK" | "DIVERT";

/** One end-to-end status: ARRIVED only after the receiver has counted. */
const table: Readonly<Record<LegState, Readonly<Partial<Record<LegEvent, LegState>>>>> = {
  PLANNED: { DEPART: "DEPARTED" },
  DEPARTED: {
    HAND_OVER: "HANDED_OVER",
    ARRIVE: "ARRIVED",
    TURN_BACK: "TURNED_BACK",
    DIVERT: "DIVERTED",
  },
  HANDED_OVER: {},
  ARRIVED: {},
  TURNED_BACK: {},
  DIVERTED: {},
};

/** The state after an event, or undefined when it is illegal. Total: each pair has an answer. */
export const nextLegState = (state: LegState, event: LegEvent): LegState | undefined =>
  table[state][event];

export function illegalLeg(state: LegState, event: LegEvent, action: Word): Refusal[] {
  if (nextLegState(state, event) !== undefined) return [];
  return [refusal("ILLEGAL_TRANSITION", "legId", { state: legStateWords[state], action })];
}

export interface DepartingLine {
  readonly line: LineRow;
  readonly departed: number;
}

/** Pairs what was counted out with the order's lines: no more leaves than was loaded. */
export function departLines(
  lines: readonly LineRow[],
  inputs: readonly DepartLine[],
): Outcome<readonly DepartingLine[]> {
  const found: DepartingLine[] = [];
  const refusals: Refusal[] = [];
  inputs.forEach(({ orderLineId, departed }, at) => {
    const line = lines.find(({ id }) => id === orderLineId);
    const max = line === undefined ? 0 : toDepart(line);
    if (line === undefined) refusals.push(refusal("NOT_FOUND", `lines.${at}.orderLineId`));
    else if (found.some((other) => other.line.id === line.id))
      refusals.push(
        refusal("INVALID_INPUT", `lines.${at}.orderLineId`, { why: word("重复", "twice") }),
      );
    else if (!Number.isSafeInteger(departed) || departed < 1 || departed > max)
      refusals.push(refusal("QUANTITY_OUT_OF_RANGE", `lines.${at}.departed`, { min: 1, max }));
    else found.push({ line, departed });
  });
  if (inputs.length === 0)
    refusals.push(refusal("INVALID_INPUT", "lines", { why: word("至少一项", "at least one") }));
  return refusals.length > 0 ? refuse(refusals) : ok(found);
}

export interface ArrivingLine {
  readonly legLine: LegLineRow;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
}

/** Every line of the leg is counted, once, and what is counted is what had left. */
export function receiveLines(
  legLines: readonly LegLineRow[],
  inputs: readonly ReceiveLine[],
): Outcome<readonly ArrivingLine[]> {
  const refusals = inputs.flatMap(({ orderLineId }, at) => {
    const path = `lines.${at}.orderLineId`;
    if (!legLines.some((line) => line.orderLineId === orderLineId))
      return [refusal("NOT_FOUND", path)];
    const first = inputs.findIndex((other) => other.orderLineId === orderLineId);
    return first < at ? [refusal("INVALID_INPUT", path, { why: word("重复", "twice") })] : [];
  });
  const counted = legLines.map((legLine) => {
    const at = inputs.findIndex(({ orderLineId }) => orderLineId === legLine.orderLineId);
    const { accepted, rejected, missing } = inputs[at] ?? { accepted: 0, rejected: 0, missing: 0 };
    const sound = [accepted, rejected, missing].every((n) => Number.isSafeInteger(n) && n >= 0);
    if (!sound || accepted + rejected + missing !== legLine.departed) {
      const path = at < 0 ? "lines" : `lines.${at}`;
      const facts = { shipped: legLine.departed, orderLineId: legLine.orderLineId };
      refusals.push(refusal("COUNTS_DO_NOT_ADD_UP", path, facts));
    }
    return { legLine, accepted, rejected, missing };
  });
  return refusals.length > 0 ? refuse(refusals) : ok(counted);
}

export interface RelayedLine {
  readonly legLine: LegLineRow;
  /** Counted over to the next carrier; the rest is missing. */
  readonly taken: number;
}

/** Every line of the leg is counted over, once; what is not there stays with the first carrier. */
export function relayLines(
  legLines: readonly LegLineRow[],
  inputs: readonly RelayLine[],
): Outcome<readonly RelayedLine[]> {
  const refusals: Refusal[] = [];
  const found: RelayedLine[] = [];
  inputs.forEach(({ orderLineId, taken }, at) => {
    const legLine = legLines.find((line) => line.orderLineId === orderLineId);
    const max = legLine?.departed ?? 0;
    if (legLine === undefined) refusals.push(refusal("NOT_FOUND", `lines.${at}.orderLineId`));
    else if (found.some((other) => other.legLine.id === legLine.id))
      refusals.push(
        refusal("INVALID_INPUT", `lines.${at}.orderLineId`, { why: word("重复", "twice") }),
      );
    else if (!Number.isSafeInteger(taken) || taken < 0 || taken > max)
      refusals.push(refusal("QUANTITY_OUT_OF_RANGE", `lines.${at}.taken`, { min: 0, max }));
    else found.push({ legLine, taken });
  });
  if (refusals.length === 0 && found.length < legLines.length)
    refusals.push(
      refusal("INVALID_INPUT", "lines", { why: word("须逐行点数", "count every line") }),
    );
  // Nothing to take over is no relay: the receiver says that all of it is missing.
  if (refusals.length === 0 && found.every(({ taken }) => taken === 0))
    refusals.push(
      refusal("QUANTITY_OUT_OF_RANGE", "lines.0.taken", {
        min: 1,
        max: legLines[0]?.departed ?? 0,
      }),
    );
  return refusals.length > 0 ? refuse(refusals) : ok(found);
}

export interface RelayGround {
  readonly zone: HazardZone | null;
  readonly destination: string;
  readonly now: Date;
}

/** A relay lies on the way and outside the hazard zone: whoever waits there must be safe. */
export function relayPointRefusals(
  point: { readonly id: string; readonly lon: number; readonly lat: number },
  { zone, destination, now }: RelayGround,
  path: string,
): Refusal[] {
  if (point.id === destination)
    return [refusal("INVALID_INPUT", path, { why: word("目的地不是中转点", "the destination") })];
  const inside = zone !== null && inZone(zone, point.lon, point.lat, now);
  return inside ? [refusal("IN_HAZARD_ZONE", path)] : [];
}

/** A date in the future, or before its goods could have moved, is a slip of the pen. */
export function occurredRefusals(
  occurredAt: Date | null | undefined,
  notBefore: Date | null,
  now: Date,
): Refusal[] {
  if (occurredAt === null || occurredAt === undefined) return [];
  if (occurredAt > now)
    return [refusal("INVALID_INPUT", "occurredAt", { why: word("不得晚于现在", "in the future") })];
  if (notBefore !== null && occurredAt < notBefore)
    return [
      refusal("INVALID_INPUT", "occurredAt", { why: word("早于上一步", "before the last step") }),
    ];
  return [];
}
