import { laneFrom, nameOf, pairName } from "./check-facts.ts";
import type { Facts, Pair, Stored } from "./check-facts.ts";
import { skillsFor } from "./check-sets.ts";
import type { Lane, Lot, Need, Unit } from "./problem.ts";

/** What a pair is by the file: its times, its ratio, and each reason against it. */
export interface PairFacts {
  readonly need: Need;
  readonly stored: Stored;
  readonly lane: Lane | undefined;
  readonly leaves: number;
  readonly arrives: number;
  readonly give: number;
  readonly counts: number;
  readonly item: string | undefined;
  readonly rank: number;
  readonly reasons: readonly string[];
}

/** Undefined where the file knows no such pair, or it cannot serve the need by kind. */
export function pairFacts(facts: Facts, pair: Pair): PairFacts | undefined {
  const need = facts.needs.get(pair.need);
  const found = storedOf(facts, pair);
  if (need === undefined || found === undefined) return undefined;
  const lane = facts.problem.lanes[laneFrom(facts, found.home, need.place)];
  return factsOf(facts, need, found.number, lane);
}

/** The lot or the unit that a row names, at the source that it names. */
export function storedOf(facts: Facts, pair: Omit<Pair, "need">): Stored | undefined {
  const held = pair.lot === undefined ? undefined : facts.lots.get(pair.lot);
  const team = pair.unit === undefined ? undefined : facts.units.get(pair.unit);
  if ((held === undefined) === (team === undefined)) return undefined;
  const found = held ?? team;
  return found?.source.id === pair.source ? found : undefined;
}

/** The same for a need and what is stored somewhere, with the lane between them if there is one. */
export function factsOf(
  facts: Facts,
  need: Need,
  number: number,
  lane: Lane | undefined,
): PairFacts | undefined {
  const stored = facts.stored[number];
  if (stored === undefined) return undefined;
  const { lot } = stored;
  const ratio = ratioOf(facts, need, stored);
  if (ratio === undefined) return undefined;
  const leaves = facts.leaves[number] ?? 0;
  return {
    need,
    stored,
    lane,
    leaves,
    arrives: leaves + (lane?.minutes ?? Infinity),
    give: ratio.give,
    counts: ratio.counts,
    item: lot?.item,
    rank: rankOf(stored),
    reasons: reasonsAgainst(facts, need, number, lane),
  };
}

/** How many of what is stored fill how many of the need; undefined: it cannot serve it by kind. */
export const ratioOf = (facts: Facts, need: Need, { lot, unit }: Stored) =>
  lot === undefined ? unitRatio(need, unit) : lotRatio(facts, need, lot);

const even = { give: 1, counts: 1 };

const unitRatio = ({ capability, capabilities = [] }: Need, unit: Unit | undefined) => {
  const asked = capability === undefined ? capabilities : [capability];
  return skillsFor(asked, unit).length > 0 ? even : undefined;
};

function lotRatio(facts: Facts, need: Need, lot: Lot) {
  if (need.item === undefined) return undefined;
  if (need.item === lot.item) return even;
  return facts.items.get(need.item)?.substitutes?.find((row) => row.item === lot.item);
}

export const rankOf = ({ lot, source }: Stored): number => lot?.rank ?? source.rank ?? 1;

/** Each reason why what is stored may not serve a need of its kind on this lane, or without one. */
export function reasonsAgainst(
  facts: Facts,
  need: Need,
  number: number,
  lane: Lane | undefined,
): readonly string[] {
  const isOpen = lane !== undefined && lane.open !== false;
  const arrives = (facts.leaves[number] ?? 0) + (lane?.minutes ?? 0);
  const isLate = lane !== undefined && arrives > (need.deadlineMinutes ?? Infinity);
  const left = (facts.expires[number] ?? Infinity) - arrives;
  const isStale = lane !== undefined && (!(left > 0) || left < (need.minShelfMinutes ?? 0));
  if (isOpen && !isLate && !isStale && facts.forbidShapes.length === 0) return NONE;
  const codes: string[] = [];
  if (!isOpen) codes.push("ROAD");
  if (isLate) codes.push("DEADLINE");
  if (isStale) codes.push("SHELF_LIFE");
  const stored = facts.stored[number];
  if (facts.forbidShapes.length === 0 || stored === undefined) return codes;
  const pair: Pair = { ...nameOf(stored), need: need.id };
  for (const shape of facts.forbidShapes) {
    const key = pairName(Object.fromEntries(shape.map((kind) => [kind, pair[kind]])));
    codes.push(...(facts.forbids.get(key) ?? []));
  }
  return [...new Set(codes)];
}

const NONE: readonly string[] = [];
