import type { LotCondition, LotEvent } from "../../schema/words/reserves.ts";

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
  if (depot.visibility === "PUBLIC") return ["public"];
  const own = [depot.depotOwnerOrg, depot.custodianOrg, lotOwner];
  return depot.visibility === "RESTRICTED" ? own : [...own, ...borrowers];
}

/** What is no uuid finds nothing, as an unknown one does; SQL would choke on it. */
export const isUuid = (id: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id);
