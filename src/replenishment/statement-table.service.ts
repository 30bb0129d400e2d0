import type { Tx } from "../postgres/transaction.ts";
import type { StatementRow, StatementTable } from "./statement.model.ts";
import { codesIn, statementTable } from "./statement-table.rules.ts";
import type { TableLocale } from "./statement-telling.rules.ts";
import { readStatementNames } from "./statement-table.store.ts";
import { statementById } from "./statement.service.ts";

/** Names of all that these statements name by code. */
export const namesIn = (tx: Tx, rows: readonly StatementRow[]) =>
  readStatementNames(tx, rows.flatMap(codesIn));

export const tableOfStatement = async (
  tx: Tx,
  row: StatementRow,
  locale: TableLocale,
): Promise<StatementTable> => statementTable(row, await namesIn(tx, [row]), locale);

/** Undefined where there is none, or the reader is no side of it. */
export async function statementTableById(
  tx: Tx,
  id: string,
  locale: TableLocale,
): Promise<StatementTable | undefined> {
  const row = await statementById(tx, id);
  return row === undefined ? undefined : tableOfStatement(tx, row, locale);
}
