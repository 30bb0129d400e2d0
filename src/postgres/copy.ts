import pg from "pg";
import type { Tx } from "./session.ts";

/**
 * Answers each row of a query as PostgreSQL's own text of it (COPY … TO STDOUT), in the order in
 * which the query tells them. Rows are handed on while they come: nothing is kept of them, and
 * neither side makes objects of millions that are looked at once. A row is lent: whoever wants it
 * later copies it. Literals only.
 */
export async function copyRows(tx: Tx, query: string, take: (row: Buffer) => void): Promise<void> {
  // A transaction's client answers when the last row has come, as it does with any statement.
  const ended: unknown = tx.client.query(new CopyOut(query, take));
  await ended;
}

/** The driver hands such rows to a query that has a place for them. */
export class CopyOut extends pg.Query {
  readonly ended: Promise<void>;
  readonly #take: (row: Buffer) => void;
  #failed: Error | undefined;

  constructor(query: string, take: (row: Buffer) => void) {
    const { promise, resolve, reject } = settled();
    super(`copy (${query}) to stdout`, (error: Error | undefined) => {
      const failed = error ?? this.#failed;
      if (failed === undefined) resolve();
      else reject(failed);
    });
    this.ended = promise;
    this.#take = take;
  }

  /** What was thrown here would leave the connection in the midst of its answer. */
  handleCopyData({ chunk }: { readonly chunk: Uint8Array }): void {
    if (this.#failed !== undefined) return;
    try {
      // The embedded database tells plain bytes.
      const { buffer, byteOffset, byteLength } = chunk;
      this.#take(Buffer.isBuffer(chunk) ? chunk : Buffer.from(buffer, byteOffset, byteLength));
    } catch (error) {
      this.#failed = error instanceof Error ? error : new Error(String(error));
    }
  }
}

function settled(): {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
} {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((good, bad) => ([resolve, reject] = [good, bad]));
  return { promise, resolve, reject };
}

/** The columns of a row; of those that may be null the query makes texts. */
export function fieldsOf(row: string): string[] {
  const fields = row.split("\t");
  return row.includes("\\") ? fields.map(unescaped) : fields;
}

/** A column as it was, of which COPY had escaped something. */
export const unescaped = (field: string): string =>
  field.replace(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter);

const escapes: Readonly<Record<string, string>> = {
  ...{ b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
};

/** A row of whole numbers only, without a text made of any: there are many millions of such. */
export function wholeNumbers(row: Buffer, into: Float64Array): void {
  let [column, value, sign] = [0, 0, 1];
  for (let at = 0; at < row.length; at += 1) {
    const byte = row[at] ?? 0;
    if (byte === minus) sign = -1;
    else if (byte >= zero) value = value * 10 + (byte - zero);
    else {
      into[column] = sign * value;
      column += 1;
      value = 0;
      sign = 1;
    }
  }
}

const minus = 45;
const zero = 48;
