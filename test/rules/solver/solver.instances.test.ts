import { describe, expect, it } from "vitest";
import { solve } from "../../../src/solver/solve.ts";
import { chanceOf } from "../../../src/kernel/chance.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { PUBLISHED, flowProblem, readInstance, warehouseProblem } from "./instances.ts";

describe("published optima are reached and proven", () => {
  it.each(Object.entries(PUBLISHED))("%s costs %d", async (name, optimum) => {
    const text = readInstance(name);
    const plan = await solve(name.endsWith(".min") ? flowProblem(text) : warehouseProblem(text));
    const [unmet, cost] = plan.stages;
    expect(plan.status).toBe("OPTIMAL");
    expect(unmet?.value).toBe(0);
    expect(Math.abs((cost?.value ?? 0) - optimum) / optimum).toBeLessThan(1e-6);
  });
});

/** Depots with a price for being opened and three times the capacity that is asked for. */
function facilities(
  depots: number,
  customers: number,
  seed: number,
  timeLimitMs = 60_000,
): Problem {
  const chance = chanceOf(seed);
  const place = () => ({ x: chance() * 100, y: chance() * 100 });
  const [homes, sites] = [depots, customers].map((count) => Array.from({ length: count }, place));
  const demand = (sites ?? []).map(() => 5 + Math.floor(chance() * 30));
  const asked = demand.reduce((sum, quantity) => sum + quantity, 0);
  const sizes = (homes ?? []).map(() => 10 + chance() * 150);
  const factor = (3 * asked) / sizes.reduce((sum, size) => sum + size, 0);
  const sources = sizes.map((size, at) => {
    const quantity = Math.ceil(size * factor);
    const fixedCost = Math.round(chance() * 90 + (100 + chance() * 10) * Math.sqrt(quantity));
    return { id: `s${at}`, fixedCost, stock: [{ lot: `l${at}`, item: "goods", quantity }] };
  });
  const needs = demand.map((quantity, at) => {
    return { id: `n${at}`, place: `p${at}`, item: "goods", quantity };
  });
  const lanes = (homes ?? []).flatMap((home, from) =>
    (sites ?? []).map((site, to) => {
      const unitCost = Math.round(Math.hypot(home.x - site.x, home.y - site.y)) / 10;
      return { from: `s${from}`, to: `p${to}`, minutes: 0, unitCost };
    }),
  );
  const options = { stages: ["unmet", "cost"] as const, timeLimitMs };
  return { version: 1, items: [{ id: "goods" }], sources, needs, lanes, options };
}

/** The optima are of another solver, CBC 2.10, on its own model of the same numbers. */
describe("capacitated facility location is proven where capacity cuts hard", () => {
  it.each([
    [20, 50, 1, 8764.3],
    [30, 60, 2, 11826.4],
  ])("%d depots, %d customers", async (depots, customers, seed, optimum) => {
    const plan = await solve(facilities(depots, customers, seed));
    expect(plan.status).toBe("OPTIMAL");
    expect((plan.stages[1]?.value ?? 0) / optimum).toBeCloseTo(1, 8);
  });
});

it("a hundred depots and 200 customers cost at most 1.5 % more than proven", async () => {
  const plan = await solve(facilities(100, 200, 3, 10_000), { clock: () => 0, largestTree: 0 });
  expect(plan.stages[1]?.gap).toBeLessThan(0.015);
});
