import type { Highs } from "highs";
import type { PriceAsk, Prices } from "./engine.ts";
import { baseRows, packRows, push } from "./highs-rows.ts";
import type { Row } from "./highs-rows.ts";

/** Solves the linear program of a price certificate; errors of the package mean no prices. */
export function pricesOf(highs: Highs, ask: PriceAsk): Prices | undefined {
  const { board } = ask;
  const base = baseRows(board);
  const upper = board.arcs.map(() => Infinity);
  const costs = board.arcs.map(() => 0);
  const needs = base.needs.map((row, need): Row => {
    const wanted = ask.wanted[need] ?? 0;
    const weight = ask.weights[need] ?? 0;
    push(row, upper.length, 1);
    upper.push(weight === Infinity ? 0 : Infinity);
    costs.push(weight === Infinity ? 0 : weight);
    return { ...row, lower: wanted, upper: Infinity };
  });
  const rows = [...needs, ...base.stocks, ...base.groups, ...base.kg, ...base.m3];
  const packed = packRows(rows, upper.length);
  const model = highs.createModel();
  try {
    model.options.set({ output_flag: false, dual_feasibility_tolerance: 1e-9 });
    model.passModel({
      numCols: upper.length,
      numRows: rows.length,
      colCost: costs,
      colLower: new Float64Array(upper.length),
      colUpper: upper,
      rowLower: packed.lower,
      rowUpper: packed.upper,
      matrix: packed.matrix,
    });
    const { modelStatus } = model.run();
    if (modelStatus !== highs.constants.modelStatus.optimal) return undefined;
    return sorted(model.getSolution().rowDual, base);
  } catch {
    return undefined;
  } finally {
    model.dispose();
  }
}

function sorted(duals: Float64Array, base: ReturnType<typeof baseRows>): Prices {
  let from = 0;
  const take = (rows: readonly Row[], sign: number) => {
    const slice = duals.subarray(from, from + rows.length);
    from += rows.length;
    return Array.from(slice, (dual) => Math.max(0, sign * dual));
  };
  return {
    needs: take(base.needs, 1),
    stocks: take(base.stocks, -1),
    groups: take(base.groups, -1),
    kg: take(base.kg, -1),
    m3: take(base.m3, -1),
  };
}
