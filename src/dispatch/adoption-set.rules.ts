import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { AdoptionFacts, DraftLine } from "./adoption.model.ts";
import { setIdOf } from "./proposal.model.ts";
import { brokenSets } from "./set.rules.ts";

/**
 * A broken set that others filled up meanwhile, or that lost more, is not what the plan was made
 * for: a unit that joined it would go in vain.
 */
export function setRefusals(facts: AdoptionFacts, lines: readonly DraftLine[]): Refusal[] {
  return lines.flatMap((line) => {
    const filled = facts.plan.allocations[line.at]?.need ?? "";
    const setId = setIdOf(filled);
    const need = facts.needs.find(({ id }) => id === line.needId);
    if (setId === undefined || need === undefined) return [];
    const asked = facts.wanted.find(({ id }) => id === filled);
    const codes = asked?.capabilities ?? [asked?.capability];
    const lacks = brokenSets(need, facts.sets).find((set) => set.setId === setId)?.lacks ?? [];
    const same = lacks.length === codes.length && lacks.every((code) => codes.includes(code));
    return same ? [] : [refusal("PROPOSAL_STALE", `allocations.${line.at}`)];
  });
}
