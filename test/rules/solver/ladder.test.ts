import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Ladder } from "../../../src/solver/ladder.ts";

/** Σ weights · costs of a plan that says what it has of each thing. */
const worth = (weights: readonly number[], costs: readonly number[]) =>
  weights.reduce((sum, weight, part) => sum + weight * (costs[part] ?? 0), 0);

/** One row, Σ x ≤ room with x between 0 and 1: its least for a sum is to take the cheapest. */
function cheapest(costs: readonly number[], open: readonly boolean[], room: number) {
  const taken = costs.map(() => 0);
  const order = costs
    .map((cost, at) => ({ cost, at }))
    .filter(({ cost, at }) => cost < 0 && open[at] === true)
    .sort((a, b) => a.cost - b.cost);
  order.slice(0, room).forEach(({ at }) => (taken[at] = 1));
  const row = order.length < room ? 0 : (order[room - 1]?.cost ?? 0);
  return { taken, row, duals: costs.map((cost) => cost - row) };
}

describe("weights of parts that come one after the other", () => {
  it("is one for the last, and none for what nothing weighs", () => {
    const ladder = new Ladder();
    ladder.add(undefined);
    ladder.add({ columns: Float64Array.of(1, 0), rows: Float64Array.of(0), prices: [] });
    expect(ladder.weights).toEqual([0, 1]);
  });

  it("makes up for what an earlier part has shut out", () => {
    const ladder = new Ladder();
    // The first part shuts the first column out at 2; the second would have it for 6.
    ladder.add({ columns: Float64Array.of(2, 0), rows: Float64Array.of(0), prices: [] });
    ladder.add({ columns: Float64Array.of(-6, 1), rows: Float64Array.of(0), prices: [] });
    const [first = 0, second] = ladder.weights;
    expect(second).toBe(1);
    expect(2 * first - 6).toBeGreaterThan(0);
  });

  it("keeps what a row gives for an earlier part", () => {
    const ladder = new Ladder();
    ladder.add({ columns: Float64Array.of(2, 0), rows: Float64Array.of(0), prices: [] });
    ladder.add({ columns: Float64Array.of(1, 3), rows: Float64Array.of(0), prices: [4] });
    expect(ladder.weights).toEqual([4, 1]);
  });

  it("has the optimum of the parts in order", () => {
    const cost = fc.integer({ min: -5, max: 5 });
    const pair = fc.tuple(cost, cost);
    fc.assert(
      fc.property(
        fc.array(pair, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 6 }),
        (pairs, room) => {
          const [one, two] = [0, 1].map((part) => pairs.map((costs) => costs[part] ?? 0));
          const all = pairs.map(() => true);
          const first = cheapest(one ?? [], all, room);
          const ladder = new Ladder();
          ladder.add(dualsOf(first));
          const open = first.duals.map((dual) => dual === 0);
          const held = first.duals.map((dual) => dual < 0);
          const left = room - held.filter(Boolean).length;
          const isFull = first.row < 0;
          const second = within(two ?? [], open, left, isFull);
          ladder.add(dualsOf({ ...second, duals: (two ?? []).map((own) => own - second.row) }));
          const [weight = 0] = ladder.weights;
          const taken = held.map((isHeld, at) => (isHeld ? 1 : (second.taken[at] ?? 0)));
          const sums = pairs.map(([a, b]) => weight * a + b);
          const least = worth(cheapest(sums, all, room).taken, sums);
          expect(worth(taken, sums)).toBeCloseTo(least, 6);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });
});

function dualsOf({ duals, row }: { readonly duals: readonly number[]; readonly row: number }) {
  return { columns: Float64Array.from(duals), rows: Float64Array.of(row), prices: [] };
}

/** The same on a face: where the row is full, just so many are taken, whatever they cost. */
function within(costs: readonly number[], open: readonly boolean[], room: number, isFull: boolean) {
  if (!isFull) return cheapest(costs, open, room);
  const order = costs
    .map((cost, at) => ({ cost, at }))
    .filter(({ at }) => open[at] === true)
    .sort((a, b) => a.cost - b.cost);
  const taken = costs.map(() => 0);
  order.slice(0, room).forEach(({ at }) => (taken[at] = 1));
  return { taken, row: order[room - 1]?.cost ?? order[room]?.cost ?? 0 };
}
