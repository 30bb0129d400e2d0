/**
 * Rows that every reader may see and that seldom change (items, regions, organizations), kept by
 * the process while the number stands that moves with each change of them (`qipan.words_stamp`).
 * Nothing is ever told from here that the database would not tell: the number is read in the
 * transaction that answers.
 */
export class Kept {
  #stamp = 0;
  #rows = new Map<string, Map<string, unknown>>();

  /** What is kept of a table as of a stamp; a reader that began before a change keeps nothing. */
  at(stamp: number, table: string): Map<string, unknown> {
    if (stamp < this.#stamp) return new Map();
    if (stamp > this.#stamp) {
      this.#stamp = stamp;
      this.#rows = new Map();
    }
    const rows = this.#rows.get(table) ?? new Map<string, unknown>();
    this.#rows.set(table, rows);
    return rows;
  }
}

/** A statement of its own, so that it is read under the role that the one before it took on. */
export const stampSql = "select stamp from qipan.words_stamp";

export const keptAt =
  (kept: Kept, [row]: readonly unknown[]) =>
  (table: string): Map<string, unknown> =>
    kept.at((row as { readonly stamp: number } | undefined)?.stamp ?? -1, table);
