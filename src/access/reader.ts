import { heldAs } from "../../schema/rights/duties.ts";
import type { Asker } from "../feed/write.ts";
import type { Principal } from "./principal.model.ts";

/** What row-level security and the audit need to know of a principal. */
export const readerOf = ({ id, memberships, partners, requestId = "" }: Principal): Asker => ({
  principal: id,
  orgs: memberships.map(({ orgId }) => orgId),
  partners,
  roles: memberships.flatMap(({ orgId, roles }) => roles.map((role) => heldAs(role, orgId))),
  requestId,
});
