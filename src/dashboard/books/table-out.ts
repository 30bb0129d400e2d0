import { saveAs } from "./save.ts";

/** What a table shows, cell by cell: an export is exactly this, no more and no less. */
export function cellsOf(table: HTMLTableElement): string[][] {
  return [...table.rows].map((row) =>
    [...row.cells].map((cell) => cell.innerText.replaceAll(/\s+/g, " ").trim()),
  );
}

/** A spreadsheet takes these for formulas: they are kept text by a mark in front. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^-?[\d,]+(\.\d+)?$/;
const harmless = (text: string): string =>
  formula.test(text) && !plainNumber.test(text) ? `'${text}` : text;

const quoted = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`;

export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;

export const tsvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(harmless).join("\t")).join("\n");

export const saveCsv = (table: HTMLTableElement, name: string): void =>
  saveAs(`${name}.csv`, csvOf(cellsOf(table)));
