import type { HubKind } from "../../schema/words/access.ts";
import type { KeptHead } from "../ledger/book.model.ts";

/** The format of the file: a reader refuses one that it does not know. */
export const formatVersion = 1;

export interface AppliedMigration {
  readonly name: string;
  readonly hash: string;
}

/** The first line of a file. Counts are rows by table, as the snapshot has them. */
export interface Header {
  readonly qipan: number;
  readonly kind: HubKind;
  readonly epoch: string;
  readonly shape: "EMBEDDED" | "SERVER";
  /** RFC 3339 UTC, of the snapshot. */
  readonly at: string;
  readonly schema: readonly AppliedMigration[];
  readonly counts: Counts;
}

export type Counts = Readonly<Record<string, number>>;

/**
 * The last line of a file. `content` is the SHA-256 of all lines between the first and this one,
 * the same for the same hub in every shape; `header` is that of the first line.
 */
export interface Footer {
  readonly end: typeof formatVersion;
  readonly counts: Counts;
  readonly heads: readonly KeptHead[];
  readonly header: string;
  readonly content: string;
}

/** A line between them that is no row: whose rows follow, or which transfers are reversed. */
export type Mark =
  | { readonly table: string; readonly columns: readonly string[] }
  | { readonly reversed: readonly string[] };

export interface Column {
  readonly name: string;
  /** As PostgreSQL writes it, such as `timestamp with time zone`. */
  readonly type: string;
}

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly refers: string;
}

/** What the database's catalogue says of a table. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Columns of the primary key, or of another that is never null: the order of its rows. */
  readonly key: readonly string[];
  readonly identity: string | null;
}
