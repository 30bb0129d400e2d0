import { describe, expect, it } from "vitest";
import { checkPlan } from "../../src/solver/check.ts";
import type { Plan } from "../../src/solver/plan.ts";
import type { Problem } from "../../src/solver/problem.ts";
import { planHash, solve } from "../../src/solver/solve.ts";
import { readInstance } from "../rules/solver/instances.ts";
import { setWorldOf } from "../rules/solver/set-worlds.ts";
import { worldOf } from "../rules/solver/worlds.ts";

const patient = { timeLimitMs: 120_000 };
const example = {
  ...(JSON.parse(readInstance("example.json")) as Problem),
  options: { preset: "FASTEST", ...patient } as const,
};
const scarce = worldOf(
  5,
  { sources: 3, needs: 4, items: 2, places: 2, capacity: 0.6, units: 0.5 },
  patient,
);
const sets = setWorldOf(
  22,
  { sources: 3, unitsEach: 6, needs: 4, skills: 4, quantity: 3, pins: 4 },
  patient,
);
const plans = new Map<Problem, Promise<Plan>>();

/** Each world is solved once for all that is done to its plan. */
function solved(problem: Problem): Promise<Plan> {
  const plan = plans.get(problem) ?? solve(problem);
  plans.set(problem, plan);
  return plan;
}

/** Every number and word of a plan, with the path that leads there. */
function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, row]) => leavesOf(row, [...path, key]));
}

/** The plan with one leaf changed a little; its hash is made to fit, as a forger would. */
function tampered(plan: Plan, path: readonly string[]): Plan {
  const copy = structuredClone(plan) as Plan & Record<string, unknown>;
  let at: Record<string, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  const last = path.at(-1) ?? "";
  const before = at[last];
  at[last] = typeof before === "number" ? before + 1 : `${String(before)}x`;
  return path[0] === "planHash" ? copy : { ...copy, planHash: planHash(copy) };
}

/** Times are measured, and who made the plan is a name; a limit's figure may be any that fits. */
const UNCHECKED = [/^stages\.\d+\.ms$/, /^solver\./];
/** Said to explain, not to prove: the figures of the next best, and what a cure would do. */
const EXPLAINED = [
  /^allocations\.\d+\.reasons\.\d+\.(figure|next|other)$/,
  /^shortages\.\d+\.limits\./,
  /^shortages\.\d+\.measures\./,
  /^warnings\./,
];

describe("the checker refuses a plan that is not what it says", () => {
  it.each([
    ["the contract's example", example],
    ["a scarce world with capacity and teams", scarce],
    ["a world of sets with pins", sets],
  ])("%s: every figure changed, the hash forged to fit", async (_, problem) => {
    const plan = await solved(problem);
    expect(checkPlan(problem, plan, planHash)).toEqual([]);
    const free = [...UNCHECKED, ...EXPLAINED];
    const missed = leavesOf(plan)
      .filter((path) => !free.some((pattern) => pattern.test(path.join("."))))
      .filter((path) => checkPlan(problem, tampered(plan, path), planHash).length === 0)
      .map((path) => path.join("."));
    expect(missed).toEqual([]);
  });

  it("a change that the hash covers shows even where nothing else would", async () => {
    const problem = scarce;
    const plan = await solved(problem);
    const missed = leavesOf({ allocations: plan.allocations, shortages: plan.shortages })
      .map((path) => ({ ...tampered(plan, path), planHash: plan.planHash }))
      .filter((forged) => checkPlan(problem, forged, planHash).length === 0);
    expect(missed).toEqual([]);
  });

  it.each([
    ["allocations", (plan: Plan) => ({ ...plan, allocations: plan.allocations.slice(1) })],
    ["shortages", (plan: Plan) => ({ ...plan, shortages: plan.shortages.slice(1) })],
    ["excluded", (plan: Plan) => ({ ...plan, excluded: plan.excluded.slice(1) })],
    ["stages", (plan: Plan) => ({ ...plan, stages: plan.stages.slice(1) })],
    [
      "baseline",
      (plan: Plan) => ({
        ...plan,
        baseline: { ...plan.baseline, allocations: plan.baseline.allocations.slice(1) },
      }),
    ],
  ])("a row left out of %s is missed", async (_, without) => {
    const problem = scarce;
    const forged = without(await solved(problem));
    const fitting = { ...forged, planHash: planHash(forged) };
    expect(checkPlan(problem, fitting, planHash)).not.toEqual([]);
  });
});
