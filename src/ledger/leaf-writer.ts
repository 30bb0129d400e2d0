import { column, type EntryRows } from "./entry-rows.ts";
import { leafMarks, type TransferText } from "./leaf.rules.ts";
import { hashOfLeaf } from "./merkle.ts";

/** What all leaves of a transfer say alike, as bytes. */
export type TransferBytes = Readonly<Record<keyof TransferText, Buffer>>;

export const bytesOfTransfer = (text: TransferText): TransferBytes => ({
  beforeItem: Buffer.from(text.beforeItem),
  beforeOrigin: Buffer.from(text.beforeOrigin),
  beforeTarget: Buffer.from(text.beforeTarget),
  end: Buffer.from(text.end),
});

const marks = {
  line: Buffer.from(leafMarks.line),
  means: Buffer.from(leafMarks.means),
  originVersion: Buffer.from(leafMarks.originVersion),
  quantity: Buffer.from(leafMarks.quantity),
  targetVersion: Buffer.from(leafMarks.targetVersion),
};

/** Puts leaves together from bytes and hashes them: the same as `canonicalLeaf` says as text. */
export class LeafWriter {
  /** A leaf begins with a byte of its own. */
  #bytes = Buffer.alloc(2 ** 14);

  hashOf(
    rows: EntryRows,
    row: number,
    transfer: TransferBytes,
    sides: { readonly origin: Buffer; readonly target: Buffer },
  ): string {
    const { beforeItem, beforeOrigin, beforeTarget, end } = transfer;
    const { origin, target } = sides;
    const least = beforeItem.length + beforeOrigin.length + beforeTarget.length + end.length;
    const most = least + origin.length + target.length + rows.widthOf(row);
    if (most > this.#bytes.length) this.#bytes = Buffer.alloc(2 * most);
    const into = this.#bytes;
    let at = put(into, 1, beforeItem);
    at = rows.writeJson(row, column.item, into, at);
    at = put(into, at, marks.line);
    at = rows.write(row, column.line, into, at);
    at = put(into, at, marks.means);
    at = rows.writeJson(row, column.means, into, at);
    at = put(into, at, beforeOrigin);
    at = put(into, at, origin);
    at = put(into, at, marks.originVersion);
    at = rows.write(row, column.originVersion, into, at);
    at = put(into, at, marks.quantity);
    at = rows.write(row, column.quantity, into, at);
    at = put(into, at, beforeTarget);
    at = put(into, at, target);
    at = put(into, at, marks.targetVersion);
    at = rows.write(row, column.targetVersion, into, at);
    at = put(into, at, end);
    return hashOfLeaf(into.subarray(0, at));
  }
}

function put(into: Buffer, at: number, piece: Buffer): number {
  into.set(piece, at);
  return at + piece.length;
}
