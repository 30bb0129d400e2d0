import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig, type PgColumn, type PgTable } from "drizzle-orm/pg-core";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "./transaction.ts";

/** What the driver reads as the table's own type says, so that nothing stands in between. */
const plain: ReadonlySet<string> = new Set(["string", "number", "boolean", "json"]);
const timed: ReadonlySet<string> = new Set(["PgDate", "PgDateString", "PgTimestamp"]);

/** Selects all columns of a table, each under its name in the program. */
export function columnsSql(table: PgTable): string {
  const columns = Object.entries<PgColumn>(getTableColumns(table));
  for (const [, { dataType, columnType, name }] of columns)
    assert(plain.has(dataType) && !timed.has(columnType), `${name} is read by the builder`);
  return columns.map(([as, { name }]) => `"${name}" as "${as}"`).join(", ");
}

/**
 * Reads the rows of a table whose key is among some, in the order of their keys; what is unknown is
 * missing. One text however many keys there are, so that its plan is kept; and no builder, which
 * for a page of a few hundred rows costs more than the reading.
 */
export function rowsBy<T extends PgTable>(
  table: T,
  key: PgColumn,
): (tx: Tx, keys: readonly string[]) => Promise<T["$inferSelect"][]> {
  const { schema = "public" } = getTableConfig(table);
  const name = `${getTableName(table)} by ${key.name}`;
  const text = `select ${columnsSql(table)} from "${schema}"."${getTableName(table)}"
    where "${key.name}" = any ($1) order by "${key.name}"`;
  return async (tx, keys) => {
    const { rows } = await tx.client.query<T["$inferSelect"]>({ name, text, values: [keys] });
    return rows;
  };
}
