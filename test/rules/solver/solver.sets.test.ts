import highsPackage from "highs";
import { describe, expect, it } from "vitest";
import type { Preset } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { wishesOf } from "../../../src/solver/wishes.ts";
import { tryEveryPlan } from "./brute-force.ts";
import { leastByModel } from "./set-model.ts";
import { setWorldOf } from "./set-worlds.ts";

const loadHighs = highsPackage as unknown as typeof highsPackage.default;

const TINY = { sources: 2, unitsEach: 6, needs: 3, quantity: 2 };
const PRESETS: readonly Preset[] = ["FASTEST", "BALANCED", "LOCAL_FIRST"];

describe("sets of several capabilities: no plan is better, by trying every plan", () => {
  it.each([0, 1_000, 2_000])("on 20 tiny worlds from %d on", async (from) => {
    let [tried, sets] = [0, 0];
    for (let seed = from + 1; tried < 20; seed += 1) {
      const preset = PRESETS[seed % 3] ?? "FASTEST";
      const options = { preset, timeLimitMs: 120_000 };
      const skills = 3 + (seed % 2);
      const more = { pins: seed % 4, capacity: seed % 5 === 0 ? 1 : 0 };
      const world = setWorldOf(seed, { ...TINY, ...more, skills }, options);
      const wishes = wishesOf(options);
      const slack = wishes.find((wish) => wish.name === "arrival")?.slack ?? 0;
      const names = wishes.map((wish) => wish.name);
      const best = tryEveryPlan(world, names, slack);
      if (best === undefined) continue;
      tried += 1;
      const plan = await solve(world);
      expect([seed, plan.status, plan.errors]).toEqual([seed, "OPTIMAL", undefined]);
      for (const stage of plan.stages) {
        const least = best.get(stage.name) ?? [];
        const isReached = stage.parts.every((part, at) => {
          return part <= (least[at] ?? 0) * (1 + (stage.name === "arrival" ? slack : 0)) + 1e-6;
        });
        const isSum = stage.name === "unmet" || stage.name === "fairness";
        const sum = (isSum ? least : least.slice(0, 1)).reduce((all, part) => all + part, 0);
        expect([seed, stage.name, stage.best, isReached]).toEqual([seed, stage.name, sum, true]);
      }
      sets += plan.allocations.filter((line) => line.set !== undefined).length;
    }
    expect(sets).toBeGreaterThan(15);
  });
});

describe("sets against a model that was written without the solver", () => {
  it("have the same best in every part, in eight worlds of thirty units", async () => {
    const highs = await loadHighs();
    const stages = ["unmet", "fairness", "arrival", "cost"] as const;
    const size = { sources: 6, unitsEach: 7, needs: 6, quantity: 3, pins: 0 };
    for (let seed = 1; seed <= 8; seed += 1) {
      const options = { stages, timeLimitMs: 120_000 };
      const world = setWorldOf(seed, { ...size, skills: 3 + (seed % 3) }, options);
      const plan = await solve(world);
      expect([seed, plan.status]).toEqual([seed, "OPTIMAL"]);
      const parts = plan.stages.map((stage) => stage.parts);
      expect([seed, parts]).toEqual([seed, leastByModel(highs, world)]);
    }
  });
});
