import { describe, expect, it } from "vitest";
import type { Preset, Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { wishesOf } from "../../../src/solver/wishes.ts";
import { tryEveryPlan } from "./brute-force.ts";
import { worldOf } from "./worlds.ts";

const TINY = { items: 2, places: 2, quantity: 4, units: 0.4, substitutes: 0.4, fixed: 0.4 };
const PRESETS: readonly Preset[] = ["FASTEST", "BALANCED", "LOCAL_FIRST"];
const BLOCKS = [0, 100, 200];
const WORLDS_EACH = 25;

/** A tiny world, every third with a pin on the first pair that could take one. */
function tinyWorld(seed: number): Problem {
  const preset = PRESETS[seed % PRESETS.length] ?? "FASTEST";
  const size = {
    ...TINY,
    sources: 2 + (seed % 2),
    needs: 2 + (seed % 3),
    capacity: (seed % 4) / 4,
  };
  const world = worldOf(seed, size, { preset, timeLimitMs: 120_000 });
  return seed % 3 === 0 ? withPin(world) : world;
}

function withPin(world: Problem): Problem {
  for (const source of world.sources) {
    if (source.capacity !== undefined) continue;
    for (const lot of source.stock ?? []) {
      const need = world.needs.find(
        (row) =>
          row.item === lot.item &&
          world.lanes.some((lane) => lane.from === source.id && lane.to === row.place),
      );
      if (lot.quantity === 0 || need === undefined) continue;
      const pins = [{ source: source.id, lot: lot.lot, need: need.id, quantity: 1 }];
      return { ...world, rules: { ...world.rules, pins } };
    }
  }
  return world;
}

describe("no plan is better, by trying every plan", () => {
  it.each(BLOCKS)("on 25 tiny worlds from %d on, in every part of every stage", async (from) => {
    let tried = 0;
    let short = 0;
    for (let seed = from + 1; tried < WORLDS_EACH; seed += 1) {
      const world = tinyWorld(seed);
      const wishes = wishesOf(world.options);
      const slack = wishes.find((wish) => wish.name === "arrival")?.slack ?? 0;
      const best = tryEveryPlan(
        world,
        wishes.map((wish) => wish.name),
        slack,
      );
      if (best === undefined) continue;
      tried += 1;
      const plan = await solve(world);
      expect([seed, plan.status, plan.errors]).toEqual([seed, "OPTIMAL", undefined]);
      for (const stage of plan.stages) {
        const least = best.get(stage.name) ?? [];
        const limits = least.map((part) => part * (1 + (stage.name === "arrival" ? slack : 0)));
        const isReached = stage.parts.every((part, at) => part <= (limits[at] ?? 0) + 1e-6);
        const total =
          stage.name === "unmet" || stage.name === "fairness" ? least : least.slice(0, 1);
        const sum = total.reduce((before, part) => before + part, 0);
        expect([seed, stage.name, stage.best, isReached]).toEqual([seed, stage.name, sum, true]);
      }
      if (plan.shortages.length > 0) short += 1;
    }
    expect(short).toBeGreaterThan(WORLDS_EACH / 4);
  });
});
