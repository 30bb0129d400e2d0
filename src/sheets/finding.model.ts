import type { FindingLevel } from "../../schema/words/donations.ts";
import type { FindingCode } from "../../schema/words/import-findings.ts";

/** One thing about one cell, one row or the whole file (row 0); facts fill the word's texts. */
export interface Finding {
  readonly row: number;
  /** The column's title as the author wrote it; empty: the whole row or file. */
  readonly column: string;
  readonly code: FindingCode;
  readonly level: FindingLevel;
  readonly facts: Readonly<Record<string, string | number>>;
  /** What to write instead, where the hub can tell; several are joined by 、. */
  readonly suggestion: string | null;
}
