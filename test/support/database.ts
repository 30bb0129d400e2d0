import { basename } from "node:path";
import pg from "pg";
import { describe, inject } from "vitest";
import { blankFile } from "../../src/postgres/blank.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "./embedded.ts";
import { serverAt } from "./postgres.ts";
import "./shared-postgres.ts";

export type Shape = Database["shape"];

const openers = { embedded: openEmbeddedTest, server: openServerTest };
const shape = process.env.QIPAN_TEST_SHAPE === "server" ? "server" : "embedded";

/**
 * A suite that holds on PGlite and on PostgreSQL: what one forgives, the other may not. `npm test`
 * runs it on PGlite; with `QIPAN_TEST_SHAPE=server`, as CI runs it again, it is on PostgreSQL.
 */
export function onBothShapes(name: string, suite: (open: () => Promise<Database>) => void): void {
  describe(`${name} on ${shape}`, () => suite(openers[shape]));
}

/** A migrated, empty hub on the shared PostgreSQL; dropped when closed. */
export async function openServerTest(): Promise<Database> {
  const server = serverAt(inject("postgresUrl"));
  const created = await server.createDatabase(await serverTemplate());
  const database = openServer({ url: created.url, maxConnections: 20 });
  return {
    ...database,
    close: async () => {
      await database.close();
      await created.drop();
    },
  };
}

async function serverTemplate(): Promise<string> {
  const name = `qipan_${basename(await blankFile(), ".tar").replace("-", "_")}`;
  const home = inject("postgresUrl");
  const client = new pg.Client({ connectionString: home });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(7414999)");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) {
      const draft = `${name}_draft`;
      await client.query(`drop database if exists "${draft}" with (force)`);
      await client.query(`create database "${draft}"`);
      const database = openServer({ url: serverAt(home).url(draft), maxConnections: 2 });
      await migrate(database);
      await database.close();
      await client.query(`alter database "${draft}" rename to "${name}"`);
    }
    return name;
  } finally {
    await client.end();
  }
}
