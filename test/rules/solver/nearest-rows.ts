import type { Line, Plan } from "../../../src/solver/plan.ts";
import type { Lane, Problem } from "../../../src/solver/problem.ts";

/** What a plan comes to, or nearest-first for the same file. */
export interface Result {
  /** Of the needs of each priority 1…5: a share of what is wanted, each item weighing the same. */
  readonly classes: readonly ClassResult[];
  /** Minutes, by the weight and urgency of what arrives. */
  readonly meanArrival: number;
  readonly lanes: number;
  readonly senders: number;
  readonly cost: number;
}

export interface ClassResult {
  readonly priority: number;
  readonly needs: number;
  /** Needs that get less than they want. */
  readonly short: number;
  /** Σ missing × weight, as the stage counts it. */
  readonly missing: number;
  /** Of Σ wanted × weight, 0…1. */
  readonly fill: number;
}

export interface Comparison {
  readonly name: string;
  readonly plan: Result;
  readonly nearest: Result;
}

/** Both are added up from their lines; nothing is taken from the stages. */
export const comparisonOf = (name: string, problem: Problem, plan: Plan): Comparison => ({
  name,
  plan: resultOf(problem, plan.allocations),
  nearest: resultOf(problem, plan.baseline.allocations),
});

function resultOf(problem: Problem, lines: readonly Line[]): Result {
  const needs = new Map(problem.needs.map((need) => [need.id, need]));
  const weights = new Map(problem.items.map(({ id, weight = 1 }) => [id, weight]));
  const weightOf = (id: string) => weights.get(needs.get(id)?.item ?? "") ?? 1;
  const urgency = (id: string) => weightOf(id) * (6 - (needs.get(id)?.priority ?? 3));
  const counted = new Map<string, number>();
  for (const line of lines) counted.set(line.need, (counted.get(line.need) ?? 0) + line.counted);
  const total = (of: (line: Line) => number) => lines.reduce((sum, line) => sum + of(line), 0);
  const came = total((line) => line.counted * urgency(line.need));
  const isUsed = (lane: Lane) =>
    lines.some(({ source, need }) => source === lane.from && needs.get(need)?.place === lane.to);
  const used = new Map(
    problem.lanes.filter(isUsed).map((lane) => [`${lane.from} ${lane.to}`, lane]),
  );
  const laneOf = (line: Line) => used.get(`${line.source} ${needs.get(line.need)?.place ?? ""}`);
  const charges = [...used.values()].reduce((sum, { fixedCost = 0 }) => sum + fixedCost, 0);
  return {
    classes: [1, 2, 3, 4, 5].flatMap((priority): ClassResult[] => {
      const own = problem.needs.filter((need) => (need.priority ?? 3) === priority);
      if (own.length === 0) return [];
      const lacks = own.map(({ id, quantity }) => quantity - (counted.get(id) ?? 0));
      const missing = own.reduce((sum, { id }, at) => sum + lacks[at]! * weightOf(id), 0);
      const wanted = own.reduce((sum, { id, quantity }) => sum + quantity * weightOf(id), 0);
      const short = lacks.filter((lack) => lack > 0).length;
      return [{ priority, needs: own.length, short, missing, fill: 1 - missing / wanted }];
    }),
    meanArrival: total((l) => l.counted * urgency(l.need) * l.arrivesMinutes) / Math.max(1, came),
    lanes: used.size,
    senders: new Set(lines.map(({ source }) => source)).size,
    cost: charges + total((line) => line.quantity * (laneOf(line)?.unitCost ?? 0)),
  };
}

/** A class that the plan leaves shorter than nearest-first; `excused`: one above it is better. */
export interface Worse {
  readonly name: string;
  readonly priority: number;
  readonly excused: boolean;
}

export function worseClasses({ name, plan, nearest }: Comparison): Worse[] {
  let isAhead = false;
  return plan.classes.flatMap((own, at): Worse[] => {
    const less = nearest.classes[at]!.missing - own.missing;
    const excused = isAhead;
    if (less > 1e-6) isAhead = true;
    return less < -1e-6 ? [{ name, priority: own.priority, excused }] : [];
  });
}
