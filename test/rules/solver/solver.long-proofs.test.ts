import { beforeAll, describe, expect, it } from "vitest";
import { checkPlan } from "../../../src/solver/check.ts";
import { proofBehind } from "../../../src/solver/explain-proof.ts";
import type { Plan, Shortage } from "../../../src/solver/plan.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { planHash, solve } from "../../../src/solver/solve.ts";

const twenty = Array.from({ length: 20 }, (_, at) => at);
const items = Array.from({ length: 11 }, (_, at) => ({ id: `i${at}`, kg: 1 }));

/** Vehicles tie everything together: one proof by prices is about 220 needs at once. */
const problem: Problem = {
  version: 1,
  items,
  sources: twenty.map((at) => ({
    id: `s${at}`,
    capacity: { kg: 40 },
    stock: items.map(({ id: item }) => ({ lot: `l${at}-${item}`, item, quantity: 30 })),
  })),
  needs: twenty.flatMap((at) =>
    items.map(({ id: item }) => {
      const priority = at < 19 ? 3 : 2;
      return { id: `n${at}-${item}`, place: `p${at}`, item, quantity: 10, priority };
    }),
  ),
  lanes: twenty.flatMap((from) =>
    twenty.map((to) => ({ from: `s${from}`, to: `p${to}`, minutes: 10 + from + to })),
  ),
  options: { stages: ["unmet"] },
};

describe("a proof that is long", () => {
  let plan: Plan;
  let named: readonly Shortage[];
  beforeAll(async () => {
    plan = await solve(problem);
    named = plan.shortages.filter(({ certificate }) => certificate.like !== undefined);
  });

  it("is told once, and named by the other shortages that it proves", () => {
    expect(named.length).toBeGreaterThan(0);
    for (const shortage of named) {
      const proof = proofBehind(shortage, plan);
      expect(proof.needs).toContain(shortage.need);
      expect(proof.missing).toBeGreaterThan(0);
      expect(shortage.certificate).toMatchObject({ needs: [], stocks: [], missing: 0 });
    }
    const full = plan.shortages.filter(({ certificate }) => certificate.prices !== undefined);
    const told = full.map(({ certificate }) => JSON.stringify(certificate));
    expect(new Set(told).size).toBe(told.length);
  });

  it("is refused by the checker where it does not count the need that names it", () => {
    const [one, two] = named;
    // Nobody's, its own, and one that names another in its turn.
    for (const like of ["nobody", one!.need, two!.need]) {
      const shortages = plan.shortages.map((row) =>
        row.need === one!.need ? { ...row, certificate: { ...row.certificate, like } } : row,
      );
      const forged = { ...plan, shortages };
      const faults = checkPlan(problem, { ...forged, planHash: planHash(forged) }, planHash);
      expect(faults).toEqual([`shortage of ${one!.need}: the proof that it names is not its own`]);
    }
    expect(checkPlan(problem, plan, planHash)).toEqual([]);
  });
});
