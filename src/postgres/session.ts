import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { CopyOut } from "./copy.ts";

/**
 * Who reads or writes, as row-level security sees it. The policies compare rows with these
 * facts and with nothing else; without them every table is empty.
 */
export interface Reader {
  readonly principal: string;
  /** Organizations that the principal belongs to. */
  readonly orgs: readonly string[];
  /** Organizations whose PARTNER stock an agreement in force opens to the principal. */
  readonly partners: readonly string[];
  /** Its roles in them, as `heldAs` writes them; absent: those that its memberships say. */
  readonly roles?: readonly string[];
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
   * Calls whose answer nobody waits for, in order: they travel with the next statement that asks
   * for `takeRiders`, at latest with the commit, and cost no trip of their own. Literals only.
   */
  readonly riders: string[];
  /** Rows for functions of `qipan` that take many in one call, by name; they travel first. */
  readonly gathered: Map<string, unknown[]>;
  /** Rows of a table that the process keeps; only where nothing is written. */
  readonly kept?: (table: string) => Map<string, unknown>;
}

/** A value as text of a statement: where several travel together there are no parameters. */
export const literal = (value: string): string => pg.escapeLiteral(value);

/** All that waits to travel: to stand in the list of a SELECT, which is worked off in order. */
export function takeRiders({ riders, gathered }: Tx): string[] {
  const calls = [...gathered].map(
    ([name, rows]) => `qipan.${name}(${literal(JSON.stringify(rows))})`,
  );
  gathered.clear();
  return [...calls, ...riders.splice(0)];
}

/** Under `repeatable read` all statements of the transaction see what the first one saw. */
export type Isolation = "read committed" | "repeatable read";

/** Milliseconds that the database itself keeps, in each transaction anew: a pooler forgets them. */
export interface Times {
  readonly statementMs: number;
  /** For a lock; 0: as long as for the statement. */
  readonly lockMs: number;
  /** Between two statements, for a node that hangs or is cut off must not hold locks for ever. */
  readonly idleMs: number;
}

export const usualTimes: Times = { statementMs: 30_000, lockMs: 0, idleMs: 60_000 };

/** A transaction as the server knows it: its process, and when it began, to the microsecond. */
export interface Backend {
  readonly pid: number;
  readonly began: string;
}

export interface Opened {
  readonly tx: Tx;
  /** What the statement that came along with BEGIN answered. */
  readonly rows: readonly unknown[];
  /** What serves it: the real process, also behind a pooler of connections. */
  readonly backend: Backend;
  /** Nothing is sent any more: what still waits for its turn is refused. */
  readonly seal: () => void;
}

interface Begun {
  readonly now: Date;
  readonly today: string;
  readonly pid: number;
  readonly began: string;
  readonly standby: boolean;
}

/**
 * The database is a standby, which only repeats what its primary did, and how far behind nobody
 * here knows: what it would tell as current may be old. SQLSTATE as of a write sent to it.
 */
export class OnStandby extends Error {
  readonly code = "25006";

  constructor() {
    super(
      "数据库是备库,读数可能陈旧,也不能写入;请指向主库 / " +
        "the database is a standby: what it tells may be old, and it takes no writes; " +
        "name the primary",
    );
  }
}

export interface Opening {
  readonly role: "qipan_app" | "qipan_owner";
  readonly reader: Reader;
  /** In place of the reader's name, where the tables' owner works. */
  readonly isolation?: Isolation | undefined;
  /** One more statement of the same message: literals only. */
  readonly first?: string | undefined;
  readonly times: Times | undefined;
}

/** BEGIN, the role and the reader's settings, and the caller's first statement, in one trip. */
export async function open(client: pg.PoolClient, opening: Opening): Promise<Opened> {
  const answers = (await client.query(
    beginning(opening).join("; "),
  )) as unknown as readonly pg.QueryResult<Begun>[];
  const [row] = answers[1]?.rows ?? [];
  if (row === undefined) throw new Error("the database did not tell its time");
  if (row.standby) throw new OnStandby();
  const rows: readonly unknown[] = answers[2]?.rows ?? [];
  return { ...txOf(client, opening, row), rows, backend: { pid: row.pid, began: row.began } };
}

/** The same, and COMMIT behind it: for a statement that is all of its transaction. */
export async function openAndEnd(
  client: pg.PoolClient,
  opening: Opening & { readonly first: string },
): Promise<readonly unknown[]> {
  const sent = client.query([...beginning(opening), "commit"].join("; "));
  const answers = (await sent) as unknown as readonly pg.QueryResult<object>[];
  if ((answers[1]?.rows[0] as Begun | undefined)?.standby === true) throw new OnStandby();
  return answers[2]?.rows ?? [];
}

function beginning({ role, reader, isolation, first, times }: Opening): readonly string[] {
  const known = role === "qipan_owner" ? { principal: "owner", orgs: [], partners: [] } : reader;
  return [
    `begin isolation level ${isolation ?? "read committed"}`,
    settings(role, known, times),
    ...(first === undefined ? [] : [first]),
  ];
}

/** No compiler: on a great hub it takes many times as long as our short statements. */
const settings = (
  role: Opening["role"],
  { principal, orgs, partners, roles = [] }: Reader,
  times: Times | undefined,
): string =>
  `select set_config('role', '${role}', true),
  set_config('app.reader', ${literal(principal)}, true),
  set_config('app.orgs', ${literal(orgs.join(","))}, true),
  set_config('app.partners', ${literal(partners.join(","))}, true),
  set_config('app.roles', ${literal(roles.join(","))}, true),
  set_config('search_path', 'qipan, pg_temp', true),
  set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true),
  now() as now, to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as today,
  pg_backend_pid() as pid, extract(epoch from now())::text as began,
  pg_is_in_recovery() as standby
  ${times === undefined ? "" : patience(times)}`;

const patience = ({ statementMs, lockMs, idleMs }: Times): string =>
  `, set_config('statement_timeout', '${String(Math.ceil(statementMs))}', true),
  set_config('lock_timeout', '${String(Math.ceil(lockMs))}', true),
  set_config('idle_in_transaction_session_timeout', '${String(Math.ceil(idleMs))}', true)`;

function txOf(
  client: pg.PoolClient,
  { reader }: Opening,
  begun: Begun,
): Omit<Opened, "backend" | "rows"> {
  const { queued, seal } = oneAtATime(client, begun.pid);
  return { tx: new OpenTx(queued, reader, begun), seal };
}

/** No object that is written down with a getter: the getter, and what it sees, would outlive it. */
class OpenTx implements Tx {
  readonly client: pg.PoolClient;
  readonly reader: Reader;
  readonly now: Date;
  readonly today: string;
  readonly riders: string[] = [];
  readonly gathered = new Map<string, unknown[]>();
  #db: NodePgDatabase | undefined;

  constructor(client: pg.PoolClient, reader: Reader, { now, today }: Begun) {
    this.client = client;
    this.reader = reader;
    this.now = now;
    this.today = today;
  }

  /** Most transactions never ask for it. */
  get db(): NodePgDatabase {
    return (this.#db ??= drizzle(this.client));
  }
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
      if (statement instanceof CopyOut) {
        void send(statement);
        return statement.ended;
      }
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

/** What was thrown, as the pool wants to hear of a connection that is no good any more. */
export const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(String(thrown));
