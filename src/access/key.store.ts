import type { ApiKeyState, PrincipalKind, Role } from "../../schema/words/access.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";

/** What may be told of a key: never its secret, nor the secret's hash. */
export interface KeyRow {
  readonly id: string;
  readonly principalId: string;
  readonly name: string;
  readonly orgs: readonly string[];
  readonly roles: readonly Role[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly kind: PrincipalKind;
  /** By the database's clock. */
  readonly state: ApiKeyState;
  /** The key that it was issued in place of, and the one issued in its own place. */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
}

const columns = `id, principal_id as "principalId", name, orgs, roles, created_at as "createdAt",
  expires_at as "expiresAt", revoked_at as "revokedAt", last_used_at as "lastUsedAt",
  kind, state, replaces, replaced_by as "replacedBy"`;

/** Keys of the reader, and of everyone in `orgs`, which it administers. */
export async function readKeys(
  tx: Tx,
  orgs: readonly string[],
  { first, after }: Page,
): Promise<readonly KeyRow[]> {
  const { rows } = await tx.client.query<KeyRow>(
    `select ${columns} from qipan.keys_seen($1) where id > $2 order by id limit $3`,
    [orgs, after?.[0] ?? "", first + 1],
  );
  return rows;
}

export async function readKeyRow(
  tx: Tx,
  orgs: readonly string[],
  id: string,
): Promise<KeyRow | undefined> {
  const { rows } = await tx.client.query<KeyRow>(
    `select ${columns} from qipan.keys_seen($1) where id = $2`,
    [orgs, id],
  );
  return rows[0];
}

export interface MachineKey {
  readonly id: string;
  readonly principalId: string;
  readonly name: string;
  readonly orgId: string;
  readonly roles: readonly Role[];
  readonly secretHash: string;
  readonly expiresAt: Date | null;
}

/** A machine of one organization and its key; the database asks again who may. */
export async function insertMachineKey(tx: Tx, key: MachineKey): Promise<void> {
  await tx.client.query("select qipan.key_issue($1, $2, $3, $4, $5, $6, $7)", [
    key.id,
    key.principalId,
    key.name,
    key.orgId,
    key.roles,
    key.secretHash,
    key.expiresAt,
  ]);
}

export async function updateKeyRevoked(
  tx: Tx,
  id: string,
  orgs: readonly string[],
): Promise<boolean> {
  const { rows } = await tx.client.query<{ seen: boolean }>(
    "select qipan.key_revoke($1, $2) as seen",
    [id, orgs],
  );
  return rows[0]?.seen === true;
}

/** The operator's way: no question is asked, and the key's principal stays what it is. */
export async function updateKeyRevokedNow(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.client.query(
    "update qipan.api_key set revoked_at = now() where id = $1 and revoked_at is null",
    [id],
  );
  return rowCount === 1;
}

export interface KeyRotation {
  readonly id: string;
  readonly newId: string;
  readonly secretHash: string;
  readonly overlapHours: number;
  readonly expiresAt: Date | null;
}

export type Rotated = "DONE" | "NOT_FOUND" | "NOT_YOURS" | "ENDED" | "ROTATED";

/** A second key in place of the first, under the first one's lock; the database asks who may. */
export async function insertRotatedKey(tx: Tx, rotation: KeyRotation): Promise<Rotated> {
  const { id, newId, secretHash, overlapHours, expiresAt } = rotation;
  const { rows } = await tx.client.query<{ rotated: Rotated }>(
    "select qipan.key_rotate($1, $2, $3, make_interval(hours => $4), $5) as rotated",
    [id, newId, secretHash, overlapHours, expiresAt],
  );
  return rows[0]?.rotated ?? "NOT_FOUND";
}
