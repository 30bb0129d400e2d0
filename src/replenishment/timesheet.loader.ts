import type { Tx } from "../postgres/transaction.ts";
import { manyByKey } from "../regions/rows.loader.ts";
import type { ServiceInput } from "./claims.model.ts";

/** A sheet as it was signed and booked, with the claims that it opened. */
export interface TimeSheetRow {
  readonly line: string;
  readonly recordedAt: Date;
  readonly sheet: Omit<ServiceInput, "orderLineId" | "evidence" | "occurredAt">;
  readonly claims: readonly string[];
}

/** Sheets of the lines, oldest first; of lines of others' orders none. */
async function readTimeSheets(tx: Tx, lines: readonly string[]): Promise<TimeSheetRow[]> {
  const { rows } = await tx.client.query<TimeSheetRow>(
    `select s.line, s.recorded_at as "recordedAt", s.sheet, s.claims
     from qipan.time_sheets($1) s order by s.recorded_at, s.id`,
    [lines],
  );
  return rows;
}

export const timeSheetsOfLine = manyByKey(readTimeSheets, ({ line }) => line);
