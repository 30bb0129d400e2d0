import type { Highs } from "highs";
import type { Plan } from "../../../src/solver/plan.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { wishesOf } from "../../../src/solver/wishes.ts";
import { leastOfAll } from "./full-optimum.ts";

/** Where a plan that calls itself OPTIMAL is not what the full model says, in words. */
export function disagreements(highs: Highs, problem: Problem, plan: Plan): string[] {
  if (plan.status === "INVALID") return [`invalid: ${JSON.stringify(plan.errors)}`];
  const wishes = wishesOf(problem.options);
  const least = leastOfAll(highs, problem, wishes);
  return plan.stages.flatMap((stage, at) => {
    const parts = least[at] ?? [];
    if (stage.gap > 0) return [];
    const isSum = stage.name === "unmet" || stage.name === "fairness";
    const best = isSum ? parts.reduce((sum, part) => sum + part, 0) : (parts[0] ?? 0);
    const slack = wishes[at]?.slack ?? 0;
    const said = `${stage.name}: best ${stage.best}, parts ${stage.parts.join(" ")}`;
    const isBest = isSame(stage.best, best);
    const isKept = stage.parts.every((part, index) => {
      const wanted = parts[index] ?? NaN;
      return slack === 0 ? isSame(part, wanted) : part <= wanted * (1 + slack) + 1e-6;
    });
    return isBest && isKept ? [] : [`${said} — the full model: ${best}, ${parts.join(" ")}`];
  });
}

const isSame = (one: number, other: number) =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
