import { describe, expect, it } from "vitest";
import { nearestFirst } from "../../../src/solver/baseline.ts";
import { layBoard } from "../../../src/solver/board-lay.ts";
import { Course } from "../../../src/solver/course.ts";
import type { Engine } from "../../../src/solver/engine.ts";
import { loadHighsEngine } from "../../../src/solver/highs-engine.ts";
import { controlOf, solve } from "../../../src/solver/solve.ts";
import { worldOf } from "./worlds.ts";

/** Scarce, with capacity that binds: shortages of several priorities are proven by prices. */
const scarce = (timeLimitMs: number) => {
  const world = worldOf(7, { sources: 6, needs: 30, items: 2, capacity: 0.9, quantity: 60 });
  return { ...world, options: { stages: ["unmet", "cost"] as const, timeLimitMs } };
};

describe("what a solve may take", () => {
  it("is one account for all prices that explain it", async () => {
    const own = await loadHighsEngine();
    const asked: { readonly offered: number; readonly taken: number }[] = [];
    const prices: Engine["prices"] = (ask) => {
      const priced = own.prices(ask);
      asked.push({ offered: ask.work, taken: priced.work });
      return priced;
    };
    await solve(scarce(10_000), { engine: { ...own, prices } });
    expect(asked.length).toBeGreaterThan(1);
    expect(asked.some(({ taken }) => taken > 0)).toBe(true);
    asked.slice(1).forEach(({ offered }, at) => {
      const before = asked[at]!;
      expect(offered).toBe(Math.max(0, before.offered - before.taken));
    });
  });

  it("has no time for proofs and cures once the limit is over; the plan stands", async () => {
    const own = await loadHighsEngine();
    let now = 0;
    const engine: Engine = {
      ...own,
      run: (task, control) => {
        const answer = own.run(task, control);
        now = 1e9;
        return answer;
      },
    };
    const world = scarce(10_000);
    const [late, whole] = [await solve(world, { engine, clock: () => now }), await solve(world)];
    expect(late.allocations).toEqual(whole.allocations);
    expect(late.shortages.map(({ missing }) => missing)).toEqual(
      whole.shortages.map(({ missing }) => missing),
    );
    expect(late.shortages.flatMap(({ measures }) => measures)).toEqual([]);
    expect(late.shortages.filter(({ certificate }) => certificate.capacities)).toEqual([]);
    expect(whole.shortages.some(({ certificate }) => certificate.capacities)).toBe(true);
  });

  it("leaves bounds for the stages that are not searched any more", async () => {
    let now = 0;
    const world = worldOf(7, { sources: 6, needs: 30, items: 2, capacity: 0.9, quantity: 60 });
    const options = { stages: ["unmet", "arrival", "cost"] as const, timeLimitMs: 10_000 };
    const plan = await solve(
      { ...world, options },
      {
        clock: () => now,
        onProgress: ({ stage }) => {
          if (stage === "unmet") now = 9_000;
        },
      },
    );
    expect(plan.stoppedBy).toBe("TIME");
    for (const { best, bound } of plan.stages) {
      expect(bound).toBeLessThanOrEqual(best);
      expect(bound).toBeGreaterThan(0.5 * best);
    }
  });

  it("is one account for the courses of one run", () => {
    const board = layBoard(scarce(10_000));
    const stages = [{ name: "cost" as const, slack: 0 }];
    const task = { board, stages, mipGap: 0, start: nearestFirst(board), breakTies: false };
    const control = { ...controlOf({ clock: () => 0 }), work: 100 };
    const whole = new Course(task, control);
    const part = new Course(task, control, whole.account);
    part.note({ status: "OPTIMAL", work: 30 });
    whole.note({ status: "OPTIMAL", work: 50 });
    expect(part.workFor({ stage: "cost", part: 0 })).toBe(20);
  });

  it.each([1e12, Number.MAX_SAFE_INTEGER, 1e300, Number.MAX_VALUE])(
    "may be as much as %d ms: the same plan, at once",
    async (timeLimitMs) => {
      const small = (limit: number) => {
        const world = worldOf(3, { sources: 4, needs: 5, items: 2, capacity: 0.5, fixed: 0.7 });
        return { ...world, options: { timeLimitMs: limit } };
      };
      const [plan, usual] = [await solve(small(timeLimitMs)), await solve(small(60_000))];
      expect(plan.status).toBe("OPTIMAL");
      expect(plan.planHash).toBe(usual.planHash);
    },
  );
});
