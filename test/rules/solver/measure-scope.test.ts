import { expect, it } from "vitest";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { Scopes } from "../../../src/solver/measure-scope.ts";
import type { Plan } from "../../../src/solver/plan.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { setWorldOf } from "./set-worlds.ts";
import { worldOf } from "./worlds.ts";

const sets = { sources: 4, unitsEach: 4, needs: 6, skills: 3, quantity: 2, pins: 2 };
const size = { sources: 6, needs: 9, items: 4, places: 3, units: 0.5, substitutes: 0.3 };

/** What needs of each priority miss together, weighed: the stage that trials ask for. */
function unmetOf(problem: Problem, plan: Plan, ids: ReadonlySet<string>): number[] {
  const weights = new Map(problem.items.map(({ id, weight = 1 }) => [id, weight]));
  const missing = new Map(plan.shortages.map((row) => [row.need, row.missing]));
  return [1, 2, 3, 4, 5].map((priority) =>
    problem.needs
      .filter((need) => ids.has(need.id) && need.priority === priority)
      .reduce((sum, { id, item }) => {
        return sum + (missing.get(id) ?? 0) * (item === undefined ? 1 : (weights.get(item) ?? 1));
      }, 0),
  );
}

it("leaves out nothing that a need depends on, in 25 random worlds", async () => {
  let narrowed = 0;
  for (let seed = 1; seed <= 25; seed += 1) {
    const options = { stages: ["unmet"] as const, timeLimitMs: 60_000 };
    const world = seed % 5 === 0 ? setWorldOf(seed, sets, options) : worldOf(seed, size, options);
    const scopes = new Scopes(layBoard(world));
    const whole = await solve(world);
    for (const need of world.needs.slice(0, 3)) {
      const part = scopes.around(need);
      if (part.needs.length < world.needs.length) narrowed += 1;
      const ids = new Set(part.needs.map(({ id }) => id));
      expect(ids.has(need.id)).toBe(true);
      const plan = await solve(part);
      expect([seed, unmetOf(world, plan, ids)]).toEqual([seed, unmetOf(world, whole, ids)]);
    }
  }
  expect(narrowed).toBeGreaterThan(25);
});

it("keeps the whole file where a source's capacity ties all goods together", () => {
  const world = worldOf(3, { ...size, capacity: 1 });
  const scopes = new Scopes(layBoard(world));
  expect(scopes.around(world.needs[0]!)).toBe(world);
});
