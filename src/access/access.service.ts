import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { PrincipalKind, SessionMeans } from "../../schema/words/access.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, readOnce, withTx, type Tx } from "../postgres/transaction.ts";
import {
  insertSession,
  keyHolderSql,
  readIsSuperuser,
  readPrincipalFacts,
  readSession,
  readSubject,
  updateKeyUse,
  updateSessionEnded,
  type KeyHolder,
  type PrincipalFacts,
} from "./access.store.ts";
import { isSessionToken, keyParts } from "./credential.rules.ts";
import { appendAudit } from "./grant.store.ts";
import type { Credential, Principal } from "./principal.model.ts";

export { readStandings, standsBy } from "./standing.store.ts";

export const newSecret = (): string => randomBytes(32).toString("base64url");

export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** Who holds this key, with the roles that the key may use; undefined if it is not good. */
export async function principalByKey(
  database: Database,
  text: string,
): Promise<Principal | undefined> {
  const shown = keyParts(text);
  if (shown === undefined) return undefined;
  const [row] = await readOnce(database, hubReader, keyHolderSql(shown.id));
  const key = row as KeyHolder | undefined;
  const same = sameHash(key?.secretHash ?? hashOf(""), hashOf(shown.secret));
  if (key === undefined || !same || !key.good) return undefined;
  if (key.unnoted) await withTx(database, hubReader, (tx) => updateKeyUse(tx, shown.id));
  const credential: Credential = { means: "API_KEY", until: key.expiresAt, row: shown.id };
  return key.holder === null ? undefined : principalOf(key.holder, { credential });
}

const sameHash = (kept: string, shown: string): boolean =>
  timingSafeEqual(Buffer.from(kept, "hex"), Buffer.from(shown, "hex"));

export function principalBySession(
  database: Database,
  token: string,
): Promise<Principal | undefined> {
  if (!isSessionToken(token)) return Promise.resolve(undefined);
  return withTx(database, hubReader, async (tx) => {
    const session = await readSession(tx, hashOf(token));
    if (session === undefined) return undefined;
    const { principalId, means, expiresAt } = session;
    const credential: Credential = { means, until: expiresAt, row: hashOf(token) };
    return readScoped(tx, principalId, { credential });
  });
}

/** What the hub knows of an identity that an issuer vouches for. Claims beside it do not count. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** As `qipan grant --oidc` writes it and the database keeps it. */
export const subjectText = ({ issuer, subject }: Identity): string => `${issuer}|${subject}`;

/** The machine that a token speaks for; undefined if the hub does not know it as one. */
export const principalByToken = (
  database: Database,
  identity: Identity,
  until: Date,
): Promise<Principal | undefined> =>
  withTx(database, hubReader, async (tx) => {
    const known = await readSubject(tx, subjectText(identity));
    if (known?.kind !== "MACHINE") return undefined;
    return readScoped(tx, known.id, { credential: { means: "TOKEN", until, row: known.id } });
  });

export type SignedIn =
  | { readonly is: "SIGNED_IN"; readonly token: string }
  | { readonly is: "UNKNOWN" | "DISABLED" | "NO_PERSON" };

/** Opens a session for the person whose identity the issuer vouched for, or says why not. */
export const signInByIdentity = (database: Database, identity: Identity): Promise<SignedIn> =>
  withTx(database, hubReader, async (tx): Promise<SignedIn> => {
    const known = await readSubject(tx, subjectText(identity));
    if (known === undefined) return { is: "UNKNOWN" };
    const is = unfit(known);
    const deed = { org: "", action: "signIn", subject: known.id };
    await appendAudit(tx, { ...deed, outcome: is ?? "DONE" });
    if (is !== undefined) return { is };
    const token = newSecret();
    await insertSession(tx, { tokenHash: hashOf(token), principalId: known.id, means: "OIDC" });
    return { is: "SIGNED_IN", token };
  });

const unfit = (known: { readonly kind: PrincipalKind; readonly disabled: boolean }) => {
  if (known.disabled) return "DISABLED" as const;
  return known.kind === "PERSON" ? undefined : ("NO_PERSON" as const);
};

/** The principal as the hub knows it now; undefined if it is unknown or disabled. */
export const readPrincipal = (database: Database, id: string): Promise<Principal | undefined> =>
  withTx(database, hubReader, (tx) => readScoped(tx, id, {}));

async function readScoped(
  tx: Tx,
  id: string,
  shown: { readonly credential?: Credential },
): Promise<Principal | undefined> {
  const facts = await readPrincipalFacts(tx, id);
  return facts && principalOf(facts, shown);
}

const principalOf = (
  facts: PrincipalFacts,
  shown: { readonly credential?: Credential },
): Principal => ({ ...facts, ...shown, orgId: facts.memberships[0]?.orgId ?? "" });

/** Opens a session for one who named himself. Answers what its cookie holds; the hash is kept. */
export async function openSession(database: Database, principalId: string): Promise<string> {
  const token = newSecret();
  await withTx(database, hubReader, (tx) =>
    insertSession(tx, { tokenHash: hashOf(token), principalId, means: "DEV" }),
  );
  return token;
}

/** Ends a session; answers how it had begun, if it was one. */
export const endSession = (database: Database, token: string): Promise<SessionMeans | undefined> =>
  withTx(database, hubReader, (tx) => updateSessionEnded(tx, hashOf(token)));

/** Whether the process is logged in to its database as one whom no policy binds. */
export const isSuperuserLogin = (database: Database): Promise<boolean> =>
  withTx(database, hubReader, readIsSuperuser);
