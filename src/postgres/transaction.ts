import type pg from "pg";
import { mayPass, sqlState, strainOf, waitMs } from "./patience.ts";
import { cancelStatement } from "./cancel.ts";
import type { Database } from "./pool.ts";
import {
  hubReader,
  open,
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
export async function withTx<T>(
  database: Database,
  reader: Reader,
  work: (tx: Tx, first: readonly unknown[]) => Promise<T>,
  frame: Frame = {},
): Promise<T> {
  const { patience, strains } = database;
  const { isolation, first, knowsItself = false, lockMs = database.times?.lockMs ?? 0 } = frame;
  const times = database.times && { ...database.times, lockMs };
  const opening = { role: "qipan_app", reader, isolation, first, times } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(database.pool, opening, work, (opened) => limit(database, opened, frame));
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

/**
 * One read transaction for one operation: the first reader opens it, `end` closes it, and all
 * that an answer says comes from one snapshot's settings. Opened again after `end` on demand.
 */
export class ReadSession {
  readonly #database: Database;
  readonly #reader: Reader;
  readonly #gone: AbortSignal | undefined;
  readonly #leftMs: (() => number | undefined) | undefined;
  #opened: Promise<Opened> | undefined;
  #cancelling: Promise<unknown> | undefined;

  /**
   * What is read is not read to its end once nobody waits for it (`gone`). `leftMs` tells how long
   * a statement may take as things stand, where that is not the usual.
   */
  constructor(
    database: Database,
    reader: Reader,
    gone?: AbortSignal,
    leftMs?: () => number | undefined,
  ) {
    this.#database = database;
    this.#reader = reader;
    this.#gone = gone;
    this.#leftMs = leftMs;
  }

  async tx(): Promise<Tx> {
    this.#gone?.throwIfAborted();
    this.#opened ??= this.#open();
    return (await this.#opened).tx;
  }

  /** Gives the connection back. On PGlite there is one: a write would wait for it for ever. */
  async end(): Promise<void> {
    const opening = this.#opened;
    this.#opened = undefined;
    this.#gone?.removeEventListener("abort", this.#cancel);
    const opened = await opening?.catch(() => undefined);
    if (opened === undefined) return;
    // Until that has answered the connection is ours: else a stranger's statement would be ended.
    await this.#cancelling;
    const { client } = opened.tx;
    const ended = client.query("commit");
    const broken = await ended.then(() => undefined, asError);
    opened.seal();
    client.release(broken);
  }

  readonly #cancel = (): void => {
    const opening = this.#opened;
    if (opening === undefined) return;
    const cancel = ({ backend }: Opened) => cancelStatement(this.#database, backend);
    this.#cancelling = opening.then(cancel).catch(() => undefined);
  };

  async #open(): Promise<Opened> {
    this.#gone?.addEventListener("abort", this.#cancel);
    const client = await this.#database.pool.connect();
    try {
      const { times } = this.#database;
      const statementMs = this.#leftMs?.() ?? times?.statementMs ?? 0;
      return await open(client, {
        ...{ role: "qipan_app", reader: this.#reader },
        times: times && { ...times, statementMs },
      });
    } catch (error) {
      client.release(asError(error));
      throw error;
    }
  }
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

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
