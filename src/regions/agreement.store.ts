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

export interface AgreementRow {
  readonly id: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly suspendedAt: Date | null;
  readonly inForceToday: boolean;
  readonly terms: AgreementTerms;
}

/** The same rule as `versionInForce`: the latest version that has begun, or none. */
const agreementColumns = `a.id, a.version, a.name_zh as "nameZh", a.name_en as "nameEn",
  a.valid_from::text as "validFrom", a.valid_to::text as "validTo",
  a.suspended_at as "suspendedAt", a.terms,
  $1::date between a.valid_from and a.valid_to
    and (a.suspended_at is null or a.suspended_at > now())
    and not exists (select from qipan.agreement later where later.id = a.id
      and later.version > a.version and later.valid_from <= $1::date) as "inForceToday"`;

/** Versions by `id@version`. */
export async function readAgreements(tx: Tx, keys: readonly string[]): Promise<AgreementRow[]> {
  const { rows } = await tx.client.query<AgreementRow>(
    `select ${agreementColumns} from qipan.agreement a where a.id || '@' || a.version = any ($2)`,
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
    `select * from (select ${agreementColumns} from qipan.agreement a) a
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
}

/** Parties of versions by `id@version`. */
export async function readParties(tx: Tx, keys: readonly string[]): Promise<PartyRow[]> {
  const { rows } = await tx.client.query<PartyRow>(
    `select agreement_id || '@' || version as key, org_id as "orgId", lends, borrows
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
