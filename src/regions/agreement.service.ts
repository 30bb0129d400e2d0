import { listPage, type PageOf } from "../kernel/page.ts";
import type { Outcome } from "../kernel/refusal.ts";
import type { Tx } from "../postgres/transaction.ts";
import {
  lockAgreements,
  readAgreementPage,
  readVersionsOf,
  readVersionsOfAgreements,
  type AgreementRow,
  type PartyVersion,
} from "./agreement.store.ts";
import type { PactLapse } from "../../schema/words/regions.ts";
import { pactLapseOf, type Leaning } from "./agreement.rules.ts";
import type { AgreementInForce, OpenAgreement } from "./regions.model.ts";
import { chooseAgreement, versionInForce } from "./regions.rules.ts";

export { lockAgreements } from "./agreement.store.ts";
export type { AgreementRow, PartyRow, StorageAgreementRow } from "./agreement.store.ts";

export async function listAgreements(
  tx: Tx,
  request: { readonly first: number; readonly after?: string | null | undefined },
  inForceOnly: boolean,
): Promise<Outcome<PageOf<AgreementRow>>> {
  return listPage(
    request,
    ["text", "integer"],
    (page) => readAgreementPage(tx, page, inForceOnly),
    ({ id, version }) => [id, String(version)],
  );
}

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

/** Lists of items bind goods only: for teams and machines any agreement with their owner counts. */
export async function readUnitAgreement(
  tx: Tx,
  lenderOrg: string,
  borrowerOrg: string,
): Promise<AgreementInForce | undefined> {
  const open = await readOpenAgreements(tx, [borrowerOrg]);
  const [first] = open.filter(({ lenders }) => lenders.includes(lenderOrg));
  return first && { id: first.id, version: first.version, terms: first.terms };
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
  const versions = await readVersionsOf(tx, borrowerOrgs, day);
  return inForce(versions, day)
    .filter(({ borrowers }) => borrowers.some((org) => borrowerOrgs.includes(org)))
    .map(({ id, version, terms, lenders }) => ({ id, version, terms, lenders }));
}

/**
 * Why the version under which something was agreed does not bind its sides now, or undefined. The
 * agreement stays as it is until this transaction ends: what is decided here holds at commit.
 */
export async function lockPact(
  tx: Tx,
  agreementId: string,
  leaning: Leaning,
): Promise<PactLapse | undefined> {
  await lockAgreements(tx, [agreementId]);
  const versions = await readVersionsOfAgreements(tx, [agreementId], tx.today);
  return pactLapseOf(versions, leaning, tx.today);
}

/** Organizations to which an agreement in force opens the stock of one of `lenders`. */
export async function readBorrowers(tx: Tx, lenders: readonly string[]): Promise<string[]> {
  const open = inForce(await readVersionsOf(tx, lenders, tx.today), tx.today);
  const lent = open.filter((version) => version.lenders.some((org) => lenders.includes(org)));
  return [...new Set(lent.flatMap(({ borrowers }) => borrowers))];
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
