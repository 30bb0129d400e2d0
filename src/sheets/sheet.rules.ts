import type { FindingCode } from "../../schema/words/import-findings.ts";
import { aboutFile } from "./finding.rules.ts";
import type { Finding } from "./finding.model.ts";
import type { Sheet } from "./sheet.model.ts";

/** A table, or why the file is none. */
export type SheetReading = { readonly sheet: Sheet } | { readonly fault: Finding };

export const columnsMax = 60;

export const faulty = (
  code: FindingCode,
  facts: Finding["facts"] = {},
  row = 0,
): { readonly fault: Finding } => ({ fault: { ...aboutFile(code, facts), row } });
