import { describe, expect, it } from "vitest";
import type { Measure, Plan, Shortage } from "../../../src/solver/plan.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { EXERCISES, exercise } from "./exercises.ts";
import { cured } from "./explain-cured.ts";
import { factsOf } from "./explain-facts.ts";
import { untrueLimits, untrueReasons } from "./explain-truth.ts";
import { atlas, hurricaneProblem } from "./hurricanes.ts";
import { roughWorld } from "./rough-worlds.ts";
import { worldOf } from "./worlds.ts";

async function untruths(problem: Problem): Promise<string[]> {
  const plan = await solve(problem);
  const facts = factsOf(problem, plan);
  return [
    ...plan.allocations.flatMap((line) => untrueReasons(facts, line)),
    ...plan.shortages.flatMap((shortage) => untrueLimits(facts, shortage)),
  ];
}

/** `npm run soak` tries many more. */
const WORLDS = 60;

describe("every reason and every limit is so, read anew from the file", () => {
  it.each(EXERCISES)("in the exercise $id", async ({ id }) => {
    expect(await untruths(exercise(id))).toEqual([]);
  });

  it.each(atlas.hurricanes.map(({ name }, at) => [name, at] as const))(
    "in the hurricane %s",
    async (_, at) => {
      expect(await untruths(hurricaneProblem(at, 5))).toEqual([]);
    },
  );

  it("in worlds where all that is rare is common", async () => {
    for (let seed = 1; seed <= WORLDS; seed += 1)
      expect([seed, await untruths(roughWorld(seed))]).toEqual([seed, []]);
  });
});

/** What a priority misses in all, and whether anything more urgent misses more than before. */
async function saved(problem: Problem, shortage: Shortage, before: Plan, measure: Measure) {
  const after = await solve(cured(problem, shortage.need, measure));
  const need = problem.needs.find(({ id }) => id === shortage.need)!;
  const own = (need.priority ?? 3) - 1;
  const weight = problem.items.find(({ id }) => id === need.item)?.weight ?? 1;
  const parts = (plan: Plan) => plan.stages.find(({ name }) => name === "unmet")!.parts;
  const isWorse = parts(before).some((part, at) => at < own && parts(after)[at]! > part + 1e-6);
  return isWorse ? -Infinity : (parts(before)[own]! - parts(after)[own]!) / weight;
}

describe("a measure brings what it says, solved again as a whole", () => {
  it("and not at the cost of a neighbour as urgent", async () => {
    let tried = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const size = { sources: 5, needs: 6, items: 2, capacity: 0.3, substitutes: 0.3, units: 0.3 };
      const stages = { stages: ["unmet", "cost"], timeLimitMs: 120_000 } as const;
      for (const world of [roughWorld(seed), worldOf(seed, size, stages)]) {
        const plan = await solve(world);
        for (const shortage of plan.shortages)
          for (const measure of shortage.measures) {
            tried += 1;
            const said = measure.missingBefore - measure.missingAfter;
            const brought = await saved(world, shortage, plan, measure);
            expect([seed, measure, brought >= said - 1e-6]).toEqual([seed, measure, true]);
          }
      }
    }
    expect(tried).toBeGreaterThan(50);
  });
});
