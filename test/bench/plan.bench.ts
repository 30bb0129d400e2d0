import { expect, it } from "vitest";
import { solve } from "../../src/solver/solve.ts";
import { sizedWorld, type Size } from "./sizes.ts";

const stages = ["unmet", "fairness", "arrival", "order", "cost"] as const;

/** The largest comes last, for the peak is that of the process so far, the test runner included. */
it.each<Size>(["S", "M", "L", "XL"])("the whole plan, explained and checked, %s", async (size) => {
  const problem = { ...sizedWorld(size), options: { stages, timeLimitMs: 600_000 } };
  const before = process.cpuUsage();
  const plan = await solve(problem);
  const { user, system } = process.cpuUsage(before);
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `whole plan ${size}: ${((user + system) / 1e6).toFixed(1)} s of processor, ` +
      `peak ${peak.toFixed(0)} MB, ${plan.allocations.length} lines`,
  );
  expect(plan.status).toBe("OPTIMAL");
});
