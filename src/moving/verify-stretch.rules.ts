import type { Head, StoredLeaf } from "../ledger/book.model.ts";
import { instantOf, type Columns, type Row } from "./verify-rows.rules.ts";

interface Seal {
  readonly seq: number;
  readonly kind: string;
  readonly rowId: string;
}

interface Rows {
  readonly columns: Columns;
  readonly rows: readonly Row[];
}

/** The rows of one stretch of the journal, as they come; at most some thousands of each. */
export class Stretch {
  readonly seals: Seal[] = [];
  readonly entries: Rows[] = [];
  readonly events = new Set<string>();
  /** By the entry that they name; and how many there are. */
  readonly leaves = new Map<number, StoredLeaf[]>();
  leafCount = 0;
  readonly heads: Head[] = [];

  take(table: string, columns: Columns, rows: readonly Row[]): void {
    if (table === "sealed") this.#takeSeals(columns, rows);
    else if (table === "entry") this.entries.push({ columns, rows });
    else if (table === "event") for (const row of rows) this.events.add(columns.text(row, "id"));
    else if (table === "book_leaf") this.#takeLeaves(columns, rows);
    else if (table === "ledger_head") this.#takeHeads(columns, rows);
  }

  #takeSeals(columns: Columns, rows: readonly Row[]): void {
    const [seq, kind, rowId] = ["seq", "kind", "row_id"].map((name) => columns.at(name));
    for (const row of rows)
      this.seals.push({
        seq: Number(row[seq ?? -1]),
        kind: row[kind ?? -1] ?? "",
        rowId: row[rowId ?? -1] ?? "",
      });
  }

  #takeLeaves(columns: Columns, rows: readonly Row[]): void {
    const [book, position, entryId, hash] = ["book", "position", "entry_id", "hash"].map((name) =>
      columns.at(name),
    );
    this.leafCount += rows.length;
    for (const row of rows) {
      const entry = Number(row[entryId ?? -1]);
      const leaf = {
        book: row[book ?? -1] ?? "",
        position: Number(row[position ?? -1]),
        hash: row[hash ?? -1] ?? "",
      };
      const known = this.leaves.get(entry);
      if (known === undefined) this.leaves.set(entry, [leaf]);
      else known.push(leaf);
    }
  }

  #takeHeads(columns: Columns, rows: readonly Row[]): void {
    for (const row of rows)
      this.heads.push({
        book: columns.text(row, "book"),
        size: columns.number(row, "size"),
        root: columns.text(row, "root"),
        frontier: JSON.parse(columns.text(row, "frontier")) as readonly string[],
        previous: columns.text(row, "previous"),
        hash: columns.text(row, "hash"),
        sealedAt: instantOf(columns.text(row, "sealed_at")),
        seq: columns.number(row, "seq"),
      });
  }
}
