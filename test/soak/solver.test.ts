import { describe, expect, it } from "vitest";
import { solve } from "../../src/solver/solve.ts";
import { disagreements } from "../rules/solver/agreement.ts";
import { loadModelHighs } from "../rules/solver/full-optimum.ts";
import { roughWorld } from "../rules/solver/rough-worlds.ts";
import { LAWS } from "../rules/solver/world-laws.ts";

const WORLDS = 2_000;
const WORLDS_EACH = 200;

describe("the solver in many random worlds", () => {
  it(`agrees in every part with one model of the whole, ${WORLDS} times`, async () => {
    const highs = await loadModelHighs();
    let proven = 0;
    for (let seed = 1; seed <= WORLDS; seed += 1) {
      const world = roughWorld(seed);
      const plan = await solve(world);
      expect([seed, disagreements(highs, world, plan)]).toEqual([seed, []]);
      if (plan.status === "OPTIMAL") proven += 1;
    }
    expect(proven).toBeGreaterThan(WORLDS * 0.99);
  });

  it.each(LAWS)("$says", async ({ holds }) => {
    for (let seed = 1; seed <= WORLDS_EACH; seed += 1) await holds(seed);
  });
});
