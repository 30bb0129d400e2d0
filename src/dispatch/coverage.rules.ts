import type { Line, Plan } from "../solver/plan.ts";
import { isLate, needIdOf } from "./proposal.model.ts";

const minuteMs = 60_000;

/** How far one way of sending goods gets with one need, in the need's own unit. */
export interface Reached {
  readonly inTime: number;
  readonly late: number;
  /** Missing at the deadline; what comes late is part of it. */
  readonly missing: number;
  /** When the last of it is there; null: nothing comes. */
  readonly lastArrivesAt: Date | null;
  readonly sources: number;
}

export interface CoveredNeed {
  readonly needKey: string;
  readonly wanted: number;
  readonly plan: Reached;
  readonly nearestFirst: Reached;
}

/** Need by need, what the plan reaches beside what nearest-first would; by need id. */
export function coverageOf(plan: Plan, zeroAt: Date): CoveredNeed[] {
  const missing = new Map<string, number>();
  for (const { need, missing: lacks } of plan.shortages.filter((row) => !isLate(row.need)))
    missing.set(needIdOf(need), (missing.get(needIdOf(need)) ?? 0) + lacks);
  const [ours, theirs] = [byNeed(plan.allocations), byNeed(plan.baseline.allocations)];
  const needs = [...new Set([...missing.keys(), ...ours.keys(), ...theirs.keys()])];
  return needs.toSorted().map((needKey) => {
    const lines = ours.get(needKey) ?? [];
    const wanted = inTimeOf(lines) + (missing.get(needKey) ?? 0);
    return {
      needKey,
      wanted,
      plan: reachedBy(lines, wanted, zeroAt),
      nearestFirst: reachedBy(theirs.get(needKey) ?? [], wanted, zeroAt),
    };
  });
}

function byNeed(lines: readonly Line[]): Map<string, Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of lines) {
    const key = needIdOf(line.need);
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return found;
}

const countedOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { counted }) => sum + counted, 0);

const inTimeOf = (lines: readonly Line[]): number =>
  countedOf(lines.filter(({ need }) => !isLate(need)));

function reachedBy(lines: readonly Line[], wanted: number, zeroAt: Date): Reached {
  const inTime = inTimeOf(lines);
  const last = Math.max(...lines.map(({ arrivesMinutes }) => arrivesMinutes));
  return {
    inTime,
    late: countedOf(lines) - inTime,
    missing: Math.max(0, wanted - inTime),
    lastArrivesAt: lines.length === 0 ? null : new Date(zeroAt.getTime() + last * minuteMs),
    sources: new Set(lines.map(({ source }) => source)).size,
  };
}
