import type pg from "pg";
import { mayPass, sqlState, strainOf, waitMs } from "./patience.ts";
import { cancelStatement } from "./cancel.ts";
import type { Database } from "./pool.ts";
import {
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
  const { isolation, first, knowsItself = false } = frame;
  const opening = { role: "qipan_app", reader, isolation, first } as const;
  return tried(database, knowsItself, () => once(database.pool, opening, work));
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
      return await openAndEnd(client, { role: "qipan_app", reader, first });
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
  return once(database.ownerPool, { role: "qipan_owner", reader: hubReader, isolation }, work);
}

/**
 * One read transaction for one operation: the first reader opens it, `end` closes it, and all
 * that an answer says comes from one snapshot's settings. Opened again after `end` on demand.
 */
export class ReadSession {
  readonly #database: Database;
  readonly #reader: Reader;
  readonly #gone: AbortSignal | undefined;
  #opened: Promise<Opened> | undefined;
  #cancelling: Promise<unknown> | undefined;

  /** What is read is not read to its end once nobody waits for it (`gone`). */
  constructor(database: Database, reader: Reader, gone?: AbortSignal) {
    this.#database = database;
    this.#reader = reader;
    this.#gone = gone;
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
      const { kept } = this.#database;
      return await open(client, { role: "qipan_app", reader: this.#reader, kept });
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
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  let opened: Opened | undefined;
  try {
    opened = await open(client, opening);
    const result = await work(opened.tx, opened.rows);
    opened.seal();
    await commit(client, opened.tx);
    return result;
  } catch (error) {
    opened?.seal();
    // A connection that cannot roll back is thrown away, or it would hand its rows to a stranger.
    await client.query("rollback").catch((failure: unknown) => {
      broken = asError(failure);
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** PostgreSQL answers the COMMIT of a transaction that failed without an error, by ROLLBACK. */
async function commit(client: pg.PoolClient, tx: Tx): Promise<void> {
  const sent = client.query(`${takeRiders(tx)}commit`).catch((error: unknown) => {
    if (strainOf(error) !== "CONNECTION") throw error;
    throw new LostCommit("the answer to a commit was lost", { cause: error });
  });
  const answers = (await sent) as unknown as pg.QueryResult | pg.QueryResult[];
  const last = Array.isArray(answers) ? answers.at(-1) : answers;
  if (last?.command !== "COMMIT") throw new Error("a statement of this transaction had failed");
}

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
