import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { AgreementVersion } from "./regions.model.ts";

export interface PartyVersion extends AgreementVersion {
  readonly lenders: readonly string[];
  readonly borrowers: readonly string[];
}

/**
 * Every version of every agreement to which one of `orgs` is or was a party, with the parties of
 * each version. All versions: a later one without the party still ends an earlier one.
 */
export async function readVersionsOf(tx: Tx, orgs: readonly string[]): Promise<PartyVersion[]> {
  const { rows } = await tx.client.query<{
    id: string;
    version: number;
    terms: AgreementTerms;
    validFrom: string;
    validTo: string;
    suspended: boolean;
    lenders: string[];
    borrowers: string[];
  }>(
    `select a.id, a.version, a.terms, a.valid_from::text as "validFrom",
       a.valid_to::text as "validTo",
       a.suspended_at is not null and a.suspended_at <= now() as suspended,
       coalesce(array_agg(p.org_id order by p.org_id) filter (where p.lends), '{}') as lenders,
       coalesce(array_agg(p.org_id order by p.org_id) filter (where p.borrows), '{}') as borrowers
     from qipan.agreement a
     left join qipan.agreement_party p on p.agreement_id = a.id and p.version = a.version
     where a.id in (select agreement_id from qipan.agreement_party where org_id = any ($1))
     group by a.id, a.version order by a.id, a.version`,
    [orgs],
  );
  return rows;
}
