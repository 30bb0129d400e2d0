import type { LotCondition, LotEvent } from "../../schema/words/reserves.ts";
import { sees } from "../access/right.rules.ts";

const table: Readonly<Record<LotCondition, Readonly<Partial<Record<LotEvent, LotCondition>>>>> = {
  GOOD: { BLOCK: "BLOCKED", RECALL: "RECALLED" },
  BLOCKED: { RECALL: "RECALLED", RELEASE: "GOOD" },
  // What a maker has recalled goes back or is scrapped; no inspection here makes it good again.
  RECALLED: {},
};

export const nextCondition = (condition: LotCondition, event: LotEvent): LotCondition | undefined =>
  table[condition][event];

/** What is missing to the target; unknown if either is, and never less than nothing. */
export const gapOf = (target: number | null, usable: number | null): number | null =>
  target === null || usable === null ? null : Math.max(0, target - usable);

/**
 * Who may hear that something changed on a depot's shelf: whoever may see the shelf. `borrowers`
 * are those to whom an agreement in force opens the owner's stock.
 */
export function audienceOf(
  depot: {
    readonly visibility: string;
    readonly depotOwnerOrg: string;
    readonly custodianOrg: string;
  },
  lotOwner: string,
  borrowers: readonly string[],
): readonly string[] {
  const shelf = {
    id: "it",
    owner_org: depot.depotOwnerOrg,
    custodian_org: depot.custodianOrg,
    visibility: depot.visibility,
  };
  const lot = { depot_id: shelf.id, owner_org: lotOwner };
  const rowsOf = (table: string) => (table === "depot" ? [shelf] : []);
  const told = (principal: string, orgs: readonly string[], partners: readonly string[]) =>
    sees({ principal, orgs, partners }, "stock_lot", lot, rowsOf);
  if (told("public", [], [])) return ["public"];
  const orgs = [...new Set([shelf.owner_org, shelf.custodian_org, lotOwner, ...borrowers])];
  return orgs.filter((org) => told(org, [org], borrowers.includes(org) ? [shelf.owner_org] : []));
}

/** What is no uuid finds nothing, as an unknown one does; SQL would choke on it. */
export const isUuid = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
