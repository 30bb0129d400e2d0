import { strToU8, zipSync } from "fflate";
import type { StatementCell } from "./statement.model.ts";

/** One sheet as an .xlsx: text is inline and therefore never a formula; numbers are numbers. */
export function xlsxOf(name: string, rows: readonly (readonly StatementCell[])[]): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    "[Content_Types].xml": contentTypes,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": workbook(name),
    "xl/_rels/workbook.xml.rels": relations([
      ["worksheet", "worksheets/sheet1.xml"],
      ["styles", "styles.xml"],
    ]),
    "xl/styles.xml": styles,
    "xl/worksheets/sheet1.xml": sheet(rows),
  };
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([path, xml]) => [path, strToU8(head + xml)])),
    // The same table gives the same bytes.
    { mtime: "1980-01-01T00:00:00" },
  );
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const pack = "http://schemas.openxmlformats.org/package/2006";
const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const contentTypes = `<Types xmlns="${pack}/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/></Types>`;

/** Style 1 is a whole number, 2 has two decimals. */
const styles = `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts>\
<fills count="1"><fill/></fills><borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>\
<xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs>\
</styleSheet>`;

const relations = (targets: readonly (readonly [string, string])[]): string => {
  const each = targets.map(
    ([type, target], at) =>
      `<Relationship Id="rId${String(at + 1)}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${pack}/relationships">${each.join("")}</Relationships>`;
};

/** A sheet's name has 31 characters at most, and none of those that part a reference. */
const workbook = (name: string): string =>
  `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(
    name.replaceAll(/[[\]:*?/\\]/g, " ").slice(0, 31),
  )}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const sheet = (rows: readonly (readonly StatementCell[])[]): string =>
  `<worksheet xmlns="${main}"><cols><col min="1" max="20" width="16" customWidth="1"/></cols>\
<sheetData>${rows.map(rowXml).join("")}</sheetData></worksheet>`;

const rowXml = (cells: readonly StatementCell[], at: number): string => {
  const row = String(at + 1);
  const xml = cells.map((cell, column) => cellXml(cell, columnName(column) + row));
  return `<row r="${row}">${xml.join("")}</row>`;
};

function cellXml(cell: StatementCell, ref: string): string {
  if (typeof cell === "string")
    return `<c r="${ref}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  const style = cell.decimals === 0 ? "1" : "2";
  return `<c r="${ref}" s="${style}"><v>${cell.value.toFixed(cell.decimals)}</v></c>`;
}

/** 0 is A, 25 is Z, 26 is AA. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

/** XML 1.0 knows no control characters but tab and line ends; they are left out. */
const unwritable = /[\p{Cc}\ufffe\uffff]/gu;
const escaped = (text: string): string =>
  text
    .replaceAll(unwritable, (mark) => ("\t\n\r".includes(mark) ? mark : ""))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
