import { assert } from "../kernel/assert.ts";

/**
 * Splits a whole quantity by weights without losing a unit: each gets the floor of its part, the
 * rest goes to the largest remainders, ties to the first-named. No part exceeds its weight while
 * the quantity does not exceed the sum of the weights.
 */
export function splitByWeight(quantity: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  assert(total > 0n && quantity >= 0, "a quantity is split among someone");
  // Products of a quantity and a weight pass what a double holds exactly.
  const exact = weights.map((weight) => BigInt(weight) * BigInt(quantity));
  const floors = exact.map((product) => Number(product / total));
  let left = quantity - floors.reduce((sum, floor) => sum + floor, 0);
  const order = exact
    .map((product, at) => ({ at, remainder: product % total }))
    .sort((a, b) =>
      a.remainder === b.remainder ? a.at - b.at : a.remainder < b.remainder ? 1 : -1,
    );
  for (const { at } of order) {
    if (left === 0) break;
    floors[at] = (floors[at] ?? 0) + 1;
    left -= 1;
  }
  return floors;
}
