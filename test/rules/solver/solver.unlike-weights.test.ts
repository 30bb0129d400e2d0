import { describe, expect, it } from "vitest";
import { solve } from "../../../src/solver/solve.ts";
import { worldOf } from "./worlds.ts";

/** Goods of which one weighs a thousand milliard times what the next does, and vehicles for few. */
function unlike(seed: number, [heavy, light]: readonly [number, number]) {
  const world = worldOf(seed, { sources: 5, needs: 10, items: 4, capacity: 1, quantity: 20 });
  const items = world.items.map((item, at) => ({ ...item, kg: at % 2 === 0 ? heavy : light }));
  const kgOf = new Map(items.map(({ id, kg }) => [id, kg]));
  const sources = world.sources.map((source) => {
    const stock = source.stock ?? [];
    const all = stock.reduce((sum, lot) => sum + lot.quantity * (kgOf.get(lot.item) ?? 0), 0);
    return { ...source, capacity: { kg: all / 2 } };
  });
  return { ...world, items, sources, options: { stages: ["unmet", "cost"] as const } };
}

describe("goods of very unlike weight", () => {
  it.each([
    [1e6, 1e-6],
    [1e9, 1e-12],
  ])("have proofs that the checker adds up, %d kg beside %d kg", async (...weights) => {
    for (let seed = 0; seed < 25; seed += 1) {
      const plan = await solve(unlike(seed, weights), { clock: () => 0 });
      expect(plan.errors).toBeUndefined();
    }
  });
});
