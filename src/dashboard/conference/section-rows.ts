import type { BriefingSection } from "../published/operations.ts";

/** A column of figures is set to the right. */
export interface Heading {
  readonly text: string;
  readonly number?: boolean;
}

export interface Row {
  readonly key: string;
  readonly cells: readonly string[];
  /** Late: said in words in its cells too. */
  readonly late?: boolean;
}

/** One part of a briefing as a table: the page, the paper and the wall show the same rows. */
export interface Section {
  readonly code: BriefingSection;
  /** From which of the hub's books its figures are. */
  readonly source: string;
  readonly headings: readonly Heading[];
  readonly rows: readonly Row[];
}

export const number = (text: string): Heading => ({ text, number: true });
