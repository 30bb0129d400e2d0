import type { CodeTableKind } from "../../schema/words/codes.ts";
import { csvLine, csvMark } from "../kernel/csv.ts";
import { codeColumn, columnsOf, type CodeColumn } from "./code-columns.rules.ts";
import type { CodeRow } from "./codes.model.ts";
import { ratioText } from "./ratio.rules.ts";

/** A table as an import reads it: taken in again it changes nothing. */
export function codesCsv(kind: CodeTableKind, rows: readonly CodeRow[]): string {
  const columns = columnsOf(kind);
  const head = csvLine(columns.map((column) => codeColumn[column].zh));
  const body = rows.map((row) => csvLine(columns.map((column) => cellOf(kind, row, column))));
  return `${csvMark}${head}${body.join("")}`;
}

function cellOf(kind: CodeTableKind, row: CodeRow, column: CodeColumn): string {
  if (column === "name") return row.name ?? "";
  if (column !== "factor") return row[column];
  const isPlain = row.unit === "" && (kind === "ITEM" || ratioText(row) === "1");
  return isPlain ? "" : ratioText(row);
}
