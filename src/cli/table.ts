import stringWidth from "string-width";

export type Cell = string | number | null | undefined;

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Cell;
  /** For figures that are text already; numbers stand right by themselves. */
  readonly right?: boolean;
}

/** A plain table for a terminal; Chinese characters are two columns wide, figures stand right. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
  const texts = [columns.map(({ title }) => title), ...cells.map((row) => row.map(shown))];
  const widths = columns.map((_column, at) =>
    Math.max(...texts.map((row) => stringWidth(row[at] ?? ""))),
  );
  const right = columns.map(
    (column, at) => column.right ?? cells.every((row) => typeof row[at] !== "string"),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => pad(cell, widths[at] ?? 0, right[at] === true))
      .join("  ")
      .trimEnd();
  const [head = [], ...body] = texts;
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(head), rule, ...body.map(line)].map((row) => `  ${row}\n`).join("");
}

/** What is not known is shown as such, never as 0. */
const shown = (cell: Cell): string => {
  if (cell === null || cell === undefined) return "—";
  return typeof cell === "number" ? cell.toLocaleString("en-US") : cell;
};

function pad(cell: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(cell)));
  return right ? space + cell : cell + space;
}
