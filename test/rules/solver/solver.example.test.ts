import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/solver/problem.ts";
import { planHash, solve } from "../../../src/solver/solve.ts";
import { readInstance } from "./instances.ts";

const example = () => JSON.parse(readInstance("example.json")) as Problem;

/** The plan as a table: who sends what to whom, how much, when it is there. */
const table = (plan: Awaited<ReturnType<typeof solve>>) =>
  plan.allocations.map(
    (line) =>
      `${line.source} ${line.lot ?? line.unit} → ${line.need}: ` +
      `${line.quantity}=${line.counted} at ${line.arrivesMinutes}`,
  );

describe("the contract's example", () => {
  it("is a valid file whose plan is the one a clerk would find by hand", async () => {
    const plan = await solve(example());
    expect(plan.status).toBe("OPTIMAL");
    expect(table(plan)).toEqual([
      "D1 L1 → N1: 200=200 at 115",
      "D2 L3 → N1: 200=100 at 150",
      "D1 T1 → N2: 1=1 at 115",
    ]);
    expect(plan.stages.map(({ name, value }) => [name, value])).toEqual([
      ["unmet", 1],
      ["cost", 201],
    ]);
    expect(plan.excluded).toEqual([{ source: "D1", lot: "L2", need: "N1", code: "EARMARK" }]);
    expect(plan.warnings).toEqual([]);
  });

  it("says why the second team is missing, proves it, and what would cure it", async () => {
    const { shortages } = await solve(example());
    expect(shortages).toEqual([
      {
        need: "N2",
        missing: 1,
        limits: [{ code: "NO_STOCK", quantity: 1 }],
        certificate: { needs: ["N2"], stocks: [T1], demand: 2, supply: 1, missing: 1 },
        measures: [
          {
            code: "ADD_STOCK",
            target: { source: "D1", capabilities: ["HAZ-CL2"] },
            amount: 1,
            missingBefore: 1,
            missingAfter: 0,
          },
        ],
      },
    ]);
  });

  it("keeps what was planned before where nothing else decides", async () => {
    const { allocations } = await solve(example());
    const codes = allocations[0]?.reasons.map((reason) => [reason.code, reason.figure]);
    expect(codes).toContainEqual(["PINNED", 50]);
    expect(codes).toContainEqual(["KEPT_FROM_PREVIOUS", 70]);
  });

  it("gives the same plan and hash each time", async () => {
    const [one, two] = [await solve(example()), await solve(example())];
    expect(one.planHash).toBe(two.planHash);
    expect(one.planHash).toBe(planHash(one));
    expect(one.planHash).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(["FASTEST", "BALANCED", "LOCAL_FIRST"] as const)("%s is proven", async (preset) => {
    const plan = await solve({ ...example(), options: { preset } });
    expect(plan.status).toBe("OPTIMAL");
    expect(plan.stages.map((stage) => stage.gap)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(plan.baseline.stages[0]?.value).toBe(1);
  });
});

const T1 = { source: "D1", unit: "T1" };
