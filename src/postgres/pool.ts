import pg from "pg";
import { Client } from "./client.ts";
import "./int8.ts";
import { Kept } from "./kept.ts";
import { patient, Strains, type Patience } from "./patience.ts";
import { usualTimes, type Times } from "./session.ts";

/** One hub's database. Both shapes are reached through one `pg.Pool` and the same SQL. */
export interface Database {
  readonly shape: "EMBEDDED" | "SERVER";
  readonly pool: pg.Pool;
  /** A login that may become `qipan_owner`: only migrations and seeds use it. */
  readonly ownerPool: pg.Pool;
  /** How a transaction that met with trouble is tried again, and how often that was. */
  readonly patience: Patience;
  readonly strains: Strains;
  /** How long each transaction lets a statement run; PGlite has no clock that could end one. */
  readonly times: Times | undefined;
  /** Past any pooler, to end a statement even while the pooler has no connection to give. */
  readonly directUrl?: string | undefined;
  readonly kept: Kept;
  close(): Promise<void>;
}

export interface ServerUrls {
  readonly url: string;
  readonly ownerUrl?: string | undefined;
  readonly directUrl?: string | undefined;
  readonly maxConnections?: number;
  readonly patience?: Patience;
  readonly times?: Times;
}

/** Opens a PostgreSQL server (15 or later). */
export function openServer(urls: ServerUrls): Database {
  const { url, ownerUrl, directUrl, maxConnections = 10 } = urls;
  const { patience = patient, times = usualTimes } = urls;
  const pool = serverPool(url, maxConnections);
  const ownerPool = ownerUrl === undefined ? pool : serverPool(ownerUrl, 2);
  return {
    shape: "SERVER",
    pool,
    ownerPool,
    patience,
    strains: new Strains(),
    times,
    directUrl,
    kept: new Kept(),
    close: async () => {
      await pool.end();
      if (ownerPool !== pool) await ownerPool.end();
    },
  };
}

/**
 * A connection that has answered keeps its plans and what it knows of the tables: a new one answers
 * its first requests many times slower. So it outlives a pause between those who ask.
 */
const idleMs = 600_000;

function serverPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    ...{ Client, connectionString, max, keepAlive: true },
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: idleMs,
  });
  // A backend that dies while idle must not bring the process down; the next query gets a new one.
  pool.on("error", () => undefined);
  // Nor one that dies between two statements of a transaction: the next of them says so.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
