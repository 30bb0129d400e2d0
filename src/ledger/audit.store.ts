import { copyRows, fieldsOf, wholeNumbers } from "../postgres/copy.ts";
import { literal } from "../postgres/session.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { SaidAccount, SaidMarks } from "./account-auditor.ts";
import type { LeafAccount, LeafEntry } from "./book.model.ts";
import { EntryRows } from "./entry-rows.ts";
import { markSql } from "./note-marks.ts";

/**
 * Sealed entries with `after` < seq ≤ `until`, in seq order, each with the leaves that name it.
 * What was sealed together was mostly written together: then ranges are read side by side. Ids that
 * lie far apart are looked up one by one.
 */
export async function readAuditedEntries(tx: Tx, after: number, until: number): Promise<EntryRows> {
  const rows = new EntryRows();
  const sealed = `s.kind = 'ENTRY' and s.seq > ${after} and s.seq <= ${until}`;
  const { rows: found } = await tx.client.query<Span>(
    `select min(s.row_id) as lowest, max(s.row_id) as highest, count(*) as many
     from qipan.sealed s where ${sealed}`,
  );
  const { lowest = 0, highest = 0, many = 0 } = found[0] ?? {};
  if (many === 0) return rows;
  const isDense = highest - lowest < 2 * many;
  // What stands apart is read through once, and not looked up row by row.
  const within = (table: string, id: string): string =>
    isDense
      ? `(select * from ${table} where ${id} between ${lowest} and ${highest} offset 0)`
      : table;
  await copyRows(
    tx,
    `select s.seq, s.row_id, e.transfer_id, e.line, e.item, e.quantity, e.means, e.origin,
       e.target, e.origin_version, e.target_version, coalesce(l.book, ''),
       coalesce(l.position, 0), coalesce(l.hash, '')
     from qipan.sealed s
     left join ${within("qipan.entry", "id")} e on e.id = s.row_id
     left join ${within("qipan.book_leaf", "entry_id")} l on l.entry_id = e.id
     where ${sealed} order by s.seq`,
    (row) => rows.take(row),
  );
  return rows;
}

interface Span {
  readonly lowest: number;
  readonly highest: number;
  readonly many: number;
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

/** What the marks of each account's notes up to a seq come to, in any order; each is lent. */
export async function readMarks(
  tx: Tx,
  until: number,
  key: readonly [number, number],
  take: (marks: SaidMarks) => void,
): Promise<void> {
  const marks: SaidMarks = new Float64Array(4);
  await copyRows(
    tx,
    `select account, sum((mark >> 32)::integer), sum(((mark << 32) >> 32)::integer),
       bool_or(is_wide)::integer
     from (select account, ${markSql(key)} as mark,
         (touches | version) >> 32 <> 0 as is_wide
       from qipan.account_past where seq <= ${until} offset 0) n group by account`,
    (row) => {
      wholeNumbers(row, marks);
      take(marks);
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

/** How far the walk came: its last seq, how many entries it saw, and the highest id of theirs. */
export interface Walked {
  readonly end: number;
  readonly entries: number;
  readonly highest: number;
}

/** Mostly all that the walk did not see came later; else every entry is asked for its seal. */
export async function readTail(
  tx: Tx,
  { end, entries, highest }: Walked,
  take: (entry: TailEntry) => void,
): Promise<void> {
  const { rows } = await tx.client.query<{ many: number }>(
    "select count(*) as many from qipan.entry where id <= $1",
    [highest],
  );
  const isSealed = "exists (select from qipan.sealed s where s.kind = 'ENTRY' and s.row_id = e.id)";
  const figures = `e.id, e.transfer_id, e.quantity, e.origin, e.origin_version, e.target,
    e.target_version`;
  await copyRows(
    tx,
    rows[0]?.many === entries
      ? `select ${figures}, ${isSealed}::integer from qipan.entry e
         where e.id > ${highest} order by 1`
      : `select ${figures}, 0 from qipan.entry e where not ${isSealed}
         union all
         select ${figures}, 1 from qipan.sealed s join qipan.entry e on e.id = s.row_id
         where s.kind = 'ENTRY' and s.seq > ${end} order by 1`,
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
