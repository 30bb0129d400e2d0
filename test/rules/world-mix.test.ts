import { beforeAll, describe, expect, it } from "vitest";
import type { Scenario } from "../../seeds/world.model.ts";
import { world } from "../../seeds/world.ts";
import type { Allocation, Plan } from "../../src/solver/plan.ts";
import { solve } from "../../src/solver/solve.ts";
import { kmBetween, problemOf } from "./world-problem.ts";

const demo = world(1, "demo");
const depots = new Map(demo.depots.map((depot) => [depot.id, depot]));
const custodial = demo.depots
  .filter(({ reserveMode }) => reserveMode === "CUSTODIAL")
  .map(({ id }) => id);

const solved = new Map<string, Promise<Plan>>();
/** Each scenario is solved once, whoever asks. */
function planFor(scenario: Scenario): Promise<Plan> {
  const plan = solved.get(scenario.id) ?? solve(problemOf(demo, scenario));
  solved.set(scenario.id, plan);
  return plan;
}

const goods = ({ allocations }: Plan) => allocations.filter(({ lot }) => lot !== undefined);
const crossesProvince = (scenario: Scenario) => (line: Allocation) =>
  depots.get(line.source)?.regionCode.slice(0, 2) !== scenario.regionCode.slice(0, 2);
const isCommitment = ({ lot }: Allocation) => lot?.startsWith("commitment:") === true;
const isCharity = ({ source }: Allocation) => depots.get(source)?.sector === "CHARITY";

describe.each(demo.scenarios.map((scenario) => [scenario.id, scenario] as const))(
  "the demo world in %s",
  (_id, scenario) => {
    const problem = problemOf(demo, scenario);
    let plan: Plan;

    beforeAll(async () => {
      plan = await planFor(scenario);
    });

    it("is a problem that the solver proves", () => {
      expect(plan.errors).toBeUndefined();
      expect(plan.status).toBe("OPTIMAL");
    });

    it("meets most needs and is short of something real", () => {
      const short = new Set(plan.shortages.map(({ need }) => need));
      const met = problem.needs.filter(({ id }) => !short.has(id)).length;
      expect(met / problem.needs.length).toBeGreaterThanOrEqual(0.7);
      expect(scenario.demands.some(({ sku }) => short.has(sku))).toBe(true);
    });

    it("draws across the province border, on a keeper, on a contract and on a charity", () => {
      const lines = goods(plan);
      expect(lines.filter(crossesProvince(scenario)).length).toBeGreaterThan(0);
      expect(lines.filter(({ source }) => custodial.includes(source)).length).toBeGreaterThan(0);
      expect(lines.filter(isCommitment).length).toBeGreaterThan(0);
      expect(lines.filter(isCharity).length).toBeGreaterThan(0);
    });
  },
);

describe("the chlorine release at Wuda", () => {
  const scenario = demo.scenarios.find(({ id }) => id === "SC-CL2-WUDA")!;

  it("has a kept depot inside its hazard zone and draws on another keeper", async () => {
    const inside = demo.depots
      .filter((depot) => kmBetween(depot, scenario) <= scenario.hazardZone!.radiusKm)
      .map(({ id }) => id);
    expect(inside).toContain("DEP003");
    const plan = await planFor(scenario);
    const kept = goods(plan).filter(({ source }) => custodial.includes(source));
    expect(plan.excluded.some(({ code }) => code === "IN_HAZARD_ZONE")).toBe(true);
    expect(kept.map(({ source }) => source)).not.toContain("DEP003");
    expect(["DEP007", "DEP013", "DEP017"]).toContain(kept[0]!.source);
  });
});
