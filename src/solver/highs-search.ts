/** How one optimisation ended: `bound` is proven, `duals` are there after a linear one. */
export interface Outcome {
  readonly status: "OPTIMAL" | "STOPPED" | "FAILED";
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

export interface Search {
  readonly seconds: number;
  readonly nodes: number;
  readonly gap: number;
  readonly stop: () => boolean;
  readonly onBound: (best: number, bound: number) => void;
  /** Columns that must be whole; none: a linear program. */
  readonly whole: readonly number[];
  /** A known answer to start a tree search from. */
  readonly start?: Float64Array;
}
