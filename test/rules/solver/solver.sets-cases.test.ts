import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planText } from "../../../src/cli/solve.command.ts";
import type { Plan } from "../../../src/solver/plan.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { setWorldOf } from "./set-worlds.ts";

const NOTHING = { needs: [], stocks: [], demand: 0, supply: 0, missing: 0 };

/** Units written as `A:ab` stand at S, half an hour from P, where N wants sets of these. */
function wanting(asked: string, quantity: number, units: string, more: Partial<Problem> = {}) {
  const crews = units.split(" ").map((word) => {
    const [id = "", skills = ""] = word.split(":");
    return { id, capabilities: [...skills.matchAll(/./g)].map(([one]) => one) };
  });
  const capabilities = [...asked.matchAll(/./g)].map(([one]) => one);
  return {
    version: 1,
    items: [],
    sources: [{ id: "S", units: crews }],
    needs: [{ id: "N", place: "P", capabilities, quantity }],
    lanes: [{ from: "S", to: "P", minutes: 30 }],
    options: { stages: ["unmet", "cost"] },
    ...more,
  } as const;
}

const setsOf = (plan: Plan) =>
  plan.allocations.map((line) => {
    const set = line.set === undefined ? "" : ` in ${line.set}`;
    return `${line.unit ?? ""}${set} ${line.covers?.join("") ?? "-"}=${line.counted}`;
  });

describe("the page on several capabilities", () => {
  it.each(["sets.md", "sets.zh.md"])("shows what its example is solved to: %s", async (page) => {
    const text = readFileSync(`docs/${page}`, "utf8");
    const file = JSON.parse(readFileSync("docs/samples/sets.json", "utf8")) as Problem;
    const [, shown] = /^```text\n([\s\S]*?)^```$/m.exec(text) ?? [];
    const [, need = "{}"] = /^```json\n([\s\S]*?)^```$/m.exec(text) ?? [];
    expect(planText(await solve(file)).trimEnd()).toBe(shown?.trimEnd());
    expect([JSON.parse(need)]).toEqual(file.needs);
  });
});

describe("a set", () => {
  it("is whole or is not sent, and what it could do without stays", async () => {
    expect(setsOf(await solve(wanting("ab", 2, "A:a B:b C:ab D:a")))).toEqual([
      "A in 1 a=1",
      "B in 1 b=0",
      "C in 2 ab=1",
    ]);
    expect(setsOf(await solve(wanting("abc", 1, "A:a B:b")))).toEqual([]);
  });

  it("takes the fewest units where nothing else decides", async () => {
    const plan = await solve(wanting("abcd", 2, "A:ab B:ac C:ad D:bc E:bd F:a"));
    expect(plan.allocations.map((line) => line.unit)).toEqual(["B", "E", "C", "D"]);
  });

  it("is none of units that cover enough together but not set by set", async () => {
    const plan = await solve(wanting("abc", 2, "A:ab B:bc C:ac"));
    expect(setsOf(plan)).toEqual(["A in 1 ab=1", "B in 1 bc=0"]);
    expect(plan.shortages.map(({ missing, certificate }) => [missing, certificate])).toEqual([
      [1, NOTHING],
    ]);
  });

  it("is short of one skill by a sum that names it, and more of it would cure it", async () => {
    const { shortages } = await solve(wanting("ab", 2, "A:a B:b C:b"));
    expect(shortages).toEqual([
      {
        need: "N",
        missing: 1,
        limits: [{ code: "NO_STOCK", capability: "a", quantity: 1 }],
        certificate: {
          capability: "a",
          needs: ["N"],
          stocks: [{ source: "S", unit: "A" }],
          demand: 2,
          supply: 1,
          missing: 1,
        },
        measures: [
          {
            code: "ADD_STOCK",
            target: { source: "S", capabilities: ["a"] },
            amount: 1,
            missingBefore: 1,
            missingAfter: 0,
          },
        ],
      },
    ]);
  });

  it("shares a unit with nobody, and says who has it instead", async () => {
    const other = { id: "M", place: "P", capability: "a", quantity: 1, priority: 1 };
    const world = wanting("ab", 1, "A:a B:b");
    const plan = await solve({ ...world, needs: [...world.needs, other] });
    expect(setsOf(plan)).toEqual(["A -=1"]);
    const [shortage] = plan.shortages;
    expect(shortage?.limits).toContainEqual(
      expect.objectContaining({ code: "SHARED_WITH", unit: "A", need: "M" }),
    );
    expect(shortage?.certificate).toMatchObject({ capability: "a", needs: ["M", "N"], demand: 2 });
  });

  it("is made of what is pinned; a pin that makes none goes all the same", async () => {
    const pins = ["A", "D"].map((unit) => ({ source: "S", unit, need: "N" }));
    const plan = await solve(wanting("ab", 1, "A:a B:b C:ab D:a", { rules: { pins } }));
    expect(setsOf(plan)).toEqual(["A in 1 a=1", "B in 1 b=0", "D a=0"]);
    const alone = await solve(wanting("ab", 1, "A:a D:a", { rules: { pins } }));
    expect(setsOf(alone)).toEqual(["A a=0", "D a=0"]);
  });

  it("keeps the units that it had before, where nothing else decides", async () => {
    const previous = ["B", "C"].map((unit) => ({ source: "S", unit, need: "N" }));
    expect(setsOf(await solve(wanting("ab", 1, "A:a B:b C:a", { previous })))).toEqual([
      "B in 1 b=0",
      "C in 1 a=1",
    ]);
    expect(setsOf(await solve(wanting("ab", 1, "A:a B:b C:a")))).toEqual([
      "A in 1 a=1",
      "B in 1 b=0",
    ]);
  });

  it("tells what a closed road or a deadline keeps from it", async () => {
    const lanes = [{ from: "S", to: "P", minutes: 30, open: false }];
    const shut = await solve(wanting("ab", 1, "A:a B:b", { lanes }));
    expect(shut.shortages[0]?.limits.map(({ code }) => code)).toEqual(["ROAD", "ROAD"]);
    expect(shut.shortages[0]?.measures.map(({ code }) => code)).toContain("OPEN_LANE");
    const needs = [{ ...wanting("ab", 1, "A:a").needs[0], deadlineMinutes: 20 }];
    const late = await solve({ ...wanting("ab", 1, "A:a B:b"), needs });
    expect(late.shortages[0]?.measures[0]).toMatchObject({ code: "EXTEND_DEADLINE", amount: 10 });
  });

  it("six at once with every mixture of skills is no trouble", async () => {
    const mixtures = Array.from({ length: 63 }, (_, at) =>
      [..."abcdef".matchAll(/./g)].flatMap(([one], bit) => (((at + 1) >> bit) & 1 ? [one] : [])),
    );
    const units = mixtures.map((skills, at) => `u${at}:${skills.join("")}`).join(" ");
    const plan = await solve(wanting("abcdef", 40, units));
    expect([plan.status, plan.stages[0]?.value]).toEqual(["OPTIMAL", 8]);
  });
});

describe("the same world told otherwise has the same plan", () => {
  const size = { sources: 3, unitsEach: 5, needs: 4, skills: 4, quantity: 2, pins: 2 };
  const seeds = [1, 2, 3, 4, 5, 6];

  it.each(seeds)("rows, and capabilities in a list, in any order: %i", async (seed) => {
    const world = setWorldOf(seed, size);
    const turned = {
      ...world,
      sources: world.sources.toReversed().map((source) => ({
        ...source,
        units: source.units?.toReversed().map((unit) => {
          return { ...unit, capabilities: unit.capabilities.toReversed() };
        }),
      })),
      needs: world.needs.toReversed().map((need) => {
        const capabilities = need.capabilities?.toReversed();
        return { ...need, ...(capabilities === undefined ? {} : { capabilities }) };
      }),
      lanes: world.lanes.toReversed(),
    };
    expect((await solve(turned)).planHash).toBe((await solve(world)).planHash);
  });

  it.each(seeds)("with a unit that nobody can use: %i", async (seed) => {
    const world = setWorldOf(seed, size);
    const useless = { id: "zz", units: [{ id: "zz", capabilities: ["c0", "c1", "c2", "c3"] }] };
    const more = { ...world, sources: [...world.sources, useless] };
    const [one, other] = [await solve(world), await solve(more)];
    expect(other.stages.map(({ parts }) => parts)).toEqual(one.stages.map(({ parts }) => parts));
    expect(setsOf(other)).toEqual(setsOf(one));
  });

  it.each(seeds)(
    "with other names for units and needs, the stages are the same: %i",
    async (seed) => {
      const world = setWorldOf(seed, size);
      const text = JSON.stringify(world).replaceAll(/"(u|n)(\d)/g, (_, kind, digit) => {
        return `"${String(kind)}${String(9 - Number(digit))}`;
      });
      const renamed = JSON.parse(text) as Problem;
      const [one, other] = [await solve(world), await solve(renamed)];
      expect(other.stages.map(({ best }) => best)).toEqual(one.stages.map(({ best }) => best));
    },
  );
});
