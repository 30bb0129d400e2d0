import { copyRows, fieldsOf, wholeNumbers } from "../postgres/copy.ts";
import { literal } from "../postgres/session.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { SaidAccount, SaidPast } from "./account-auditor.ts";
import type { LeafAccount, LeafEntry } from "./book.model.ts";
import { EntryRows } from "./entry-rows.ts";

/** An entry's place in the order of readers. */
export interface Seal {
  readonly seq: number;
  readonly entryId: number;
}

/** Sealed entries with `after` < seq ≤ `until`, in seq order. */
export async function readSeals(tx: Tx, after: number, until: number): Promise<Seal[]> {
  const seals: Seal[] = [];
  const row = new Float64Array(2);
  await copyRows(
    tx,
    `select seq, row_id from qipan.sealed
     where kind = 'ENTRY' and seq > ${after} and seq <= ${until} order by seq`,
    (bytes) => {
      wholeNumbers(bytes, row);
      seals.push({ seq: row[0] ?? 0, entryId: row[1] ?? 0 });
    },
  );
  return seals;
}

/** The entries that are sealed there, each with the leaves that name it. */
export async function readAuditedEntries(tx: Tx, seals: readonly Seal[]): Promise<EntryRows> {
  const rows = new EntryRows();
  if (seals.length === 0) return rows;
  const wanted = rangeOf(seals.map(({ entryId }) => entryId));
  await copyRows(
    tx,
    `select e.id, e.transfer_id, e.line, e.item, e.quantity, e.means, e.origin, e.target,
       e.origin_version, e.target_version, coalesce(l.book, ''), coalesce(l.position, 0),
       coalesce(l.hash, '')
     from qipan.entry e left join qipan.book_leaf l on l.entry_id = e.id and ${wanted("l.entry_id")}
     where ${wanted("e.id")} order by e.id`,
    (row) => rows.take(row),
  );
  return rows;
}

/**
 * What was sealed together was mostly written together: then a range is read through, side by
 * side with that of the leaves. Ids that lie far apart are looked up one by one.
 */
function rangeOf(ids: readonly number[]): (column: string) => string {
  const [lowest, highest] = [Math.min(...ids), Math.max(...ids)];
  return highest - lowest < 2 * ids.length
    ? (column) => `${column} between ${lowest} and ${highest}`
    : (column) => `${column} = any ('{${ids.join(",")}}'::bigint[])`;
}

const textOf = (row: Buffer): string => row.toString("utf8", 0, row.length - 1);

/** A transfer, with its evidence and effects as the database writes them. */
export type AuditedTransfer = Pick<
  LeafEntry,
  "transferId" | "op" | "reverses" | "occurredAt" | "recordedAt" | "actor" | "actorOrg"
> & { readonly evidence: string; readonly effects: string };

const instantText = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

export async function readAuditedTransfers(
  tx: Tx,
  ids: readonly string[],
): Promise<AuditedTransfer[]> {
  const transfers: AuditedTransfer[] = [];
  await copyRows(
    tx,
    `select id, op, coalesce(reverses::text, ''), ${instantText("occurred_at")},
       ${instantText("recorded_at")}, actor, actor_org, evidence, effects
     from qipan.transfer where id = any (${literal(`{${ids.join(",")}}`)}::uuid[])`,
    (bytes) => {
      const row = fieldsOf(textOf(bytes));
      transfers.push({
        transferId: row[0] ?? "",
        op: row[1] ?? "",
        reverses: row[2] === "" ? null : (row[2] ?? null),
        occurredAt: row[3] ?? "",
        recordedAt: row[4] ?? "",
        actor: row[5] ?? "",
        actorOrg: row[6] ?? "",
        evidence: row[7] ?? "",
        effects: row[8] ?? "",
      });
    },
  );
  return transfers;
}

export async function readAuditedAccounts(
  tx: Tx,
  ids: readonly number[],
): Promise<(LeafAccount & { readonly id: number })[]> {
  const accounts: (LeafAccount & { readonly id: number })[] = [];
  await copyRows(
    tx,
    `select id, owner, kind, lot, custodian, place, counterparty, claim_kind, ref
     from qipan.account where id = any ('{${ids.join(",")}}'::bigint[])`,
    (bytes) => {
      const row = fieldsOf(textOf(bytes));
      accounts.push({
        id: Number(row[0]),
        owner: row[1] ?? "",
        kind: row[2] ?? "",
        lot: row[3] ?? "",
        custodian: row[4] ?? "",
        place: row[5] ?? "",
        counterparty: row[6] ?? "",
        claimKind: row[7] ?? "",
        ref: row[8] ?? "",
      });
    },
  );
  return accounts;
}

/** Balances noted behind the sealer's batches up to a seq, in any order; each is lent. */
export async function readPasts(
  tx: Tx,
  until: number,
  take: (past: SaidPast) => void,
): Promise<void> {
  const past: SaidPast = new Float64Array(5);
  await copyRows(
    tx,
    `select account, seq, balance, touches, version from qipan.account_past where seq <= ${until}`,
    (row) => {
      wholeNumbers(row, past);
      take(past);
    },
  );
}

/** Where the books were cut, with `after` < seq ≤ `until`, in seq order. */
export async function readCuts(tx: Tx, after: number, until: number): Promise<number[]> {
  const { rows } = await tx.client.query<{ seq: number }>(
    "select seq from qipan.seal_cut where seq > $1 and seq <= $2 order by seq",
    [after, until],
  );
  return rows.map(({ seq }) => seq);
}

/** An entry beyond the seq up to which the books were walked. */
export interface TailEntry {
  readonly transferId: string;
  readonly quantity: number;
  readonly origin: { readonly id: number; readonly version: number };
  readonly target: { readonly id: number; readonly version: number };
  readonly isSealed: boolean;
}

export async function readTail(
  tx: Tx,
  after: number,
  take: (entry: TailEntry) => void,
): Promise<void> {
  await copyRows(
    tx,
    `select e.id, e.transfer_id, e.quantity, e.origin, e.origin_version, e.target,
       e.target_version, 0
     from qipan.entry e
     where not exists (select from qipan.sealed s where s.kind = 'ENTRY' and s.row_id = e.id)
     union all
     select e.id, e.transfer_id, e.quantity, e.origin, e.origin_version, e.target,
       e.target_version, 1
     from qipan.sealed s join qipan.entry e on e.id = s.row_id
     where s.kind = 'ENTRY' and s.seq > ${after} order by 1`,
    (bytes) => {
      const [, transferId = "", ...figures] = textOf(bytes).split("\t");
      const [quantity = 0, origin = 0, originVersion = 0, target = 0, targetVersion = 0, isSealed] =
        figures.map(Number);
      take({
        ...{ transferId, quantity, isSealed: isSealed === 1 },
        origin: { id: origin, version: originVersion },
        target: { id: target, version: targetVersion },
      });
    },
  );
}

/** All accounts as their rows say them. */
export async function readSaidAccounts(
  tx: Tx,
  take: (account: SaidAccount) => void,
): Promise<void> {
  await copyRows(
    tx,
    `select id, balance, version, qipan.is_source(kind)::int, owner, kind, item from qipan.account`,
    (bytes) => {
      const [id, balance, version, isSource, ...name] = fieldsOf(textOf(bytes));
      take({
        ...{ id: Number(id), balance: Number(balance), version: Number(version) },
        ...{ isSource: isSource === "1", name: name.join(" ") },
      });
    },
  );
}
