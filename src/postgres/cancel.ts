import pg from "pg";
import type { Database } from "./pool.ts";

interface Canceller {
  readonly asked: Set<number>;
  running: Promise<void> | undefined;
}

const cancellers = new WeakMap<Database, Canceller>();

/**
 * Ends the statement that a backend is at, over a connection of its own: all of the pool may be at
 * such statements. Whoever asks for it holds the backend's connection until this has answered, or
 * the next to borrow it would be the one ended. One connection at a time, for all that are asked
 * for by then. PGlite has no other connection and finishes what it has begun.
 */
export async function cancelStatement(database: Database, backend: number): Promise<void> {
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
    connectionString: database.pool.options.connectionString,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
  });
  const backends = [...asked];
  try {
    await client.connect();
    await client.query("select pg_cancel_backend(pid) from unnest($1::int[]) pid", [backends]);
  } finally {
    for (const backend of backends) asked.delete(backend);
    await client.end();
  }
}
