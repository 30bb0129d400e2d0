import { randomBytes, randomUUID } from "node:crypto";
import type { Role } from "../../schema/words/access.ts";
import { write, type Written } from "../feed/write.ts";
import { listPage, type PageOf } from "../kernel/page.ts";
import { refuse, ok } from "../kernel/result.ts";
import { refusal, refuseFor, type Outcome } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { may } from "./access.rules.ts";
import { hashOf, newSecret } from "./access.service.ts";
import { keyText } from "./credential.rules.ts";
import {
  insertMachineKey,
  insertRotatedKey,
  readKeyRow,
  readKeys,
  updateKeyRevoked,
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
    ...pastExpiry(expiresAt, now),
  ];
}

export interface RotationOrder {
  readonly idempotencyKey: string;
  readonly id: string;
  readonly overlapHours: number;
  readonly expiresAt?: Date | null | undefined;
}

/**
 * Gives a machine a second key while its first one goes on for a stated time: nothing stands
 * still while the new one is put in place. Either can be revoked at once.
 */
export async function rotateKey(
  database: Database,
  principal: Principal | undefined,
  order: RotationOrder,
): Promise<Outcome<IssuedKey>> {
  if (principal === undefined) return refuseFor("SIGN_IN_REQUIRED");
  const { idempotencyKey, id, overlapHours, expiresAt = null } = order;
  const made = { id: randomBytes(8).toString("hex"), secret: newSecret() };
  const input = { id, overlapHours, expiresAt };
  const request = { mutation: "rotateApiKey", key: idempotencyKey, org: principal.orgId, input };
  const outcome = await write(database, readerOf(principal), request, async (tx) => {
    const wrong = wrongRotation(order, tx.now);
    if (wrong.length > 0) return refuse(wrong);
    const seen = await readKeyOf(tx, principal, id);
    if (seen === undefined) return refuseFor("NOT_FOUND", "apiKeyId");
    for (const org of seen.orgs.length === 0 ? [""] : seen.orgs) {
      const allowed = may(principal, "key:issue", [org]);
      if (!allowed.ok) return allowed;
    }
    const secretHash = hashOf(made.secret);
    const terms = { id, newId: made.id, secretHash, overlapHours, expiresAt };
    const rotated = await insertRotatedKey(tx, terms);
    return rotated === "DONE" ? ok({ kind: "API_KEY", id: made.id }) : refuseFor(whyNot[rotated]);
  });
  if (!outcome.ok) return outcome;
  const fresh = outcome.value.id === made.id;
  return ok({ written: outcome.value, secret: fresh ? keyText(made) : null });
}

const whyNot = {
  NOT_FOUND: "NOT_FOUND",
  NOT_YOURS: "KEY_NOT_A_SYSTEMS",
  ENDED: "KEY_ENDED",
  ROTATED: "KEY_ROTATED_ALREADY",
} as const;

/** Longer than a month is no overlap but a second key. */
export const overlapHoursMax = 720;

function wrongRotation({ overlapHours, expiresAt }: RotationOrder, now: Date) {
  const inRange = overlapHours >= 0 && overlapHours <= overlapHoursMax;
  return [
    ...(inRange ? [] : [refusal("INVALID_INPUT", "overlapHours", { why: `0–${overlapHoursMax}` })]),
    ...pastExpiry(expiresAt, now),
  ];
}

const pastExpiry = (expiresAt: Date | null | undefined, now: Date) =>
  expiresAt !== null && expiresAt !== undefined && expiresAt <= now
    ? [refusal("INVALID_INPUT", "expiresAt", { why: "> now" })]
    : [];

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
