import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Database } from "./pool.ts";

/**
 * Who reads or writes, as row-level security sees it. The policies compare rows with these
 * three facts and with nothing else; without them every table is empty.
 */
export interface Reader {
  readonly principal: string;
  /** Organizations that the principal belongs to. */
  readonly orgs: readonly string[];
  /** Organizations whose PARTNER stock an agreement in force opens to the principal. */
  readonly partners: readonly string[];
}

/** One open transaction. `now` is the database's time, the only time that decides. */
export interface Tx {
  readonly db: NodePgDatabase;
  readonly client: pg.PoolClient;
  readonly reader: Reader;
  readonly now: Date;
  /** The day of `now` in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
}

/** Anyone on the internet: sees PUBLIC rows only. */
export const publicReader: Reader = { principal: "public", orgs: [], partners: [] };

/** The hub's own work (sealer, expiry worker): rows of every organization, the same app role. */
export const hubReader: Reader = { principal: "hub", orgs: ["*"], partners: [] };

const attemptsMax = 6;

/** Under `repeatable read` all statements of the transaction see what the first one saw. */
export type Isolation = "read committed" | "repeatable read";

/**
 * The only door to the database. Runs `work` in one transaction as `qipan_app` under the
 * reader's settings; commits what it returns, rolls back what it throws. A deadlock or a
 * serialization failure is tried again a bounded number of times; nothing else is.
 */
export async function withTx<T>(
  database: Database,
  reader: Reader,
  work: (tx: Tx) => Promise<T>,
  isolation: Isolation = "read committed",
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(database.pool, (client) => open(client, reader, isolation), work);
    } catch (error) {
      if (attempt === attemptsMax || !isRetryable(error)) throw error;
    }
  }
}

/** Like `withTx` but as the owner of the tables: migrations, seeds and whole moves only. */
export async function withOwnerTx<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  isolation: Isolation = "read committed",
): Promise<T> {
  return once(database.ownerPool, (client) => openAsOwner(client, isolation), work);
}

/**
 * One read transaction for one operation: the first reader opens it, `end` closes it, and all
 * that an answer says comes from one snapshot's settings. Opened again after `end` on demand.
 */
export class ReadSession {
  readonly #database: Database;
  readonly #reader: Reader;
  #opened: Promise<Tx> | undefined;

  constructor(database: Database, reader: Reader) {
    this.#database = database;
    this.#reader = reader;
  }

  tx(): Promise<Tx> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  /** Gives the connection back. On PGlite there is one: a write would wait for it for ever. */
  async end(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    const tx = await opened?.catch(() => undefined);
    if (tx === undefined) return;
    const broken = await tx.client.query("commit").then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );
    tx.client.release(broken);
  }

  async #open(): Promise<Tx> {
    const client = await this.#database.pool.connect();
    try {
      return await open(client, this.#reader);
    } catch (error) {
      client.release(error instanceof Error ? error : true);
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

async function once<T>(
  pool: pg.Pool,
  begin: (client: pg.PoolClient) => Promise<Tx>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const result = await work(await begin(client));
    await client.query("commit");
    return result;
  } catch (error) {
    // A connection that cannot roll back is thrown away, or it would hand its rows to a stranger.
    await client.query("rollback").catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function open(
  client: pg.PoolClient,
  reader: Reader,
  isolation: Isolation = "read committed",
): Promise<Tx> {
  await client.query(`begin isolation level ${isolation}; set local role qipan_app`);
  const { rows } = await client.query<{ now: Date; today: string }>(openSql, [
    reader.principal,
    reader.orgs.join(","),
    reader.partners.join(","),
  ]);
  return txOf(client, reader, rows);
}

async function openAsOwner(client: pg.PoolClient, isolation: Isolation): Promise<Tx> {
  await client.query(`begin isolation level ${isolation}; set local role qipan_owner`);
  const { rows } = await client.query<{ now: Date; today: string }>(openSql, ["owner", "", ""]);
  return txOf(client, hubReader, rows);
}

/** No compiler: on a great hub it takes many times as long as our short statements. */
const openSql = `select set_config('app.reader', $1, true), set_config('app.orgs', $2, true),
  set_config('app.partners', $3, true), set_config('search_path', 'qipan, pg_temp', true),
  set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true),
  now() as now, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today`;

function txOf(
  client: pg.PoolClient,
  reader: Reader,
  rows: readonly { now: Date; today: string }[],
): Tx {
  const [row] = rows;
  if (row === undefined) throw new Error("the database did not tell its time");
  const queued = oneAtATime(client);
  return { db: drizzle(queued), client: queued, reader, now: row.now, today: row.today };
}

/**
 * The same client, whose statements wait for each other: resolvers of one answer read side by
 * side, and pg deprecates (and its next version refuses) a statement sent into another.
 */
function oneAtATime(client: pg.PoolClient): pg.PoolClient {
  const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  let last: Promise<unknown> = Promise.resolve();
  const query = (...args: unknown[]): Promise<unknown> => {
    const sent = last.then(() => send(...args));
    last = sent.catch(() => undefined);
    return sent;
  };
  return Object.create(client, { query: { value: query } }) as pg.PoolClient;
}

/** The five-character SQLSTATE, whether pg threw it or drizzle wrapped it. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && typeof error.code === "string") return error.code;
  return error.cause === undefined ? undefined : sqlState(error.cause);
}

const isRetryable = (error: unknown): boolean => {
  const state = sqlState(error);
  return state === "40001" || state === "40P01";
};
