import type { Tx } from "../postgres/transaction.ts";
import type { Head, JournalEntry, Leaf } from "./book.model.ts";

export const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const side = (account: string): string => `jsonb_build_object('owner', ${account}.owner,
  'kind', ${account}.kind, 'lot', ${account}.lot, 'custodian', ${account}.custodian,
  'place', ${account}.place, 'counterparty', ${account}.counterparty,
  'claimKind', ${account}.claim_kind, 'ref', ${account}.ref)`;

/** An entry and what its leaf names, of `sealed s`; a reader who may not see a side sees none. */
export const journalSql = `select e.id as "entryId", s.seq, e.transfer_id as "transferId", e.line,
    t.op, t.reverses, ${instantText("t.occurred_at")} as "occurredAt",
    ${instantText("t.recorded_at")} as "recordedAt", t.actor, t.actor_org as "actorOrg",
    t.evidence, t.effects, e.item, e.quantity, e.means, e.origin_version as "originVersion",
    e.target_version as "targetVersion", ${side("o")} as origin, ${side("d")} as target`;

/** Sealed entries with `after` < seq ≤ `until`, in seq order, at most `limit` of them. */
export async function readJournal(
  tx: Tx,
  after: number,
  until: number,
  limit: number,
): Promise<JournalEntry[]> {
  const { rows } = await tx.client.query<JournalEntry>(
    `${journalSql}
     from (select seq, row_id from qipan.sealed
       where kind = 'ENTRY' and seq > $1 and seq <= $2 order by seq limit $3) s
     join qipan.entry e on e.id = s.row_id
     join qipan.transfer t on t.id = e.transfer_id
     join qipan.account o on o.id = e.origin
     join qipan.account d on d.id = e.target
     order by s.seq`,
    [after, until, limit],
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

export async function insertLeaves(
  tx: Tx,
  leaves: readonly Leaf[],
  heads: readonly Head[],
): Promise<void> {
  await tx.client.query("select qipan.book_append($1)", [JSON.stringify({ leaves, heads })]);
}
