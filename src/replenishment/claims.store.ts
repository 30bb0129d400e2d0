import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Tx } from "../postgres/transaction.ts";

/** What the agreement of the claim's order says; null where none governs it. */
export async function readTermsOf(tx: Tx, claimId: string): Promise<AgreementTerms | null> {
  const { rows } = await tx.client.query<{ terms: AgreementTerms }>(
    `select a.terms
     from qipan.claim c
     join qipan.order_line l on l.id = c.order_line_id
     join qipan.dispatch_order o on o.id = l.order_id
     join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
     where c.id = $1`,
    [claimId],
  );
  return rows[0]?.terms ?? null;
}
