import type { Tx } from "../postgres/transaction.ts";
import type { CodeRow, CodeVersionRow } from "./codes.model.ts";

export interface NewVersion extends Omit<CodeVersionRow, "importedAt"> {
  readonly tableId: string;
  readonly importedBy: string;
}

export async function insertVersion(tx: Tx, row: NewVersion): Promise<void> {
  const { tableId, version, edition, rows, added, changed, removed, importedBy } = row;
  await tx.client.query(
    `insert into qipan.code_table_version
       (table_id, version, edition, rows, added, changed, removed, imported_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tableId, version, edition, rows, added, changed, removed, importedBy],
  );
}

const recordset = `jsonb_to_recordset($3) as r (code text, target text, unit text, give bigint,
  counts bigint, name text)`;

/** Rows that no longer stand, or stand otherwise, from this version on. */
export async function endEntries(
  tx: Tx,
  tableId: string,
  version: number,
  rows: readonly CodeRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.client.query(
    `update qipan.code_entry e set until_version = $2 from ${recordset}
     where e.table_id = $1 and e.until_version is null and e.code = r.code
       and e.target = r.target and e.unit = r.unit`,
    [tableId, version, JSON.stringify(rows)],
  );
}

export async function insertEntries(
  tx: Tx,
  tableId: string,
  version: number,
  rows: readonly CodeRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.client.query(
    `insert into qipan.code_entry
       (table_id, code, target, unit, give, counts, name, from_version)
     select $1, r.code, r.target, r.unit, r.give, r.counts, r.name, $2 from ${recordset}`,
    [tableId, version, JSON.stringify(rows)],
  );
}
