import { csvLine, csvMark } from "../kernel/csv.ts";
import { cellText } from "./statement-telling.rules.ts";
import type { StatementCell, StatementTable } from "./statement.model.ts";

/** One sheet: what the statement is, then a block for each section; nothing is added up. */
const rowsOf = ({ title, facts, sections }: StatementTable): (readonly StatementCell[])[] => [
  [title],
  ...facts,
  ...sections.flatMap((section) => [[], [section.title], section.headings, ...section.rows]),
];

export const statementCsv = (table: StatementTable): string =>
  csvMark +
  rowsOf(table)
    .map((row) => csvLine(row.map(plain)))
    .join("");

/** Numbers keep their decimals and their sign; all else is text. */
const plain = (cell: StatementCell) =>
  typeof cell === "string" ? cell : { number: cellText(cell) };

export const statementSheet = (table: StatementTable): (readonly StatementCell[])[] =>
  rowsOf(table);
