import type { Highs, HighsCallbackMap, Model } from "highs";
import { baseColumns, costRow, loadRows, packRows, stageRows } from "./highs-rows.ts";
import type { Columns, Row } from "./highs-rows.ts";
import type { Board } from "./board.ts";
import { ITERATIONS_PER_WORK, LOOK, NO_LIMIT, priceOfIteration } from "./highs-search.ts";
import type { ColumnBounds, Outcome, RowBounds, Search } from "./highs-search.ts";
import { onFace } from "./highs-face.ts";
import { scaleOf } from "./highs-scale.ts";
import type { Settled } from "./network-model.ts";

/** One dispatch model kept alive in HiGHS while the stages are run over it; dispose it. */
export class DispatchModel {
  readonly columns: Columns;
  readonly #highs: Highs;
  readonly #model: Model;
  readonly #lower: number[];
  readonly #upper: number[];
  readonly #rowBounds: { lower: number; upper: number }[];
  /** Of the board's own rows, as they were at first. */
  readonly #given: readonly { readonly lower: number; readonly upper: number }[];

  constructor(highs: Highs, board: Board, fair: boolean) {
    this.#highs = highs;
    this.columns = baseColumns(board, fair);
    this.#upper = [...this.columns.upper];
    this.#lower = this.#upper.map(() => 0);
    const rows = stageRows(board, this.columns);
    this.#given = rows.map(({ lower, upper }) => ({ lower, upper }));
    this.#rowBounds = [...this.#given];
    const packed = packRows(rows, this.#upper.length);
    this.#model = highs.createModel({
      numCols: this.#upper.length,
      numRows: rows.length,
      colCost: new Float64Array(this.#upper.length),
      colLower: this.#lower,
      colUpper: this.#upper,
      rowLower: packed.lower,
      rowUpper: packed.upper,
      matrix: packed.matrix,
    });
    this.#model.options.set({
      output_flag: false,
      mip_abs_gap: 0,
      mip_feasibility_tolerance: 1e-9,
      primal_feasibility_tolerance: 1e-9,
      dual_feasibility_tolerance: 1e-9,
    });
  }

  get size(): number {
    return this.#upper.length;
  }

  /** Appends columns between 0 and their upper bounds; answers the first one's number. */
  addColumns(upper: readonly number[]): number {
    const first = this.size;
    if (upper.length > 0) {
      this.#model.addVars(new Float64Array(upper.length), Float64Array.from(upper));
      this.#upper.push(...upper);
      this.#lower.push(...upper.map(() => 0));
    }
    return first;
  }

  /** Answers the first one's number. */
  addRows(rows: readonly Row[]): number {
    const first = this.#rowBounds.length;
    if (rows.length > 0) this.#model.addRows(packRows(rows, this.size));
    for (const { lower, upper } of rows) this.#rowBounds.push({ lower, upper });
    return first;
  }

  /** Holds Σ costs·columns at or below `limit` from now on. */
  holdAtMost(costs: Float64Array, limit: number): void {
    if (limit === 0) {
      const raising = [...costs.keys()].filter((column) => (costs[column] ?? 0) > 0);
      this.setBounds(raising.map((column) => ({ column, lower: 0, upper: 0 })));
      return;
    }
    const row = costRow(costs, limit, scaleOf(costs));
    if (row.indices.length > 0) this.addRows([row]);
  }

  /** Sets many columns' bounds in one call: each call into the package has its price. */
  setBounds(bounds: readonly ColumnBounds[]): void {
    if (bounds.length === 0) return;
    const rows = bounds.toSorted((a, b) => a.column - b.column);
    const indices = Int32Array.from(rows, (row) => row.column);
    const lower = Float64Array.from(rows, (row) => row.lower);
    const upper = Float64Array.from(rows, (row) => row.upper);
    this.#model.changeColsBounds({ kind: "set", indices }, lower, upper);
    for (const row of rows) {
      this.#lower[row.column] = row.lower;
      this.#upper[row.column] = row.upper;
    }
  }

  boundsOf(column: number): { readonly lower: number; readonly upper: number } {
    return { lower: this.#lower[column] ?? 0, upper: this.#upper[column] ?? 0 };
  }

  /** Least Σ costs·columns; errors of the package end as FAILED, never as a throw. */
  minimise(costs: Float64Array, search: Search): Outcome {
    const factor = scaleOf(costs);
    try {
      this.#prepare(costs, factor, search);
      const meter = { work: 0 };
      const { modelStatus } = this.#model.run(this.#callbacks(search, factor, meter));
      const isTree = search.whole.length > 0;
      const { info } = this.#model;
      if (!isTree) meter.work = Number(info.get("simplex_iteration_count"));
      return { ...this.#read(modelStatus, factor, isTree), work: meter.work };
    } catch {
      return { status: "FAILED", bound: -Infinity, work: 0 };
    }
  }

  /** Keeps later stages on the optimal face of the linear program that `outcome` solved. */
  freezeFace({ duals }: Outcome): void {
    if (duals === undefined) return;
    const bounds = (column: number) => this.boundsOf(column);
    const rows = (index: number) => this.#rowBounds[index];
    this.setBounds(
      onFace(duals.columns, bounds).map(({ index, value }) => {
        return { column: index, lower: value, upper: value };
      }),
    );
    this.setRows(
      onFace(duals.rows, rows).map(({ index, value }) => ({ index, lower: value, upper: value })),
    );
  }

  /** Leaves all faces: the board's own columns and rows as they were, and no row but those. */
  thaw(): void {
    const { upper } = this.columns;
    this.setBounds(Array.from(upper, (most, column) => ({ column, lower: 0, upper: most })));
    const free = { lower: -Infinity, upper: Infinity };
    this.setRows(this.#rowBounds.map((_, index) => ({ index, ...(this.#given[index] ?? free) })));
  }

  /** Starts on the face that a network has reached. */
  settle(board: Board, { columns, loads }: Settled): void {
    this.setBounds(columns);
    const rows = loadRows(board);
    this.setRows(
      loads.flatMap(({ load, value }) => {
        const index = rows[load];
        return index === undefined ? [] : [{ index, lower: value, upper: value }];
      }),
    );
  }

  /** Sets many rows' bounds in one call. */
  setRows(bounds: readonly RowBounds[]): void {
    if (bounds.length === 0) return;
    const rows = bounds.toSorted((a, b) => a.index - b.index);
    const indices = rows.map(({ index }) => index);
    const lowers = rows.map(({ lower }) => lower);
    const uppers = rows.map(({ upper }) => upper);
    this.#model.changeRowsBounds({ kind: "set", indices }, lowers, uppers);
    for (const { index, lower, upper } of rows) this.#rowBounds[index] = { lower, upper };
  }

  dispose(): void {
    this.#model.dispose();
  }

  #prepare(costs: Float64Array, factor: number, search: Search): void {
    const every = { kind: "range" as const, from: 0, to: this.size - 1 };
    const { options } = this.#model;
    this.#model.changeColsCost(
      every,
      costs.map((cost) => cost * factor),
    );
    this.#model.clearIntegrality();
    options.set({ time_limit: Math.max(0, search.seconds), mip_rel_gap: search.gap });
    options.set({ mip_max_nodes: Math.min(search.nodes, NO_LIMIT) });
    options.set({ simplex_iteration_limit: Math.min(search.iterations ?? NO_LIMIT, NO_LIMIT) });
    this.#model.zeroAllClocks();
    if (search.whole.length === 0) return;
    const indices = Int32Array.from(search.whole).sort();
    this.#model.changeColsIntegrality(
      { kind: "set", indices },
      new Int32Array(indices.length).fill(1),
    );
    if (search.start !== undefined) this.#model.setSolution({ colValue: search.start });
  }

  #callbacks(search: Search, factor: number, meter: { work: number }): HighsCallbackMap {
    const { callbackType } = this.#highs.constants;
    const halt = (event: { interrupt(): void }) => {
      if (search.stop()) event.interrupt();
      return undefined;
    };
    const price = priceOfIteration(this.size);
    let looks = 0;
    const told = { best: NaN, bound: NaN };
    return {
      [callbackType.simplexInterrupt]: halt,
      [callbackType.mipInterrupt]: (event) => {
        const iterations = Number(event.data.mip_total_lp_iterations ?? 0);
        meter.work = ((iterations + LOOK * (looks += 1)) * price) / ITERATIONS_PER_WORK;
        if (meter.work >= search.work) event.interrupt();
        const { mip_primal_bound: best = NaN, mip_dual_bound: bound = NaN } = event.data;
        if (best !== told.best || bound !== told.bound) {
          Object.assign(told, { best, bound });
          search.onBound(best / factor, bound / factor);
        }
        halt(event);
        return undefined;
      },
    };
  }

  #read(modelStatus: number, factor: number, isTree: boolean): Omit<Outcome, "work"> {
    const { modelStatus: codes, solutionStatus } = this.#highs.constants;
    const isDone = modelStatus === codes.optimal || modelStatus === codes.empty;
    const isStopped = [
      codes.timeLimit,
      codes.iterationLimit,
      codes.solutionLimit,
      codes.interrupted,
    ];
    if (!isDone && !isStopped.some((code) => code === modelStatus))
      return { status: "FAILED", bound: -Infinity };
    const isLate = modelStatus === codes.timeLimit;
    const status = isDone ? "OPTIMAL" : isLate ? "LATE" : "STOPPED";
    const objective = this.#model.getObjectiveValue() / factor;
    const treeBound = isTree ? Number(this.#model.info.get("mip_dual_bound")) / factor : -Infinity;
    const bound = isTree ? treeBound : isDone ? objective : -Infinity;
    const found = this.#model.info.get("primal_solution_status") === solutionStatus.feasible;
    if (!found) return { status, bound };
    const solution = this.#model.getSolution();
    const duals =
      isDone && !isTree ? { columns: solution.colDual, rows: solution.rowDual } : undefined;
    return {
      status,
      bound,
      values: solution.colValue,
      activities: solution.rowValue,
      ...(duals === undefined ? {} : { duals }),
    };
  }
}
