import { describe, expect, it } from "vitest";
import { chanceOf } from "../../../src/kernel/chance.ts";
import { Filling } from "../../../src/solver/fixed-charge-fill.ts";

interface Way {
  readonly room: number;
  readonly cost: number;
  readonly charge: number;
}

/** The least by trying every number of pieces on every way; Infinity: too little room. */
function leastByHand(ways: readonly Way[], wanted: number): number {
  let least = [0, ...Array.from({ length: wanted }, () => Infinity)];
  for (const { room, cost, charge } of ways)
    least = least.map((without, all) => {
      let best = without;
      for (let pieces = 1; pieces <= Math.min(room, all); pieces += 1)
        best = Math.min(best, least[all - pieces]! + charge + pieces * cost);
      return best;
    });
  return least[wanted]!;
}

function ask(ways: readonly Way[], wanted: number) {
  const filling = new Filling(ways.length);
  filling.count = ways.length;
  ways.forEach(({ room, cost, charge }, way) => {
    filling.room[way] = room;
    filling.cost[way] = cost;
    filling.charge[way] = charge;
  });
  return { least: filling.least(wanted), best: Array.from(filling.best) };
}

const priceOf = (ways: readonly Way[], best: readonly number[]) =>
  ways.reduce(
    (sum, { cost, charge }, way) => sum + best[way]! * cost + (best[way]! > 0 ? charge : 0),
    0,
  );

describe("filling one need by ways with a charge each", () => {
  it("costs what trying everything finds, and ships that, in 500 cases", () => {
    const chance = chanceOf(5);
    const upTo = (most: number) => Math.floor(chance() * most);
    for (let seed = 1; seed <= 500; seed += 1) {
      const ways = Array.from({ length: 1 + upTo(7) }, () => {
        // Prices of lots can make a piece cost less than nothing.
        return { room: 1 + upTo(9), cost: upTo(12) - 6, charge: upTo(3) === 0 ? 0 : upTo(40) };
      });
      const all = ways.reduce((sum, { room }) => sum + room, 0);
      const wanted = 1 + upTo(all);
      const { least, best } = ask(ways, wanted);
      expect([seed, least]).toEqual([seed, expect.closeTo(leastByHand(ways, wanted), 9)]);
      expect([seed, best.reduce((sum, pieces) => sum + pieces, 0)]).toEqual([seed, wanted]);
      expect(best.every((pieces, way) => pieces >= 0 && pieces <= ways[way]!.room)).toBe(true);
      expect([seed, priceOf(ways, best)]).toEqual([seed, expect.closeTo(least, 9)]);
    }
  });

  it("is bounded from below where there are more fillings than it looks at", () => {
    // Alike but for a hair, and no sum of rooms is what is wanted: nothing tells them apart.
    const ways = Array.from({ length: 36 }, (_, way) => ({
      ...{ room: 20, cost: 0, charge: 1000 + (way % 7) },
    }));
    const { least, best } = ask(ways, 350);
    const truth = leastByHand(ways, 350);
    expect(least).toBeLessThan(truth);
    expect(least).toBeGreaterThan(0.95 * truth);
    expect(priceOf(ways, best)).toBeGreaterThanOrEqual(truth);
  });

  it("is bounded in a few looks where a need has ways by the hundred thousand", () => {
    const chance = chanceOf(6);
    const filling = new Filling(200_000);
    filling.count = 200_000;
    let each = 0;
    for (let way = 0; way < filling.count; way += 1) {
      filling.room[way] = 1 + Math.floor(chance() * 9);
      filling.cost[way] = chance() * 12;
      filling.charge[way] = chance() * 40;
      each = Math.max(each, filling.cost[way]! + filling.charge[way]!);
    }
    const least = filling.least(400_000);
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(400_000 * each);
    expect(filling.work).toBeLessThan(3 * filling.count);
  });

  it("is told where there is too little room", () => {
    expect(ask([{ room: 3, cost: 1, charge: 5 }], 4).least).toBe(Infinity);
  });
});
