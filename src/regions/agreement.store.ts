import { asc, inArray } from "drizzle-orm";
import { storageAgreement } from "../../schema/tables/regions.ts";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { AgreementVersion } from "./regions.model.ts";

export interface PartyVersion extends AgreementVersion {
  readonly lenders: readonly string[];
  readonly borrowers: readonly string[];
}

/**
 * Every signed version of every agreement to which one of `orgs` is or was a party, with the
 * parties that each version has on `day`. All versions: a later one without the party still ends
 * an earlier one.
 */
export const readVersionsOf = (
  tx: Tx,
  orgs: readonly string[],
  day: string,
): Promise<PartyVersion[]> =>
  readVersions(
    tx,
    "a.id in (select agreement_id from qipan.agreement_party where org_id = any ($1))",
    [orgs, day],
  );

/** Every signed version of these agreements, with the parties that each has on `day`. */
export const readVersionsOfAgreements = (
  tx: Tx,
  ids: readonly string[],
  day: string,
): Promise<PartyVersion[]> => readVersions(tx, "a.id = any ($1)", [ids, day]);

async function readVersions(
  tx: Tx,
  where: string,
  values: readonly unknown[],
): Promise<PartyVersion[]> {
  const { rows } = await tx.client.query<PartyVersion>(
    `select a.id, a.version, a.terms, a.valid_from::text as "validFrom",
       a.valid_to::text as "validTo",
       a.suspended_at is not null and a.suspended_at <= now() as suspended,
       coalesce(array_agg(p.org_id order by p.org_id) filter (where p.lends), '{}') as lenders,
       coalesce(array_agg(p.org_id order by p.org_id) filter (where p.borrows), '{}') as borrowers
     from qipan.agreement a
     left join qipan.agreement_party p on p.agreement_id = a.id and p.version = a.version
       and (p.left_on is null or p.left_on >= $2::date)
     where a.signed_at is not null and ${where}
     group by a.id, a.version order by a.id, a.version`,
    [...values],
  );
  return rows;
}

/** Nobody changes these agreements before this transaction ends. */
export async function lockAgreements(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.client.query("select qipan.agreement_stay($1)", [ids]);
}

export interface AgreementRow {
  readonly id: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly suspendedAt: Date | null;
  readonly signedAt: Date | null;
  readonly proposedByOrg: string | null;
  readonly withdrawnAt: Date | null;
  readonly withdrawReason: string | null;
  readonly revision: number;
  /** The day on which it was read: its state depends on it. */
  readonly today: string;
  readonly suspended: boolean;
  /** A later version has begun. */
  readonly superseded: boolean;
  /** Someone is left who lends to someone else. */
  readonly peopled: boolean;
  readonly inForceToday: boolean;
  readonly terms: AgreementTerms;
}

/** The same rule as `versionInForce`: the latest signed version that has begun, or none. */
const agreementRows = `select r.*, "signedAt" is not null and $1::text between "validFrom"
    and "validTo" and not suspended and not superseded and peopled as "inForceToday"
  from (select a.id, a.version, a.name_zh as "nameZh", a.name_en as "nameEn",
    a.valid_from::text as "validFrom", a.valid_to::text as "validTo",
    a.suspended_at as "suspendedAt", a.signed_at as "signedAt",
    a.proposed_by_org as "proposedByOrg", a.withdrawn_at as "withdrawnAt",
    a.withdraw_reason as "withdrawReason", a.revision, a.terms,
    $1::text as today,
    coalesce(a.suspended_at <= now(), false) as suspended,
    exists (select from qipan.agreement later where later.id = a.id and later.version > a.version
      and later.signed_at is not null and later.valid_from <= $1::date) as superseded,
    exists (select from qipan.agreement_party l
      join qipan.agreement_party b on b.agreement_id = l.agreement_id and b.version = l.version
        and b.org_id <> l.org_id and b.borrows and coalesce(b.left_on >= $1::date, true)
      where l.agreement_id = a.id and l.version = a.version and l.lends
        and coalesce(l.left_on >= $1::date, true)) as peopled
  from qipan.agreement a) r`;

/** Versions by `id@version`. */
export async function readAgreements(tx: Tx, keys: readonly string[]): Promise<AgreementRow[]> {
  const { rows } = await tx.client.query<AgreementRow>(
    `${agreementRows} where r.id || '@' || r.version = any ($2)`,
    [tx.today, keys],
  );
  return rows;
}

/** All versions, newest first within an agreement. */
export async function readAgreementPage(
  tx: Tx,
  { first, after }: Page,
  inForceOnly: boolean,
): Promise<AgreementRow[]> {
  const { rows } = await tx.client.query<AgreementRow>(
    `select * from (${agreementRows}) a
     where ($2::text is null or (a.id collate "C", -a.version) > ($2, -$3::integer))
       and (a."inForceToday" or not $4)
     order by a.id collate "C", a.version desc limit $5`,
    [tx.today, after?.[0] ?? null, Number(after?.[1] ?? 0), inForceOnly, first + 1],
  );
  return rows;
}

export interface PartyRow {
  readonly key: string;
  readonly orgId: string;
  readonly lends: boolean;
  readonly borrows: boolean;
  readonly leftOn: string | null;
  readonly leaveReason: string | null;
}

/** Parties of versions by `id@version`. */
export async function readParties(tx: Tx, keys: readonly string[]): Promise<PartyRow[]> {
  const { rows } = await tx.client.query<PartyRow>(
    `select agreement_id || '@' || version as key, org_id as "orgId", lends, borrows,
       left_on::text as "leftOn", leave_reason as "leaveReason"
     from qipan.agreement_party where agreement_id || '@' || version = any ($1) order by org_id`,
    [keys],
  );
  return rows;
}

export type StorageAgreementRow = typeof storageAgreement.$inferSelect;

export const readStorageAgreements = (
  tx: Tx,
  ids: readonly string[],
): Promise<StorageAgreementRow[]> =>
  tx.db.select().from(storageAgreement).where(inArray(storageAgreement.id, ids));

export const readStorageAgreementsAt = (
  tx: Tx,
  depots: readonly string[],
): Promise<StorageAgreementRow[]> =>
  tx.db
    .select()
    .from(storageAgreement)
    .where(inArray(storageAgreement.depotId, depots))
    .orderBy(asc(storageAgreement.id));
