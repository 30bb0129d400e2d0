import type { Highs, Model } from "highs";
import type { PriceAsk, Priced, Prices } from "./engine.ts";
import { baseRows, packRows, push } from "./highs-rows.ts";
import type { Row } from "./highs-rows.ts";
import { COLUMNS_PER_WORK, NO_LIMIT } from "./highs-search.ts";

/**
 * Solves the linear program of a price certificate, within the work and the time that are left for
 * it. Cut short, or with an error of the package, there are no prices.
 */
export function pricesOf(highs: Highs, ask: PriceAsk): Priced {
  const { board, control } = ask;
  const columns = board.arcs.length + board.needs.length;
  const iterations = Math.ceil((ask.work * COLUMNS_PER_WORK) / columns);
  // Not one exchange for each need: nothing would come of it.
  if (iterations < board.needs.length) return { work: 0 };
  const secondsLeft = Math.max(0, control.limitMs - control.elapsed()) / 1000;
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
    model.options.set({
      output_flag: false,
      dual_feasibility_tolerance: 1e-9,
      simplex_iteration_limit: Math.min(iterations, NO_LIMIT),
      time_limit: secondsLeft,
    });
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
    const isDone = isSolved(highs, model, ask);
    const work = (Number(model.info.get("simplex_iteration_count")) * columns) / COLUMNS_PER_WORK;
    return isDone ? { prices: sorted(model.getSolution().rowDual, base), work } : { work };
  } catch {
    return { work: ask.work };
  } finally {
    model.dispose();
  }
}

function isSolved({ constants }: Highs, model: Model, { control }: PriceAsk): boolean {
  const { modelStatus } = model.run({
    [constants.callbackType.simplexInterrupt]: (event) => {
      if (control.cancelled()) event.interrupt();
      return undefined;
    },
  });
  return modelStatus === constants.modelStatus.optimal;
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
