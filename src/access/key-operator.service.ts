import { randomBytes } from "node:crypto";
import type { Role } from "../../schema/words/access.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { hashOf, newSecret } from "./access.service.ts";
import { insertKey } from "./access.store.ts";
import { keyText } from "./credential.rules.ts";
import { appendAudit } from "./grant.store.ts";
import {
  insertRotatedKey,
  readKeyRow,
  readKeys,
  updateKeyRevokedNow,
  type KeyRow,
  type Rotated,
} from "./key.store.ts";

export type { KeyRow, Rotated } from "./key.store.ts";

export interface KeyGrant {
  readonly principalId: string;
  /** Roles that the key may use; empty: all that its principal holds. */
  readonly scopes?: readonly Role[];
  readonly expiresAt?: Date | null;
}

/** Makes a key on the operator's word; its text is told once and kept as a hash only. */
export async function grantKey(database: Database, grant: KeyGrant): Promise<string> {
  const made = { id: randomBytes(8).toString("hex"), secret: newSecret() };
  const { principalId, scopes = [], expiresAt = null } = grant;
  const { id } = made;
  await withTx(database, hubReader, async (tx) => {
    await insertKey(tx, { id, principalId, secretHash: hashOf(made.secret), scopes, expiresAt });
    await appendAudit(tx, { org: "", action: "grantKey", subject: `${principalId} ${id}` });
  });
  return keyText(made);
}

/** Ends a key on the operator's word; answers whether there was one. */
export const revokeKeyNow = (database: Database, id: string): Promise<boolean> =>
  withTx(database, hubReader, async (tx) => {
    const ended = await updateKeyRevokedNow(tx, id);
    if (ended) await appendAudit(tx, { org: "", action: "revokeKey", subject: id });
    return ended;
  });

export interface RotatedNow {
  readonly key: string;
  /** When the old one ends by itself. */
  readonly oldUntil: Date | null;
}

/** Issues a key in place of another on the operator's word; or says why not. */
export const rotateKeyNow = (
  database: Database,
  id: string,
  terms: { readonly overlapHours: number; readonly expiresAt: Date | null },
): Promise<RotatedNow | Exclude<Rotated, "DONE">> =>
  withTx(database, hubReader, async (tx) => {
    const made = { id: randomBytes(8).toString("hex"), secret: newSecret() };
    const secretHash = hashOf(made.secret);
    const rotated = await insertRotatedKey(tx, { ...terms, id, newId: made.id, secretHash });
    if (rotated !== "DONE") return rotated;
    await appendAudit(tx, { org: "", action: "rotateKey", subject: `${id} ${made.id}` });
    const old = await readKeyRow(tx, [], id);
    return { key: keyText(made), oldUntil: old?.expiresAt ?? null };
  });

/** So many keys that one reads them on a screen; ended ones are not listed. */
const listedMax = 1_000;

/** Keys that are good, those that end soonest first. */
export const listGoodKeys = (database: Database): Promise<readonly KeyRow[]> =>
  withTx(database, hubReader, async (tx) => {
    const rows = await readKeys(tx, [], { first: listedMax, after: undefined });
    const end = ({ expiresAt }: KeyRow): number => expiresAt?.getTime() ?? Infinity;
    return rows
      .filter(({ state }) => state === "GOOD" || state === "ENDING_SOON")
      .sort((a, b) => end(a) - end(b) || (a.id < b.id ? -1 : 1));
  });
