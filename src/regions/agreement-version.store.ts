import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { KnownCodes, VersionInput } from "./agreement-terms.rules.ts";
import type { AgreementDates } from "./regions.model.ts";

/** One version, locked: who changes agreements waits, and who leans on them waits too. */
export interface LockedVersion extends AgreementDates {
  readonly id: string;
  readonly version: number;
  readonly proposedByOrg: string | null;
  readonly revision: number;
  readonly parties: readonly {
    readonly orgId: string;
    readonly lends: boolean;
    readonly borrows: boolean;
    readonly leftOn: string | null;
  }[];
  readonly signatures: readonly { readonly orgId: string; readonly signedAt: string | null }[];
}

const separator = "@";

/** By `id@version`; undefined for what is not there or not the reader's to change. */
export async function lockVersion(tx: Tx, key: string): Promise<LockedVersion | undefined> {
  const at = key.lastIndexOf(separator);
  const [id, version] = [key.slice(0, at), Number(key.slice(at + 1))];
  if (at < 1 || !Number.isSafeInteger(version)) return undefined;
  const { rowCount } = await tx.client.query(
    `select from qipan.agreement
     where id = $1 and version = $2 and qipan.agreement_mine(id, version)`,
    [id, version],
  );
  if (rowCount === 0) return undefined;
  await tx.client.query("select qipan.agreement_change($1)", [id]);
  // What others committed while this waited is seen by a statement of its own.
  const { rows } = await tx.client.query<LockedVersion>(versionSql, [id, version, tx.today]);
  return rows[0];
}

const versionSql = `select a.id, a.version, a.valid_from::text as "validFrom",
    a.valid_to::text as "validTo", a.signed_at as "signedAt", a.withdrawn_at as "withdrawnAt",
    a.proposed_by_org as "proposedByOrg", a.revision,
    coalesce(a.suspended_at <= now(), false) as suspended, true as peopled,
    exists (select from qipan.agreement later where later.id = a.id and later.version > a.version
      and later.signed_at is not null and later.valid_from <= $3::date) as superseded,
    coalesce((select jsonb_agg(jsonb_build_object('orgId', p.org_id, 'lends', p.lends,
        'borrows', p.borrows, 'leftOn', p.left_on) order by p.org_id)
      from qipan.agreement_party p where p.agreement_id = a.id and p.version = a.version), '[]')
      as parties,
    coalesce((select jsonb_agg(jsonb_build_object('orgId', s.org_id, 'signedAt', s.signed_at)
        order by s.org_id)
      from qipan.agreement_signature s where s.agreement_id = a.id and s.version = a.version), '[]')
      as signatures
  from qipan.agreement a where a.id = $1 and a.version = $2`;

export interface LatestVersion {
  readonly version: number;
  readonly signed: boolean;
  readonly withdrawn: boolean;
  /** Parties that have not left. */
  readonly parties: readonly string[];
}

/** Every version of a code that the reader sees; serialises whoever proposes for it. */
export async function lockVersionsOf(tx: Tx, code: string): Promise<readonly LatestVersion[]> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended('agreement ' || $1, 1))", [
    code,
  ]);
  const { rows } = await tx.client.query<LatestVersion>(
    `select a.version, a.signed_at is not null as signed, a.withdrawn_at is not null as withdrawn,
       array(select p.org_id from qipan.agreement_party p where p.agreement_id = a.id
         and p.version = a.version and (p.left_on is null or p.left_on >= $2::date)
         order by p.org_id) as parties
     from qipan.agreement a where a.id = $1 order by a.version desc`,
    [code, tx.today],
  );
  return rows;
}

export async function readKnownCodes(
  tx: Tx,
  { parties, terms }: Pick<VersionInput, "parties" | "terms">,
): Promise<KnownCodes> {
  const swaps = terms.equivalence?.substitutes ?? [];
  const items = [...terms.items, ...swaps.flatMap(({ item, substitute }) => [item, substitute])];
  const { rows } = await tx.client.query<{ kind: string; code: string }>(
    `select 'org' as kind, id as code from qipan.organization where id = any ($1)
     union all select 'item', sku from qipan.item where sku = any ($2)
     union all select 'category', code from qipan.item_category where code = any ($3)`,
    [parties.map(({ orgId }) => orgId), items, terms.categories],
  );
  const of = (kind: string) =>
    new Set(rows.filter((row) => row.kind === kind).map(({ code }) => code));
  return { orgs: of("org"), items: of("item"), categories: of("category") };
}

export interface NewVersion extends Omit<VersionInput, "terms"> {
  readonly terms: AgreementTerms;
  readonly version: number;
  readonly proposedByOrg: string;
  readonly signatories: readonly string[];
}

/** Answers false where another of that number is there that the reader does not see. */
export async function insertVersion(tx: Tx, row: NewVersion): Promise<boolean> {
  const { code, version, nameZh, nameEn, validFrom, validTo, terms, proposedByOrg } = row;
  const { rowCount } = await tx.client.query(
    `insert into qipan.agreement (id, version, name_zh, name_en, valid_from, valid_to, terms,
       proposed_by_org, signed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, null)
     on conflict do nothing`,
    [code, version, nameZh.trim(), nameEn.trim(), validFrom, validTo, terms, proposedByOrg],
  );
  if (rowCount === 0) return false;
  await tx.client.query(
    `insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows)
     select $1, $2, "orgId", lends, borrows
     from jsonb_to_recordset($3) as p ("orgId" text, lends boolean, borrows boolean)`,
    [code, version, JSON.stringify(row.parties)],
  );
  await tx.client.query(
    `insert into qipan.agreement_signature (agreement_id, version, org_id)
     select $1, $2, unnest($3::text[])`,
    [code, version, row.signatories],
  );
  return true;
}

type Version = Pick<LockedVersion, "id" | "version">;

export async function updateSignature(
  tx: Tx,
  { id, version }: Version,
  signature: { readonly orgId: string; readonly signedBy: string },
): Promise<void> {
  await tx.client.query(
    `update qipan.agreement_signature set signed_at = now(), signed_by = $4
     where agreement_id = $1 and version = $2 and org_id = $3`,
    [id, version, signature.orgId, signature.signedBy],
  );
}

export interface VersionChange {
  readonly signed?: boolean;
  readonly withdrawReason?: string;
}

/** Signs, withdraws or only counts a change of a locked version. */
export async function updateVersion(
  tx: Tx,
  { id, version }: Version,
  { signed = false, withdrawReason }: VersionChange = {},
): Promise<void> {
  await tx.client.query(
    `update qipan.agreement set revision = revision + 1,
       signed_at = case when $3 then now() else signed_at end,
       withdrawn_at = case when $4::text is null then withdrawn_at else now() end,
       withdraw_reason = coalesce($4, withdraw_reason)
     where id = $1 and version = $2`,
    [id, version, signed, withdrawReason ?? null],
  );
}
