import loadHighs from "highs";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../../src/solver/problem.ts";
import { solve } from "../../../src/solver/solve.ts";
import { atlas, hurricaneProblem } from "./hurricanes.ts";

/** The package's types describe its CommonJS form; its ES module exports the loader itself. */
const load = loadHighs as unknown as typeof loadHighs.default;

/**
 * The same problem as one linear program in text, with a price on what is missing that no way
 * could cost: another formulation, another door into the package, no stages.
 */
async function oneProgram(problem: Problem): Promise<number> {
  const dear = 1e5;
  const names: string[] = [];
  const rows = new Map<string, string[]>();
  const costs: string[] = [];
  const add = (row: string, term: string) => rows.set(row, [...(rows.get(row) ?? []), term]);
  problem.needs.forEach((need, n) => {
    costs.push(`${dear} u${n}`);
    add(`n${n}: = ${need.quantity}`, `u${n}`);
    problem.sources.forEach((source, s) => {
      const lane = problem.lanes.find((row) => row.from === source.id && row.to === need.place);
      const lot = source.stock?.find((row) => row.item === need.item);
      if (lane === undefined || lot === undefined) return;
      const name = `x${s}a${n}`;
      names.push(name);
      costs.push(`${lane.unitCost ?? 0} ${name}`);
      add(`n${n}: = ${need.quantity}`, name);
      add(`s${s}${lot.item}: <= ${lot.quantity}`, name);
    });
  });
  const lines = [...rows].map(([head, terms]) => {
    const [name = "", rest = ""] = head.split(": ");
    return `${name}: ${terms.join(" + ")} ${rest}`;
  });
  const text = `Minimize\n obj: ${costs.join(" + ")}\nSubject To\n${lines.join("\n")}\nEnd\n`;
  const highs = await load();
  return highs.solve(text, { output_flag: false }).ObjectiveValue;
}

describe("the hurricanes of Rawls and Turnquist, against one program without stages", () => {
  it.each(atlas.hurricanes.map(({ name }, at) => [name, at] as const))("%s", async (_, at) => {
    for (const stock of [5, 60]) {
      const problem = hurricaneProblem(at, stock);
      const plan = await solve(problem);
      const [unmet, cost] = plan.stages;
      const value = (unmet?.value ?? 0) * 1e5 + (cost?.value ?? 0);
      expect(plan.status).toBe("OPTIMAL");
      expect(value).toBeCloseTo(await oneProgram(problem), 3);
    }
  });
});
