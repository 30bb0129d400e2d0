import type { Reader } from "../postgres/transaction.ts";
import type { Principal } from "./principal.model.ts";

/** What row-level security needs to know of a principal. */
export const readerOf = (principal: Principal): Reader => ({
  principal: principal.id,
  orgs: principal.memberships.map(({ orgId }) => orgId),
  partners: principal.partners,
});
