import { readFileSync } from "node:fs";
import { world } from "../../../seeds/world.ts";
import type { Names } from "../../../src/dispatch/proposal.view.rules.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";

/** The world that a demo hub is filled with: all of it is made up and says so. */
const demo = world(1, "demo");

export const EXERCISES = demo.scenarios.map(({ id, nameZh, nameEn }) => ({ id, nameZh, nameEn }));

/** What a hub asks the solver in an exercise; `test/services/exercise-problems` writes it. */
export const exercise = (id: string): Problem =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/solver/exercises/${id}.json`, import.meta.url), "utf8"),
  ) as Problem;

/** How the hub calls what such a file speaks of. */
export function exerciseNames(problem: Problem): Names {
  const units = { zh: "支", en: "unit" };
  const items = new Map([
    ...demo.items.map(({ sku, nameZh, nameEn, unitZh, unit }) => {
      const counted = { name: { zh: nameZh, en: nameEn }, unit: { zh: unitZh, en: unit } };
      return [sku, counted] as const;
    }),
    ...demo.skills.map(({ code, nameZh, nameEn }) => {
      return [code, { name: { zh: nameZh, en: nameEn }, unit: units }] as const;
    }),
  ]);
  const places = [...demo.depots, ...demo.organizations];
  return {
    sources: new Map(
      places.map(({ id, nameZh, nameEn }) => [id, { zh: nameZh, en: nameEn ?? nameZh }]),
    ),
    items,
    places: new Map(demo.roadNodes.map(({ id, nameZh: zh }) => [id, { zh, en: zh }])),
    needs: new Map(
      problem.needs.flatMap(({ id, item, capability, priority = 3 }) => {
        const counted = items.get(item ?? capability ?? "");
        return counted === undefined ? [] : [[id, { ...counted, priority }] as const];
      }),
    ),
  };
}

/** Solved by its work alone, with time to spare: the same plan on a machine that is busy. */
export const solveByWork = (problem: Problem) =>
  solve(
    { ...problem, options: { ...problem.options, timeLimitMs: 600_000 } },
    { clock: () => 0, nodeLimit: 20 },
  );
