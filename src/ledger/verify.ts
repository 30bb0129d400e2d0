import { randomInt } from "node:crypto";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Frame, type Tx } from "../postgres/transaction.ts";
import { AccountAuditor } from "./account-auditor.ts";
import { auditJournal } from "./audit.service.ts";
import { readMarks, readSaidAccounts, readTail, type Walked } from "./audit.store.ts";
import { BookAuditor } from "./book-auditor.ts";
import { problemsMax, type KeptHead } from "./book.model.ts";
import { readWrongHalves } from "./verify-proofs.store.ts";
import { readWrongStatements } from "./verify-statements.store.ts";
import { readGrownClaims, readTasklessClaims, readTwiceOwed } from "./verify-claims.store.ts";
import {
  readExtent,
  readUnconserved,
  readUnfilledLots,
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

/** Accounts whose wrong notes are named one by one. */
const pastsNamed = 5;

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
  const ask: Ask = (read, frame) => withTx(database, hubReader, read, frame);
  return verifyBy(ask, { kept, lanes });
};

/** The same inside one transaction, whose own writes it sees. */
export const verifyIn = (tx: Tx): Promise<Verification> =>
  verifyBy((read) => read(tx), { kept: [], lanes: 1 });

type Ask = <T>(read: (tx: Tx) => Promise<T>, frame?: Frame) => Promise<T>;

/** With two connections the database looks through its tables while the books are rebuilt. */
async function verifyBy(
  ask: Ask,
  { kept, lanes }: { readonly kept: readonly KeptHead[]; readonly lanes: number },
): Promise<Verification> {
  const extent = await ask((tx) => unhurried(tx, readExtent));
  const books = new BookAuditor(kept);
  const key = [half(), half()] as const;
  const accounts = new AccountAuditor(key);
  const tables = findInTables(ask, extent.seq, key, accounts);
  if (lanes < 2) await tables;
  const [found, highest] = await Promise.all([
    tables,
    auditJournal(ask, extent.seq, { books, accounts }),
  ]);
  books.close(extent.leaves);
  const walked = { end: extent.seq, entries: accounts.entries, highest };
  const unsealed = await ask((tx) => unhurried(tx, (of) => closeAccounts(of, walked, accounts)), {
    isolation: "repeatable read",
  });
  const named = await nameWrongPasts(ask, accounts);
  const problems = [...found, ...accounts.problems, ...books.problems, ...named];
  const told = problems.slice(0, problemsMax);
  return {
    ...{ verified: told.length === 0, entries: accounts.entries, unsealed },
    ...{ heads: books.heads, problems: told },
  };
}

type Key = readonly [number, number];

/** Of a key that nobody could know. */
const half = (): number => randomInt(2 ** 32) | 0;

async function findInTables(
  ask: Ask,
  end: number,
  key: Key,
  accounts: AccountAuditor,
): Promise<string[]> {
  const problems: string[] = [];
  for (const read of wholeBookChecks) {
    const found = await ask((tx) => unhurried(tx, read));
    problems.push(...found.slice(0, problemsMax - problems.length));
  }
  await ask((tx) =>
    unhurried(tx, (of) => readMarks(of, end, key, (marks) => accounts.takeMarks(marks))),
  );
  return problems;
}

/** What came behind the walk, and then every account's row, both of one moment. */
async function closeAccounts(tx: Tx, walked: Walked, accounts: AccountAuditor): Promise<number> {
  let unsealed = 0;
  await readTail(tx, walked, ({ transferId, quantity, origin, target, isSealed }) => {
    accounts.move(transferId, quantity, origin, target);
    if (!isSealed) unsealed += 1;
  });
  await readSaidAccounts(tx, (account) => accounts.close(account));
  accounts.end();
  return unsealed;
}

/** Notes are compared by their marks; where those differ, the database is asked for the rows. */
async function nameWrongPasts(ask: Ask, accounts: AccountAuditor): Promise<string[]> {
  const problems: string[] = [];
  for (const account of accounts.wrongPasts(pastsNamed)) {
    const named = await ask((tx) => readWrongPasts(tx, account));
    problems.push(
      ...(named.length > 0 ? named : [`account ${account}: its notes are not its own`]),
    );
  }
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
