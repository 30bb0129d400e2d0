import type { Tx } from "../postgres/transaction.ts";
import {
  readAuditedAccounts,
  readAuditedEntries,
  readAuditedLeaves,
  readAuditedTransfers,
  type AuditedEntry,
  type AuditedTransfer,
} from "./audit.store.ts";
import type { BookAuditor } from "./book-auditor.ts";
import type { HashedEntry, Head, Leaf, LeafAccount, LeafEntry } from "./book.model.ts";
import { booksOf } from "./book.rules.ts";
import { canonicalHash } from "./book.service.ts";
import { canonicalLeaf } from "./leaf.rules.ts";
import { leafHash } from "./merkle.ts";
import { readWrongRoots } from "./verify-proofs.store.ts";
import { readHeads } from "./verify.store.ts";

/** Seals read at a time. */
const seqsAtOnce = 5000;
/** Accounts that are kept from one stretch to the next: all of them, but in the greatest hub. */
const accountsKept = 200_000;

interface Read {
  readonly entries: readonly AuditedEntry[];
  readonly transfers: readonly AuditedTransfer[];
  readonly leaves: readonly Leaf[];
  readonly heads: readonly Head[];
}

/** Walks the sealed journal in its order and rebuilds every book beside it. */
export async function auditJournal(
  ask: <T>(read: (tx: Tx) => Promise<T>) => Promise<T>,
  end: number,
  auditor: BookAuditor,
): Promise<void> {
  const accounts = new Map<number, LeafAccount>();
  const read = (after: number): Promise<Read> =>
    ask((tx) => readStretch(tx, after, Math.min(after + seqsAtOnce, end), accounts));
  let next = end > 0 ? read(0) : undefined;
  for (let after = seqsAtOnce; next !== undefined; after += seqsAtOnce) {
    const { entries, transfers, leaves, heads } = await next;
    const hashed = hashAll(entries, transfers, accounts);
    // The database reads on while this process hashes.
    next = after < end ? read(after) : undefined;
    next?.catch(() => undefined);
    auditor.take(hashed, leaves, heads);
    const roots = auditor.takeRoots();
    auditor.problems.push(...(await ask((tx) => readWrongRoots(tx, roots))));
  }
}

async function readStretch(
  tx: Tx,
  after: number,
  until: number,
  accounts: Map<number, LeafAccount>,
): Promise<Read> {
  const entries = await readAuditedEntries(tx, after, until);
  const ids = new Set(entries.map(({ transferId }) => transferId));
  const transfers = await readAuditedTransfers(tx, [...ids]);
  if (accounts.size > accountsKept) accounts.clear();
  const unknown = new Set(entries.flatMap(({ origin, target }) => [origin, target]));
  for (const id of unknown) if (accounts.has(id)) unknown.delete(id);
  if (unknown.size > 0)
    for (const account of await readAuditedAccounts(tx, [...unknown]))
      accounts.set(account.id, account);
  const leaves = await readAuditedLeaves(
    tx,
    entries.map(({ entryId }) => entryId),
  );
  return { entries, transfers, leaves, heads: await readHeads(tx, after, until) };
}

/** An entry whose transfer or account is gone has no leaf: its book says that one is too many. */
function hashAll(
  entries: readonly AuditedEntry[],
  transfers: readonly AuditedTransfer[],
  accounts: ReadonlyMap<number, LeafAccount>,
): HashedEntry[] {
  const known = new Map(
    transfers.map((one) => [
      one.transferId,
      {
        transfer: one,
        hashes: { evidence: canonicalHash(one.evidence), effects: canonicalHash(one.effects) },
      },
    ]),
  );
  const hashed: HashedEntry[] = [];
  for (const entry of entries) {
    const of = known.get(entry.transferId);
    const [origin, target] = [accounts.get(entry.origin), accounts.get(entry.target)];
    if (of === undefined || origin === undefined || target === undefined) continue;
    const { entryId, seq, transferId, line } = entry;
    const hash = leafHash(canonicalLeaf(leafOf(entry, of.transfer, origin, target), of.hashes));
    hashed.push({ entryId, seq, transferId, line, books: booksOf({ origin, target }), hash });
  }
  return hashed;
}

const leafOf = (
  entry: AuditedEntry,
  transfer: AuditedTransfer,
  origin: LeafAccount,
  target: LeafAccount,
): LeafEntry => ({
  entryId: entry.entryId,
  seq: entry.seq,
  transferId: entry.transferId,
  line: entry.line,
  op: transfer.op,
  reverses: transfer.reverses,
  occurredAt: transfer.occurredAt,
  recordedAt: transfer.recordedAt,
  actor: transfer.actor,
  actorOrg: transfer.actorOrg,
  item: entry.item,
  quantity: entry.quantity,
  means: entry.means,
  originVersion: entry.originVersion,
  targetVersion: entry.targetVersion,
  origin,
  target,
});
