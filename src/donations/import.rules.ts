import type { FindingCode } from "../../schema/words/import-findings.ts";
import { aboutFile, headerOf, isHeader, type Header } from "./import-columns.rules.ts";
import { ItemFinder } from "./import-item.rules.ts";
import { RowReader } from "./import-row.rules.ts";
import type {
  CheckedRows,
  Finding,
  GivenRow,
  Known,
  PlannedRow,
  RegisteredRow,
} from "./import.model.ts";
import type { Flaw, Sheet, SheetRow } from "./sheet.model.ts";

export const rowsMax = 5_000;

/**
 * Checks a table of donated goods against what the hub knows. Answers the rows that may be
 * written and, in the order of the table, everything that is wrong. Decides nothing by itself:
 * whether a file with errors is written is the caller's choice of mode.
 */
export function checkSheet({ rows: all, flaws }: Sheet, known: Known): CheckedRows {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) return { total: 0, rows: [], findings: [aboutFile("FILE_EMPTY")] };
  const { header, findings } = headerOf(rows);
  if (header === undefined) return { total: rows.length, rows: [], findings };
  const body = rows.filter(({ number }) => number > header.row);
  const total = body.length;
  if (total > rowsMax) {
    const many = aboutFile("TOO_MANY_ROWS", { rows: total, max: rowsMax });
    return { total, rows: [], findings: [...findings, many] };
  }
  const barred = findings.some(({ level }) => level === "ERROR");
  const flawed = flawFindings(flaws, header);
  const reader = new RowReader(
    header,
    known,
    new ItemFinder(known.items, known.spell),
    new Set(flaws.map(({ row, column }) => `${row}:${column}`)),
  );
  const read = readRows(body, reader, new Set(flawed.map(({ row }) => row)));
  const told = [...findings, ...flawed, ...read.findings];
  return { total, rows: barred ? [] : read.rows, findings: inOrder(told) };
}

function readRows(
  body: readonly SheetRow[],
  reader: RowReader,
  flawed: ReadonlySet<number>,
): { readonly rows: readonly GivenRow[]; readonly findings: readonly Finding[] } {
  const rows: GivenRow[] = [];
  const findings: Finding[] = [];
  const keys = new Map<string, number>();
  const lots = new Map<string, number>();
  for (const row of body) {
    if (isHeader(row)) {
      findings.push(about(row.number, "HEADER_REPEATED"));
      continue;
    }
    const given = reader.read(row);
    findings.push(...reader.findings);
    if (given === undefined || flawed.has(row.number)) continue;
    const first = keys.get(given.key);
    const lot = lotOf(given);
    const sameLot = lot === undefined ? undefined : lots.get(lot);
    if (first !== undefined) findings.push(about(row.number, "ROW_TWICE", { row: first }));
    else if (sameLot !== undefined) findings.push(about(row.number, "LOT_TWICE", { row: sameLot }));
    else rows.push(given);
    keys.set(given.key, first ?? row.number);
    if (lot !== undefined) lots.set(lot, sameLot ?? row.number);
  }
  return { rows, findings };
}

/** What makes two rows the same goods told twice; without a batch nobody can say. */
const lotOf = ({ item, batch, depotId, donor, receivedOn, campaignId }: GivenRow) =>
  batch === "" ? undefined : JSON.stringify([item, batch, depotId, donor, receivedOn, campaignId]);

const flawFindings = (flaws: readonly Flaw[], { titles, row: headerRow }: Header): Finding[] =>
  flaws
    .filter(({ row, column }) => row >= headerRow && column < titles.length)
    .map(({ row, column, code, facts }) => ({
      ...about(row, code, facts),
      column: titles[column] ?? "",
    }));

const about = (row: number, code: FindingCode, facts: Finding["facts"] = {}): Finding => ({
  ...aboutFile(code, facts),
  row,
});

const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings
    .map((finding, at) => ({ finding, at }))
    .sort((a, b) => a.finding.row - b.finding.row || a.at - b.at)
    .map(({ finding }) => finding);

/**
 * What each row would do to what is registered under its key: nothing, a change of what is said
 * of it, or more goods of the same. Fewer goods, or others, are not this import's to book.
 */
export function planRows(
  rows: readonly GivenRow[],
  registered: ReadonlyMap<string, RegisteredRow>,
): { readonly planned: readonly PlannedRow[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const planned: PlannedRow[] = [];
  for (const row of rows) {
    const before = registered.get(row.key);
    if (before === undefined) {
      planned.push({ ...row, change: "NEW", registered: undefined });
      continue;
    }
    const fault = changeFault(row, before);
    if (fault !== undefined) findings.push(fault);
    else {
      const change = saidOf(row) === saidOf(before) ? "SAME" : "CHANGED";
      planned.push({ ...row, change, registered: before });
    }
  }
  return { planned, findings };
}

function changeFault(row: GivenRow, before: RegisteredRow): Finding | undefined {
  const keeps = (["item", "depotId", "campaignId", "batch", "madeOn", "expiresOn"] as const).every(
    (name) => row[name] === before[name],
  );
  if (!keeps) return about(row.row, "GOODS_DIFFER");
  if (row.quantity >= before.quantity) return undefined;
  return about(row.row, "QUANTITY_LOWERED", { before: before.quantity, after: row.quantity });
}

const saidOf = ({
  quantity,
  given,
  receivedOn,
  donor,
  earmark,
  note,
}: Omit<GivenRow, "row" | "key">) =>
  JSON.stringify([quantity, given, receivedOn, donor, earmark, note]);
