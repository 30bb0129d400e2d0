import { describe, expect, it } from "vitest";
import { solve } from "../../../src/solver/solve.ts";
import { PUBLISHED, flowProblem, readInstance, warehouseProblem } from "./instances.ts";

describe("published optima are reached and proven", () => {
  it.each(Object.entries(PUBLISHED))("%s costs %d", async (name, optimum) => {
    const text = readInstance(name);
    const plan = await solve(name.endsWith(".min") ? flowProblem(text) : warehouseProblem(text));
    const [unmet, cost] = plan.stages;
    expect(plan.status).toBe("OPTIMAL");
    expect(unmet?.value).toBe(0);
    expect(Math.abs((cost?.value ?? 0) - optimum) / optimum).toBeLessThan(1e-6);
  });
});
