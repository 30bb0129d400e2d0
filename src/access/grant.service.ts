import type { PrincipalKind, Role } from "../../schema/words/access.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import {
  deleteRole,
  insertPrincipal,
  insertRole,
  readPrincipals,
  updatePrincipalDisabled,
  type ListedPrincipal,
} from "./grant.store.ts";

export type { ListedPrincipal } from "./grant.store.ts";

export interface NewPrincipal {
  readonly id: string;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly oidcSubject?: string | null;
}

/** The operator's word on who there is. Answers false if the id or the identity is taken. */
export const addPrincipal = (database: Database, principal: NewPrincipal): Promise<boolean> =>
  withTx(database, hubReader, (tx) => insertPrincipal(tx, principal));

/** Gives a role in an organization; false if it was held already. */
export const grantRole = (
  database: Database,
  principalId: string,
  orgId: string,
  role: Role,
): Promise<boolean> =>
  withTx(database, hubReader, (tx) => insertRole(tx, principalId, orgId, role));

/** Takes it back, at once: every request reads its roles again. */
export const revokeRole = (
  database: Database,
  principalId: string,
  orgId: string,
  role: Role,
): Promise<boolean> =>
  withTx(database, hubReader, (tx) => deleteRole(tx, principalId, orgId, role));

/** Ends everything that the principal may do, its keys and sessions with it. */
export const disablePrincipal = (database: Database, id: string): Promise<boolean> =>
  withTx(database, hubReader, (tx) => updatePrincipalDisabled(tx, id));

/** Persons with a role, for the sign-in page of an exercise. */
export const listPersons = (database: Database): Promise<readonly ListedPrincipal[]> =>
  withTx(database, hubReader, readPrincipals);
