import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { loadsOf } from "./capped.ts";
import { loadRows } from "./highs-rows.ts";
import type { RowBounds } from "./highs-search.ts";

/** A linear program's whole answers are whole to its tolerance only. */
const WHOLE = 1e-6;

/** Which lots to round next, one of each source in a round, so that the others can make up. */
export class Rounding {
  readonly #board: Board;
  readonly #rows: readonly (number | undefined)[];
  /** Lots that could not all be rounded up together: from now on they are rounded down. */
  readonly #isFull = new Set<number>();
  #last: readonly { readonly supply: number; readonly row: RowBounds }[] = [];

  constructor(board: Board) {
    this.#board = board;
    this.#rows = loadRows(board);
  }

  /** Rows to hold at whole loads from now on; none: all are whole. */
  next(values: Float64Array): RowBounds[] {
    const nearest = new Map<number, { supply: number; load: number; index: number }>();
    loadsOf(this.#board, values).forEach((load, supply) => {
      const index = this.#rows[supply];
      if (index === undefined || farness(load) <= WHOLE) return;
      const { source } = at(this.#board.supplies, supply);
      const known = nearest.get(source);
      if (known === undefined || farness(load) < farness(known.load))
        nearest.set(source, { supply, load, index });
    });
    this.#last = [...nearest.values()].map(({ supply, load, index }) => {
      const isDown = this.#isFull.has(supply);
      const whole = isDown ? Math.floor(load) : Math.round(load);
      return { supply, row: { index, lower: isDown ? 0 : whole, upper: whole } };
    });
    return this.#last.map(({ row }) => row);
  }

  /** The rows held last, where they ask for more than needs can take: at most these loads. */
  loosened(): RowBounds[] {
    for (const { supply } of this.#last) this.#isFull.add(supply);
    return this.#last.map(({ row }) => ({ ...row, lower: 0 }));
  }
}

/** How far a load is from the nearest whole one. */
const farness = (load: number) => Math.abs(load - Math.round(load));
