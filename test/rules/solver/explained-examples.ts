import { readFileSync } from "node:fs";
import type { Names } from "../../../src/dispatch/proposal.view.rules.ts";
import type { Plan } from "../../../src/solver/plan.ts";
import type { Problem } from "../../../src/solver/problem.ts";
import { EXERCISES, exercise, exerciseNames, solveByWork } from "./exercises.ts";
import { hurricaneProblem } from "./hurricanes.ts";

/** A plan to take examples from, and where it comes from in words. */
export interface Told {
  readonly zh: string;
  readonly en: string;
  readonly problem: Problem;
  readonly plan: Plan;
  readonly names: Names;
}

/** The exercises as they are, then with what they lack, then a hurricane and a sample of sets. */
export async function toldPlans(): Promise<Told[]> {
  const asTheyAre = EXERCISES.map(({ id, nameZh, nameEn }) => ({
    zh: `${nameZh}(演练)`,
    en: `${nameEn} (exercise)`,
    problem: exercise(id),
  }));
  const snow = exercise("SC-SNOW-G6");
  const { allocations } = await solveByWork(snow);
  const [zh, en] = ["G6雪阻演练,改动后", "the snow exercise, changed:"];
  const cases = [
    ...asTheyAre,
    {
      zh: `${zh}:已有方案和批准,一条路封闭`,
      en: `${en} an earlier plan, approvals, a road closed`,
      problem: later(snow, allocations),
    },
    {
      zh: `${zh}:每库只有两吨运力`,
      en: `${en} two tonnes of transport at each depot`,
      problem: scarcely(snow),
    },
    {
      zh: `${zh}:另有四条规定,物资须能再存五百天`,
      en: `${en} four rules more, goods must keep 500 days`,
      problem: ruled(snow),
    },
    {
      zh: "飓风,每处存货5件(Rawls、Turnquist 2010)",
      en: "a hurricane, 5 of each at every node (Rawls and Turnquist 2010)",
      problem: hurricaneProblem(0, 5),
    },
    {
      zh: "samples/sets.json(示例)",
      en: "samples/sets.json (invented)",
      problem: JSON.parse(readFileSync("docs/samples/sets.json", "utf8")) as Problem,
    },
  ];
  const told: Told[] = [];
  for (const one of cases)
    told.push({ ...one, plan: await solveByWork(one.problem), names: exerciseNames(one.problem) });
  return told;
}

/** Its own plan stands already, a part of it is approved, and the road from one depot is shut. */
function later(snow: Problem, lines: Plan["allocations"]): Problem {
  const previous = lines.map(({ source, lot, unit, need, quantity }) => ({
    ...{ source, need, quantity },
    ...(lot === undefined ? {} : { lot }),
    ...(unit === undefined ? {} : { unit }),
  }));
  const salt = lines.filter(({ need, lot }) => need === "SN-SALT-25" && lot !== undefined);
  const [first, second] = salt;
  const late = snow.sources
    .flatMap(({ id, stock = [] }) => stock.map((lot) => ({ source: id, ...lot })))
    .filter(({ source, item }) => source === "DEP005" && item === "SN-SALT-25");
  return {
    ...snow,
    previous,
    lanes: snow.lanes.map((lane) =>
      lane.from === first?.source ? { ...lane, open: false } : lane,
    ),
    rules: {
      ...snow.rules,
      pins: [
        { source: second!.source, lot: second!.lot!, need: second!.need, quantity: 20 },
        ...late.map(({ source, lot, quantity }) => ({ source, lot, quantity, need: "SN-SALT-25" })),
      ],
    },
  };
}

const scarcely = (snow: Problem): Problem => ({
  ...snow,
  sources: snow.sources.map((source) => ({ ...source, capacity: { kg: 2_000 } })),
  options: { ...snow.options, stages: ["unmet", "fairness", "arrival"] },
});

/** What no exercise has: no pact, no licence, a refusal, a rule of its own, goods near expiry. */
function ruled(snow: Problem): Problem {
  const at = (source: string, reason: string) => ({ source, need: "SN-SALT-25", reason });
  return {
    ...snow,
    needs: snow.needs.map((need) =>
      need.id === "SN-BLANKET-V" ? { ...need, minShelfMinutes: 500 * 24 * 60 } : need,
    ),
    rules: {
      ...snow.rules,
      forbid: [
        ...(snow.rules?.forbid ?? []),
        at("DEP001", "AGREEMENT"),
        at("DEP004", "LICENCE"),
        at("DEP007", "LENDER_REFUSED"),
        at("DEP021", "EXAMPLE_RULE"),
      ],
    },
  };
}
