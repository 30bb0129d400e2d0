import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Kept } from "./kept.ts";

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

/** Anyone on the internet: sees PUBLIC rows only. */
export const publicReader: Reader = { principal: "public", orgs: [], partners: [] };

/** The hub's own work (sealer, expiry worker): rows of every organization, the same app role. */
export const hubReader: Reader = { principal: "hub", orgs: ["*"], partners: [] };

/** One open transaction. `now` is the database's time, the only time that decides. */
export interface Tx {
  readonly db: NodePgDatabase;
  readonly client: pg.PoolClient;
  readonly reader: Reader;
  readonly now: Date;
  /** The day of `now` in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  /**
   * Statements whose answer nobody waits for, in order: they travel with the next that says
   * `takeRiders`, at latest with the commit, and cost no trip of their own. Literals only.
   */
  readonly riders: string[];
  /** Rows of a table that the process keeps; only where nothing is written. */
  readonly kept?: ((table: string) => Map<string, unknown>) | undefined;
}

/** A value as text of a statement: where several travel together there are no parameters. */
export const literal = (value: string): string => pg.escapeLiteral(value);

/** All that waits to travel, each closed by a semicolon: to stand before the caller's own. */
export const takeRiders = ({ riders }: Tx): string =>
  riders
    .splice(0)
    .map((rider) => `${rider}; `)
    .join("");

/** Under `repeatable read` all statements of the transaction see what the first one saw. */
export type Isolation = "read committed" | "repeatable read";

export interface Opened {
  readonly tx: Tx;
  /** What the statement that came along with BEGIN answered. */
  readonly rows: readonly unknown[];
  /** The process that serves it: the real one, also behind a pooler of connections. */
  readonly backend: number;
  /** Nothing is sent any more: what still waits for its turn is refused. */
  readonly seal: () => void;
}

interface Begun {
  readonly now: Date;
  readonly today: string;
  readonly backend: number;
  readonly stamp: number | null;
}

export interface Opening {
  readonly role: "qipan_app" | "qipan_owner";
  readonly reader: Reader;
  /** In place of the reader's name, where the tables' owner works. */
  readonly isolation?: Isolation | undefined;
  /** One more statement of the same message: literals only. */
  readonly first?: string | undefined;
  /** For a transaction that only reads. */
  readonly kept?: Kept | undefined;
}

/** BEGIN, the role, the reader's settings and the caller's first statement in one trip. */
export async function open(client: pg.PoolClient, opening: Opening): Promise<Opened> {
  const answers = (await client.query(
    beginning(opening).join("; "),
  )) as unknown as readonly pg.QueryResult<Begun>[];
  const [row] = answers[2]?.rows ?? [];
  if (row === undefined) throw new Error("the database did not tell its time");
  const rows: readonly unknown[] = answers[3]?.rows ?? [];
  return { ...txOf(client, opening, row), rows, backend: row.backend };
}

/** The same, and COMMIT behind it: for a statement that is all of its transaction. */
export async function openAndEnd(
  client: pg.PoolClient,
  opening: Opening & { readonly first: string },
): Promise<readonly unknown[]> {
  const sent = client.query([...beginning(opening), "commit"].join("; "));
  const answers = (await sent) as unknown as readonly pg.QueryResult<object>[];
  return answers[3]?.rows ?? [];
}

function beginning({ role, reader, isolation, first, kept }: Opening): readonly string[] {
  const known = role === "qipan_owner" ? { principal: "owner", orgs: [], partners: [] } : reader;
  return [
    `begin isolation level ${isolation ?? "read committed"}; set local role ${role}`,
    settings(known, kept),
    ...(first === undefined ? [] : [first]),
  ];
}

/** No compiler: on a great hub it takes many times as long as our short statements. */
const settings = ({ principal, orgs, partners }: Reader, kept: Kept | undefined): string =>
  `select set_config('app.reader', ${literal(principal)}, true),
  set_config('app.orgs', ${literal(orgs.join(","))}, true),
  set_config('app.partners', ${literal(partners.join(","))}, true),
  set_config('search_path', 'qipan, pg_temp', true),
  set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true),
  now() as now, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today,
  pg_backend_pid() as backend,
  ${kept === undefined ? "null" : "(select stamp from qipan.words_stamp)"} as stamp`;

function txOf(
  client: pg.PoolClient,
  { reader, kept }: Opening,
  { now, today, backend, stamp }: Begun,
): Omit<Opened, "backend" | "rows"> {
  const { queued, seal } = oneAtATime(client, backend);
  let db: NodePgDatabase | undefined;
  const tx = {
    client: queued,
    reader,
    now,
    today,
    riders: [],
    kept: stamp === null ? undefined : (table: string) => kept?.at(stamp, table) ?? new Map(),
    // Most transactions never ask for it.
    get db() {
      return (db ??= drizzle(queued));
    },
  };
  return { tx, seal };
}

/**
 * A statement whose text never changes may have a name: its plan is kept by the connection. Not
 * behind a pooler, where the next transaction runs on another backend that has never heard of it:
 * the process that answers is then not the one that the connection was opened with.
 */
const isNamed = (statement: unknown): statement is { readonly name: string } =>
  typeof statement === "object" && statement !== null && "name" in statement;

/**
 * The same client, whose statements wait for each other: resolvers of one answer read side by
 * side, and pg deprecates (and its next version refuses) a statement sent into another. Once it
 * is sealed, a statement that still waits is not sent: it would run outside of the transaction,
 * under the login's own rights, on a connection that is perhaps someone else's by then.
 */
function oneAtATime(
  client: pg.PoolClient,
  backend: number,
): { queued: pg.PoolClient; seal: () => void } {
  const send = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
  const keepsPlans = "processID" in client && client.processID === backend;
  let last: Promise<unknown> = Promise.resolve();
  let isSealed = false;
  const query = (...args: unknown[]): Promise<unknown> => {
    const sent = last.then(() => {
      if (isSealed) throw new Error("a statement came after the end of its transaction");
      const [statement, ...rest] = args;
      return keepsPlans || !isNamed(statement)
        ? send(...args)
        : send({ ...statement, name: undefined }, ...rest);
    });
    last = sent.catch(() => undefined);
    return sent;
  };
  const queued = Object.create(client, { query: { value: query } }) as pg.PoolClient;
  return { queued, seal: () => (isSealed = true) };
}
