import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { BookAuditor } from "./book-auditor.ts";
import { readJournal } from "./book.store.ts";
import { readWrongHalves, readWrongRoots } from "./verify-proofs.store.ts";
import { readGrownClaims, readTasklessClaims, readTwiceOwed } from "./verify-claims.store.ts";
import {
  readExtent,
  readHeads,
  readLeavesOf,
  readUnconserved,
  readUnfilledLots,
  readWrongAccounts,
  readWrongClaims,
  readWrongSeals,
  readWrongTasks,
  readWrongTransfers,
  type Extent,
} from "./verify.store.ts";

export interface Verification {
  readonly verified: boolean;
  readonly entries: number;
  /** Entries that committed but have no place in the books yet. */
  readonly unsealed: number;
  readonly heads: number;
  /** One sentence for each row that is not what the journal says, at most `problemsMax`. */
  readonly problems: readonly string[];
}

const problemsMax = 100;
const accountsAtOnce = 2000;
const seqsAtOnce = 2000;

/**
 * Re-derives every balance, version, claim, task, leaf, root and head from nothing but the
 * journal. Works in transactions that write nothing, with bounded memory, while others write: an
 * unsealed tail is no error, and its length is told.
 */
export async function verifyBook(database: Database): Promise<Verification> {
  const problems: string[] = [];
  const ask = <T>(read: (tx: Tx) => Promise<T>): Promise<T> => withTx(database, hubReader, read);
  const tell = (found: readonly string[]): void => {
    problems.push(...found.slice(0, problemsMax - problems.length));
  };
  /** Takes as long as the book is great: the limit that guards answers would end it. */
  const askAll = <T>(read: (tx: Tx) => Promise<T>): Promise<T> =>
    ask(async (tx) => {
      await tx.client.query("set local statement_timeout = 0");
      return read(tx);
    });
  const extent = await askAll(readExtent);
  for (let after = 0; after < extent.accounts; after += accountsAtOnce)
    tell(await ask((tx) => readWrongAccounts(tx, after, after + accountsAtOnce)));
  for (const read of wholeBookChecks) tell(await askAll(read));
  const auditor = await auditBooks(extent, ask);
  tell(auditor.problems);
  const { entries, unsealed } = extent;
  return { verified: problems.length === 0, entries, unsealed, heads: auditor.heads, problems };
}

const wholeBookChecks = [
  readUnconserved,
  readWrongTransfers,
  readWrongClaims,
  readWrongTasks,
  readUnfilledLots,
  readTasklessClaims,
  readTwiceOwed,
  readGrownClaims,
  readWrongSeals,
  readWrongHalves,
] as const;

/** Walks the sealed journal in its order and rebuilds every book beside it. */
async function auditBooks(
  extent: Extent,
  ask: <T>(read: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<BookAuditor> {
  const auditor = new BookAuditor();
  for (let after = 0; after < extent.seq; after += seqsAtOnce) {
    const until = Math.min(after + seqsAtOnce, extent.seq);
    await ask(async (tx) => {
      const entries = await readJournal(tx, after, until, seqsAtOnce);
      const leaves = await readLeavesOf(
        tx,
        entries.map(({ entryId }) => entryId),
      );
      auditor.take(entries, leaves, await readHeads(tx, after, until));
      auditor.problems.push(...(await readWrongRoots(tx, auditor.takeRoots())));
    });
  }
  auditor.close(extent.leaves);
  return auditor;
}
