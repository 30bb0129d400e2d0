import { heldAs } from "../../schema/rights/duties.ts";
import { role, type Role } from "../../schema/words/access.ts";
import { codesOf } from "../../schema/words/word.ts";
import type { Reader } from "../../src/postgres/transaction.ts";

/** A member of one organization with these roles, every one unless some are named. */
export const memberOf = (org: string, roles: readonly Role[] = codesOf(role)): Reader => ({
  ...{ principal: org, orgs: [org], partners: [] },
  roles: roles.map((one) => heldAs(one, org)),
});
