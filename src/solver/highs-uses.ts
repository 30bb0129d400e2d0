import { flowCount, missingOf, tallyOf } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import type { DispatchModel } from "./highs-model.ts";
import type { Columns, Row } from "./highs-rows.ts";
import type { Outcome } from "./highs-search.ts";
import { addUsage, markUse } from "./highs-usage.ts";
import type { Usage, UsageKind } from "./highs-usage.ts";
import { isFeasible } from "./room.ts";

const WHOLE = 1e-6;
/** A flow beyond its use, as a part of a full one, that is worth a row. */
const BROKEN = 0.01;

const ROUNDS = 12;

/** How far a row's first column is beyond what its second allows, as a part of a full use. */
function excessOf({ indices: [arc, use], values: [, full] }: Row, of: Float64Array): number {
  const [flow = 0, used = 0, room = -1] = [of[arc ?? -1], of[use ?? -1], full];
  return flow / -room - used;
}

/** The yes-or-no columns that a run has needed so far, beside the flows that they govern. */
export class Uses {
  readonly #model: DispatchModel;
  readonly #board: Board;
  readonly #known = new Map<UsageKind, Usage>();
  /** Columns from here on are yes or no. */
  readonly firstColumn: number;

  constructor(model: DispatchModel, board: Board) {
    this.#model = model;
    this.#board = board;
    this.firstColumn = model.size;
  }

  get known(): ReadonlyMap<UsageKind, Usage> {
    return this.#known;
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  get columns(): number[] {
    return [...this.#known.values()].flatMap((usage) => [...usage.columnOf.values()]);
  }

  add(kind: UsageKind): void {
    if (!this.#known.has(kind)) this.#known.set(kind, addUsage(this.#model, this.#board, kind));
  }

  /**
   * Solves a linear program again and again, each time with the rows left out that its answer
   * broke: of those that say use arc by arc few bite. The last answer that came to its end counts.
   */
  tightened(solve: () => Outcome): Outcome {
    let last = solve();
    for (let round = 1; round < ROUNDS; round += 1) {
      if (last.status !== "OPTIMAL" || this.#addBroken(last.values) === 0) return last;
      const next = solve();
      if (next.status !== "OPTIMAL") return last;
      last = next;
    }
    return last;
  }

  /** Answers how many rows the model has got. */
  #addBroken(values: Float64Array | undefined): number {
    if (values === undefined) return 0;
    let added = 0;
    for (const usage of this.#known.values()) {
      const isBroken = (row: Row) => excessOf(row, values) > BROKEN;
      const broken = usage.spare.filter(isBroken);
      this.#model.addRows(broken);
      usage.spare = usage.spare.filter((row) => !isBroken(row));
      added += broken.length;
    }
    return added;
  }

  /** Every column of the model as these flows set it. */
  columnsOf(flows: Flows): Float64Array {
    const values = new Float64Array(this.#model.size);
    values.set(baseValues(this.#board, this.#model.columns, flows));
    for (const [kind, usage] of this.#known) markUse(usage, kind, flows, values);
    return values;
  }

  /** A tree's answer with each yes or no rounded, and yes wherever something flows. */
  rounded(values: Float64Array): Float64Array {
    const fixed = new Float64Array(values);
    for (const column of this.columns) fixed[column] = Math.round(fixed[column] ?? 0);
    const flows = values.slice(0, this.#board.arcs.length).map(Math.round);
    for (const [kind, usage] of this.#known) markUse(usage, kind, flows, fixed);
    return fixed;
  }

  /** Acts with every yes and no held at these values, then lets them go. */
  withFixed<Result>(values: Float64Array, act: () => Result): Result {
    const held = this.columns.map((column) => ({ column, ...this.#model.boundsOf(column) }));
    this.#model.setBounds(
      held.map(({ column }) => {
        const value = values[column] ?? 0;
        return { column, lower: value, upper: value };
      }),
    );
    try {
      return act();
    } finally {
      this.#model.setBounds(held);
    }
  }
}

/** The base model's columns as these flows set them. */
export function baseValues(board: Board, columns: Columns, flows: Flows): Float64Array {
  const { missingAt, bands, upper } = columns;
  const values = new Float64Array(upper.length);
  values.set(flows);
  missingOf(board, tallyOf(board, flows)).forEach((missing, need) => {
    let left = missing;
    for (let column = missingAt[need]!; column < missingAt[need]! + bands; column += 1) {
      values[column] = Math.min(left, upper[column]!);
      left -= values[column] ?? 0;
    }
  });
  return values;
}

/** The flows of an answer where they are whole and hold on the board; else none. */
export function flowsIn(board: Board, outcome: Outcome): Flows | undefined {
  const values = outcome.values?.subarray(0, flowCount(board));
  if (values === undefined) return undefined;
  const flows = Float64Array.from(values, (value) => Math.max(0, Math.round(value)));
  const isWhole = values.every((value, arc) => Math.abs(value - (flows[arc] ?? 0)) <= WHOLE);
  return isWhole && isFeasible(board, flows) ? flows : undefined;
}

/** The whole pieces in an answer: less of everything fits wherever the answer does. */
export const wholeFlowsIn = (board: Board, { values }: Outcome): Flows =>
  Float64Array.from({ length: flowCount(board) }, (_, flow) =>
    Math.max(0, Math.floor((values?.[flow] ?? 0) + WHOLE)),
  );
