import pg from "pg";
import type { Database } from "./pool.ts";
import type { Backend } from "./session.ts";

interface Canceller {
  readonly asked: Set<Backend>;
  running: Promise<void> | undefined;
}

const cancellers = new WeakMap<Database, Canceller>();

/** So long an attempt may take. The statement's own time in the database ends it at last. */
const patienceMs = 2_000;

/**
 * Ends the statement that a transaction is at, over a connection of its own: all of the pool may be
 * at such statements. One connection at a time, for all that are asked for by then. Only while the
 * backend is at that very transaction: a pooler hands it to a stranger as soon as that is over.
 * Whoever asks for it keeps the transaction open until this has answered, or its own next one would
 * be ended. PGlite has no other connection and finishes what it has begun.
 */
export async function cancelStatement(database: Database, backend: Backend): Promise<void> {
  if (database.shape === "EMBEDDED") return;
  const canceller = cancellers.get(database) ?? { asked: new Set(), running: undefined };
  cancellers.set(database, canceller);
  canceller.asked.add(backend);
  while (canceller.asked.has(backend)) {
    canceller.running ??= cancelAsked(database, canceller).finally(() => {
      canceller.running = undefined;
    });
    await canceller.running;
  }
}

async function cancelAsked(database: Database, { asked }: Canceller): Promise<void> {
  const client = new pg.Client({
    connectionString: database.directUrl ?? database.pool.options.connectionString,
    connectionTimeoutMillis: patienceMs,
    query_timeout: patienceMs,
  });
  client.on("error", () => undefined);
  const backends = [...asked];
  try {
    await client.connect();
    await client.query(cancelSql, [
      backends.map(({ pid }) => pid),
      backends.map(({ began }) => began),
    ]);
  } finally {
    for (const backend of backends) asked.delete(backend);
    // Where no answer came the line is cut, so that a pooler forgets what still waits for its turn.
    await client.end();
  }
}

const cancelSql = `select pg_cancel_backend(a.pid) from pg_stat_activity a
  join unnest($1::int[], $2::text[]) as asked (pid, began)
    on asked.pid = a.pid and asked.began = extract(epoch from a.xact_start)::text`;
