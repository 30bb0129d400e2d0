import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Tx } from "../postgres/transaction.ts";

export interface PactOfClaim {
  readonly id: string;
  readonly version: number;
  readonly terms: AgreementTerms;
}

/** The agreement of the claim's order, in that version; undefined where none governs it. */
export async function readPactOf(tx: Tx, claimId: string): Promise<PactOfClaim | undefined> {
  const { rows } = await tx.client.query<PactOfClaim>(
    `select a.id, a.version, a.terms
     from qipan.claim c
     join qipan.order_line l on l.id = c.order_line_id
     join qipan.dispatch_order o on o.id = l.order_id
     join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
     where c.id = $1`,
    [claimId],
  );
  return rows[0];
}
