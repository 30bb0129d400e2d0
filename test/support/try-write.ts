import type { Database } from "../../src/postgres/pool.ts";
import { Rollback, sqlState, withTx, type Reader } from "../../src/postgres/transaction.ts";

/** How many rows a statement past the services would write, all of it undone; or why none. */
export const tryWrite = (
  database: Database,
  reader: Reader,
  sql: string,
): Promise<number | string | undefined> =>
  withTx(database, reader, async ({ client }): Promise<never> => {
    const { rowCount } = await client.query(sql);
    await client.query("set constraints all immediate");
    throw new Rollback(rowCount);
  }).catch((error: unknown) =>
    error instanceof Rollback ? (error.answer as number) : sqlState(error),
  );
