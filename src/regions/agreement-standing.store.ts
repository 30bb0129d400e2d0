import type { Tx } from "../postgres/transaction.ts";
import type { LockedVersion } from "./agreement-version.store.ts";

export interface SuspensionRow {
  readonly key: string;
  readonly orgId: string;
  readonly suspendedAt: Date;
  readonly reason: string;
  readonly resumedAt: Date | null;
  readonly resumeReason: string | null;
}

/** Suspensions of versions by `id@version`, the earliest first. */
export async function readSuspensions(tx: Tx, keys: readonly string[]): Promise<SuspensionRow[]> {
  const { rows } = await tx.client.query<SuspensionRow>(
    `select agreement_id || '@' || version as key, org_id as "orgId",
       suspended_at as "suspendedAt", reason, resumed_at as "resumedAt",
       resume_reason as "resumeReason"
     from qipan.agreement_suspension where agreement_id || '@' || version = any ($1)
     order by suspended_at, id`,
    [keys],
  );
  return rows;
}

export interface SignatureRow {
  readonly key: string;
  readonly orgId: string;
  readonly signedAt: Date | null;
}

/** Signatures of versions by `id@version`; none where it was signed before the hub kept them. */
export async function readSignatures(tx: Tx, keys: readonly string[]): Promise<SignatureRow[]> {
  const { rows } = await tx.client.query<SignatureRow>(
    `select agreement_id || '@' || version as key, org_id as "orgId", signed_at as "signedAt"
     from qipan.agreement_signature where agreement_id || '@' || version = any ($1)
     order by org_id`,
    [keys],
  );
  return rows;
}

type Version = Pick<LockedVersion, "id" | "version">;

/** Organizations whose suspension of a locked version nobody has lifted. */
export async function readSuspenders(tx: Tx, { id, version }: Version): Promise<string[]> {
  const { rows } = await tx.client.query<{ org: string }>(
    `select org_id as org from qipan.agreement_suspension
     where agreement_id = $1 and version = $2 and resumed_at is null order by org_id`,
    [id, version],
  );
  return rows.map(({ org }) => org);
}

export interface NewSuspension {
  readonly id: string;
  readonly orgId: string;
  readonly from: Date;
  readonly reason: string;
  readonly recordedBy: string;
}

export async function insertSuspension(
  tx: Tx,
  version: Version,
  { id, orgId, from, reason, recordedBy }: NewSuspension,
): Promise<void> {
  await tx.client.query(
    `insert into qipan.agreement_suspension (id, agreement_id, version, org_id, suspended_at,
       reason, recorded_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, version.id, version.version, orgId, from, reason, recordedBy],
  );
  await updateSuspended(tx, version);
}

export async function updateResumed(
  tx: Tx,
  version: Version,
  { orgId, reason, by }: { readonly orgId: string; readonly reason: string; readonly by: string },
): Promise<void> {
  await tx.client.query(
    `update qipan.agreement_suspension set resumed_at = now(), resume_reason = $4, resumed_by = $5
     where agreement_id = $1 and version = $2 and org_id = $3 and resumed_at is null`,
    [version.id, version.version, orgId, reason, by],
  );
  await updateSuspended(tx, version);
}

/** A version is suspended from the earliest suspension on that nobody lifted. */
async function updateSuspended(tx: Tx, { id, version }: Version): Promise<void> {
  await tx.client.query(
    `update qipan.agreement set revision = revision + 1, suspended_at = (
       select min(s.suspended_at) from qipan.agreement_suspension s
       where s.agreement_id = $1 and s.version = $2 and s.resumed_at is null)
     where id = $1 and version = $2`,
    [id, version],
  );
}

export async function updateLeft(
  tx: Tx,
  { id, version }: Version,
  party: { readonly orgId: string; readonly lastDay: string; readonly reason: string },
): Promise<void> {
  await tx.client.query(
    `update qipan.agreement_party set left_on = $4, leave_reason = $5
     where agreement_id = $1 and version = $2 and org_id = $3`,
    [id, version, party.orgId, party.lastDay, party.reason],
  );
}

/** Notes who lends to whom now, and tells the feed what that opens and closes. */
export async function updateToldPacts(tx: Tx): Promise<number> {
  const { rows } = await tx.client.query<{ changed: number }>(
    "select qipan.sight_pacts() as changed",
  );
  return rows[0]?.changed ?? 0;
}
