import { Buffer } from "node:buffer";
import { ObjectCell, type Cell } from "./cells.ts";
import type { Shape } from "./compile.ts";

/**
 * A text of many pieces costs most where it is made one, and more where something Chinese stands in
 * it: it is made bytes while it is short, and most of it is plain.
 */
const shortLength = 512;
const [usualSize, keptSize] = [256 * 1024, 4 * 1024 * 1024];

/** Where each answer is written, one after the other: nothing is awaited from its first byte on. */
let sheet = Buffer.allocUnsafeSlow(usualSize);

/** Writes an answer's data as JSON in UTF-8, in one go and just before it is sent. */
export class AnswerBytes {
  #text: string;
  #size = 0;

  private constructor(before: string) {
    this.#text = before;
  }

  /** `before` and `after` stand around the data as they are. */
  static of(root: ObjectCell | null, before = "", after = ""): Buffer {
    const writer = new AnswerBytes(before);
    if (root === null) writer.#text += "null";
    else writer.#object(root);
    writer.#text += after;
    return writer.#end();
  }

  #object({ level: { plan, columns }, row }: ObjectCell): void {
    const { fields } = plan;
    let text = fields.length === 0 ? "{" : "";
    for (let at = 0; at < fields.length; at += 1) {
      const { lead, shape } = fields[at]!;
      const cell = columns[at]![row];
      text += lead;
      if (shape.kind === "LEAF") text += leafText(cell);
      else {
        this.#text += text;
        text = "";
        this.#cell(shape, cell);
      }
    }
    this.#text += `${text}}`;
    if (this.#text.length > shortLength) this.#write();
  }

  #cell(shape: Shape, cell: Cell): void {
    if (cell instanceof ObjectCell) this.#object(cell);
    else if (shape.kind !== "LIST" || !Array.isArray(cell)) this.#text += leafText(cell);
    else this.#list(shape.of, cell as readonly Cell[]);
  }

  #list(of: Shape, cells: readonly Cell[]): void {
    let lead = "[";
    for (const cell of cells) {
      this.#text += lead;
      this.#cell(of, cell);
      lead = ",";
    }
    this.#text += cells.length === 0 ? "[]" : "]";
  }

  #write(): void {
    // UTF-8 has at most three bytes for what is one in a text of JavaScript.
    const needed = this.#size + 3 * this.#text.length;
    if (needed > sheet.length) {
      const larger = Buffer.allocUnsafeSlow(2 * needed);
      sheet.copy(larger, 0, 0, this.#size);
      sheet = larger;
    }
    this.#size += sheet.write(this.#text, this.#size);
    this.#text = "";
  }

  #end(): Buffer {
    this.#write();
    const bytes = Buffer.from(sheet.subarray(0, this.#size));
    if (sheet.length > keptSize) sheet = Buffer.allocUnsafeSlow(usualSize);
    return bytes;
  }
}

/** As JSON writes it, without asking what else it might be. */
function leafText(cell: Cell): string {
  if (cell === undefined || cell === null) return "null";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "null";
  return typeof cell === "string" && !special.test(cell) ? `"${cell}"` : JSON.stringify(cell);
}

/** What JSON does not write as it is: quotes, control characters, half a pair of surrogates. */
const special = /["\\\p{Cc}\p{Cs}]/u;
