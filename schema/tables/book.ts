import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  jsonb,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { instant, qipan, quantity } from "./column.ts";
import { entry } from "./ledger.ts";

/** The dense order in which readers see events and entries; written by the sealer alone. */
export const sealed = qipan.table(
  "sealed",
  {
    seq: bigint("seq", { mode: "number" }).primaryKey(),
    kind: text("kind").notNull().$type<"EVENT" | "ENTRY">(),
    rowId: bigint("row_id", { mode: "number" }).notNull(),
    sealedAt: instant("sealed_at").notNull().defaultNow(),
  },
  (t) => [
    unique("sealed_row").on(t.kind, t.rowId),
    check("sealed_kind", sql`${t.kind} in ('EVENT', 'ENTRY')`),
  ],
);

/** A leaf of one organization's book: an RFC 6962 Merkle log. */
export const bookLeaf = qipan.table(
  "book_leaf",
  {
    book: text("book").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    entryId: bigint("entry_id", { mode: "number" })
      .notNull()
      .references(() => entry.id),
    hash: text("hash").notNull(),
  },
  (t) => [
    unique("book_leaf_position").on(t.book, t.position),
    unique("book_leaf_entry").on(t.entryId, t.book),
  ],
);

/**
 * The root of the perfect subtree of 2^level leaves that begins at leaf `position` × 2^level, from
 * level 6 upwards: what a proof about a long book is put together from.
 */
export const bookNode = qipan.table(
  "book_node",
  {
    book: text("book").notNull(),
    level: smallint("level").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    hash: text("hash").notNull(),
  },
  (t) => [unique("book_node_position").on(t.book, t.level, t.position)],
);

export const ledgerHead = qipan.table(
  "ledger_head",
  {
    book: text("book").notNull(),
    size: bigint("size", { mode: "number" }).notNull(),
    root: text("root").notNull(),
    /** Roots of the perfect subtrees, left to right: what the next leaves are added to. */
    frontier: jsonb("frontier").notNull().$type<readonly string[]>(),
    previous: text("previous").notNull(),
    hash: text("hash").notNull(),
    sealedAt: instant("sealed_at").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
  },
  (t) => [unique("ledger_head_size").on(t.book, t.size), index("ledger_head_seq").on(t.seq)],
);

/** An account's balance behind a batch of the sealer: a cited figure is one look into its key. */
export const accountPast = qipan.table(
  "account_past",
  {
    account: bigint("account", { mode: "number" }).notNull(),
    /** The last seq of the batch. */
    seq: bigint("seq", { mode: "number" }).notNull(),
    balance: quantity("balance").notNull(),
    /** How many of its movements were sealed by then, and the highest version among them. */
    touches: quantity("touches").notNull(),
    version: quantity("version").notNull(),
  },
  (t) => [primaryKey({ columns: [t.account, t.seq] })],
);

/** Where the book may be cut: behind whole transactions, no account lacking a movement. */
export const sealCut = qipan.table("seal_cut", {
  seq: bigint("seq", { mode: "number" }).primaryKey(),
  /** Whole milliseconds, rising with seq. */
  at: instant("at").notNull().unique(),
});
