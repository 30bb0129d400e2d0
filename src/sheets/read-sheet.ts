import { Buffer } from "node:buffer";
import { CsvError, parse } from "csv-parse/sync";
import { readXlsx } from "./read-xlsx.ts";
import { columnsMax, faulty, type SheetReading } from "./sheet.rules.ts";

export const fileBytesMax = 10 * 1024 * 1024;
/** Above the rows that an import takes, so that an import that is too long is told its length. */
const linesMax = 20_000;

/** Reads an .xlsx, a .csv (UTF-8 or GBK) or text that was copied from a table program. */
export async function readSheet(bytes: Uint8Array): Promise<SheetReading> {
  if (bytes.byteLength > fileBytesMax) return faulty("FILE_TOO_LARGE", { max: 10 });
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readXlsx(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]) || startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    return faulty("FILE_KIND");
  const text = decode(bytes);
  if (text === undefined) return faulty("FILE_ENCODING");
  if (text.includes("\u0000")) return faulty("FILE_KIND");
  return readText(text);
}

const startsWith = (bytes: Uint8Array, signs: readonly number[]): boolean =>
  signs.every((sign, at) => bytes[at] === sign);

/** Excel in China saves CSV as GBK; what is no UTF-8 is read as its superset GB 18030. */
function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of [encodingByMark(bytes), "utf-8", "gb18030"])
    try {
      if (encoding !== undefined) return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  return undefined;
}

const encodingByMark = (bytes: Uint8Array): string | undefined => {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  return startsWith(bytes, [0xfe, 0xff]) ? "utf-16be" : undefined;
};

/** RFC 4180, with the comma, semicolon or tab that the first line has most of. */
function readText(text: string): SheetReading {
  const [first = ""] = text.split(/\r?\n|\r/, 1);
  const count = (sign: string): number => first.split(sign).length - 1;
  const delimiter = ["\t", ",", ";", ","].sort((a, b) => count(b) - count(a))[0] ?? ",";
  try {
    const records: string[][] = parse(Buffer.from(text), {
      bom: true,
      delimiter,
      relaxColumnCount: true,
      relaxQuotes: delimiter === "\t",
      skipEmptyLines: false,
      to: linesMax,
    });
    if (records.some((cells) => cells.length > columnsMax))
      return faulty("TOO_MANY_COLUMNS", { max: columnsMax });
    return { sheet: { rows: records.map((cells, at) => ({ number: at + 1, cells })), flaws: [] } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return faulty("QUOTE_NOT_CLOSED", {}, rowOf(error));
  }
}

/** The record that was not closed is the one after the last whole one. */
const rowOf = (error: CsvError): number =>
  "records" in error && typeof error.records === "number" ? error.records + 1 : 1;
