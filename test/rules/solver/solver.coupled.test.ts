import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Highs } from "highs";
import { nearestFirst } from "../../../src/solver/baseline.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { isCoupled } from "../../../src/solver/capped.ts";
import { Pricing } from "../../../src/solver/caps-pricing.ts";
import { runCoupled } from "../../../src/solver/coupled-run.ts";
import { Course } from "../../../src/solver/course.ts";
import { gapOf, PART_COUNT } from "../../../src/solver/engine.ts";
import type { Task } from "../../../src/solver/engine.ts";
import { usesOf } from "../../../src/solver/highs-objective.ts";
import { Incumbent } from "../../../src/solver/incumbent.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { isFeasible } from "../../../src/solver/room.ts";
import { controlOf } from "../../../src/solver/solve.ts";
import { runStages } from "../../../src/solver/stage-run.ts";
import { sizedWorld, withCapacity } from "../../bench/sizes.ts";
import { leastOfAll, loadModelHighs } from "./full-optimum.ts";
import { worldOf } from "./worlds.ts";

let highs: Highs;
beforeAll(async () => {
  highs = await loadModelHighs();
});

const stages = (["unmet", "fairness", "arrival", "order", "cost"] as const).map((name) => ({
  name,
  slack: 0,
}));

const coupledWorld = fc
  .record({
    seed: fc.nat(100_000),
    sources: fc.integer({ min: 2, max: 5 }),
    needs: fc.integer({ min: 2, max: 6 }),
    items: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ seed, ...size }) => worldOf(seed, { ...size, capacity: 0.8, quantity: 12 }))
  .filter((world) => isCoupled(layBoard(world)));

function coupledPlan(problem: Problem, wishes: Task["stages"] = stages) {
  const board = layBoard(problem);
  const task: Task = {
    board,
    stages: wishes,
    mipGap: 0,
    start: nearestFirst(board),
    breakTies: true,
  };
  const control = { ...controlOf({ clock: () => 0 }), limitMs: 10_000, work: 6_000 };
  const answer = runCoupled(highs, task, control, (own, within) => runStages(highs, own, within));
  return { board, answer };
}

const board = layBoard(withCapacity(sizedWorld("M")));

/** What a larger world misses, by priority, and its plan. */
function unmetOf(options: Parameters<typeof controlOf>[0], limitMs = 10_000) {
  const task = { board, stages: stages.slice(0, 1), mipGap: 0, breakTies: false };
  const control = { ...controlOf(options), limitMs, work: 6_000 };
  const run = { ...task, start: nearestFirst(board) };
  const answer = runCoupled(highs, run, control, (own, within) => runStages(highs, own, within));
  return { parts: answer.stages[0]?.parts ?? [], flows: answer.flows };
}

describe("a board with capacity, by caps on its lots", () => {
  it("has a plan that fits, and bounds that the least of all keeps to", () => {
    fc.assert(
      fc.property(coupledWorld, (problem) => {
        const { board, answer } = coupledPlan(problem);
        expect(isFeasible(board, answer.flows)).toBe(true);
        const found = answer.stages.flatMap(({ parts }) => parts);
        const least = leastOfAll(highs, problem, stages).flat();
        // Beyond the first part that is not the least of all, its bounds speak of another face.
        for (const [index, proof] of found.entries()) {
          const best = least[index] ?? 0;
          const near = 1e-6 * Math.max(1, best);
          expect(proof.bound).toBeLessThanOrEqual(proof.best);
          expect(proof.bound).toBeLessThanOrEqual(best + near);
          expect(proof.best).toBeGreaterThanOrEqual(best - near);
          if (proof.best > best + near) break;
        }
      }),
      { seed: 1, numRuns: 25 },
    );
  });

  it("is bounded by prices on its capacity alone", () => {
    fc.assert(
      fc.property(coupledWorld, (problem) => {
        const board = layBoard(problem);
        const task: Task = {
          board,
          stages,
          mipGap: 0,
          start: nearestFirst(board),
          breakTies: false,
        };
        const control = { ...controlOf({ clock: () => 0 }), limitMs: 10_000, work: 6_000 };
        const wishes = stages.flatMap(({ name, slack }) =>
          Array.from({ length: PART_COUNT[name] }, (_, part) => ({ stage: name, part, slack })),
        );
        const least = leastOfAll(highs, problem, stages).flat();
        const firstUse = wishes.findIndex(
          ({ stage, part }) => usesOf(board, stage, part).length > 0,
        );
        const plain = firstUse < 0 ? wishes : wishes.slice(0, firstUse);
        const pricing = new Pricing(new Course(task, control), plain);
        plain.forEach((_, part) => {
          const { value } = pricing.floorOf(part, least);
          const best = least[part] ?? 0;
          expect(value).toBeGreaterThan(-Infinity);
          expect(value).toBeLessThanOrEqual(best + 1e-6 * Math.max(1, best));
        });
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  it("is bounded even where there is work for hardly any round of prices", () => {
    const world = withCapacity(sizedWorld("S"));
    const needs = world.needs.map((need) => ({ ...need, priority: 3 }));
    const board = layBoard({ ...world, needs });
    const leastWith = (work: number) => {
      const task = { board, stages: stages.slice(0, 1), mipGap: 0, breakTies: false };
      const control = { ...controlOf({ clock: () => 0 }), limitMs: 60_000, work };
      const run = { ...task, start: nearestFirst(board) };
      const answer = runCoupled(highs, run, control, (own, within) =>
        runStages(highs, own, within),
      );
      return answer.stages[0]?.parts[2]?.bound ?? NaN;
    };
    const program = leastWith(6_000);
    expect(leastWith(20)).toBeLessThanOrEqual(program);
    expect(leastWith(20)).toBeGreaterThan(program / 2);
  });

  it("misses, of each priority in order, hardly more than is proven to be missed", () => {
    const { parts } = unmetOf({ clock: () => 0 });
    const [first, second, third] = parts.map(gapOf);
    expect(first).toBe(0);
    expect(second).toBeLessThanOrEqual(0.02);
    expect(third).toBeLessThanOrEqual(0.02);
  });

  it("has a plan of its own however early its time is over", () => {
    const nearest = new Incumbent(board, nearestFirst(board));
    const unmet = [0, 1, 2, 3, 4].map((part) => nearest.value("unmet", part));
    for (const limit of [30, 100, 300]) {
      let asked = 0;
      const { parts, flows } = unmetOf({ clock: () => (asked += 1) }, limit);
      expect(isFeasible(board, flows)).toBe(true);
      const found = parts.map(({ best }) => best);
      const first = found.findIndex((best, part) => best !== unmet[part]);
      expect(found[first]).toBeLessThan(unmet[first] ?? 0);
    }
  });

  it("is proven where no capacity binds", () => {
    fc.assert(
      fc.property(coupledWorld, (problem) => {
        const capacity = { kg: 100_000, m3: 100_000 };
        const sources = problem.sources.map((source) => ({ ...source, capacity }));
        const { answer } = coupledPlan({ ...problem, sources });
        for (const { parts } of answer.stages)
          for (const proof of parts) expect(gapOf(proof)).toBeLessThanOrEqual(1e-9);
      }),
      { seed: 2, numRuns: 30 },
    );
  });

  it("is bounded by no more than the least where a pin costs half a coin", () => {
    const world = worldOf(6, { sources: 5, needs: 10, items: 4, capacity: 1, quantity: 20 });
    const own = { id: "own", place: "own", item: "own", quantity: 1 };
    const stock = [{ lot: "own", item: "own", quantity: 1, unitCost: 0.5 }];
    const problem: Problem = {
      ...world,
      items: [...world.items, { id: "own" }],
      needs: [...world.needs, own],
      sources: world.sources.map((source, at) =>
        at === 0 ? { ...source, stock: [...(source.stock ?? []), ...stock] } : source,
      ),
      lanes: [...world.lanes, { from: "s000", to: "own", minutes: 1 }],
      rules: { ...world.rules, pins: [{ source: "s000", lot: "own", need: "own", quantity: 1 }] },
    };
    const wishes = (["unmet", "cost"] as const).map((name) => ({ name, slack: 0 }));
    const parts = coupledPlan(problem, wishes).answer.stages.map((stage) => stage.parts);
    const found = parts.map((proofs) => proofs.map(({ best }) => best));
    const least = leastOfAll(highs, problem, wishes, found);
    expect(parts[1]?.[0]?.bound).toBeLessThanOrEqual((least[1]?.[0] ?? 0) + 1e-6);
  });

  it("is the same again", () => {
    const problem = worldOf(7, { sources: 6, needs: 8, items: 3, capacity: 1 });
    const [first, second] = [coupledPlan(problem), coupledPlan(problem)];
    expect(first.answer.flows).toEqual(second.answer.flows);
    expect(first.answer.stages.map(({ parts }) => parts)).toEqual(
      second.answer.stages.map(({ parts }) => parts),
    );
  });
});
