import { setImmediate as othersTurn } from "node:timers/promises";
import type { Tx } from "../postgres/transaction.ts";
import type { AccountAuditor } from "./account-auditor.ts";
import {
  readAuditedAccounts,
  readAuditedEntries,
  readAuditedTransfers,
  readCuts,
  type AuditedTransfer,
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
const seqsAtOnce = 10_000;
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
  readonly rows: EntryRows;
  /** In the order of the rows' `transferIds`; undefined: not there. */
  readonly transfers: readonly (TransferBytes | undefined)[];
  readonly accounts: ReadonlyMap<number, KnownAccount>;
  readonly heads: readonly Head[];
  readonly cuts: readonly number[];
}

/**
 * Walks the sealed journal in its order and rebuilds every book and account beside it; answers the
 * highest id of an entry that it saw.
 */
export async function auditJournal(
  ask: <T>(read: (tx: Tx) => Promise<T>) => Promise<T>,
  end: number,
  auditors: Auditors,
): Promise<number> {
  const { books } = auditors;
  let highest = 0;
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
    highest = Math.max(highest, await auditStretch(stretch, auditors));
    const roots = books.takeRoots();
    books.problems.push(...(await ask((tx) => readWrongRoots(tx, roots))));
  }
  return highest;
}

async function readStretch(
  tx: Tx,
  after: number,
  until: number,
  { accounts, hashes }: Known,
): Promise<Stretch> {
  const rows = await readAuditedEntries(tx, after, until);
  const unknown = new Set<number>();
  for (let row = 0; row < rows.length; row += 1) {
    if (rows.isMissing(row)) continue;
    const [origin, target] = [rows.number(row, column.origin), rows.number(row, column.target)];
    if (!accounts.has(origin)) unknown.add(origin);
    if (!accounts.has(target)) unknown.add(target);
  }
  if (unknown.size > 0)
    for (const account of await readAuditedAccounts(tx, [...unknown]))
      accounts.set(account.id, knownAs(account));
  const named = new Map<string, TransferBytes>();
  const wanted = [...new Set(rows.transferIds)].filter((id) => id !== "");
  for (const one of await readAuditedTransfers(tx, wanted))
    named.set(one.transferId, bytesOf(one, hashes));
  const transfers = rows.transferIds.map((id) => named.get(id));
  const heads = await readHeads(tx, after, until);
  return { rows, transfers, accounts, heads, cuts: await readCuts(tx, after, until) };
}

const knownAs = (account: LeafAccount): KnownAccount => ({
  owner: account.owner,
  books: [account.owner],
  said: Buffer.from(accountText(account)),
});

/** Heads, and the notes behind their batch, come after the last entry that they stand for. */
async function auditStretch(stretch: Stretch, { books, accounts }: Auditors): Promise<number> {
  const { rows, heads, cuts } = stretch;
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
  let highest = 0;
  let at = 0;
  for (let row = 0, next = 0; row < rows.length; row = next) {
    next = rows.after(row);
    passTo(rows.number(row, column.seq));
    if (rows.isMissing(row)) tellMissing(rows, row, books);
    else {
      highest = Math.max(highest, rows.number(row, column.id));
      auditEntry(row, next, stretch, { books, accounts }, writer);
    }
    if ((at += 1) % entriesAtOnce === 0) await othersTurn();
  }
  passTo(Infinity);
  return highest;
}

const tellMissing = (rows: EntryRows, row: number, books: BookAuditor): void => {
  const [seq, id] = [rows.number(row, column.seq), rows.number(row, column.id)];
  books.tell(`seq ${seq}: ENTRY ${id} does not exist`);
};

/** An entry whose transfer or account is gone has no leaf: its book says that one is too many. */
function auditEntry(
  row: number,
  next: number,
  { rows, transfers, accounts: known }: Stretch,
  { books, accounts }: Auditors,
  writer: LeafWriter,
): void {
  const place = rows.transferOf(row);
  const transferId = rows.transferIds[place] ?? "";
  const [originId, targetId] = [rows.number(row, column.origin), rows.number(row, column.target)];
  accounts.move(
    transferId,
    rows.number(row, column.quantity),
    { id: originId, version: rows.number(row, column.originVersion) },
    { id: targetId, version: rows.number(row, column.targetVersion) },
  );
  const transfer = transfers[place];
  const [origin, target] = [known.get(originId), known.get(targetId)];
  if (transfer === undefined || origin === undefined || target === undefined) return;
  const hash = writer.hashOf(rows, row, transfer, { origin: origin.said, target: target.said });
  const isOne = next === row + 1 && origin.owner === target.owner;
  if (isOne && rows.says(row, column.hash, hash) && rows.says(row, column.book, origin.owner))
    if (books.takeLeaf(origin.owner, rows.number(row, column.position), hash)) return;
  const inBooks = origin.owner === target.owner ? origin.books : booksOf({ origin, target });
  const [seq, line] = [rows.number(row, column.seq), rows.number(row, column.line)];
  const leaves: StoredLeaf[] = [];
  for (let one = row; one < next; one += 1) leaves.push(leafIn(rows, one));
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
