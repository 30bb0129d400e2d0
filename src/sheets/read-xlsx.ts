import { Buffer } from "node:buffer";
import { strFromU8, Unzip, UnzipInflate, zipSync } from "fflate";
import { readSheet as readFirstSheet } from "read-excel-file/node";
import type { Flaw } from "./sheet.model.ts";
import { columnsMax, faulty, type SheetReading } from "./sheet.rules.ts";

/** A workbook of 5,000 rows expands to a few megabytes. */
const expandedMax = 48 * 1024 * 1024;
const entriesMax = 2_000;
/** A sheet whose cells lie further out is no list of goods; empty formatted cells count too. */
const rowsReach = 20_000;
const wanted = [
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/_rels\/workbook\.xml\.rels)$/,
  /^xl\/(workbook|styles|sharedStrings|worksheets\/[^/]+)\.xml$/,
];

/**
 * Reads the first sheet. The archive is expanded here, within a bound, and only what was expanded
 * is handed on: an archive that tells two readers two things is read once. Formulas and merged
 * cells, which the values alone would hide, are looked up in the sheet itself.
 */
export async function readXlsx(bytes: Uint8Array): Promise<SheetReading> {
  const parts = expand(bytes);
  if (parts === "BROKEN") return faulty("FILE_BROKEN", { why: "zip" });
  if (parts === "EXPANDS") return faulty("FILE_EXPANDS");
  const sheet = firstSheet(parts);
  if (sheet === undefined) return faulty("FILE_KIND");
  const reach = reachOf(sheet);
  if (reach.columns > columnsMax) return faulty("TOO_MANY_COLUMNS", { max: columnsMax });
  if (reach.rows > rowsReach) return faulty("TOO_MANY_ROWS", { rows: reach.rows, max: 5_000 });
  try {
    const packed = Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 }));
    const rows = await readFirstSheet(packed, 1, { trim: false, parseNumber: numberText });
    return {
      sheet: {
        rows: rows.map((cells, at) => ({ number: at + 1, cells: cells.map(textOf) })),
        flaws: [...formulas(sheet), ...merges(sheet)],
      },
    };
  } catch (error) {
    return faulty("FILE_BROKEN", { why: error instanceof Error ? error.name : "xlsx" });
  }
}

type Parts = ReadonlyMap<string, Uint8Array>;

function expand(bytes: Uint8Array): Parts | "BROKEN" | "EXPANDS" {
  const parts = new Map<string, Uint8Array[]>();
  let [size, entries, broken] = [0, 0, false];
  const unzip = new Unzip((file) => {
    entries += 1;
    const isWanted = wanted.some((name) => name.test(file.name)) && !parts.has(file.name);
    if (!isWanted || entries > entriesMax) return;
    const chunks: Uint8Array[] = [];
    parts.set(file.name, chunks);
    file.ondata = (error, chunk) => {
      if (error) broken = true;
      size += chunk.length;
      if (size <= expandedMax) chunks.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    // In slices, so that what expands without end is left after the first slice that is too much.
    for (let at = 0; at < bytes.length && size <= expandedMax; at += slice)
      unzip.push(bytes.subarray(at, at + slice), at + slice >= bytes.length);
  } catch {
    broken = true;
  }
  if (size > expandedMax || entries > entriesMax) return "EXPANDS";
  if (broken || parts.size === 0) return "BROKEN";
  return new Map([...parts].map(([name, chunks]) => [name, Buffer.concat(chunks)]));
}

const slice = 16 * 1024;

function firstSheet(parts: Parts): string | undefined {
  const read = (name: string): string => strFromU8(parts.get(name) ?? new Uint8Array());
  const [, id = ""] =
    /<(?:\w+:)?sheet\b[^>]*?\br?:?id="([^"]+)"/.exec(read("xl/workbook.xml")) ?? [];
  const relations =
    read("xl/_rels/workbook.xml.rels").match(/<(?:\w+:)?Relationship\b[^>]*>/g) ?? [];
  const relation = relations.find((one) => attribute(one, "Id") === id) ?? "";
  const target = attribute(relation, "Target").replace(/^\/?(xl\/)?/, "xl/");
  const found = parts.get(target) ?? parts.get("xl/worksheets/sheet1.xml");
  return found && strFromU8(found);
}

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? "";

/** Letters of a column as a number from 1: A, B … Z, AA. */
const columnOf = (letters: string): number =>
  Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

function reachOf(sheet: string): { readonly rows: number; readonly columns: number } {
  let [rows, columns] = [0, 0];
  for (const [, letters = "", row = ""] of sheet.matchAll(
    /<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"/g,
  )) {
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnOf(letters));
  }
  return { rows, columns };
}

function formulas(sheet: string): Flaw[] {
  const cells = sheet.matchAll(
    /<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f\b/g,
  );
  return [...cells].map(([, letters = "", row = ""]) => ({
    row: Number(row),
    column: columnOf(letters) - 1,
    code: "FORMULA_CELL",
    facts: {},
  }));
}

/** A flaw in the first column of each merged range, for every row that it covers. */
function merges(sheet: string): Flaw[] {
  const flaws: Flaw[] = [];
  const ranges = sheet.matchAll(
    /<(?:\w+:)?mergeCell\b[^>]*?\bref="(([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7}))"/g,
  );
  for (const [, range = "", letters = "", from = "", to = ""] of ranges)
    for (let row = Number(from); row <= Number(to) && flaws.length < rowsReach; row += 1)
      flaws.push({
        row,
        column: columnOf(letters) - 1,
        code: "MERGED_CELL",
        facts: { range },
      });
  return flaws;
}

/** The digits as they stand: a number that is long is not rounded before it is looked at. */
const numberText = (text: string): string => {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return /e/i.test(text) && Number.isInteger(value) ? value.toFixed(0) : text;
};

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === "boolean") return value ? "是" : "否";
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
