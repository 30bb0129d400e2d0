import { monitorEventLoopDelay } from "node:perf_hooks";
import { afterAll, expect, it } from "vitest";
import { SolverThreads } from "../../src/solver/threads.worker.ts";
import { sizedWorld } from "./sizes.ts";

const stages = ["unmet", "fairness", "arrival", "order", "cost"] as const;
const threads = new SolverThreads();
afterAll(() => threads.close());

/** What a hub feels of the largest solve: how late its own loop is beside it, sampled each 5 ms. */
it("the event loop beside a solve, XL", async () => {
  const problem = { ...sizedWorld("XL"), options: { stages, timeLimitMs: 600_000 } };
  await threads.solve(sizedWorld("S"));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const plan = await threads.solve(problem);
  delay.disable();
  const [p50, p99, most] = [50, 99, 100].map((share) => delay.percentile(share) / 1e6 - 5);
  console.log(
    `event loop beside a solve XL: late by p50 ${p50!.toFixed(1)}, p99 ${p99!.toFixed(1)}, ` +
      `at most ${most!.toFixed(0)} ms`,
  );
  expect(plan.status).toBe("OPTIMAL");
});
