import { Buffer } from "node:buffer";
import { ObjectCell, type Cell } from "./cells.ts";
import type { Shape } from "./compile.ts";

const [usualSize, keptSize] = [256 * 1024, 4 * 1024 * 1024];

/** Where each answer is written, one after the other: nothing is awaited from its first byte on. */
let sheet = Buffer.allocUnsafeSlow(usualSize);

/** UTF-8 has at most three bytes for what is one in a text of JavaScript. */
const bytesMax = 3;
const [quote, backslash, firstPrintable] = [0x22, 0x5c, 0x20];

/**
 * Writes an answer's data as JSON in UTF-8, in one go and just before it is sent. Byte by byte: a
 * text put together first is made of thousands of pieces, and they are most of what there is to
 * collect after an answer.
 */
export class AnswerBytes {
  #size = 0;

  private constructor() {}

  /** `before` and `after` stand around the data as they are. */
  static of(root: ObjectCell | null, before = "", after = ""): Buffer {
    const writer = new AnswerBytes();
    writer.#plain(before);
    if (root === null) writer.#plain("null");
    else writer.#object(root);
    writer.#plain(after);
    return writer.#end();
  }

  #object({ level: { plan, columns }, row }: ObjectCell): void {
    const { fields } = plan;
    if (fields.length === 0) this.#plain("{");
    for (let at = 0; at < fields.length; at += 1) {
      const { lead, shape } = fields[at]!;
      this.#plain(lead);
      this.#cell(shape, columns[at]![row]);
    }
    this.#plain("}");
  }

  #cell(shape: Shape, cell: Cell): void {
    if (typeof cell === "string") this.#quoted(cell);
    else if (cell instanceof ObjectCell) this.#object(cell);
    else if (shape.kind === "LIST" && Array.isArray(cell)) this.#list(shape.of, cell as Cell[]);
    else this.#plain(leafText(cell));
  }

  #list(of: Shape, cells: readonly Cell[]): void {
    this.#plain("[");
    for (let at = 0; at < cells.length; at += 1) {
      if (at > 0) this.#plain(",");
      this.#cell(of, cells[at]);
    }
    this.#plain("]");
  }

  /** As JSON writes it; what it writes otherwise than it stands is left to it. */
  #quoted(text: string): void {
    const bytes = this.#room(bytesMax * text.length + 2);
    let at = this.#size;
    bytes[at++] = quote;
    for (let next = 0; next < text.length; next += 1) {
      const code = text.charCodeAt(next);
      if (isEscaped(code)) {
        this.#plain(JSON.stringify(text));
        return;
      }
      at = put(bytes, at, code);
    }
    bytes[at++] = quote;
    this.#size = at;
  }

  /** A text as it is; half of a surrogate pair is nowhere in it. */
  #plain(text: string): void {
    const bytes = this.#room(bytesMax * text.length);
    let at = this.#size;
    for (let next = 0; next < text.length; next += 1) {
      const code = text.charCodeAt(next);
      if (isSurrogate(code)) {
        this.#size += bytes.write(text, this.#size);
        return;
      }
      at = put(bytes, at, code);
    }
    this.#size = at;
  }

  #room(needed: number): Buffer {
    if (this.#size + needed > sheet.length) {
      const larger = Buffer.allocUnsafeSlow(2 * (this.#size + needed));
      sheet.copy(larger, 0, 0, this.#size);
      sheet = larger;
    }
    return sheet;
  }

  #end(): Buffer {
    const bytes = Buffer.from(sheet.subarray(0, this.#size));
    if (sheet.length > keptSize) sheet = Buffer.allocUnsafeSlow(usualSize);
    return bytes;
  }
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** Pairs of surrogates stand as they are, but a half of one does not. */
const isEscaped = (code: number): boolean =>
  code < firstPrintable || code === quote || code === backslash || isSurrogate(code);

/** Writes a code point below U+10000; answers where the next one stands. */
function put(bytes: Buffer, at: number, code: number): number {
  if (code < 0x80) bytes[at] = code;
  else if (code < 0x800) {
    bytes[at] = 0xc0 | (code >> 6);
    bytes[at + 1] = 0x80 | (code & 0x3f);
    return at + 2;
  } else {
    bytes[at] = 0xe0 | (code >> 12);
    bytes[at + 1] = 0x80 | ((code >> 6) & 0x3f);
    bytes[at + 2] = 0x80 | (code & 0x3f);
    return at + 3;
  }
  return at + 1;
}

/** As JSON writes it, without asking what else it might be. */
function leafText(cell: Cell): string {
  if (cell === undefined || cell === null) return "null";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "null";
  return JSON.stringify(cell);
}
