import type { Facts, Stored } from "./check-facts.ts";
import { factsOf, pairFacts } from "./check-pairs.ts";
import { askedOf, skillsFor } from "./check-sets.ts";
import { reachable } from "./check-stored.ts";
import type { Need } from "./problem.ts";

interface Unit {
  readonly stored: Stored;
  readonly skills: readonly string[];
  readonly arrives: number;
  readonly isPinned: boolean;
}

/**
 * Sets made up nearest first, by the contract's words: of pinned units, then of what arrives
 * first, who adds something joins; of a whole set the last to join goes home first, if it may.
 * Answers who is sent beside the pinned ones; `left` is what is free, by number.
 */
export function setsByHand(facts: Facts, need: Need, left: Float64Array): readonly Stored[] {
  const asked = askedOf(need) ?? [];
  const waiting = unitsFor(facts, need, left);
  const sent: Stored[] = [];
  for (let set = 1; set <= need.quantity; set += 1) {
    const lacking = new Set(asked);
    const joined: Unit[] = [];
    for (const unit of waiting) {
      if (!unit.skills.some((one) => lacking.has(one))) continue;
      for (const one of unit.skills) lacking.delete(one);
      joined.push(unit);
      if (lacking.size === 0) break;
    }
    if (lacking.size > 0) break;
    for (let at = joined.length - 1; at >= 0; at -= 1) {
      const others = joined.filter((_, place) => place !== at).flatMap((unit) => unit.skills);
      if (asked.every((one) => others.includes(one))) joined.splice(at, 1);
    }
    for (const unit of joined) {
      waiting.splice(waiting.indexOf(unit), 1);
      if (!unit.isPinned) sent.push(unit.stored);
    }
  }
  return sent;
}

function unitsFor(facts: Facts, need: Need, left: Float64Array): Unit[] {
  const asked = askedOf(need) ?? [];
  const rows: Unit[] = [];
  const add = (stored: Stored, arrives: number, isPinned: boolean) =>
    rows.push({ stored, skills: skillsFor(asked, stored.unit), arrives, isPinned });
  for (const pin of facts.pins.values()) {
    const known = pin.need === need.id ? pairFacts(facts, pin) : undefined;
    if (known !== undefined) add(known.stored, known.arrives, true);
  }
  const { length, numbers, lanes } = reachable(facts, need);
  for (let at = 0; at < length; at += 1) {
    const known = factsOf(facts, need, numbers[at] ?? 0, lanes[at] ?? 0);
    const isFree = (left[numbers[at] ?? 0] ?? 0) > 0;
    if (known?.reasons.length === 0 && isFree) add(known.stored, known.arrives, false);
  }
  return rows.sort(
    (a, b) =>
      Number(b.isPinned) - Number(a.isPinned) ||
      a.arrives - b.arrives ||
      byText(a.stored.source.id, b.stored.source.id) ||
      byText(a.stored.unit?.id ?? "", b.stored.unit?.id ?? ""),
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
