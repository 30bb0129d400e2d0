import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { EXERCISES, exercise, solveByWork } from "./exercises.ts";
import { atlas, hurricaneProblem } from "./hurricanes.ts";
import { nearestPage } from "./nearest-pages.ts";
import type { Storms } from "./nearest-pages.ts";
import { comparisonOf, worseClasses } from "./nearest-rows.ts";
import type { Comparison, Worse } from "./nearest-rows.ts";

const STOCKS = [5, 60] as const;

async function storms(): Promise<Storms[]> {
  const told: Storms[] = [];
  for (const stock of STOCKS) {
    const rows: Comparison[] = [];
    for (const [at, { name }] of atlas.hurricanes.entries()) {
      const problem = hurricaneProblem(at, stock);
      rows.push(comparisonOf(name, problem, await solveByWork(problem)));
    }
    told.push({ stock, rows });
  }
  return told;
}

/** What the page says below its tables: every class that is worse, or that there is none. */
function verdict(worse: readonly Worse[], locale: "zh" | "en"): string {
  const list = worse.map(({ name, priority }) => `${name} ${String(priority)}`).join(", ");
  const [none, some] = {
    zh: ["以上各例中,没有一级的缺口比就近调拨大。", "以上各例中,缺口比就近调拨大的级别:"],
    en: [
      "In all of the above no class misses more than with nearest-first.",
      "Of the above, these classes miss more than with nearest-first: ",
    ],
  }[locale] as [string, string];
  return list === "" ? none : some + list;
}

/** `npx vitest run test/rules/solver/solver.nearest -u` writes both pages anew. */
describe("a plan beside nearest-first", () => {
  const exercises: { readonly zh: Comparison; readonly en: Comparison }[] = [];
  let hurricanes: Storms[];
  let worse: { readonly zh: Worse[]; readonly en: Worse[] };
  beforeAll(async () => {
    for (const { id, nameZh, nameEn } of EXERCISES) {
      const problem = exercise(id);
      const plan = await solveByWork(problem);
      exercises.push({
        zh: comparisonOf(`${nameZh}(演练)`, problem, plan),
        en: comparisonOf(`${nameEn} (exercise)`, problem, plan),
      });
    }
    hurricanes = await storms();
    const stormy = hurricanes.flatMap(({ rows }) => rows).flatMap(worseClasses);
    worse = {
      zh: [...exercises.flatMap(({ zh }) => worseClasses(zh)), ...stormy],
      en: [...exercises.flatMap(({ en }) => worseClasses(en)), ...stormy],
    };
  });

  it("the first class that differs is better with the plan", () => {
    expect(worse.en.filter(({ excused }) => !excused)).toEqual([]);
  });

  it("of all needs of a class together, none here is worse off", () => {
    expect(worse.en).toEqual([]);
  });

  it.each([
    ["en", "nearest-first.md"],
    ["zh", "nearest-first.zh.md"],
  ] as const)("in %s the page has the figures of today", async (locale, page) => {
    const rows = exercises.map((one) => one[locale]);
    const written = readFileSync(`docs/${page}`, "utf8");
    const told = { exercises: rows, storms: hurricanes, verdict: verdict(worse[locale], locale) };
    const text = await nearestPage(written, told, locale);
    await expect(text).toMatchFileSnapshot(`../../../docs/${page}`);
  });
});
