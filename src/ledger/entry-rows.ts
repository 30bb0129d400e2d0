import { unescaped } from "../postgres/copy.ts";

/** The columns of a row of entries. */
export const column = {
  ...{ seq: 0, id: 1, transferId: 2, line: 3, item: 4, quantity: 5, means: 6, origin: 7 },
  ...{ target: 8, originVersion: 9, targetVersion: 10, book: 11, position: 12, hash: 13 },
} as const;

const columns = 14;
const [tab, newline, zero] = [9, 10, 48];
const [blank, quote, backslash] = [32, 34, 92];

/**
 * Rows of entries as the bytes that came, and where their columns begin. Texts are made of the few
 * that are needed as such: to make objects of all took several times as long as to hash them.
 */
export class EntryRows {
  length = 0;
  /** Each transfer as often as a row of another stands before it. */
  readonly transferIds: string[] = [];
  #bytes = Buffer.allocUnsafe(2 ** 22);
  #used = 0;
  #starts = new Int32Array(2 ** 18);
  #transfers = new Int32Array(2 ** 14);

  /** A row of COPY: columns between tabs, a newline at its end. */
  take(row: Buffer): void {
    this.#makeRoom(row.length);
    row.copy(this.#bytes, this.#used);
    let at = this.length * (columns + 1);
    const end = this.#used + row.length;
    this.#starts[at] = this.#used;
    for (let byte = this.#used; byte < end; byte += 1) {
      const value = this.#bytes[byte];
      if (value === tab || value === newline) this.#starts[(at += 1)] = byte + 1;
    }
    this.#used = end;
    if (this.isMissing(this.length)) this.transferIds.push("");
    else if (this.length === 0 || !this.#isSame(this.length, this.length - 1, column.transferId))
      this.transferIds.push(this.text(this.length, column.transferId));
    this.#transfers[this.length] = this.transferIds.length - 1;
    this.length += 1;
  }

  #makeRoom(more: number): void {
    if (this.#used + more > this.#bytes.length) {
      const wider = Buffer.allocUnsafe(2 * (this.#used + more));
      this.#bytes.copy(wider, 0, 0, this.#used);
      this.#bytes = wider;
    }
    if ((this.length + 1) * (columns + 1) >= this.#starts.length)
      this.#starts = wider(this.#starts);
    if (this.length >= this.#transfers.length) this.#transfers = wider(this.#transfers);
  }

  /** There is a seal, and nothing that it seals: its columns are null. */
  isMissing(row: number): boolean {
    return this.#bytes[this.#from(row, column.transferId)] === backslash;
  }

  /** Behind the rows of one entry: one that is a leaf in two books has two. */
  after(row: number): number {
    let next = row + 1;
    while (next < this.length && this.#isSame(next, row, column.seq)) next += 1;
    return next;
  }

  /** Whether a column says just this; what is not ASCII may be the same all the same. */
  says(row: number, at: number, text: string): boolean {
    const from = this.#from(row, at);
    if (this.#until(row, at) - from !== text.length) return false;
    for (let nth = 0; nth < text.length; nth += 1)
      if (this.#bytes[from + nth] !== text.charCodeAt(nth)) return false;
    return true;
  }

  /** Which of `transferIds`. */
  transferOf(row: number): number {
    return this.#transfers[row] ?? 0;
  }

  #from(row: number, at: number): number {
    return this.#starts[row * (columns + 1) + at] ?? 0;
  }

  /** Without the tab behind it. */
  #until(row: number, at: number): number {
    return this.#from(row, at + 1) - 1;
  }

  #isSame(row: number, other: number, at: number): boolean {
    const [from, until, there] = [this.#from(row, at), this.#until(row, at), this.#from(other, at)];
    if (this.#until(other, at) - there !== until - from) return false;
    for (let byte = from; byte < until; byte += 1)
      if (this.#bytes[byte] !== this.#bytes[there + byte - from]) return false;
    return true;
  }

  /** A whole number, not below nothing. */
  number(row: number, at: number): number {
    const until = this.#until(row, at);
    let value = 0;
    for (let byte = this.#from(row, at); byte < until; byte += 1)
      value = value * 10 + ((this.#bytes[byte] ?? zero) - zero);
    return value;
  }

  text(row: number, at: number): string {
    const text = this.#bytes.toString("utf8", this.#from(row, at), this.#until(row, at));
    return text.includes("\\") ? unescaped(text) : text;
  }

  /** Copies a column to where a leaf is written; answers where it ends. */
  write(row: number, at: number, into: Buffer, place: number): number {
    const until = this.#until(row, at);
    let next = place;
    for (let byte = this.#from(row, at); byte < until; byte += 1)
      into[next++] = this.#bytes[byte] ?? 0;
    return next;
  }

  /** The same as a JSON string: what has nothing to be escaped is copied as it is. */
  writeJson(row: number, at: number, into: Buffer, place: number): number {
    const until = this.#until(row, at);
    let next = place;
    into[next++] = quote;
    for (let byte = this.#from(row, at); byte < until; byte += 1) {
      const value = this.#bytes[byte] ?? 0;
      if (value < blank || value === quote || value === backslash)
        return place + into.write(JSON.stringify(this.text(row, at)), place);
      into[next++] = value;
    }
    into[next++] = quote;
    return next;
  }

  /** Bytes that a leaf of the row takes beside those of its transfer and accounts, at most. */
  widthOf(row: number): number {
    return 6 * (this.#from(row, columns) - this.#from(row, 0)) + 200;
  }
}

function wider(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const next = new Int32Array(2 * array.length);
  next.set(array);
  return next;
}
