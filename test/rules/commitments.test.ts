import fc from "fast-check";
import { expect, it, test } from "vitest";
import { callRefusals, freeOn, overRate } from "../../src/reserves/commitment.rules.ts";

const today = "2026-03-01";
const dayAt = (offset: number): string => `2026-03-${String(offset + 1).padStart(2, "0")}`;

const on = (pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([offset, quantity]) => ({ day: dayAt(offset), quantity }));

test.each([
  [[], [0, 10], undefined],
  [[], [0, 11], { day: dayAt(0), available: 10, wanted: 11 }],
  [[[0, 10]], [0, 1], { day: dayAt(0), available: 0, wanted: 1 }],
  [[[0, 10]], [1, 10], undefined],
  // What was not called on the first day is not made up for on the second.
  [[[0, 4]], [1, 16], { day: dayAt(1), available: 10, wanted: 16 }],
  [
    [
      [0, 4],
      [0, 5],
    ],
    [0, 2],
    { day: dayAt(0), available: 1, wanted: 2 },
  ],
] as const)(
  "ten a day with %j promised and %j wanted: %j",
  (promised, [offset, quantity], over) => {
    expect(overRate(10, on(promised), { day: dayAt(offset), quantity })).toEqual(over);
  },
);

it("what is free on a day can all be promised, and not one more", () => {
  const call = fc.record({
    day: fc.integer({ min: 0, max: 4 }).map(dayAt),
    quantity: fc.integer({ min: 1, max: 15 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(call, { maxLength: 6 }), (rate, all) => {
      const day = dayAt(0);
      const free = freeOn(rate, all, day);
      expect(free).toBeGreaterThanOrEqual(0);
      expect(overRate(rate, all, { day, quantity: free })).toBeUndefined();
      expect(overRate(rate, all, { day, quantity: free + 1 })).toBeDefined();
    }),
  );
});

const right = {
  ...{ item: "TENT", inForce: true, maxQuantity: 100, promised: 70, dailyRate: 20 },
  ...{ leadMinutes: 1500, validTo: dayAt(20), calls: [] },
};
test.each([
  [{}, dayAt(1), 20, []],
  [{ inForce: false }, dayAt(1), 30, ["AGREEMENT"]],
  [{}, dayAt(0), 1, ["INVALID_INPUT"]],
  [{}, dayAt(21), 1, ["INVALID_INPUT"]],
  [{}, dayAt(9), 0, ["QUANTITY_OUT_OF_RANGE"]],
  [{}, dayAt(9), 31, ["COMMITMENT_EXHAUSTED", "DAILY_RATE_EXCEEDED"]],
  [{ promised: 0 }, dayAt(1), 21, ["DAILY_RATE_EXCEEDED"]],
] as const)("under %j a call for %s of %i is refused for %j", (change, day, quantity, reasons) => {
  const wrong = callRefusals({ ...right, ...change }, { day, quantity }, today);
  expect(wrong.map(({ code }) => code)).toEqual(reasons);
});
