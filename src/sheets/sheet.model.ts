/** A table as it was read: texts, with the row numbers that its author sees. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly flaws: readonly Flaw[];
}

export interface SheetRow {
  /** Counted from 1, as the author's program does; empty rows are counted too. */
  readonly number: number;
  readonly cells: readonly string[];
}

/** What a cell is, where its text alone would hide it. */
export interface Flaw {
  readonly row: number;
  /** Counted from 0. */
  readonly column: number;
  readonly code: "FORMULA_CELL" | "MERGED_CELL";
  readonly facts: Readonly<Record<string, string>>;
}
