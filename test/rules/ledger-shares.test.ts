import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitByWeight } from "../../src/ledger/share.rules.ts";

describe("a quantity is split by weights", () => {
  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [10, [5000, 3000, 2000], [5, 3, 2]],
    [1, [3333, 3333, 3334], [0, 0, 1]],
    [100, [7, 13, 1], [33, 62, 5]],
    [0, [1, 2], [0, 0]],
    [9_007_199_254_740_991, [1, 1], [4_503_599_627_370_496, 4_503_599_627_370_495]],
  ])("%i by %j is %j", (quantity, weights, parts) => {
    expect(splitByWeight(quantity, weights)).toEqual(parts);
  });

  it("loses nothing, strays by less than one, and never passes a weight it draws on", () => {
    const weights = fc.array(fc.integer({ min: 1, max: 1_000_000 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (open, part) => {
        const total = open.reduce((sum, weight) => sum + weight, 0);
        const quantity = Math.floor(part * total);
        const parts = splitByWeight(quantity, open);
        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(quantity);
        for (const [at, weight] of open.entries()) {
          const got = parts[at] ?? -1;
          expect(Math.abs(got - (quantity * weight) / total)).toBeLessThan(1);
          expect(got).toBeLessThanOrEqual(weight);
        }
      }),
    );
  });
});
