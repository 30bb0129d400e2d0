import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { setRefusals } from "../../src/dispatch/adoption-set.rules.ts";
import type { AdoptionFacts, DraftLine } from "../../src/dispatch/adoption.model.ts";
import { coverageOf } from "../../src/dispatch/coverage.rules.ts";
import { withLateNeeds, shipsTwice } from "../../src/dispatch/problem.late.rules.ts";
import { needsOf } from "../../src/dispatch/problem.need.rules.ts";
import { problemOf } from "../../src/dispatch/problem.rules.ts";
import {
  fillUpIdOf,
  isLate,
  lateIdOf,
  needIdOf,
  onTimeIdOf,
  setIdOf,
} from "../../src/dispatch/proposal.model.ts";
import { shortagesOf } from "../../src/dispatch/proposal.view.rules.ts";
import { editsOf } from "../../src/dispatch/trial.rules.ts";
import { brokenSets, coversOf, pinnedNeeds, setsOfPlan } from "../../src/dispatch/set.rules.ts";
import type { NeedSet } from "../../src/incidents/need.model.ts";
import { declareRefusals } from "../../src/incidents/need.rules.ts";
import type { Allocation, Plan } from "../../src/solver/plan.ts";
import { solve } from "../../src/solver/solve.ts";
import { facts, need, now, unit } from "./problem-facts.ts";

const three = ["A", "B", "C"];
const ofSets = (quantity: number, promised = 0) =>
  need("n", { item: null, capabilities: three, quantity, promised, deadlineAt: null });
const set = (setId: string, standing: readonly string[]): NeedSet => ({
  ...{ needId: "n", setId, standing, present: standing },
  received: [],
});

describe("ids of the problem file", () => {
  it("name the need, the set and whether it is late", () => {
    const id = fillUpIdOf("n", "s");
    for (const one of [id, lateIdOf(id)]) {
      expect([needIdOf(one), setIdOf(one), onTimeIdOf(one)]).toEqual(["n", "s", id]);
      expect(isLate(one)).toBe(one !== id);
    }
    expect([needIdOf("n"), setIdOf("n"), setIdOf("n:late")]).toEqual(["n", undefined, undefined]);
  });
});

describe("what a need of sets asks for", () => {
  it("is whole sets, and first what broken ones lack", () => {
    const sets = [set("s1", ["A"]), set("s2", ["A", "B"]), set("s3", three), set("s4", [])];
    expect(needsOf([ofSets(4, 1)], sets, now)).toMatchObject([
      { id: "n", capabilities: three, quantity: 1 },
      { id: "n:set:s2", capability: "C", quantity: 1 },
      { id: "n:set:s1", capabilities: ["B", "C"], quantity: 1 },
    ]);
  });

  it("is never more sets than nobody has promised, whatever is broken", () => {
    const standing = fc.subarray(three);
    fc.assert(
      fc.property(
        fc.array(standing, { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (all, n) => {
          const sets = all.map((codes, at) => set(`s${at}`, codes));
          const asked = needsOf([ofSets(n)], sets, now);
          expect(asked.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(n);
          const broken = brokenSets(ofSets(n), sets);
          expect(asked.filter(({ id }) => setIdOf(id) !== undefined)).toHaveLength(
            Math.min(n, broken.length),
          );
          for (const { lacks } of broken) expect(lacks.length).toBeLessThan(three.length);
        },
      ),
    );
  });

  it("goes into the file with units of any of its capabilities, pins in place", async () => {
    const units = [unit("t1", { skills: ["A", "B"] }), unit("t2", { skills: ["C"] })];
    const pins = [{ supply: "team:t2", needId: "n" }];
    const given = facts({ needs: [ofSets(1)], sets: [set("s", ["A", "B"])], units });
    const made = problemOf(given, { preset: "BALANCED", pins });
    if (!made.ok) throw new Error(JSON.stringify(made.refused));
    expect(made.value.problem.rules?.pins).toMatchObject([{ need: "n:set:s", unit: "team:t2" }]);
    const plan = await solve(made.value.problem);
    expect(plan.allocations).toMatchObject([{ unit: "team:t2", need: "n:set:s", counted: 1 }]);
  });

  it.each([
    ["what lacks that, before whole sets", 3, ["A"], "n:set:s"],
    ["whole sets, where no broken one lacks that", 3, ["B"], "n"],
    ["anything at all, where no whole set is asked for", 1, ["Z"], "n:set:s"],
  ])("pins a unit on %s", (_name, quantity, skills, id) => {
    const asked = needsOf([ofSets(quantity)], [set("s", ["B", "C"])], now);
    expect(pinnedNeeds(asked)("n", skills)?.id).toBe(id);
    expect(pinnedNeeds(asked)("other", skills)).toBeUndefined();
  });

  it("pins two units on two broken sets", () => {
    const asked = needsOf([ofSets(2)], [set("s1", ["A", "B"]), set("s2", ["A", "B"])], now);
    const needFor = pinnedNeeds(asked);
    expect([needFor("n", ["C"])?.id, needFor("n", ["C"])?.id]).toEqual(["n:set:s1", "n:set:s2"]);
  });

  it("asks for what went on elsewhere, and for nothing of a set that nobody is with", () => {
    const left = { ...set("s1", ["A", "B"]), present: ["B"] };
    const gone = { ...set("s2", ["A"]), present: [] };
    const done = { ...set("s3", three), present: [] };
    expect(brokenSets(ofSets(9), [left, gone, done])).toEqual([{ setId: "s1", lacks: ["A", "C"] }]);
  });
});

describe("what is tried on a plan", () => {
  const asked = needsOf([ofSets(2)], [set("s", ["A", "B"])], now);
  const sources = [{ id: "b", units: [{ id: "u", kind: "TEAM" as const, capabilities: ["C"] }] }];
  const problem = { version: 1 as const, items: [], sources, needs: asked, lanes: [] };

  it("reaches whole sets and what fills up broken ones by the hub's own need", () => {
    const edits = {
      pins: [{ supply: "u", needId: "n" }],
      deadlines: [{ needId: "n", deadlineAt: null }],
      close: [{ supply: "u", needId: "n" }],
    };
    expect(editsOf({ problem, zeroAt: now }, edits)).toEqual({
      ok: true,
      value: {
        pins: [{ source: "b", unit: "u", need: "n:set:s" }],
        deadlines: ["n", "n:set:s"].map((need) => ({ need, deadlineMinutes: null })),
        close: [{ from: "b", to: "N1" }],
      },
    });
    const wrong = editsOf({ problem, zeroAt: now }, { pins: [{ supply: "u", needId: "m" }] });
    expect(wrong).toMatchObject({ refused: [{ code: "NOT_FOUND", path: "edits.pins.0.needId" }] });
  });
});

describe("the lines of a plan", () => {
  const line = (more: Partial<Allocation>): Allocation => ({
    ...{ source: "s", unit: "u", need: "n", quantity: 1, counted: 1 },
    ...{ leavesMinutes: 0, arrivesMinutes: 9, reasons: [] },
    ...more,
  });

  it("join sets: one id a set, the broken one's where it is filled up, none without covers", () => {
    let made = 0;
    const asked = needsOf([ofSets(2)], [set("s1", ["A", "B"])], now);
    const setOf = setsOfPlan(asked, () => `new${(made += 1)}`);
    expect(setOf(line({ covers: ["A"], set: 1 }))).toEqual({ setId: "new1", covers: ["A"] });
    expect(setOf(line({ covers: ["B"], set: 2 }))).toEqual({ setId: "new2", covers: ["B"] });
    expect(setOf(line({ covers: ["B", "C"], set: 1 }))).toMatchObject({ setId: "new1" });
    expect(setOf(line({ need: "n:late", covers: ["A"], set: 1 }))).toMatchObject({ setId: "new3" });
    expect(setOf(line({ covers: ["A"] }))).toEqual({ setId: "new4", covers: ["A"] });
    expect(setOf(line({ need: "n:set:s1" }))).toEqual({ setId: "s1", covers: ["C"] });
    expect(setOf(line({ need: "other" }))).toEqual({ setId: null, covers: null });
    expect(coversOf(line({ need: "n:set:s1", covers: ["B"] }), asked)).toEqual(["B"]);
  });

  it.each([
    ["as it was", ["A", "B"], 0],
    ["filled up meanwhile", ["A", "B", "C"], 1],
    ["with more lost", ["A"], 1],
    ["gone altogether", [], 1],
  ])("fill up a set %s, or the plan is stale", (_name, standing, refused) => {
    const wanted = needsOf([ofSets(2)], [set("s1", ["A", "B"])], now);
    const allocations = [line({ covers: three, set: 1 }), line({ need: "n:set:s1" })];
    const facts = {
      plan: { allocations },
      wanted,
      needs: [ofSets(2)],
      sets: [set("s1", standing)],
    };
    const lines = allocations.map((_one, at) => ({ at, needId: "n", counted: 1 }) as DraftLine);
    const found = setRefusals(facts as unknown as AdoptionFacts, lines);
    expect(found).toMatchObject(
      refused === 0 ? [] : [{ code: "PROPOSAL_STALE", path: "allocations.1" }],
    );
  });

  it.each([
    ["there is room for both", 2, 0],
    ["it would be left for nothing", 1, 1],
  ])("of whole sets, made before another broke, %s", (_name, quantity, refused) => {
    const allocations = [line({ covers: three, set: 1 })];
    const needs = [{ ...ofSets(quantity), promised: 0 }];
    const sets = [set("s1", ["A", "B"])];
    const facts = { plan: { allocations }, wanted: needsOf(needs, [], now), needs, sets };
    const lines = [{ at: 0, needId: "n", counted: 1 } as DraftLine];
    expect(setRefusals(facts as unknown as AdoptionFacts, lines)).toHaveLength(refused);
  });

  it("and its shortages are counted once for the need, whole and filled up together", () => {
    const shortage = { limits: [], certificate: {}, measures: [] };
    const plan = {
      allocations: [line({ set: 1, covers: three }), line({ need: "n:set:s1:late" })],
      shortages: [
        { ...shortage, need: "n", missing: 2 },
        { ...shortage, need: "n:set:s1", missing: 1 },
        { ...shortage, need: "n:set:s1:late", missing: 0 },
      ],
      baseline: { stages: [], allocations: [] },
    } as unknown as Plan;
    expect(coverageOf(plan, now)).toMatchObject([
      { needKey: "n", wanted: 4, plan: { inTime: 1, late: 1, missing: 3 } },
    ]);
    expect(
      shortagesOf(plan).map(({ shortage: { need: id }, arrivesLate }) => [id, arrivesLate]),
    ).toEqual([
      ["n", 0],
      ["n:set:s1", 1],
    ]);
  });

  it("come late rather than never, set by set", async () => {
    const units = [unit("t1", { skills: ["C"], readyMinutes: 500 })];
    const soon = { ...ofSets(1), deadlineAt: new Date(now.getTime() + 3_600_000) };
    const given = facts({ needs: [soon], sets: [set("s", ["A", "B"])], units });
    const made = problemOf(given, { preset: "BALANCED", pins: [] });
    if (!made.ok) throw new Error(JSON.stringify(made.refused));
    const later = withLateNeeds(made.value.problem, await solve(made.value.problem));
    expect(later?.needs.map(({ id }) => id)).toEqual(["n:set:s", "n:set:s:late"]);
    const plan = await solve(later!);
    expect(plan.allocations).toMatchObject([{ need: "n:set:s:late", unit: "team:t1" }]);
    expect(shipsTwice(later!, plan)).toBe(false);
  });
});

describe("a declaration", () => {
  const words = { units: new Map(), skills: new Set(three), nodes: new Set<string>(), now };
  const said = (...lines: object[]) =>
    declareRefusals(
      lines.map((line) => ({ quantity: 1, ...line })),
      words,
    ).map(({ code, path }) => `${code} ${path}`);

  it.each([
    ["nothing else beside a set", { capabilities: three, capability: "A" }, "needs.0"],
    ["nothing but itself", { capabilities: [] }, "needs.0"],
    ["two at least", { capabilities: ["A"] }, "needs.0.capabilities"],
    ["six at most", { capabilities: [...three, "D", "E", "F", "G"] }, "needs.0.capabilities"],
    ["each once", { capabilities: ["A", "B", "A"] }, "needs.0.capabilities.2"],
  ])("of a set has %s", (_name, line, path) => {
    expect(said(line)).toEqual([`INVALID_INPUT ${path}`]);
  });

  it("of a set names what the catalogue knows, in any order, once", () => {
    expect(said({ capabilities: ["A", "B"] })).toEqual([]);
    expect(said({ capabilities: ["A", "Z"] })).toEqual(["UNKNOWN_CODE needs.0.capabilities.1"]);
    expect(said({ capabilities: ["A", "B"] }, { capabilities: ["B", "A"] })).toEqual([
      "INVALID_INPUT needs.1",
    ]);
  });
});
