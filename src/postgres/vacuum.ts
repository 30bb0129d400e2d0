import type { Database } from "./pool.ts";

/**
 * Marks what a great load wrote as seen by everyone, so that an index alone answers where it can.
 * Not in a transaction: PostgreSQL would refuse it.
 */
export async function vacuum({ ownerPool }: Database): Promise<void> {
  const client = await ownerPool.connect();
  try {
    await client.query("set role qipan_owner");
    await client.query("set statement_timeout = 0");
    for (const table of ["shelf", "stock_lot", "account", "entry"])
      await client.query(`vacuum (analyze) qipan.${table}`);
  } finally {
    // With its role and its patience it must not serve anyone else.
    client.release(true);
  }
}
