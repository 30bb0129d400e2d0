import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "../../schema/words/access.ts";
import { write, type Written } from "../feed/write.ts";
import { listPage, type PageOf } from "../kernel/page.ts";
import { refuse, ok } from "../kernel/result.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { may } from "./access.rules.ts";
import { hashOf, newSecret } from "./access.service.ts";
import { insertKey } from "./access.store.ts";
import { keyText } from "./credential.rules.ts";
import { appendAudit } from "./grant.store.ts";
import {
  insertMachineKey,
  readKeyRow,
  readKeys,
  updateKeyRevoked,
  updateKeyRevokedNow,
  type KeyRow,
} from "./key.store.ts";
import type { Principal } from "./principal.model.ts";
import { readerOf } from "./reader.ts";

export type { KeyRow } from "./key.store.ts";

export interface KeyOrder {
  readonly idempotencyKey: string;
  readonly orgId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly expiresAt?: Date | null | undefined;
}

export interface IssuedKey {
  readonly written: Written;
  /** Told once, to the call that made the key; a repeated call gets the key without it. */
  readonly secret: string | null;
}

/** Makes a machine of an organization with a key of its own; by an administrator of it. */
export async function issueKey(
  database: Database,
  principal: Principal | undefined,
  order: KeyOrder,
): Promise<Outcome<IssuedKey>> {
  const allowed = may(principal, "key:issue", [order.orgId]);
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  if (!allowed.ok) return allowed;
  const { idempotencyKey, orgId, name, roles, expiresAt = null } = order;
  const made = { id: randomBytes(8).toString("hex"), secret: newSecret() };
  const input = { orgId, name, roles, expiresAt };
  const request = { mutation: "issueApiKey", key: idempotencyKey, org: orgId, input };
  const outcome = await write(database, readerOf(principal), request, async (tx) => {
    const wrong = wrongOrder(order, tx.now);
    if (wrong.length > 0) return refuse(wrong);
    await insertMachineKey(tx, {
      id: made.id,
      principalId: `machine-${randomUUID()}`,
      name: name.trim(),
      orgId,
      roles,
      secretHash: hashOf(made.secret),
      expiresAt,
    });
    return ok({ kind: "API_KEY", id: made.id });
  });
  if (!outcome.ok) return outcome;
  const fresh = outcome.value.id === made.id;
  return ok({ written: outcome.value, secret: fresh ? keyText(made) : null });
}

const nameMax = 100;

function wrongOrder({ name, roles, expiresAt }: KeyOrder, now: Date) {
  const length = name.trim().length;
  return [
    ...(length === 0 || length > nameMax
      ? [refusal("INVALID_INPUT", "name", { why: `1–${nameMax}` })]
      : []),
    ...(roles.length === 0 ? [refusal("INVALID_INPUT", "roles", { why: "≥ 1" })] : []),
    ...(expiresAt !== null && expiresAt !== undefined && expiresAt <= now
      ? [refusal("INVALID_INPUT", "expiresAt", { why: "> now" })]
      : []),
  ];
}

/** Ends a key at once, on every node: each request reads its key again. */
export async function revokeKey(
  database: Database,
  principal: Principal | undefined,
  { idempotencyKey, id }: { readonly idempotencyKey: string; readonly id: string },
): Promise<Outcome<Written>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const request = {
    mutation: "revokeApiKey",
    key: idempotencyKey,
    org: principal.orgId,
    input: { id },
  };
  return write(database, readerOf(principal), request, async (tx) => {
    const seen = await updateKeyRevoked(tx, id, administered(principal));
    return seen ? ok({ kind: "API_KEY", id }) : refuseFor("NOT_FOUND", "id");
  });
}

/** Organizations whose keys it may see: an administrator's, as far as its own key allows. */
const administered = (principal: Principal): string[] =>
  principal.memberships
    .map(({ orgId }) => orgId)
    .filter((orgId) => may(principal, "key:issue", [orgId]).ok);

export const readKeyOf = (tx: Tx, principal: Principal, id: string): Promise<KeyRow | undefined> =>
  readKeyRow(tx, administered(principal), id);

export async function listKeys(
  tx: Tx,
  principal: Principal | undefined,
  args: { readonly first: number; readonly after?: string | null | undefined },
): Promise<Outcome<PageOf<KeyRow>>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  return listPage(
    args,
    ["text"],
    (page) => readKeys(tx, administered(principal), page),
    ({ id }) => [id],
  );
}

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
