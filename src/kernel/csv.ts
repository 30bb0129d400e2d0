const quoted = (cell: string): string =>
  /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** A cell that a table program would run is written as the text that it is. */
const inert = (cell: string): string => (/^[=+@\t\r-]/.test(cell) ? `'${cell}` : cell);

/** A number is written as it stands: a minus in front of it is no formula. */
export type CsvCell = string | { readonly number: string };

export const csvLine = (cells: readonly CsvCell[]): string => `${cells.map(written).join(",")}\r\n`;

const written = (cell: CsvCell): string =>
  typeof cell === "string" ? quoted(inert(cell)) : cell.number;

/** With a byte order mark: Excel reads UTF-8 only so. */
export const csvMark = "\ufeff";
