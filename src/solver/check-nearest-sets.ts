import type { Facts, Pair } from "./check-facts.ts";
import { factsOf, pairFacts } from "./check-pairs.ts";
import { askedOf, skillsFor } from "./check-sets.ts";
import { reachableFor } from "./check-stored.ts";
import type { Need } from "./problem.ts";

interface Unit {
  readonly pair: Pair;
  readonly skills: readonly string[];
  readonly arrives: number;
  readonly isPinned: boolean;
}

/**
 * Sets made up nearest first, by the contract's words: of pinned units, then of what arrives
 * first, who adds something joins; of a whole set the last to join goes home first, if it may.
 */
export function setsByHand(
  facts: Facts,
  need: Need,
  left: ReadonlyMap<string, number>,
): readonly Pair[] {
  const asked = askedOf(need) ?? [];
  const waiting = unitsFor(facts, need, left);
  const sent: Pair[] = [];
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
      sent.push(unit.pair);
    }
  }
  return sent;
}

function unitsFor(facts: Facts, need: Need, left: ReadonlyMap<string, number>): Unit[] {
  const asked = askedOf(need) ?? [];
  const rows: Unit[] = [];
  const add = (pair: Pair, arrives: number, isPinned: boolean) => {
    const skills = skillsFor(asked, facts.units.get(pair.unit ?? "")?.unit);
    rows.push({ pair, skills, arrives, isPinned });
  };
  for (const pin of facts.pins.values())
    if (pin.need === need.id) add(pin, pairFacts(facts, pin)?.arrives ?? 0, true);
  for (const stored of reachableFor(facts, need)) {
    const pair = { ...stored.name, need: need.id };
    const known = factsOf(facts, need, stored);
    const isFree = (left.get(`unit ${pair.unit ?? ""}`) ?? 0) > 0;
    if (known?.reasons.length === 0 && isFree) add(pair, known.arrives, false);
  }
  return rows.sort(
    (a, b) =>
      Number(b.isPinned) - Number(a.isPinned) ||
      a.arrives - b.arrives ||
      byText(a.pair.source, b.pair.source) ||
      byText(a.pair.unit ?? "", b.pair.unit ?? ""),
  );
}

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
