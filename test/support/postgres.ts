import { randomUUID } from "node:crypto";
import pg from "pg";
import { createCluster, type Cluster } from "./postgres-cluster.ts";
import { sweepOrphans } from "./orphans.ts";

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
}

export interface PostgresServer {
  url(database: string): string;
  createDatabase(template?: string): Promise<TestDatabase>;
}

export interface OwnPostgres extends PostgresServer {
  readonly major: number;
  readonly pid: number;
  /** Kills the postmaster as a power cut would; the backends notice and die of it. */
  kill9(): Promise<void>;
  /** Starts again on the same port, after a kill or over a clean stop; as a standby if asked to. */
  restart(as?: { readonly standby: boolean }): Promise<void>;
  /** Another server as this one is now, which follows nobody yet; ours restarts meanwhile. */
  standby(): Promise<OwnPostgres>;
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of one's own, on a new folder and a free port of the loopback.
 * A test that kills, floods or reconfigures its server starts one; the others share.
 */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
): Promise<OwnPostgres> {
  await sweepOrphans();
  return ownAt(await createCluster(settings));
}

function ownAt(cluster: Cluster): OwnPostgres {
  return {
    ...serverAt(`postgres://postgres@127.0.0.1:${String(cluster.port)}/postgres`),
    major: cluster.major,
    get pid() {
      return cluster.pid();
    },
    kill9: () => cluster.kill9(),
    restart: (as) => cluster.restart(as),
    standby: async () => ownAt(await cluster.standby()),
    stop: () => cluster.stop(),
  };
}

/** A server that already runs, ours or a stranger's. `home` is the database to command it from. */
export function serverAt(home: string): PostgresServer {
  const url = (database: string): string => {
    const other = new URL(home);
    other.pathname = `/${database}`;
    return other.href;
  };
  const createDatabase = async (template?: string): Promise<TestDatabase> => {
    const name = `qipan_test_${randomUUID().replaceAll("-", "")}`;
    // The other strategy writes the whole template to the log first: without fsync thrice the time.
    const copied = template === undefined ? "" : ` template "${template}" strategy file_copy`;
    await command(home, `create database "${name}"${copied}`);
    const drop = () => command(home, `drop database if exists "${name}" with (force)`);
    return { name, url: url(name), drop };
  };
  return { url, createDatabase };
}

/** Asks the server its version; refuses one below the floor with a sentence, not a syntax error. */
export async function assertFloor(home: string): Promise<void> {
  const client = new pg.Client({ connectionString: home });
  await client.connect();
  try {
    const answer = await client.query<{ version: string }>(
      "select current_setting('server_version_num') as version",
    );
    const version = Number(answer.rows[0]?.version);
    if (version < 150000) throw new Error(`PostgreSQL 15 or later is needed, not ${version}.`);
  } finally {
    await client.end();
  }
}

async function command(home: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: home });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
