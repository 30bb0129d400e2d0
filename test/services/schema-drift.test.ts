import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/kernel/root.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withTx } from "../../src/postgres/transaction.ts";
import { onBothShapes } from "../support/database.ts";

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
}

/** What schema/tables says, as the catalogue of PostgreSQL would say it. */
async function declared(): Promise<Column[]> {
  const folder = join(packageRoot, "schema/tables");
  const modules = await Promise.all(
    readdirSync(folder).map((name) => import(join(folder, name)) as Promise<object>),
  );
  const tables = modules.flatMap((module) => Object.values(module) as unknown[]);
  return tables
    .filter((value) => is(value, PgTable))
    .map((value) => getTableConfig(value))
    .flatMap(({ name, columns }) =>
      columns.map((column) => ({
        table: name,
        column: column.name,
        type: column.getSQLType(),
        required: column.notNull,
      })),
    );
}

const read = `select c.relname as "table", a.attname as "column",
    format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.relnamespace = 'qipan'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
    and a.attnum > 0 and not a.attisdropped`;

const byName = (a: Column, b: Column) =>
  `${a.table}.${a.column}` < `${b.table}.${b.column}` ? -1 : 1;

onBothShapes("the migrated database", (open) => {
  let database: Database;

  beforeAll(async () => {
    database = await open();
  });

  afterAll(() => database.close());

  it("is what schema/tables says", async () => {
    const { rows } = await withTx(database, hubReader, ({ client }) => client.query<Column>(read));
    const columns = await declared();
    expect(columns.length).toBeGreaterThan(200);
    expect(rows.sort(byName)).toEqual(columns.sort(byName));
  });
});
