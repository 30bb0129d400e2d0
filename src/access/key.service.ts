import { randomBytes } from "node:crypto";
import type { Role } from "../../schema/words/access.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { hashOf, newSecret } from "./access.service.ts";
import { insertKey } from "./access.store.ts";
import { keyText } from "./credential.rules.ts";

export interface KeyRequest {
  readonly principalId: string;
  /** Roles that the key may use; empty: all that its principal holds. */
  readonly scopes?: readonly Role[];
  readonly expiresAt?: Date | null;
}

/** Makes a key on the operator's word; its text is told once and kept as a hash only. */
export async function grantKey(database: Database, request: KeyRequest): Promise<string> {
  const made = { id: randomBytes(8).toString("hex"), secret: newSecret() };
  const { principalId, scopes = [], expiresAt = null } = request;
  await withTx(database, hubReader, (tx) =>
    insertKey(tx, { id: made.id, principalId, secretHash: hashOf(made.secret), scopes, expiresAt }),
  );
  return keyText(made);
}
