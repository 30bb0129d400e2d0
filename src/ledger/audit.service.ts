import { setImmediate as othersTurn } from "node:timers/promises";
import type { Tx } from "../postgres/transaction.ts";
import type { AccountAuditor } from "./account-auditor.ts";
import {
  readAuditedAccounts,
  readAuditedEntries,
  readAuditedTransfers,
  readCuts,
  readSeals,
  type AuditedTransfer,
  type Seal,
} from "./audit.store.ts";
import type { BookAuditor } from "./book-auditor.ts";
import type { Head, LeafAccount, StoredLeaf } from "./book.model.ts";
import { booksOf } from "./book.rules.ts";
import { JsonHashes } from "./book.service.ts";
import { column, type EntryRows } from "./entry-rows.ts";
import { bytesOfTransfer, LeafWriter, type TransferBytes } from "./leaf-writer.ts";
import { accountText, transferText } from "./leaf.rules.ts";
import { readWrongRoots } from "./verify-proofs.store.ts";
import { readHeads } from "./verify.store.ts";

/** Seals read at a time. */
const seqsAtOnce = 5000;
/** Entries after which rows of the next stretch that have come meanwhile are taken in. */
const entriesAtOnce = 250;
/** Accounts that are kept from one stretch to the next: all of them, but in the greatest hub. */
const accountsKept = 200_000;

export interface Auditors {
  readonly books: BookAuditor;
  readonly accounts: AccountAuditor;
}

/** What leaves say of an account, and the books of entries that stay within its owner's. */
interface KnownAccount {
  readonly owner: string;
  readonly books: readonly string[];
  readonly said: Buffer;
}

/** What is kept from one stretch to the next. */
interface Known {
  readonly accounts: Map<number, KnownAccount>;
  readonly hashes: JsonHashes;
}

interface Stretch {
  readonly seals: readonly Seal[];
  readonly rows: EntryRows;
  readonly transfers: ReadonlyMap<string, TransferBytes>;
  readonly accounts: ReadonlyMap<number, KnownAccount>;
  readonly heads: readonly Head[];
  readonly cuts: readonly number[];
}

/** Walks the sealed journal in its order and rebuilds every book and account beside it. */
export async function auditJournal(
  ask: <T>(read: (tx: Tx) => Promise<T>) => Promise<T>,
  end: number,
  auditors: Auditors,
): Promise<void> {
  const { books } = auditors;
  const hashes = new JsonHashes();
  let accounts = new Map<number, KnownAccount>();
  const read = (after: number): Promise<Stretch> => {
    // The stretch before may still be at work on those that it was given.
    if (accounts.size > accountsKept) accounts = new Map();
    return ask((tx) =>
      readStretch(tx, after, Math.min(after + seqsAtOnce, end), { accounts, hashes }),
    );
  };
  let next = end > 0 ? read(0) : undefined;
  for (let after = seqsAtOnce; next !== undefined; after += seqsAtOnce) {
    const stretch = await next;
    // The database reads on while this process hashes.
    next = after < end ? read(after) : undefined;
    next?.catch(() => undefined);
    await auditStretch(stretch, auditors);
    const roots = books.takeRoots();
    books.problems.push(...(await ask((tx) => readWrongRoots(tx, roots))));
  }
}

async function readStretch(
  tx: Tx,
  after: number,
  until: number,
  { accounts, hashes }: Known,
): Promise<Stretch> {
  const seals = await readSeals(tx, after, until);
  const rows = await readAuditedEntries(tx, seals);
  const unknown = new Set<number>();
  for (let row = 0; row < rows.length; row += 1)
    for (const side of [column.origin, column.target]) {
      const id = rows.number(row, side);
      if (!accounts.has(id)) unknown.add(id);
    }
  if (unknown.size > 0)
    for (const account of await readAuditedAccounts(tx, [...unknown]))
      accounts.set(account.id, knownAs(account));
  const transfers = new Map<string, TransferBytes>();
  for (const one of await readAuditedTransfers(tx, [...new Set(rows.transferIds)]))
    transfers.set(one.transferId, bytesOf(one, hashes));
  const heads = await readHeads(tx, after, until);
  return { seals, rows, transfers, accounts, heads, cuts: await readCuts(tx, after, until) };
}

const knownAs = (account: LeafAccount): KnownAccount => ({
  owner: account.owner,
  books: [account.owner],
  said: Buffer.from(accountText(account)),
});

/** Heads, and the notes behind their batch, come after the last entry that they stand for. */
async function auditStretch(stretch: Stretch, { books, accounts }: Auditors): Promise<void> {
  const { seals, heads, cuts } = stretch;
  const writer = new LeafWriter();
  let [head, cut] = [0, 0];
  const passTo = (seq: number): void => {
    for (let one = heads[head]; one !== undefined && one.seq < seq; one = heads[(head += 1)]) {
      books.takeHead(one);
      if (heads[head + 1]?.seq !== one.seq) accounts.endBatch(one.seq);
    }
    for (let one = cuts[cut]; one !== undefined && one < seq; one = cuts[(cut += 1)])
      accounts.cut(one);
  };
  let at = 0;
  for (const seal of seals) {
    passTo(seal.seq);
    auditEntry(seal, stretch, { books, accounts }, writer);
    if ((at += 1) % entriesAtOnce === 0) await othersTurn();
  }
  passTo(Infinity);
}

/** An entry whose transfer or account is gone has no leaf: its book says that one is too many. */
function auditEntry(
  { seq, entryId }: Seal,
  { rows, transfers, accounts: known }: Stretch,
  { books, accounts }: Auditors,
  writer: LeafWriter,
): void {
  const row = rows.placeOf(entryId);
  if (row === undefined) {
    books.tell(`seq ${seq}: ENTRY ${entryId} does not exist`);
    return;
  }
  const transferId = rows.transferIds[rows.transferOf(row)] ?? "";
  const [originId, targetId] = [rows.number(row, column.origin), rows.number(row, column.target)];
  accounts.move(
    transferId,
    rows.number(row, column.quantity),
    { id: originId, version: rows.number(row, column.originVersion) },
    { id: targetId, version: rows.number(row, column.targetVersion) },
  );
  const transfer = transfers.get(transferId);
  const [origin, target] = [known.get(originId), known.get(targetId)];
  if (transfer === undefined || origin === undefined || target === undefined) return;
  const hash = writer.hashOf(rows, row, transfer, { origin: origin.said, target: target.said });
  const inBooks = origin.owner === target.owner ? origin.books : booksOf({ origin, target });
  const line = rows.number(row, column.line);
  const leaves = [leafIn(rows, row)];
  for (let more = row + 1; rows.isOf(more, entryId); more += 1) leaves.push(leafIn(rows, more));
  books.takeEntry({ seq, transferId, line, books: inBooks, hash, leaves });
}

const leafIn = (rows: EntryRows, row: number): StoredLeaf => ({
  book: rows.text(row, column.book),
  position: rows.number(row, column.position),
  hash: rows.text(row, column.hash),
});

const bytesOf = (transfer: AuditedTransfer, hashes: JsonHashes): TransferBytes =>
  bytesOfTransfer(
    transferText(transfer, {
      evidence: hashes.of(transfer.evidence),
      effects: hashes.of(transfer.effects),
    }),
  );
