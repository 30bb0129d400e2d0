import type { Tx } from "../postgres/transaction.ts";
import type { JournalEntry, LeafAccount, Leaf } from "./book.model.ts";

/** An entry's own columns; its transfer and accounts are read once for many entries. */
export interface AuditedEntry {
  readonly entryId: number;
  readonly seq: number;
  readonly transferId: string;
  readonly line: number;
  readonly item: string;
  readonly quantity: number;
  readonly means: string;
  readonly origin: number;
  readonly target: number;
  readonly originVersion: number;
  readonly targetVersion: number;
}

/** Sealed entries with `after` < seq ≤ `until`, in seq order. */
export async function readAuditedEntries(
  tx: Tx,
  after: number,
  until: number,
): Promise<AuditedEntry[]> {
  const { rows } = await tx.client.query<AuditedEntry>(
    `select e.id as "entryId", s.seq, e.transfer_id as "transferId", e.line, e.item, e.quantity,
       e.means, e.origin, e.target, e.origin_version as "originVersion",
       e.target_version as "targetVersion"
     from qipan.sealed s join qipan.entry e on e.id = s.row_id
     where s.kind = 'ENTRY' and s.seq > $1 and s.seq <= $2 order by s.seq`,
    [after, until],
  );
  return rows;
}

export type AuditedTransfer = Pick<
  JournalEntry,
  | "transferId"
  | "op"
  | "reverses"
  | "occurredAt"
  | "recordedAt"
  | "actor"
  | "actorOrg"
  | "evidence"
  | "effects"
>;

const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export async function readAuditedTransfers(
  tx: Tx,
  ids: readonly string[],
): Promise<AuditedTransfer[]> {
  const { rows } = await tx.client.query<AuditedTransfer>(
    `select id as "transferId", op, reverses, ${instantText("occurred_at")} as "occurredAt",
       ${instantText("recorded_at")} as "recordedAt", actor, actor_org as "actorOrg", evidence,
       effects
     from qipan.transfer where id = any ($1::uuid[])`,
    [ids],
  );
  return rows;
}

export async function readAuditedAccounts(
  tx: Tx,
  ids: readonly number[],
): Promise<(LeafAccount & { readonly id: number })[]> {
  const { rows } = await tx.client.query<LeafAccount & { readonly id: number }>(
    `select id, owner, kind, lot, custodian, place, counterparty, claim_kind as "claimKind", ref
     from qipan.account where id = any ($1::bigint[])`,
    [ids],
  );
  return rows;
}

/** The leaves of the same entries. */
export async function readAuditedLeaves(tx: Tx, after: number, until: number): Promise<Leaf[]> {
  const { rows } = await tx.client.query<Leaf>(
    `select l.book, l.position, l.entry_id as "entryId", l.hash
     from qipan.sealed s join qipan.book_leaf l on l.entry_id = s.row_id
     where s.kind = 'ENTRY' and s.seq > $1 and s.seq <= $2`,
    [after, until],
  );
  return rows;
}
