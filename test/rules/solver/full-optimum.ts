import highsPackage from "highs";
import type { Highs, Model } from "highs";
import type { Problem, StageName } from "../../../src/solver/problem.ts";
import { FullModel, type Terms } from "./full-model.ts";

interface Wish {
  readonly name: StageName;
  readonly slack: number;
}

/** The package's types describe its CommonJS form; its ES module exports the loader itself. */
export const loadModelHighs = highsPackage as unknown as typeof highsPackage.default;

/**
 * The least of every part of every stage by one mixed-integer program that holds the whole
 * problem, written from the contract alone: a row "value ≤ best" keeps each part for the next, or
 * "value ≤ kept" where a plan that is perhaps not the best is `kept`, by stage and part.
 */
export function leastOfAll(
  highs: Highs,
  problem: Problem,
  wishes: readonly Wish[],
  kept: readonly (readonly number[])[] = [],
) {
  const model = new FullModel(problem);
  const { upper, lower, rows } = model;
  const live = highs.createModel({
    numCols: upper.length,
    numRows: rows.length,
    colCost: new Float64Array(upper.length),
    colLower: lower,
    colUpper: upper,
    rowLower: rows.map((row) => row.lower),
    rowUpper: rows.map((row) => row.upper),
    matrix: matrixOf(
      rows.map(({ terms }) => terms),
      upper.length,
    ),
    integrality: Int32Array.from(model.whole, (isWhole) => (isWhole ? 1 : 0)),
  });
  live.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
  live.options.set({ mip_feasibility_tolerance: 1e-9, primal_feasibility_tolerance: 1e-9 });
  try {
    return wishes.map(({ name, slack }, stage) =>
      model.parts[name].map((terms, part) =>
        least(highs, live, terms, { slack, kept: kept[stage]?.[part] ?? 0 }),
      ),
    );
  } finally {
    live.dispose();
  }
}

function least(
  highs: Highs,
  live: Model,
  terms: Terms,
  { slack, kept }: { readonly slack: number; readonly kept: number },
): number {
  const { numCols } = live.getModel();
  const costs = new Float64Array(numCols);
  for (const [column, factor] of terms) costs[column] = factor;
  if (costs.every((cost) => cost === 0)) return 0;
  live.changeColsCost({ kind: "range", from: 0, to: numCols - 1 }, costs);
  const { modelStatus } = live.run();
  if (modelStatus !== highs.constants.modelStatus.optimal)
    throw new Error(`the full model ended as ${String(modelStatus)}`);
  const found = live.getObjectiveValue();
  const isWhole = costs.every((cost) => Number.isInteger(cost));
  const best = isWhole ? Math.round(found) : found;
  // Half a unit of room spares the search its rounding where values are whole numbers.
  const most = Math.max(kept, best * (1 + slack));
  const limit = isWhole ? Math.floor(most + 1e-6) + 0.5 : most + 1e-7;
  live.addRows({
    lower: Float64Array.of(-Infinity),
    upper: Float64Array.of(limit),
    matrix: matrixOf([terms.filter(([, factor]) => factor !== 0)], numCols),
  });
  return best;
}

function matrixOf(rows: readonly Terms[], numCols: number) {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.length);
  return {
    format: "csr" as const,
    numRows: rows.length,
    numCols,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap((row) => row.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap((row) => row.map(([, factor]) => factor))),
  };
}
