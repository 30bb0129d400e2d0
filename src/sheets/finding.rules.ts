import { findingCode, type FindingCode } from "../../schema/words/import-findings.ts";
import type { Finding } from "./finding.model.ts";

export const aboutCell = (
  row: number,
  column: string,
  code: FindingCode,
  facts: Finding["facts"] = {},
): Finding => ({ row, column, code, level: "ERROR", facts, suggestion: null });

export const aboutRow = (row: number, code: FindingCode, facts: Finding["facts"] = {}): Finding =>
  aboutCell(row, "", code, facts);

export const aboutFile = (code: FindingCode, facts: Finding["facts"] = {}): Finding =>
  aboutCell(0, "", code, facts);

export const isError = ({ level }: Finding): boolean => level === "ERROR";

/** In the order of the table; what is told of one row stays in the order in which it was found. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => a.finding.row - b.finding.row || a.at - b.at)
    .map(({ finding }) => finding);

/** What is wrong, and the fix, in one language. */
export function sayFinding(
  { code, facts }: Finding,
  locale: "zh" | "en",
): { readonly message: string; readonly fix: string } {
  const word = findingCode[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (_whole, name: string) => String(facts[name] ?? ""));
  return { message: fill(word[locale]), fix: fill(word.fix[locale]) };
}
