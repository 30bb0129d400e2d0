import type { Tx } from "../postgres/transaction.ts";
import type { DayCall, TermsInput } from "./commitment.rules.ts";

export interface NewCommitment extends TermsInput {
  readonly id: string;
  readonly depotId: string;
  readonly supplierOrg: string;
  readonly contractingOrg: string;
  readonly item: string;
}

/** False: the code is taken. */
export async function insertCommitment(tx: Tx, row: NewCommitment): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    `insert into qipan.commitment (id, depot_id, supplier_org, contracting_org, item, max_quantity,
       daily_rate, lead_minutes, unit_price_fen, valid_from, valid_to)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[row.id, row.depotId, row.supplierOrg, row.contractingOrg, row.item, row.maxQuantity],
      ...[row.dailyRate, row.leadMinutes, row.unitPriceFen, row.validFrom, row.validTo],
    ],
  );
  return rowCount === 1;
}

/** The new terms count from now on; the replaced ones are kept. */
export async function updateCommitmentTerms(tx: Tx, id: string, terms: TermsInput): Promise<void> {
  await tx.client.query(
    `insert into qipan.commitment_past
     select id, version, max_quantity, daily_rate, lead_minutes, unit_price_fen, valid_from,
       valid_to, $2, $3 from qipan.commitment where id = $1`,
    [id, tx.reader.principal, tx.now],
  );
  await tx.client.query(
    `update qipan.commitment set max_quantity = $2, daily_rate = $3, lead_minutes = $4,
       unit_price_fen = $5, valid_from = $6, valid_to = $7, version = version + 1 where id = $1`,
    [
      ...[id, terms.maxQuantity, terms.dailyRate, terms.leadMinutes],
      ...[terms.unitPriceFen, terms.validFrom, terms.validTo],
    ],
  );
}

export interface NewCall extends DayCall {
  readonly id: string;
  readonly commitmentId: string;
  readonly org: string;
  readonly note: string;
}

export async function insertCall(tx: Tx, call: NewCall): Promise<void> {
  await tx.client.query(
    `insert into qipan.commitment_call (id, commitment_id, org, day, quantity, note, called_by,
       called_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[call.id, call.commitmentId, call.org, call.day, call.quantity, call.note],
      ...[tx.reader.principal, tx.now],
    ],
  );
}

/** Whether the codes are known: an organization and a sku. */
export async function readCodesKnown(
  tx: Tx,
  org: string,
  item: string,
): Promise<{ readonly org: boolean; readonly item: boolean }> {
  const { rows } = await tx.client.query<{ org: boolean; item: boolean }>(
    `select exists (select from qipan.organization where id = $1) as org,
       exists (select from qipan.item where sku = $2) as item`,
    [org, item],
  );
  return rows[0] ?? { org: false, item: false };
}
