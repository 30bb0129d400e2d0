import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { auditJournal } from "./audit.service.ts";
import { BookAuditor } from "./book-auditor.ts";
import type { KeptHead } from "./book.model.ts";
import { readWrongHalves } from "./verify-proofs.store.ts";
import { readGrownClaims, readTasklessClaims, readTwiceOwed } from "./verify-claims.store.ts";
import {
  readExtent,
  readUnconserved,
  readUnfilledLots,
  readWrongAccounts,
  readWrongClaims,
  readWrongCuts,
  readWrongPasts,
  readWrongSeals,
  readWrongTasks,
  readWrongTransfers,
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

export const problemsMax = 100;
const accountsAtOnce = 2000;

/**
 * Re-derives every balance, version, claim, task, leaf, root and head from nothing but the
 * journal. Works in transactions that write nothing, with bounded memory, while others write: an
 * unsealed tail is no error, and its length is told. Heads that a partner `kept` must lie on the
 * history of their books: a history that was written anew is whole in itself, but has others.
 */
export const verifyBook = (
  database: Database,
  kept: readonly KeptHead[] = [],
): Promise<Verification> => verifyBy((read) => withTx(database, hubReader, read), kept);

/** The same inside one transaction, whose own writes it sees. */
export const verifyIn = (tx: Tx): Promise<Verification> => verifyBy((read) => read(tx));

type Ask = <T>(read: (tx: Tx) => Promise<T>) => Promise<T>;

async function verifyBy(ask: Ask, kept: readonly KeptHead[] = []): Promise<Verification> {
  const problems: string[] = [];
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
    for (const read of [readWrongAccounts, readWrongPasts])
      tell(await ask((tx) => read(tx, after, after + accountsAtOnce)));
  for (const read of wholeBookChecks) tell(await askAll(read));
  const auditor = new BookAuditor(kept);
  await auditJournal(ask, extent.seq, auditor);
  auditor.close(extent.leaves);
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
  readWrongCuts,
  readWrongHalves,
] as const;
