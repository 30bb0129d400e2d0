import { compare } from "../kernel/compare.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readVersionsOf, type PartyVersion } from "./agreement.store.ts";
import type { AgreementInForce, OpenAgreement } from "./regions.model.ts";
import { chooseAgreement, versionInForce } from "./regions.rules.ts";

/**
 * The agreement under which `lenderOrg` lends `item` to `borrowerOrg` on `day`, or undefined.
 * Asked again at commit with the database's day: a pact that lapsed meanwhile counts no more.
 */
export async function readAgreementInForce(
  tx: Tx,
  lenderOrg: string,
  borrowerOrg: string,
  item: string,
  category: string,
  day: string = tx.today,
): Promise<AgreementInForce | undefined> {
  const open = await readOpenAgreements(tx, [borrowerOrg], day);
  const lent = open.filter(({ lenders }) => lenders.includes(lenderOrg));
  const chosen = chooseAgreement(lent, item, category);
  return chosen && { id: chosen.id, version: chosen.version, terms: chosen.terms };
}

/**
 * Every agreement in force on `day` under which one of `borrowerOrgs` may borrow: one query for
 * a whole problem; `chooseAgreement` then decides lender by lender and item by item.
 */
export async function readOpenAgreements(
  tx: Tx,
  borrowerOrgs: readonly string[],
  day: string = tx.today,
): Promise<OpenAgreement[]> {
  const versions = await readVersionsOf(tx, borrowerOrgs);
  return inForce(versions, day)
    .filter(({ borrowers }) => borrowers.some((org) => borrowerOrgs.includes(org)))
    .map(({ id, version, terms, lenders }) => ({ id, version, terms, lenders }));
}

/** Organizations whose PARTNER stock an agreement in force opens to `orgs` today. */
export async function readPartners(tx: Tx, orgs: readonly string[]): Promise<string[]> {
  const open = await readOpenAgreements(tx, orgs);
  const lenders = new Set(open.flatMap((agreement) => agreement.lenders));
  return [...lenders].filter((org) => !orgs.includes(org)).toSorted(compare);
}

function inForce(versions: readonly PartyVersion[], day: string): PartyVersion[] {
  const ids = [...new Set(versions.map(({ id }) => id))];
  return ids.flatMap((id) => {
    const found = versionInForce(
      versions.filter((version) => version.id === id),
      day,
    );
    return found === undefined ? [] : [found];
  });
}
