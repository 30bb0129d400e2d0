import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unused } from "../../../src/solver/unused.ts";

describe("what lies unused of an item", () => {
  it("is told as going over all lots would tell it", () => {
    const lots = fc.array(fc.nat(6), { maxLength: 25 });
    fc.assert(
      fc.property(
        lots,
        fc.integer({ min: 1, max: 7 }),
        fc.nat(5),
        fc.nat(3),
        (left, missing, most, every) => {
          const numbers = left.map((_, lot) => 3 * lot);
          const leftIn = (lot: number) => left[lot / 3] ?? 0;
          const without = new Set(numbers.filter((_, lot) => every > 0 && lot % (every + 1) === 0));
          const asked = numbers
            .map((lot) => ({ lot, fills: Math.min(missing, leftIn(lot)) }))
            .filter(({ lot, fills }) => fills > 0 && !without.has(lot))
            .sort((a, b) => b.fills - a.fills || a.lot - b.lot);
          const told = new Unused(numbers, leftIn).fullest(missing, without, most);
          expect(told.lots).toEqual(asked.slice(0, most).map(({ lot }) => lot));
          expect(told.others).toBe(Math.max(0, asked.length - most));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});
