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

/** Seals up to `limit` rows; answers no row while another sealer is at work. */
export const sealSql = (limit: number): string =>
  `select sealed, first_seq as "firstSeq", last_seq as "lastSeq", horizon,
     sealed_at as "sealedAt" from qipan.seal_batch(${String(limit)})`;
