import type { Tx } from "../postgres/transaction.ts";
import type { DuePolicyRow, DuePolicyTerms } from "./due-policy.rules.ts";

export const readAgreementKnown = async (tx: Tx, agreementId: string): Promise<boolean> => {
  const { rows } = await tx.client.query<{ known: boolean }>(
    "select qipan.due_policy_known($1) as known",
    [agreementId],
  );
  return rows[0]?.known ?? false;
};

/** Parties of the agreement that did not agree to the resolution. */
export async function readNotAgreed(
  tx: Tx,
  resolutionId: string,
  agreementId: string,
): Promise<readonly string[]> {
  const { rows } = await tx.client.query<{ orgs: string[] | null }>(
    "select qipan.due_policy_missing($1, $2) as orgs",
    [resolutionId, agreementId],
  );
  return rows[0]?.orgs ?? [];
}

export interface NewDuePolicy extends DuePolicyTerms {
  readonly resolutionId: string;
  readonly agreementId: string | null;
}

/** False: one of the same scope begins that day, or the resolution has set one. */
export async function insertDuePolicy(tx: Tx, policy: NewDuePolicy): Promise<boolean> {
  const { rows } = await tx.client.query<{ made: boolean }>(
    "select qipan.due_policy_set($1) as made",
    [JSON.stringify(policy)],
  );
  return rows[0]?.made ?? false;
}

/** The latest first; an agreement's own, or all of them. */
export async function readDuePolicies(
  tx: Tx,
  agreementId: string | null,
  max: number,
): Promise<DuePolicyRow[]> {
  const { rows } = await tx.client.query<DuePolicyRow>(
    `select id, agreement_id as "agreementId", valid_from::text as "validFrom",
       warn_days as "warnDays", supervise_after as "superviseAfterDays",
       auto_after as "autoAfterDays", auto_org as "autoOrg", auto_term as "autoTermDays",
       source_zh as "sourceZh", source_en as "sourceEn", resolution_id as "resolutionId",
       set_at as "setAt"
     from qipan.due_policy where $1::text is null or agreement_id = $1
     order by valid_from desc, agreement_id nulls first, id limit $2`,
    [agreementId, max],
  );
  return rows;
}
