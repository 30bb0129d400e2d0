import type { Tx } from "../postgres/transaction.ts";

/** Moves on to the end of what is sealed, and writes one event for each depot on the way. */
export async function updateStockTold(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ depots: number }>(
    "select qipan.stock_tell_posted() as depots",
  );
  return rows[0]?.depots ?? 0;
}
