import type { Tx } from "../postgres/transaction.ts";

/** What one batch sealed: the rows with `firstSeq` ≤ seq ≤ `lastSeq`. */
export interface SealedBatch {
  readonly sealed: number;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Every transaction before this id has ended; its rows are sealed, or in the next batch. */
  readonly horizon: string;
  /** RFC 3339 UTC with microseconds. */
  readonly sealedAt: string;
}

/** Seals up to `limit` rows; undefined while another sealer is at work. */
export async function insertSeals(tx: Tx, limit: number): Promise<SealedBatch | undefined> {
  const { rows } = await tx.client.query<SealedBatch>(
    `select sealed, first_seq as "firstSeq", last_seq as "lastSeq", horizon,
       sealed_at as "sealedAt" from qipan.seal_batch($1)`,
    [limit],
  );
  return rows[0];
}
