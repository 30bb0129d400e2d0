import { PGlite } from "@electric-sql/pglite";
import { readBlank } from "../../src/postgres/blank.ts";
import { databaseOf } from "../../src/postgres/embedded.ts";
import { migrate } from "../../src/postgres/migrate.ts";
import type { Database } from "../../src/postgres/pool.ts";

/**
 * PGlites of this worker that no test has now. A new one costs more than a second of a core, and
 * as much again until it is warm, so one that was only written to is emptied and handed on.
 */
const idle: Lent[] = [];
const mostIdle = 2;

interface Lent {
  readonly lite: PGlite;
  /** What the migrations wrote, by table. */
  readonly given: readonly Rows[];
  /** The catalogue as it was lent. */
  readonly catalogue: string;
}

interface Rows {
  readonly table: string;
  readonly rows: string;
}

/** A migrated, empty hub in memory, which nobody else has. */
export async function openEmbeddedTest(): Promise<Database> {
  const lent = idle.pop() ?? (await found());
  const database = databaseOf(lent.lite);
  await migrate(database);
  return {
    ...database,
    close: async () => {
      await database.pool.end();
      await takeBack(lent);
    },
  };
}

async function found(): Promise<Lent> {
  const blank = await readBlank();
  const lite = await PGlite.create(blank === undefined ? {} : { loadDataDir: blank });
  const database = databaseOf(lite);
  await migrate(database);
  await database.pool.end();
  const tables = await tablesOf(lite);
  const given = await Promise.all(tables.map((table) => rowsOf(lite, table)));
  return { lite, given, catalogue: await catalogueOf(lite) };
}

/** Whoever changed more than rows, a trigger say, or left a session in pieces, keeps it. */
async function takeBack({ lite, given, catalogue }: Lent): Promise<void> {
  await lite.exec("rollback");
  await lite.exec("discard all");
  if (idle.length >= mostIdle || (await catalogueOf(lite)) !== catalogue) {
    await lite.close();
    return;
  }
  await lite.transaction(async (tx) => {
    // Triggers that keep a book from being emptied are for its users, and so are foreign keys.
    await tx.exec("set local session_replication_role = replica");
    await tx.exec(`truncate ${given.map(({ table }) => table).join()} cascade`);
    await tx.exec("select setval(seqrelid::regclass, seqstart, false) from pg_sequence");
    for (const { table, rows } of given) if (rows !== "[]") await tx.query(putBack(table), [rows]);
  });
  await lite.exec("checkpoint");
  idle.push({ lite, given, catalogue: await catalogueOf(lite) });
}

const putBack = (table: string) =>
  `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`;

async function tablesOf(lite: PGlite): Promise<string[]> {
  const { rows } = await lite.query<{ table: string }>(
    `select format('%I.%I', schemaname, relname) as "table" from pg_stat_user_tables`,
  );
  return rows.map(({ table }) => table);
}

async function rowsOf(lite: PGlite, table: string): Promise<Rows> {
  const { rows } = await lite.query<{ rows: string }>(
    `select coalesce(json_agg(one), '[]')::text as rows from ${table} as one`,
  );
  return { table, rows: rows[0]?.rows ?? "[]" };
}

const catalogues = [
  ...["pg_attrdef", "pg_attribute", "pg_auth_members", "pg_authid", "pg_class", "pg_constraint"],
  ...["pg_db_role_setting", "pg_default_acl", "pg_extension", "pg_index", "pg_namespace"],
  ...["pg_policy", "pg_proc", "pg_sequence", "pg_trigger", "pg_type"],
];

/** Changes with every statement that defines something: each row knows who wrote it last. */
async function catalogueOf(lite: PGlite): Promise<string> {
  const facts = catalogues.map(
    (name) => `select '${name}' as name, count(*), max(xmin::text::bigint) from ${name}`,
  );
  const { rows } = await lite.query(facts.join(" union all "));
  return JSON.stringify(rows);
}
