import { ObjectCell, type Cell } from "./cells.ts";
import type { Shape } from "./compile.ts";

/**
 * Writes an answer's data as JSON: in one go and just before it is sent, since a text of many
 * pieces that is kept while others are awaited costs more than the writing.
 */
export class AnswerText {
  #text = "";

  static of(root: ObjectCell | null): string {
    if (root === null) return "null";
    const writer = new AnswerText();
    writer.#object(root);
    return writer.#text;
  }

  #object({ level: { plan, columns }, row }: ObjectCell): void {
    const { fields } = plan;
    if (fields.length === 0) this.#text += "{";
    for (let at = 0; at < fields.length; at += 1) {
      const { lead, shape } = fields[at]!;
      this.#text += lead;
      this.#cell(shape, columns[at]![row]);
    }
    this.#text += "}";
  }

  #cell(shape: Shape, cell: Cell): void {
    if (cell === null || cell === undefined) this.#text += "null";
    else if (shape.kind === "LEAF")
      this.#text += typeof cell === "number" ? numberText(cell) : JSON.stringify(cell);
    else if (cell instanceof ObjectCell) this.#object(cell);
    else if (shape.kind === "LIST") this.#list(shape.of, cell as readonly Cell[]);
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
}

/** As JSON writes it, without asking what else it might be. */
const numberText = (value: number): string => (Number.isFinite(value) ? String(value) : "null");
