import type { PrincipalKind, Role, SessionMeans } from "../../schema/words/access.ts";
import type { Word } from "../../schema/words/word.ts";
import { literal } from "../postgres/session.ts";
import type { Tx } from "../postgres/transaction.ts";
import { sessionHours } from "./credential.rules.ts";
import type { Membership } from "./principal.model.ts";

export interface PrincipalFacts {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly memberships: readonly Membership[];
  readonly partners: readonly string[];
}

/** A principal that may sign in, with what the hub says of it today; nothing else counts. */
export async function readPrincipalFacts(tx: Tx, id: string): Promise<PrincipalFacts | undefined> {
  const { rows } = await tx.client.query<PrincipalFacts>(principalSql, [id, tx.today]);
  return rows[0];
}

/** `qipan.principal_facts` keeps its plans: whoever asks is looked up before everything else. */
const principalSql = `select id, kind, name, memberships, partners
  from qipan.principal_facts($1, $2, '{}')`;

/** A key with whom it belongs to: null where that one may not sign in. */
export interface KeyHolder {
  readonly secretHash: string;
  /** Neither expired nor revoked, by the database's clock. */
  readonly good: boolean;
  readonly expiresAt: Date | null;
  /** Its last use was noted long enough ago to be noted again. */
  readonly unnoted: boolean;
  readonly holder: PrincipalFacts | null;
}

/** Literals only: it travels with BEGIN, since every request with a key waits for it. */
export const keyHolderSql = (id: string): string =>
  `select secret_hash as "secretHash", expires_at as "expiresAt", good, unnoted, holder
   from qipan.key_holder(${literal(id)})`;

export async function updateKeyUse(tx: Tx, id: string): Promise<void> {
  await tx.client.query("update qipan.api_key set last_used_at = now() where id = $1", [id]);
}

export interface NewKey {
  readonly id: string;
  readonly principalId: string;
  readonly secretHash: string;
  readonly scopes: readonly Role[];
  readonly expiresAt: Date | null;
}

export async function insertKey(tx: Tx, key: NewKey): Promise<void> {
  await tx.client.query(
    `insert into qipan.api_key (id, principal_id, secret_hash, scopes, expires_at)
     values ($1, $2, $3, $4, $5)`,
    [key.id, key.principalId, key.secretHash, JSON.stringify(key.scopes), key.expiresAt],
  );
}

export interface SessionFacts {
  readonly principalId: string;
  readonly means: SessionMeans;
  readonly expiresAt: Date;
}

export async function readSession(tx: Tx, tokenHash: string): Promise<SessionFacts | undefined> {
  const { rows } = await tx.client.query<SessionFacts>(
    `select principal_id as "principalId", means, expires_at as "expiresAt" from qipan.session
     where token_hash = $1 and expires_at > now()`,
    [tokenHash],
  );
  return rows[0];
}

export interface NewSession {
  readonly tokenHash: string;
  readonly principalId: string;
  readonly means: SessionMeans;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { tokenHash, principalId, means } = session;
  await tx.client.query(
    `insert into qipan.session (token_hash, principal_id, means, expires_at)
     values ($1, $2, $3, now() + make_interval(hours => $4))`,
    [tokenHash, principalId, means, sessionHours],
  );
}

export async function updateSessionEnded(
  tx: Tx,
  tokenHash: string,
): Promise<SessionMeans | undefined> {
  const { rows } = await tx.client.query<{ means: SessionMeans }>(
    `update qipan.session set expires_at = now() where token_hash = $1 and expires_at > now()
     returning means`,
    [tokenHash],
  );
  return rows[0]?.means;
}

export interface SubjectFacts {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly disabled: boolean;
}

/** The principal that an identity of an issuer belongs to, good or not. */
export async function readSubject(tx: Tx, subject: string): Promise<SubjectFacts | undefined> {
  const { rows } = await tx.client.query<SubjectFacts>(
    `select id, kind, disabled_at is not null as disabled from qipan.principal
     where oidc_subject = $1`,
    [subject],
  );
  return rows[0];
}

export async function readIsSuperuser(tx: Tx): Promise<boolean> {
  const { rows } = await tx.client.query<{ free: boolean }>(
    `select rolsuper or rolbypassrls as free from pg_roles where rolname = session_user`,
  );
  return rows[0]?.free === true;
}

/** Organizations as a refusal names them: name and code. */
export async function readOrgNames(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Word>> {
  const { rows } = await tx.client.query<{ id: string } & Word>(
    `select id, name_zh || '(' || id || ')' as zh,
       coalesce(name_en, name_zh) || ' (' || id || ')' as en
     from qipan.organization where id = any ($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...word }) => [id, word]));
}
