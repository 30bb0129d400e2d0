import type { LotCondition } from "../../schema/words/reserves.ts";
import type { Words } from "../../schema/words/word.ts";

/** What a keeper can do with a lot's condition. */
export const lotEvent = {
  BLOCK: { zh: "封存", en: "put on quality hold" },
  RECALL: { zh: "召回", en: "recall" },
  RELEASE: { zh: "检验放行", en: "inspect and release" },
} as const satisfies Words;
export type LotEvent = keyof typeof lotEvent;

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
