import type pg from "pg";
import { mayPass, sqlState, strainOf, waitMs } from "./patience.ts";
import { cancelStatement } from "./cancel.ts";
import type { Database } from "./pool.ts";
import {
  asError,
  hubReader,
  open,
  openAndEnd,
  publicReader,
  takeRiders,
  type Isolation,
  type Opened,
  type Opening,
  type Reader,
  type Tx,
} from "./session.ts";

export { hubReader, publicReader, sqlState, type Isolation, type Reader, type Tx };

export interface Frame {
  readonly isolation?: Isolation | undefined;
  /** A statement that travels with BEGIN; `work` is handed its rows. Literals only. */
  readonly first?: string;
  /**
   * Says that the work finds out by itself whether it was done before: then it is also tried again
   * when the line broke at the commit, and nobody knows whether that came through.
   */
  readonly knowsItself?: boolean;
  /** In place of the database's usual times. */
  readonly lockMs?: number;
  /** For all of it but the commit: what is not done by then is rolled back, as a TIMEOUT. */
  readonly wholeMs?: number;
}

/**
 * The only door to the database. Runs `work` in one transaction as `qipan_app` under the
 * reader's settings; commits what it returns, rolls back what it throws. Whatever surely left
 * nothing behind and may pass (a deadlock, a broken line before the commit) is tried again, a
 * bounded number of times with a pause of chance; `strainOf` says of what is thrown then.
 */
export function withTx<T>(
  database: Database,
  reader: Reader,
  work: (tx: Tx, first: readonly unknown[]) => Promise<T>,
  frame: Frame = {},
): Promise<T> {
  const { isolation, first, knowsItself = false, lockMs = database.times?.lockMs ?? 0 } = frame;
  const times = database.times && { ...database.times, lockMs };
  const opening = { role: "qipan_app", reader, isolation, first, times } as const;
  return tried(database, knowsItself, () =>
    once(database.pool, opening, work, (opened) => limit(database, opened, frame)),
  );
}

/**
 * The rows of one statement that changes nothing, in a transaction of its own and in one trip.
 * Literals only.
 */
export const readOnce = (
  database: Database,
  reader: Reader,
  first: string,
): Promise<readonly unknown[]> =>
  tried(database, true, async () => {
    const client = await database.pool.connect();
    let broken: Error | undefined;
    try {
      const { times } = database;
      return await openAndEnd(client, { role: "qipan_app", reader, first, times });
    } catch (error) {
      broken = await client.query("rollback").then(() => undefined, asError);
      throw error;
    } finally {
      client.release(broken);
    }
  });

async function tried<T>(
  { patience, strains }: Database,
  knowsItself: boolean,
  attemptOnce: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce();
    } catch (error) {
      const strain = strainOf(error);
      if (strain === undefined) throw error;
      const again = mayPass(strain) && (knowsItself || !(error instanceof LostCommit));
      if (!again || attempt >= patience.tries) {
        strains.giveUp(strain);
        throw error;
      }
      strains.retry(strain);
    }
    await patience.pause(waitMs(attempt + 1, patience));
  }
}

/** Like `withTx` but as the owner of the tables: migrations, seeds and whole moves only. */
export async function withOwnerTx<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  isolation: Isolation = "read committed",
): Promise<T> {
  const { times } = database;
  const opening = { role: "qipan_owner", reader: hubReader, isolation, times } as const;
  return once(database.ownerPool, opening, work);
}

/** A transaction that took too long; nothing of it is left. PostgreSQL says the same by 57014. */
export class TookTooLong extends Error {
  readonly code = "57014";
}

/** Ends a transaction whose time is over: its statement, and whatever would come after it. */
function limit(database: Database, opened: Opened, { wholeMs }: Frame): Limit {
  const limit: Limit = { isOver: false, callOff: () => undefined };
  if (wholeMs === undefined) return limit;
  const timer = setTimeout(() => {
    limit.isOver = true;
    opened.seal();
    limit.ending = cancelStatement(database, opened.backend).catch(() => undefined);
  }, wholeMs).unref();
  limit.callOff = () => clearTimeout(timer);
  return limit;
}

interface Limit {
  isOver: boolean;
  /** Until that has answered the transaction stays open. */
  ending?: Promise<unknown>;
  callOff: () => void;
}

/** Rolls back although nothing failed: a refused write must leave nothing behind. */
export class Rollback<T> extends Error {
  readonly answer: T;

  constructor(answer: T) {
    super("rolled back on purpose");
    this.answer = answer;
  }
}

/** The line broke after COMMIT was sent: it may have come through or not. */
export class LostCommit extends Error {}

async function once<T>(
  pool: pg.Pool,
  opening: Opening,
  work: (tx: Tx, first: readonly unknown[]) => Promise<T>,
  limited?: (opened: Opened) => Limit,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let opened: Opened | undefined;
  let limit: Limit | undefined;
  try {
    opened = await open(client, opening);
    limit = limited?.(opened);
    const result = await work(opened.tx, opened.rows);
    limit?.callOff();
    if (limit?.isOver === true) throw new TookTooLong();
    opened.seal();
    await commit(client, opened.tx);
    return result;
  } catch (error) {
    opened?.seal();
    limit?.callOff();
    await limit?.ending;
    // A connection that cannot roll back is thrown away, or it would hand its rows to a stranger.
    await client.query("rollback").catch((failure: unknown) => {
      broken = asError(failure);
    });
    throw limit?.isOver === true ? new TookTooLong("it took too long", { cause: error }) : error;
  } finally {
    client.release(broken);
  }
}

/** PostgreSQL answers the COMMIT of a transaction that failed without an error, by ROLLBACK. */
async function commit(client: pg.PoolClient, tx: Tx): Promise<void> {
  const riders = takeRiders(tx);
  const last = riders.length === 0 ? "commit" : `select ${riders.join(", ")}; commit`;
  const sent = client.query(last).catch((error: unknown) => {
    if (strainOf(error) !== "CONNECTION") throw error;
    throw new LostCommit("the answer to a commit was lost", { cause: error });
  });
  const answers = (await sent) as unknown as pg.QueryResult | pg.QueryResult[];
  const answer = Array.isArray(answers) ? answers.at(-1) : answers;
  if (answer?.command !== "COMMIT") throw new Error("a statement of this transaction had failed");
}
