import type { Tx } from "../postgres/transaction.ts";
import type { KeptHead } from "../ledger/book.model.ts";
import type { Table } from "./export.model.ts";
import { movingColumns, type JournalTable } from "./tables.rules.ts";

/** So that a value is the same text on every server, and no limit for answers ends a long read. */
export async function lockPlainText(tx: Tx): Promise<void> {
  await tx.client.query(`set local timezone = 'UTC'; set local datestyle = 'ISO, YMD';
    set local extra_float_digits = 1; set local bytea_output = 'hex';
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`);
}

const fetchMost = 2000;
const fetchChars = 1_000_000;

/**
 * Rows of a query as lines: each a JSON array of its columns as PostgreSQL's own text, or null.
 * Read through a cursor; how many rows at once follows from how long the last ones were.
 */
async function* readLines(
  tx: Tx,
  table: Table,
  from: string,
  values: readonly unknown[] = [],
): AsyncGenerator<readonly string[]> {
  const texts = movingColumns(table).map(({ name }) => `r."${name}"::text`);
  await tx.client.query(
    `declare moving no scroll cursor for
     select array_to_json(array[${texts.join(", ")}])::text as line ${from}`,
    [...values],
  );
  for (let size = 100; ;) {
    const { rows } = await tx.client.query<{ line: string }>(`fetch ${String(size)} from moving`);
    const lines = rows.map(({ line }) => line);
    if (lines.length > 0) yield lines;
    if (lines.length < size) break;
    const each = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
    size = Math.max(1, Math.min(fetchMost, 4 * size, Math.floor(fetchChars / each)));
  }
  await tx.client.query("close moving");
}

/** A whole table in the order of its key; text in the order of its bytes, as on every server. */
export function readTable(tx: Tx, table: Table): AsyncGenerator<readonly string[]> {
  const isText = new Set(table.columns.filter(({ type }) => type === "text").map((c) => c.name));
  const order = table.key.map((name) => `r."${name}"${isText.has(name) ? ' collate "C"' : ""}`);
  return readLines(tx, table, `from qipan.${table.name} r order by ${order.join(", ")}`);
}

/** Rows that belong to the seals with $1 < seq ≤ $2; a transfer comes with its first entry. */
const sealedRows: Readonly<Record<JournalTable, string>> = {
  sealed: `from qipan.sealed r where r.seq > $1 and r.seq <= $2 order by r.seq`,
  transfer: `from (select e.transfer_id as id, min(s.seq) as first
      from qipan.sealed s join qipan.entry e on e.id = s.row_id
      where s.kind = 'ENTRY' and s.seq > $1 and s.seq <= $2 group by 1) f
    join qipan.transfer r on r.id = f.id
    where not exists (select from qipan.entry e
      join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id
      where e.transfer_id = f.id and s.seq <= $1)
    order by f.first`,
  entry: `from qipan.sealed s join qipan.entry r on r.id = s.row_id
    where s.kind = 'ENTRY' and s.seq > $1 and s.seq <= $2 order by s.seq`,
  event: `from qipan.sealed s join qipan.event r on r.id = s.row_id
    where s.kind = 'EVENT' and s.seq > $1 and s.seq <= $2 order by s.seq`,
  book_leaf: `from qipan.sealed s join qipan.book_leaf r on r.entry_id = s.row_id
    where s.kind = 'ENTRY' and s.seq > $1 and s.seq <= $2 order by s.seq, r.book collate "C"`,
  ledger_head: `from qipan.ledger_head r where r.seq > $1 and r.seq <= $2
    order by r.seq, r.book collate "C", r.size`,
};

/** What no seal speaks of, yet: in the order in which it will be sealed. */
const unsealedRows: Readonly<Record<JournalTable, string>> = {
  sealed: `from qipan.sealed r where r.seq <= 0 or r.seq > $1 order by r.seq`,
  transfer: `from qipan.transfer r where not exists (select from qipan.entry e
      join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id where e.transfer_id = r.id)
    order by (select min(e.id) from qipan.entry e where e.transfer_id = r.id), r.id`,
  entry: `from qipan.entry r where not exists (select from qipan.sealed s
    where s.kind = 'ENTRY' and s.row_id = r.id) order by r.id`,
  event: `from qipan.event r where not exists (select from qipan.sealed s
    where s.kind = 'EVENT' and s.row_id = r.id) order by r.id`,
  book_leaf: `from qipan.book_leaf r where not exists (select from qipan.sealed s
    where s.kind = 'ENTRY' and s.row_id = r.entry_id) order by r.book collate "C", r.position`,
  ledger_head: `from qipan.ledger_head r where r.seq <= 0 or r.seq > $1
    order by r.seq, r.book collate "C", r.size`,
};

export const readStretch = (tx: Tx, table: Table, after: number, until: number) =>
  readLines(tx, table, sealedRows[table.name as JournalTable], [after, until]);

export const readUnsealed = (tx: Tx, table: Table, end: number) => {
  const from = unsealedRows[table.name as JournalTable];
  return readLines(tx, table, from, from.includes("$1") ? [end] : []);
};

export async function readSealedEnd(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ seq: number }>(
    "select coalesce(max(seq), 0) as seq from qipan.sealed",
  );
  return rows[0]?.seq ?? 0;
}

/** Transfers that were reversed, said before the journal: whoever reads it keeps their lines. */
export async function readReversed(tx: Tx): Promise<string[]> {
  const { rows } = await tx.client.query<{ id: string }>(
    "select reverses as id from qipan.transfer where reverses is not null order by 1",
  );
  return rows.map(({ id }) => id);
}

/** The last head of every book. */
export async function readHeadsNow(tx: Tx): Promise<KeptHead[]> {
  const { rows } = await tx.client.query<KeptHead>(
    `select distinct on (book collate "C") book, size, root, hash from qipan.ledger_head
     order by book collate "C", size desc`,
  );
  return rows;
}

export async function readInstant(tx: Tx): Promise<string> {
  const { rows } = await tx.client.query<{ at: string }>(
    `select to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`,
  );
  return rows[0]?.at ?? "";
}
