import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Role } from "../../schema/words/access.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import {
  insertSession,
  readIsSuperuser,
  readKey,
  readPrincipalFacts,
  readSession,
  updateKeyUse,
  updateSessionEnded,
} from "./access.store.ts";
import { isSessionToken, keyParts } from "./credential.rules.ts";
import type { Principal } from "./principal.model.ts";

const sessionHours = 12;

export const newSecret = (): string => randomBytes(32).toString("base64url");

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Who holds this key, with the roles that the key may use; undefined if it is not good. */
export function principalByKey(database: Database, text: string): Promise<Principal | undefined> {
  const shown = keyParts(text);
  if (shown === undefined) return Promise.resolve(undefined);
  return withTx(database, hubReader, async (tx) => {
    const key = await readKey(tx, shown.id);
    const same = sameHash(key?.secretHash ?? hashOf(""), hashOf(shown.secret));
    if (key === undefined || !same || !key.good) return undefined;
    if (key.unnoted) await updateKeyUse(tx, shown.id);
    return readScoped(tx, key.principalId, key.scopes);
  });
}

const sameHash = (kept: string, shown: string): boolean =>
  timingSafeEqual(Buffer.from(kept, "hex"), Buffer.from(shown, "hex"));

export function principalBySession(
  database: Database,
  token: string,
): Promise<Principal | undefined> {
  if (!isSessionToken(token)) return Promise.resolve(undefined);
  return withTx(database, hubReader, async (tx) => {
    const id = await readSession(tx, hashOf(token));
    return id === undefined ? undefined : readScoped(tx, id, []);
  });
}

/** The principal as the hub knows it now; undefined if it is unknown or disabled. */
export const readPrincipal = (database: Database, id: string): Promise<Principal | undefined> =>
  withTx(database, hubReader, (tx) => readScoped(tx, id, []));

async function readScoped(
  tx: Tx,
  id: string,
  scopes: readonly Role[],
): Promise<Principal | undefined> {
  const facts = await readPrincipalFacts(tx, id, scopes);
  return facts && { ...facts, orgId: facts.memberships[0]?.orgId ?? "" };
}

/** Opens a session and answers what its cookie holds; the hub keeps the hash only. */
export async function openSession(database: Database, principalId: string): Promise<string> {
  const token = newSecret();
  await withTx(database, hubReader, (tx) =>
    insertSession(tx, hashOf(token), principalId, sessionHours),
  );
  return token;
}

export const endSession = (database: Database, token: string): Promise<void> =>
  withTx(database, hubReader, (tx) => updateSessionEnded(tx, hashOf(token)));

/** Whether the process is logged in to its database as one whom no policy binds. */
export const isSuperuserLogin = (database: Database): Promise<boolean> =>
  withTx(database, hubReader, readIsSuperuser);
