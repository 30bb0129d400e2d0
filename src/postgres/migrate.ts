import type pg from "pg";
import { readMigrations, type Migration } from "./migrations.ts";
import type { Database } from "./pool.ts";

/** Any fixed number: two migrators of one database wait for each other on it. */
const migrationLock = 7_414_001;

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly present: readonly string[];
}

/**
 * Brings the database forward. Each file is one transaction, run as `qipan_owner` (the first,
 * which makes the roles, as the login itself). A file that changed after it was applied is an
 * error: history is not edited.
 */
export async function migrate(database: Database): Promise<MigrationReport> {
  const migrations = await readMigrations();
  const client = await database.ownerPool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    const present = await readApplied(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      const hash = present.get(migration.name);
      if (hash === undefined) {
        await apply(client, migration);
        applied.push(migration.name);
      } else if (hash !== migration.hash) {
        throw new Error(`migration ${migration.name} was edited after it was applied`);
      }
    }
    await grantApp(database, client);
    return { applied, present: [...present.keys()] };
  } finally {
    await client.query("select pg_advisory_unlock($1)", [migrationLock]).catch(() => undefined);
    client.release();
  }
}

/** Names of migrations that this build has and the database lacks, or has beyond this build. */
export async function schemaDifference(
  database: Database,
): Promise<{ missing: readonly string[]; unknown: readonly string[] }> {
  const migrations = await readMigrations();
  const client = await database.ownerPool.connect();
  try {
    const present = await readApplied(client);
    const known = new Set(migrations.map(({ name }) => name));
    return {
      missing: migrations.filter(({ name }) => !present.has(name)).map(({ name }) => name),
      unknown: [...present.keys()].filter((name) => !known.has(name)),
    };
  } finally {
    client.release();
  }
}

/** The login that serves may become the app role, and nothing more. */
async function grantApp(database: Database, owner: pg.PoolClient): Promise<void> {
  if (database.ownerPool === database.pool) return;
  const app = await database.pool.connect();
  try {
    const { rows } = await app.query<{ login: string }>("select current_user as login");
    for (const { login } of rows)
      await owner.query(`grant qipan_app to ${owner.escapeIdentifier(login)}`);
  } finally {
    app.release();
  }
}

async function readApplied(client: pg.PoolClient): Promise<Map<string, string>> {
  const { rows: found } = await client.query<{ there: boolean }>(
    "select to_regclass('qipan.migration') is not null as there",
  );
  if (found[0]?.there !== true) return new Map();
  const { rows } = await client.query<{ name: string; hash: string }>(
    "select name, hash from qipan.migration order by name",
  );
  return new Map(rows.map(({ name, hash }) => [name, hash]));
}

async function apply(client: pg.PoolClient, { name, statements, hash }: Migration): Promise<void> {
  await client.query("begin");
  try {
    if (!name.startsWith("0000_")) await client.query("set local role qipan_owner");
    for (const statement of statements) await client.query(statement);
    await client.query("insert into qipan.migration (name, hash) values ($1, $2)", [name, hash]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
