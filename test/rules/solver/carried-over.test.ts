import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestFirst } from "../../../src/solver/baseline.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { carriedOver } from "../../../src/solver/carried-over.ts";
import { isFeasible } from "../../../src/solver/room.ts";
import { solve } from "../../../src/solver/solve.ts";
import { sizedWorld, withCapacity } from "../../bench/sizes.ts";
import { worldOf } from "./worlds.ts";

const goods = fc
  .record({ seed: fc.nat(10_000), sources: fc.integer({ min: 2, max: 6 }) })
  .map(({ seed, sources }) => worldOf(seed, { sources, needs: 6, items: 3, capacity: 0.6 }));

describe("a plan on another board", () => {
  it("is the same where nothing has changed", () => {
    fc.assert(
      fc.property(goods, (problem) => {
        const [from, to] = [layBoard(problem), layBoard(structuredClone(problem))];
        const flows = nearestFirst(from);
        expect(carriedOver(from, flows, to)).toEqual(flows);
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  it("loses what a closed way carried, and nothing else", () => {
    fc.assert(
      fc.property(goods, fc.nat(), (problem, pick) => {
        const closed = problem.lanes[pick % problem.lanes.length]!;
        const lanes = problem.lanes.map((lane) =>
          lane === closed ? { ...lane, open: false } : lane,
        );
        const [from, to] = [layBoard(problem), layBoard({ ...problem, lanes })];
        const flows = nearestFirst(from);
        const kept = carriedOver(from, flows, to);
        expect(isFeasible(to, kept)).toBe(true);
        const lost = from.arcs.map(({ supply, need }, arc) => {
          const isClosed =
            from.sources[from.supplies[supply]!.source]!.id === closed.from &&
            from.needs[need]!.place === closed.to;
          return isClosed ? flows[arc]! : 0;
        });
        const sum = (rows: Iterable<number>) => [...rows].reduce((total, row) => total + row, 0);
        expect(sum(kept)).toBe(sum(flows) - sum(lost));
      }),
      { seed: 2, numRuns: 40 },
    );
  });
});

describe("what would cure a shortage where capacity is short", () => {
  it("is found where a trial's tree finds nothing better than what it began with", async () => {
    const options = { stages: ["unmet"] as const, timeLimitMs: 1_000 };
    const plan = await solve({ ...withCapacity(sizedWorld("S")), options }, { clock: () => 0 });
    const cured = plan.shortages.filter(({ measures }) => measures.length > 0);
    expect(cured.length).toBeGreaterThan(2);
  });

  it("is found from the plan itself, and is no more than the idea is good for", async () => {
    const options = { stages: ["unmet"] as const, timeLimitMs: 2_000 };
    const problem = { ...withCapacity(sizedWorld("M")), options };
    const plan = await solve(problem, { clock: () => 0 });
    const measures = plan.shortages.flatMap(({ need, measures: all }) =>
      all.map((measure) => ({ need, ...measure })),
    );
    expect(measures.length).toBeGreaterThan(0);
    const kilograms = problem.items.map(({ kg = 0 }) => kg);
    for (const { code, amount, missingBefore, missingAfter } of measures) {
      expect(missingAfter).toBeLessThan(missingBefore);
      if (code !== "ADD_CAPACITY") continue;
      // A chain of others may make room, but each piece weighs as much as the lightest at least.
      const pieces = (amount + Math.max(...kilograms)) / Math.min(...kilograms);
      expect(missingBefore - missingAfter).toBeLessThanOrEqual(pieces);
    }
  });
});
