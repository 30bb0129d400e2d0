import { aboutFile, aboutRow, inOrder } from "../sheets/finding.rules.ts";
import type { Finding } from "../sheets/finding.model.ts";
import { flawFindings } from "../sheets/header.rules.ts";
import { importHeader } from "./import-columns.rules.ts";
import { GoodsFinder } from "./import-goods.rules.ts";
import { RowReader } from "./import-row.rules.ts";
import type { CheckedRows, GivenRow, Known, PlannedRow, RegisteredRow } from "./import.model.ts";
import type { Sheet, SheetRow } from "../sheets/sheet.model.ts";

export const rowsMax = 5_000;

/**
 * Checks a table of donated goods against what the hub knows. Answers the rows that may be
 * written and, in the order of the table, everything that is wrong. Decides nothing by itself:
 * whether a file with errors is written is the caller's choice of mode.
 */
export function checkSheet({ rows: all, flaws }: Sheet, known: Known): CheckedRows {
  const rows = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length === 0) return { total: 0, rows: [], findings: [aboutFile("FILE_EMPTY")] };
  const { header, findings } = importHeader.read(rows);
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
    new GoodsFinder(known),
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
    if (importHeader.isHeader(row)) {
      findings.push(aboutRow(row.number, "HEADER_REPEATED"));
      continue;
    }
    const given = reader.read(row);
    findings.push(...reader.findings);
    if (given === undefined || flawed.has(row.number)) continue;
    const first = keys.get(given.key);
    const lot = lotOf(given);
    const sameLot = lot === undefined ? undefined : lots.get(lot);
    if (first !== undefined) findings.push(aboutRow(row.number, "ROW_TWICE", { row: first }));
    else if (sameLot !== undefined)
      findings.push(aboutRow(row.number, "LOT_TWICE", { row: sameLot }));
    else rows.push(given);
    keys.set(given.key, first ?? row.number);
    if (lot !== undefined) lots.set(lot, sameLot ?? row.number);
  }
  return { rows, findings };
}

/** What makes two rows the same goods told twice; without a batch nobody can say. */
const lotOf = ({ item, batch, depotId, donor, receivedOn, campaignId }: GivenRow) =>
  batch === "" ? undefined : JSON.stringify([item, batch, depotId, donor, receivedOn, campaignId]);

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
  if (!keeps) return aboutRow(row.row, "GOODS_DIFFER");
  if (row.quantity >= before.quantity) return undefined;
  return aboutRow(row.row, "QUANTITY_LOWERED", { before: before.quantity, after: row.quantity });
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
