/**
 * Work of a tree search as HiGHS counts it, the same on every machine: iterations of its linear
 * programs, and a flat price for each look at its limits, which stands for cuts and heuristics
 * between them. So many are one unit of work: it took 0.2 to 1.2 ms on models of 200 to 5,000
 * columns, more only while the package was cold.
 */
export const ITERATIONS_PER_WORK = 2.5;
/**
 * What an iteration counts for on a model of so many columns: 0.04 to 0.2 ms on hundreds, 0.15 to
 * 0.4 ms on thousands, and beyond those in proportion, 2.4 ms on 100,000.
 */
export const priceOfIteration = (columns: number): number =>
  Math.max(0.4, Math.min(1, columns / 4_000), columns / 15_000);
/** What a look at the limits counts for, in iterations. */
export const LOOK = 30;

/**
 * What an iteration of the simplex outside a tree takes grows with the model: about so many columns
 * are gone over in the time of one unit of work, on models of 15,000 to 90,000 columns.
 */
export const COLUMNS_PER_WORK = 100_000;

/**
 * The same where no row goes across all columns, as on faces: on models of 24,000 and of 140,000
 * columns an iteration took 70 and 430 µs.
 */
export const FACE_COLUMNS_PER_WORK = 360_000;

/** The largest limit that the package takes. */
export const NO_LIMIT = 2_147_483_647;

/** How one optimisation ended: `bound` is proven, `duals` are there after a linear one. */
export interface Outcome {
  /** LATE: by the clock, which no choice may hang on; STOPPED: by work or by the caller. */
  readonly status: "OPTIMAL" | "STOPPED" | "LATE" | "FAILED";
  /** What a tree search took, see `Search`; of a linear program the iterations. */
  readonly work: number;
  readonly values?: Float64Array;
  readonly bound: number;
  readonly duals?: { readonly columns: Float64Array; readonly rows: Float64Array };
  readonly activities?: Float64Array;
}

export interface ColumnBounds {
  readonly column: number;
  readonly lower: number;
  readonly upper: number;
}

export interface RowBounds {
  readonly index: number;
  readonly lower: number;
  readonly upper: number;
}

export interface Search {
  readonly seconds: number;
  readonly nodes: number;
  /** A tree search ends once it has taken this much, whatever the clock says. */
  readonly work: number;
  /** A linear program ends after so many of the simplex; absent: no limit. */
  readonly iterations?: number;
  readonly gap: number;
  readonly stop: () => boolean;
  readonly onBound: (best: number, bound: number) => void;
  /** Columns that must be whole; none: a linear program. */
  readonly whole: readonly number[];
  /** A known answer to start a tree search from. */
  readonly start?: Float64Array;
}
