import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { AdoptionFacts, DraftLine } from "./adoption.model.ts";
import { needIdOf, setIdOf } from "./proposal.model.ts";
import { brokenSets } from "./set.rules.ts";

/** What became of the sets of the needs since the plan was made, as far as it makes it stale. */
export function setRefusals(facts: AdoptionFacts, lines: readonly DraftLine[]): Refusal[] {
  return [...changed(facts, lines), ...abandoned(facts, lines)];
}

/**
 * A broken set that others filled up meanwhile, or that lost more, is not what the plan was made
 * for: a unit that joined it would go in vain.
 */
function changed(facts: AdoptionFacts, lines: readonly DraftLine[]): Refusal[] {
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

/**
 * Whole sets that were planned before another one broke would leave that one's units on the road
 * for nothing: the plan is stale where there is no room for both.
 */
function abandoned(facts: AdoptionFacts, lines: readonly DraftLine[]): Refusal[] {
  const filledBy = (at: number) => facts.plan.allocations[at]?.need ?? "";
  return lines.flatMap((line) => {
    const need = facts.needs.find(({ id }) => id === line.needId);
    if (need === undefined || setIdOf(filledBy(line.at)) !== undefined) return [];
    const known = new Set(
      facts.wanted.filter(({ id }) => needIdOf(id) === need.id).map(({ id }) => setIdOf(id)),
    );
    const broken = brokenSets(need, facts.sets).filter(({ setId }) => !known.has(setId)).length;
    const sent = lines.filter(({ needId }) => needId === need.id);
    const counted = sent.reduce((sum, one) => sum + one.counted, 0);
    const room = need.quantity - need.promised - counted;
    return broken > 0 && room < broken ? [refusal("PROPOSAL_STALE", `allocations.${line.at}`)] : [];
  });
}
