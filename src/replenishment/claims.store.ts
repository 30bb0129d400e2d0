import type { Regime } from "../../schema/words/regions.ts";
import type { Tx } from "../postgres/transaction.ts";

/** What the agreement of the claim's order says; null where none governs it. */
export async function readRegimeOf(tx: Tx, claimId: string): Promise<Regime | null> {
  const { rows } = await tx.client.query<{ regime: Regime }>(
    `select a.terms ->> 'regime' as regime
     from qipan.claim c
     join qipan.order_line l on l.id = c.order_line_id
     join qipan.dispatch_order o on o.id = l.order_id
     join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
     where c.id = $1`,
    [claimId],
  );
  return rows[0]?.regime ?? null;
}
