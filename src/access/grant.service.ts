import type { PrincipalKind, Role } from "../../schema/words/access.ts";
import { appendFact } from "../feed/append.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import {
  deleteRole,
  insertPrincipal,
  appendAudit,
  insertRole,
  readPrincipal,
  readPrincipals,
  updatePrincipalDisabled,
  updateSubject,
  type ListedPrincipal,
  type StoredPrincipal,
} from "./grant.store.ts";

export type { ListedPrincipal } from "./grant.store.ts";

export interface NewPrincipal {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly oidcSubject?: string | null;
}

/**
 * The operator's word on who there is. Answers false if the id, or the identity it signs in by,
 * is another's: a role must not be given to whoever happens to have the name. One who had no
 * identity yet is given the one that he signs in by.
 */
export const addPrincipal = (database: Database, principal: NewPrincipal): Promise<boolean> =>
  withTx(database, hubReader, async (tx) => {
    if (await insertPrincipal(tx, principal)) {
      await appendAudit(tx, { org: "", action: "addPrincipal", subject: principal.id });
      return true;
    }
    const stored = await readPrincipal(tx, principal.id);
    if (isSame(stored, principal)) return true;
    const { id, oidcSubject = null } = principal;
    const unbound =
      stored?.oidcSubject === null && isSame(stored, { ...principal, oidcSubject: null });
    if (!unbound || oidcSubject === null) return false;
    if (!(await updateSubject(tx, id, oidcSubject))) return false;
    await appendAudit(tx, { org: "", action: "bindIdentity", subject: id });
    return true;
  });

const isSame = (stored: StoredPrincipal | undefined, { kind, name, oidcSubject }: NewPrincipal) =>
  stored?.kind === kind &&
  stored.name === name &&
  (oidcSubject ?? stored.oidcSubject) === stored.oidcSubject;

/** Gives a role in an organization; false if it was held already. */
export const grantRole = (
  database: Database,
  principalId: string,
  orgId: string,
  role: Role,
): Promise<boolean> =>
  withTx(database, hubReader, async (tx) => {
    const given = await insertRole(tx, principalId, orgId, role);
    const subject = `${principalId} ${role}`;
    if (given) await appendAudit(tx, { org: orgId, action: "grantRole", subject });
    if (given) await tellSight(tx, "SHOWN", principalId, orgId);
    return given;
  });

/** Takes it back, at once: every request reads its roles again. */
export const revokeRole = (
  database: Database,
  principalId: string,
  orgId: string,
  role: Role,
): Promise<boolean> =>
  withTx(database, hubReader, async (tx) => {
    const held = await deleteRole(tx, principalId, orgId, role);
    const subject = `${principalId} ${role}`;
    if (held) await appendAudit(tx, { org: orgId, action: "revokeRole", subject });
    if (held) await tellSight(tx, "HIDDEN", principalId, orgId);
    return held;
  });

/** Told to this one reader: what it sees as a member of the organization is to be read anew. */
const tellSight = (tx: Tx, kind: "SHOWN" | "HIDDEN", principalId: string, orgId: string) =>
  appendFact(tx, {
    kind,
    subject: { kind: "ORGANIZATION", id: orgId, version: 0 },
    parties: [`@${principalId}`],
  });

/** Ends everything that the principal may do, its keys and sessions with it. */
export const disablePrincipal = (database: Database, id: string): Promise<boolean> =>
  withTx(database, hubReader, async (tx) => {
    const ended = await updatePrincipalDisabled(tx, id);
    if (ended) await appendAudit(tx, { org: "", action: "disablePrincipal", subject: id });
    return ended;
  });

/** Persons with a role, for the sign-in page of an exercise. */
export const listPersons = (database: Database): Promise<readonly ListedPrincipal[]> =>
  withTx(database, hubReader, readPrincipals);
