import { afterAll, describe, expect, it } from "vitest";
import type { Progress } from "../../../src/solver/engine.ts";
import { solve } from "../../../src/solver/solve.ts";
import { SolveEnded, SolverThreads } from "../../../src/solver/threads.worker.ts";
import { worldOf } from "./worlds.ts";

const threads = new SolverThreads();
afterAll(() => threads.close());

const patient = { timeLimitMs: 120_000 } as const;
const small = () => worldOf(3, { sources: 4, needs: 3, items: 2, places: 3 }, patient);
/** Fixed charges on every lane and coupled capacity: a search that would not end by itself. */
const endless = () =>
  worldOf(
    1,
    { sources: 40, needs: 40, items: 3, places: 30, capacity: 0.9, fixed: 1, quantity: 200 },
    { stages: ["unmet", "cost"], ...patient },
  );

describe("a solve in a thread of its own", () => {
  it("gives the plan that solving here gives, and tells how far it is", async () => {
    const seen: Progress[] = [];
    const plan = await threads.solve(small(), { onProgress: (progress) => seen.push(progress) });
    expect(plan.planHash).toBe((await solve(small())).planHash);
    expect(new Set(seen.map(({ stage }) => stage)).size).toBe(6);
  });

  it("answers a file that is no problem, and takes the next one", async () => {
    expect((await threads.solve({ version: 7 })).status).toBe("INVALID");
    expect((await threads.solve(small())).status).toBe("OPTIMAL");
  });

  it("tells within a part what its search has found and proven so far", async () => {
    const seen: Progress[] = [];
    const options = { stages: ["unmet", "cost"] as const, timeLimitMs: 12_000 };
    const problem = { ...endless(), options };
    await threads.solve(problem, { onProgress: (progress) => seen.push(progress) });
    const costs = seen.filter(({ stage }) => stage === "cost");
    expect(costs.length).toBeGreaterThan(2);
    for (const [at, { best, bound }] of costs.entries()) {
      expect(bound).toBeLessThanOrEqual(best * (1 + 1e-9));
      expect(best).toBeLessThanOrEqual(costs[at - 1]?.best ?? Infinity);
    }
  });

  it("is cancelled in the middle of a search and still has a plan", async () => {
    const controller = new AbortController();
    let asked = 0;
    setTimeout(() => {
      asked = performance.now();
      controller.abort();
    }, 1_500);
    const plan = await threads.solve(endless(), { signal: controller.signal, graceMs: 30_000 });
    expect([plan.status, plan.stoppedBy]).toEqual(["FEASIBLE", "CANCEL"]);
    expect(plan.allocations.length).toBeGreaterThan(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
  });

  it("is ended by force where it does not stop in time, and the next thread is fresh", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 500);
    const ended = threads.solve(endless(), { signal: controller.signal, graceMs: 0 });
    await expect(ended).rejects.toBeInstanceOf(SolveEnded);
    expect((await threads.solve(small())).status).toBe("OPTIMAL");
  });

  it("ends where it takes too much memory, and the next thread is fresh", async () => {
    const tight = new SolverThreads({ heapMb: 24 });
    const many = { sources: 400, needs: 1_000, items: 4, places: 400, quantity: 50 };
    const wide = worldOf(9, many, { stages: ["unmet"], ...patient });
    await expect(tight.solve(wide)).rejects.toThrow(/memory/);
    expect((await tight.solve(small())).status).toBe("OPTIMAL");
    await tight.close();
  });

  it("is kept warm only as long as it has not grown too large", async () => {
    const kept = new SolverThreads();
    const shed = new SolverThreads({ keptMb: 1 });
    for (const pool of [kept, shed]) expect((await pool.solve(small())).status).toBe("OPTIMAL");
    expect([kept.idle, shed.idle]).toEqual([1, 0]);
    await Promise.all([kept.close(), shed.close()]);
  });

  it("holds up nothing else meanwhile", async () => {
    let beats = 0;
    const timer = setInterval(() => (beats += 1), 20);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 1_000);
    await threads.solve(endless(), { signal: controller.signal, graceMs: 30_000 });
    clearInterval(timer);
    expect(beats).toBeGreaterThan(10);
  });
});
