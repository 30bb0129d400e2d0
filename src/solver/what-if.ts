import { compare } from "../kernel/compare.ts";
import { ok } from "../kernel/result.ts";
import type { Result } from "../kernel/result.ts";
import type { Line, Plan, ProblemError, Warning } from "./plan.ts";
import type { Problem, StageName } from "./problem.ts";
import { editProblem } from "./what-if-edits.ts";

/** A plan under other circumstances beside the plan as it is. */
export interface WhatIf {
  readonly plan: Plan;
  readonly stages: readonly StageChange[];
  readonly churn: Churn;
  /** Every line of either plan, in the order of need, source, lot or unit. */
  readonly lines: readonly LineChange[];
  /** Needs that miss more or less than before, or are met later or earlier. */
  readonly needs: readonly NeedChange[];
  /** What the new plan warns of, such as a pin on a closed lane; lines lost are among `lines`. */
  readonly warnings: readonly Warning[];
}

export interface StageChange {
  readonly name: StageName;
  readonly before: number;
  readonly after: number;
  readonly partsBefore: readonly number[];
  readonly partsAfter: readonly number[];
}

/** Lines by what became of them, and pieces shipped that are otherwise than before. */
export interface Churn {
  readonly kept: number;
  readonly changed: number;
  readonly dropped: number;
  readonly new: number;
  /** Σ |pieces after − pieces before| over all lines; a unit is one piece. */
  readonly pieces: number;
}

export interface LineChange extends Pick<Line, "source" | "lot" | "unit" | "need" | "item"> {
  readonly change: "KEPT" | "CHANGED" | "DROPPED" | "NEW";
  /** Pieces shipped; 0 where the plan has no such line. */
  readonly before: number;
  readonly after: number;
}

export interface NeedChange {
  readonly need: string;
  readonly missingBefore: number;
  readonly missingAfter: number;
  /** Minutes at which the last of it is there; absent: nothing comes. */
  readonly lastBefore?: number;
  readonly lastAfter?: number;
}

/**
 * Plans again with the edits and says what that changes. The old plan's lines stand as `previous`
 * of the new problem, so that of equally good plans the least different one is taken.
 *
 * Refused where the edits are not edits of this problem, by JSON pointer into them.
 */
export async function whatIf(
  problem: Problem,
  plan: Plan,
  edits: unknown,
  solve: (problem: Problem) => Promise<Plan>,
): Promise<Result<WhatIf, readonly ProblemError[]>> {
  const edited = editProblem(problem, edits);
  if (!edited.ok) return edited;
  return ok(changesOf(plan, await solve(withPrevious(edited.value, plan))));
}

/** The problem to which this plan is the earlier one. */
export const withPrevious = (problem: Problem, { allocations }: Plan): Problem => ({
  ...problem,
  previous: allocations.map(({ source, lot, unit, need, quantity }) =>
    lot === undefined ? { source, unit: unit ?? "", need } : { source, lot, need, quantity },
  ),
});

/** What one plan has otherwise than another one for the same needs. */
export function changesOf(before: Plan, after: Plan): WhatIf {
  const lines = linesOf(before, after);
  const count = (change: LineChange["change"]) =>
    lines.filter((line) => line.change === change).length;
  return {
    plan: after,
    stages: stagesOf(before, after),
    churn: {
      kept: count("KEPT"),
      changed: count("CHANGED"),
      dropped: count("DROPPED"),
      new: count("NEW"),
      pieces: lines.reduce((sum, line) => sum + Math.abs(line.after - line.before), 0),
    },
    lines,
    needs: needsOf(before, after),
    warnings: after.warnings.filter(({ code }) => code !== "PREVIOUS_LOST"),
  };
}

function linesOf(before: Plan, after: Plan): LineChange[] {
  const [was, is] = [before, after].map(
    (plan) => new Map(plan.allocations.map((line) => [keyOf(line), line])),
  );
  return [...new Map([...(was ?? []), ...(is ?? [])])]
    .sort(([one], [other]) => compare(one, other))
    .map(([key, { source, lot, unit, need, item }]) => {
      const [old, now] = [was?.get(key)?.quantity ?? 0, is?.get(key)?.quantity ?? 0];
      const change = old === 0 ? "NEW" : now === 0 ? "DROPPED" : old === now ? "KEPT" : "CHANGED";
      return {
        change,
        source,
        ...(lot === undefined ? {} : { lot }),
        ...(unit === undefined ? {} : { unit }),
        need,
        ...(item === undefined ? {} : { item }),
        before: old,
        after: now,
      };
    });
}

const keyOf = ({ need, source, lot, unit }: Line): string =>
  JSON.stringify([need, source, lot ?? "", unit ?? ""]);

function needsOf(before: Plan, after: Plan): NeedChange[] {
  const [was, is] = [before, after].map(metBy);
  const ids = new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])]);
  return [...ids].sort(compare).flatMap((need) => {
    const { missing: missingBefore = 0, last: lastBefore } = was?.get(need) ?? {};
    const { missing: missingAfter = 0, last: lastAfter } = is?.get(need) ?? {};
    if (missingBefore === missingAfter && lastBefore === lastAfter) return [];
    return [
      {
        need,
        missingBefore,
        missingAfter,
        ...(lastBefore === undefined ? {} : { lastBefore }),
        ...(lastAfter === undefined ? {} : { lastAfter }),
      },
    ];
  });
}

function metBy({ allocations, shortages }: Plan) {
  const met = new Map<string, { missing?: number; last?: number }>();
  for (const { need, missing } of shortages) met.set(need, { missing });
  for (const { need, arrivesMinutes } of allocations) {
    const { last = 0, ...row } = met.get(need) ?? {};
    met.set(need, { ...row, last: Math.max(last, arrivesMinutes) });
  }
  return met;
}

const stagesOf = (before: Plan, after: Plan): StageChange[] =>
  after.stages.flatMap(({ name, value, parts }) => {
    const was = before.stages.find((stage) => stage.name === name);
    if (was === undefined) return [];
    return [{ name, before: was.value, after: value, partsBefore: was.parts, partsAfter: parts }];
  });
