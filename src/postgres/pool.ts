import pg from "pg";
import "./int8.ts";

/** One hub's database. Both shapes are reached through one `pg.Pool` and the same SQL. */
export interface Database {
  readonly shape: "EMBEDDED" | "SERVER";
  readonly pool: pg.Pool;
  /** A login that may become `qipan_owner`: only migrations and seeds use it. */
  readonly ownerPool: pg.Pool;
  close(): Promise<void>;
}

export interface ServerUrls {
  readonly url: string;
  readonly ownerUrl?: string | undefined;
  readonly maxConnections?: number;
}

const statementTimeoutMs = 30_000;

/** Opens a PostgreSQL server (15 or later). */
export function openServer({ url, ownerUrl, maxConnections = 10 }: ServerUrls): Database {
  const pool = serverPool(url, maxConnections);
  const ownerPool = ownerUrl === undefined ? pool : serverPool(ownerUrl, 2);
  return {
    shape: "SERVER",
    pool,
    ownerPool,
    close: async () => {
      await pool.end();
      if (ownerPool !== pool) await ownerPool.end();
    },
  };
}

function serverPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 60_000,
  });
  // A backend that dies while idle must not bring the process down; the next query gets a new one.
  pool.on("error", () => undefined);
  // Nor one that dies in somebody's hands between two statements: their next one tells them.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
