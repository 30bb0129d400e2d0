import { randomUUID } from "node:crypto";
import pg from "pg";
import { migrate } from "../../src/postgres/migrate.ts";
import { openServer, type Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { neighbours } from "./neighbours.ts";
import type { PostgresServer } from "./postgres.ts";
import { sharedPostgres } from "./shared-postgres.ts";

/** A hub that processes serve as a city's would: by an ordinary login. */
export interface ServedDatabase {
  /** For processes; the owner's address stays with the test. */
  readonly env: Readonly<Record<string, string>>;
  readonly database: Database;
  drop(): Promise<void>;
}

export async function ordinaryLogin(
  world: (database: Database) => Promise<void> = neighbours,
  server: PostgresServer = sharedPostgres(),
): Promise<ServedDatabase> {
  const created = await server.createDatabase();
  const login = `qipan_serving_${randomUUID().slice(0, 8)}`;
  await command(created.url, `create role ${login} login password 'test'`);
  const url = new URL(created.url);
  url.username = login;
  url.password = "test";
  const database = openServer({ url: url.href, ownerUrl: created.url, maxConnections: 20 });
  await migrate(database);
  await withOwnerTx(database, ({ client }) =>
    client.query("insert into qipan.hub (kind, epoch) values ('EXERCISE', gen_random_uuid())"),
  );
  await world(database);
  return {
    env: { DATABASE_URL: url.href, DATABASE_OWNER_URL: "", QIPAN_DEV_LOGIN: "on" },
    database,
    drop: async () => {
      await database.close();
      await created.drop();
      await command(server.url("postgres"), `drop role if exists ${login}`);
    },
  };
}

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
