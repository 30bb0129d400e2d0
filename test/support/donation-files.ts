import { Buffer } from "node:buffer";
import { strToU8, zipSync } from "fflate";

/** The template's columns, in its order. */
export const titles = [
  "捐赠编号",
  "物资名称或代码",
  "数量",
  "单位",
  "接收日期",
  "批号",
  "生产日期",
  "有效期至",
  "捐赠方",
  "同意公示捐赠方",
  "存放库",
  "慈善项目",
  "定向用途",
  "备注",
];

export type Goods = Readonly<Record<string, string>>;

const usual: Goods = { 物资名称或代码: "EP-N95", 数量: "100", 单位: "只", 接收日期: "2026-01-05" };

/** Rows that are right where nothing else is said. */
export const rowsOf = (rows: readonly Goods[]): string[][] =>
  rows.map((row, at) => {
    const whole: Goods = { ...usual, 捐赠编号: `T-${at + 1}`, ...row };
    return titles.map((title) => whole[title] ?? "");
  });

const quoted = (cell: string): string =>
  /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const csvText = (table: readonly (readonly string[])[]): string =>
  table.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");

export const csvOf = (rows: readonly Goods[]): Buffer =>
  Buffer.from(csvText([titles, ...rowsOf(rows)]), "utf8");

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

interface Extras {
  /** `B3`: a formula there. */
  readonly formulas?: readonly string[];
  /** `A2:A4`. */
  readonly merged?: readonly string[];
  /** Bytes of blanks in the sheet. */
  readonly padding?: number;
}

/** A small .xlsx as a table program writes one. */
export function xlsxOf(table: readonly (readonly string[])[], extras: Extras = {}): Buffer {
  const { formulas = [], merged = [], padding = 0 } = extras;
  const rows = table.map((row, r) => {
    const cells = row.map((cell, c) => {
      const at = `${letters[c] ?? "Z"}${r + 1}`;
      if (formulas.includes(at)) return `<c r="${at}"><f>1+1</f><v>2</v></c>`;
      if (cell === "") return "";
      if (/^-?\d+(\.\d+)?$/.test(cell)) return `<c r="${at}"><v>${cell}</v></c>`;
      const text = cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    });
    return `<row r="${r + 1}">${cells.join("")}</row>`;
  });
  const ranges = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
  const data = `<sheetData>${rows.join("")}</sheetData><mergeCells>${ranges}</mergeCells>`;
  return packed({
    ...frame,
    [sheetPath]: `${sheetStart}${data}${" ".repeat(padding)}</worksheet>`,
  });
}

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const types = "http://schemas.openxmlformats.org/package/2006";

const related = (type: string, target: string): string =>
  `<Relationships xmlns="${types}/relationships">` +
  `<Relationship Id="rId1" Type="${rels}/${type}" Target="${target}"/></Relationships>`;

const sheetPath = "xl/worksheets/sheet1.xml";
const sheetStart = `<worksheet xmlns="${main}">`;

/** What every workbook has around its sheet. */
const frame = {
  "[Content_Types].xml": `<Types xmlns="${types}/content-types"/>`,
  "_rels/.rels": related("officeDocument", "xl/workbook.xml"),
  "xl/workbook.xml":
    `<workbook xmlns="${main}" xmlns:r="${rels}">` +
    `<sheets><sheet name="捐赠" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": related("worksheet", "worksheets/sheet1.xml"),
};

const packed = (files: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
