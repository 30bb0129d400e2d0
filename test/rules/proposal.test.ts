import { describe, expect, test } from "vitest";
import {
  shipsTwice,
  withLateNeeds,
  withoutLateNeeds,
} from "../../src/dispatch/problem.late.rules.ts";
import { coverageOf } from "../../src/dispatch/coverage.rules.ts";
import { isLate, lateIdOf, needIdOf, type Ground } from "../../src/dispatch/proposal.model.ts";
import { exclusionPage, linesOf, stagesOf } from "../../src/dispatch/proposal.shown.rules.ts";
import { namedIn, shortagesOf, sourceKey } from "../../src/dispatch/proposal.view.rules.ts";
import type { Plan } from "../../src/solver/plan.ts";
import type { Problem } from "../../src/solver/problem.ts";
import { solve } from "../../src/solver/solve.ts";

const problem: Problem = {
  version: 1,
  items: [{ id: "SUIT" }],
  sources: [
    { id: "NEAR", stock: [{ lot: "l1", item: "SUIT", quantity: 6 }] },
    { id: "FAR", stock: [{ lot: "l2", item: "SUIT", quantity: 3 }] },
  ],
  needs: [
    { id: "n1", place: "P", item: "SUIT", quantity: 10, priority: 1, deadlineMinutes: 60 },
    { id: "n2", place: "P", item: "SUIT", quantity: 1, priority: 5 },
  ],
  lanes: [
    { from: "NEAR", to: "P", minutes: 20 },
    { from: "FAR", to: "P", minutes: 90 },
  ],
};

describe("better late than never", () => {
  test("a need and its late half are told apart and are one need", () => {
    expect(needIdOf(lateIdOf("n1"))).toBe("n1");
    expect(needIdOf("n1")).toBe("n1");
    expect([isLate("n1"), isLate(lateIdOf("n1"))]).toEqual([false, true]);
  });

  test("asks at the next priority, without a deadline, for what misses the deadline", async () => {
    const first = await solve(problem);
    const later = withLateNeeds(problem, first);
    expect(later?.needs.at(-1)).toEqual({
      id: "n1:late",
      place: "P",
      item: "SUIT",
      quantity: 4,
      priority: 2,
    });
    const second = await solve(later);
    expect(withLateNeeds(later!, second)).toBeUndefined();
    expect(shipsTwice(later!, second)).toBe(false);
    const got = second.allocations.filter(({ need }) => needIdOf(need) === "n1");
    expect(got.reduce((sum, { counted }) => sum + counted, 0)).toBe(9);
    expect(shortagesOf(second)).toMatchObject([
      { shortage: { need: "n1", missing: 4 }, arrivesLate: 3 },
      { shortage: { need: "n2", missing: 1 }, arrivesLate: 0 },
    ]);
  });

  test("asks for nothing where nothing comes late", async () => {
    const near = {
      ...problem,
      sources: problem.sources.slice(0, 1),
      lanes: problem.lanes.slice(0, 1),
    };
    expect(withLateNeeds(near, await solve(near))).toBeUndefined();
  });

  test("a late half that asks for too much is seen, and can be given up", async () => {
    const greedy = {
      ...problem,
      needs: [...problem.needs, { id: "n1:late", place: "P", item: "SUIT", quantity: 9 }],
    };
    expect(shipsTwice(greedy, await solve(problem))).toBe(true);
    expect(withoutLateNeeds(greedy)).toEqual(problem);
  });
});

describe("what people read of a plan", () => {
  const zeroAt = new Date("2026-01-10T02:00:00Z");
  const ground = { lenderOrg: "B" } as Ground;
  const names = {
    sources: new Map([["NEAR", { zh: "近库", en: "the near depot" }]]),
    needs: new Map([
      ["n1", { name: { zh: "防化服", en: "suits" }, unit: { zh: "套", en: "set" }, priority: 1 }],
    ]),
    items: new Map(),
    places: new Map(),
  };
  let plan: Plan;
  test("lines say instants for minutes and carry their ground", async () => {
    const later = withLateNeeds(problem, await solve(problem));
    plan = await solve(later);
    const lines = linesOf(
      plan,
      { grounds: { l1: ground, l2: ground }, zeroAt, fillUps: [] },
      names,
    );
    expect(lines).toMatchObject([
      { supply: "l1", needKey: "n1", late: false, quantity: 6, ground },
      { supply: "l2", needKey: "n1", late: true, quantity: 3 },
    ]);
    expect(lines[0]?.arrivesAt).toEqual(new Date("2026-01-10T02:20:00Z"));
    expect(lines[0]?.reasons[0]?.zh).toContain("近库");
    expect(lines[0]?.reasons[0]?.en).toContain("the near depot");
  });
  test("stages stand beside nearest-first", () => {
    expect(stagesOf(plan).map(({ name }) => name)).toContain("unmet");
    for (const { baseline } of stagesOf(plan)) expect(baseline).not.toBeNull();
  });
  test("exclusions are paged, and say whose and why in both languages", () => {
    const page = exclusionPage(plan, names, { first: 1 });
    expect(page).toMatchObject({
      value: {
        edges: [{ node: { code: "DEADLINE", supply: "l2", needKey: "n1", sourceZh: "FAR" } }],
      },
    });
    expect(exclusionPage(plan, names, { first: 1, after: "x" })).toMatchObject({ ok: false });
    expect(exclusionPage(plan, names, { first: 0 })).toMatchObject({ ok: false });
  });
  test("names are looked up for depots, for owners beside them, and for bases", () => {
    expect(["D", "D/E", "D/calls", "base:ORG:N1"].map(sourceKey)).toEqual(["D", "E", "D", "ORG"]);
    expect(namedIn(plan).needs.toSorted()).toEqual(["n1", "n2"]);
  });
});

describe("need by need", () => {
  test("the plan stands beside nearest-first, with what is missing or late", async () => {
    const plan = await solve(withLateNeeds(problem, await solve(problem)));
    const zeroAt = new Date("2026-01-01T00:00:00Z");
    const at = (minutes: number) => new Date(zeroAt.getTime() + minutes * 60_000);
    expect(coverageOf(plan, zeroAt)).toEqual([
      {
        needKey: "n1",
        wanted: 10,
        plan: { inTime: 6, late: 3, missing: 4, lastArrivesAt: at(90), sources: 2 },
        nearestFirst: { inTime: 6, late: 3, missing: 4, lastArrivesAt: at(90), sources: 2 },
      },
      {
        needKey: "n2",
        wanted: 1,
        plan: { inTime: 0, late: 0, missing: 1, lastArrivesAt: null, sources: 0 },
        nearestFirst: { inTime: 0, late: 0, missing: 1, lastArrivesAt: null, sources: 0 },
      },
    ]);
  });
});
