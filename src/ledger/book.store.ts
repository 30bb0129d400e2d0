import type { QueryResult } from "pg";
import { literal, type Tx } from "../postgres/session.ts";
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
  const { rows } = await tx.client.query<JournalEntry>(journalIn({ after, until, limit }));
  return rows;
}

interface Span {
  readonly after: number;
  readonly until: number;
  readonly limit: number;
}

const sealedIn = ({ after, until, limit }: Span): string =>
  `(select seq, row_id from qipan.sealed where kind = 'ENTRY'
     and seq > ${String(after)} and seq <= ${String(until)} order by seq limit ${String(limit)})`;

const journalIn = (span: Span): string =>
  `${journalSql} from ${sealedIn(span)} s
   join qipan.entry e on e.id = s.row_id
   join qipan.transfer t on t.id = e.transfer_id
   join qipan.account o on o.id = e.origin
   join qipan.account d on d.id = e.target
   order by s.seq`;

/** A book without entries before these has no last head. */
const headsSql = (span: Span): string =>
  `select h.book, h.size, h.root, h.frontier, h.previous, h.hash, h.seq,
     ${instantText("h.sealed_at")} as "sealedAt"
   from (select distinct a.owner as book from ${sealedIn(span)} s
     join qipan.entry e on e.id = s.row_id
     cross join lateral unnest(array[e.origin, e.target]) k (id)
     join qipan.account a on a.id = k.id) b
   cross join lateral (select * from qipan.ledger_head l where l.book = b.book
     order by l.size desc limit 1) h`;

/** Sealed entries, and the last heads of the books that they touch, in one trip. */
export async function readJournalAndHeads(
  tx: Tx,
  span: Span,
): Promise<{ readonly entries: readonly JournalEntry[]; readonly heads: readonly Head[] }> {
  const sent = await tx.client.query(`${journalIn(span)}; ${headsSql(span)}`);
  const [entries, heads] = sent as unknown as readonly [
    QueryResult<JournalEntry>,
    QueryResult<Head>,
  ];
  return { entries: entries.rows, heads: heads.rows };
}

/** Travels with the commit of the sealing. */
export function insertLeaves(tx: Tx, leaves: readonly Leaf[], heads: readonly Head[]): void {
  tx.riders.push(`qipan.book_append(${literal(JSON.stringify({ leaves, heads }))})`);
}
