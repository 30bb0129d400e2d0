import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { auditJournal } from "./audit.service.ts";
import { BookAuditor } from "./book-auditor.ts";
import type { KeptHead } from "./book.model.ts";
import { readWrongHalves } from "./verify-proofs.store.ts";
import { readWrongStatements } from "./verify-statements.store.ts";
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
): Promise<Verification> => {
  const lanes = database.pool.options.max;
  return verifyBy((read) => withTx(database, hubReader, read), { kept, lanes });
};

/** The same inside one transaction, whose own writes it sees. */
export const verifyIn = (tx: Tx): Promise<Verification> =>
  verifyBy((read) => read(tx), { kept: [], lanes: 1 });

type Ask = <T>(read: (tx: Tx) => Promise<T>) => Promise<T>;

/** With two connections the database looks through its tables while the books are rebuilt. */
async function verifyBy(
  ask: Ask,
  { kept, lanes }: { readonly kept: readonly KeptHead[]; readonly lanes: number },
): Promise<Verification> {
  const extent = await ask((tx) => unhurried(tx, readExtent));
  const auditor = new BookAuditor(kept);
  const tables = findInTables(ask, extent.accounts);
  if (lanes < 2) await tables;
  const [found] = await Promise.all([tables, auditJournal(ask, extent.seq, auditor)]);
  auditor.close(extent.leaves);
  const problems = [...found, ...auditor.problems].slice(0, problemsMax);
  const { entries, unsealed } = extent;
  return { verified: problems.length === 0, entries, unsealed, heads: auditor.heads, problems };
}

async function findInTables(ask: Ask, accounts: number): Promise<string[]> {
  const problems: string[] = [];
  const tell = (found: readonly string[]): void => {
    problems.push(...found.slice(0, problemsMax - problems.length));
  };
  for (let after = 0; after < accounts; after += accountsAtOnce)
    for (const read of [readWrongAccounts, readWrongPasts])
      tell(await ask((tx) => read(tx, after, after + accountsAtOnce)));
  for (const read of wholeBookChecks) tell(await ask((tx) => unhurried(tx, read)));
  return problems;
}

/** Takes as long as the book is great: the limit that guards answers would end it. */
async function unhurried<T>(tx: Tx, read: (tx: Tx) => Promise<T>): Promise<T> {
  await tx.client.query("set local statement_timeout = 0");
  return read(tx);
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
  readWrongStatements,
  readWrongHalves,
] as const;
