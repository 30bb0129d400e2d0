import type { Tx } from "../postgres/transaction.ts";
import type { Head, JournalEntry } from "./book.model.ts";
import { instantText, journalSql } from "./book.store.ts";
import type { Subtree } from "./proof.model.ts";

const sealedEntry = `join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id
  join qipan.transfer t on t.id = e.transfer_id
  join qipan.account o on o.id = e.origin
  join qipan.account d on d.id = e.target`;

/** Sealed entries of transfers whose both sides the reader may see; of one line, if given. */
export async function readEntriesOf(
  tx: Tx,
  transferIds: readonly string[],
  line?: number,
): Promise<JournalEntry[]> {
  const { rows } = await tx.client.query<JournalEntry>(
    `${journalSql} from qipan.entry e ${sealedEntry}
     where e.transfer_id = any ($1::uuid[]) and ($2::integer is null or e.line = $2)
     order by s.seq`,
    [transferIds, line ?? null],
  );
  return rows;
}

/** Sealed entries that moved claims, oldest first, at most `limit` of each claim. */
export async function readEntriesOfClaims(
  tx: Tx,
  claimIds: readonly string[],
  limit: number,
): Promise<(JournalEntry & { readonly claimId: string })[]> {
  const { rows } = await tx.client.query<JournalEntry & { readonly claimId: string }>(
    `select * from (${journalSql}, case o.kind when 'RECEIVABLE' then o.ref else d.ref end
         as "claimId", row_number() over (partition by o.ref, d.ref order by s.seq) as nth
       from qipan.entry e ${sealedEntry}
       where e.id in (select x.id from qipan.account a join qipan.entry x on x.origin = a.id
           where a.ref = any ($1) and a.kind = 'RECEIVABLE'
         union all
         select x.id from qipan.account a join qipan.entry x on x.target = a.id
           where a.ref = any ($1) and a.kind = 'RECEIVABLE')) m
     where nth <= $2 order by seq`,
    [claimIds, limit],
  );
  return rows;
}

export interface Place {
  readonly entryId: number;
  readonly book: string;
  readonly index: number;
}

/** Where entries that the reader was shown stand in books. */
export async function readPlaces(
  tx: Tx,
  books: readonly string[],
  entryIds: readonly number[],
): Promise<Place[]> {
  const { rows } = await tx.client.query<Place>(
    `select entry as "entryId", book, place as index
     from qipan.book_places($1::text[], $2::bigint[]) order by book, place`,
    [books, entryIds],
  );
  return rows;
}

/** Roots of perfect subtrees, in the order asked for; null beyond the end of the book. */
export async function readHashes(
  tx: Tx,
  trees: readonly (Subtree & { readonly book: string })[],
): Promise<(string | null)[]> {
  const { rows } = await tx.client.query<{ hash: string | null }>(
    "select hash from qipan.book_hashes($1) order by nth",
    [JSON.stringify(trees)],
  );
  return rows.map(({ hash }) => hash);
}

/** How many leaves of each book are under its last head; a book without heads is left out. */
export async function readSizes(
  tx: Tx,
  books: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await tx.client.query<{ book: string; size: number }>(
    `select b.book, h.size from unnest($1::text[]) b (book)
     cross join lateral (select l.size from qipan.ledger_head l where l.book = b.book
       order by l.size desc limit 1) h`,
    [books],
  );
  return new Map(rows.map(({ book, size }) => [book, size]));
}

const headSql = `select book, size, root, previous, hash, seq, frontier,
  ${instantText("sealed_at")} as "sealedAt" from qipan.ledger_head`;

/** The head of a book at exactly that size. */
export async function readHeadAt(tx: Tx, book: string, size: number): Promise<Head | undefined> {
  const { rows } = await tx.client.query<Head>(`${headSql} where book = $1 and size = $2`, [
    book,
    size,
  ]);
  return rows[0];
}

/** Heads of a book above a size, oldest first. */
export async function readHeadsAfter(
  tx: Tx,
  book: string,
  after: number,
  limit: number,
): Promise<Head[]> {
  const { rows } = await tx.client.query<Head>(
    `${headSql} where book = $1 and size > $2 order by size limit $3`,
    [book, after, limit],
  );
  return rows;
}

/** The last heads of some books; a book without entries has none. */
export async function readLastHeads(tx: Tx, books: readonly string[]): Promise<Head[]> {
  const { rows } = await tx.client.query<Head>(
    `select h.book, h.size, h.root, h.frontier, h.previous, h.hash, h.seq,
       ${instantText("h.sealed_at")} as "sealedAt"
     from unnest($1::text[]) b (book)
     cross join lateral (select * from qipan.ledger_head l where l.book = b.book
       order by l.size desc limit 1) h`,
    [books],
  );
  return rows;
}
