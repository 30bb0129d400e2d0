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

/**
 * Rows of a stretch as one text: to take in a row of its own for each costs this process more than
 * to hash it. Texts travel as JSON, so that nothing in them passes for the end of a field or row.
 */
async function readPacked(
  tx: Tx,
  columns: string,
  from: string,
  values: readonly unknown[],
): Promise<string[][]> {
  const { rows } = await tx.client.query<{ packed: string | null }>(
    `select string_agg(concat_ws(chr(31), ${columns}), chr(30)) as packed
     from (${from} offset 0) stretch`,
    [...values],
  );
  const packed = rows[0]?.packed ?? "";
  return packed === "" ? [] : packed.split("\x1e").map((row) => row.split("\x1f"));
}

/** A text that came as JSON: most have nothing in them that would be written otherwise. */
const textOf = (json = '""'): string =>
  json.includes("\\") ? (JSON.parse(json) as string) : json.slice(1, -1);

/** Sealed entries with `after` < seq ≤ `until`, in seq order. */
export async function readAuditedEntries(
  tx: Tx,
  after: number,
  until: number,
): Promise<AuditedEntry[]> {
  const rows = await readPacked(
    tx,
    `id, seq, transfer_id, line, to_json(item), quantity, to_json(means), origin, target,
     origin_version, target_version`,
    `select e.*, s.seq from qipan.sealed s join qipan.entry e on e.id = s.row_id
     where s.kind = 'ENTRY' and s.seq > $1 and s.seq <= $2 order by s.seq`,
    [after, until],
  );
  return rows.map((row) => ({
    entryId: Number(row[0]),
    seq: Number(row[1]),
    transferId: row[2] ?? "",
    line: Number(row[3]),
    item: textOf(row[4]),
    quantity: Number(row[5]),
    means: textOf(row[6]),
    origin: Number(row[7]),
    target: Number(row[8]),
    originVersion: Number(row[9]),
    targetVersion: Number(row[10]),
  }));
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

/** The leaves of these entries, by their ids: by their seq all leaves would be read through. */
export async function readAuditedLeaves(tx: Tx, entryIds: readonly number[]): Promise<Leaf[]> {
  const rows = await readPacked(
    tx,
    "to_json(book), position, entry_id, to_json(hash)",
    "select * from qipan.book_leaf where entry_id = any ($1::bigint[])",
    [entryIds],
  );
  return rows.map((row) => ({
    book: textOf(row[0]),
    position: Number(row[1]),
    entryId: Number(row[2]),
    hash: textOf(row[3]),
  }));
}
