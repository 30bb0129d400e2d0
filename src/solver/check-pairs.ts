import { laneFrom, nameOf, pairName, storedAt } from "./check-facts.ts";
import type { Facts, Pair, Stored } from "./check-facts.ts";
import { skillsFor } from "./check-sets.ts";
import type { Lot, Need, Unit } from "./problem.ts";

/** What a pair is by the file: its times, its ratio, and each reason against it. */
export interface PairFacts {
  readonly need: Need;
  readonly stored: Stored;
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
  const number = numberOf(facts, pair);
  if (need === undefined || number < 0) return undefined;
  const lane = laneFrom(facts, facts.held.homes[number] ?? -1, need.place);
  return factsOf(facts, need, number, lane);
}

/** The number of the lot or the unit that a row names, at the source that it names; -1: none. */
export function numberOf(facts: Facts, { source, lot, unit }: Omit<Pair, "need">): number {
  const held = lot === undefined ? NOWHERE : (facts.lots.get(lot) ?? NOWHERE);
  const team = unit === undefined ? NOWHERE : (facts.units.get(unit) ?? NOWHERE);
  if (held < 0 === team < 0) return NOWHERE;
  const found = Math.max(held, team);
  const home = facts.problem.sources[facts.held.homes[found] ?? NOWHERE];
  return home?.id === source ? found : NOWHERE;
}

const NOWHERE = -1;

/** The same for a need and what is stored somewhere, with the lane between them; -1: none. */
export function factsOf(
  facts: Facts,
  need: Need,
  number: number,
  lane: number,
): PairFacts | undefined {
  const stored = storedAt(facts, number);
  if (stored === undefined) return undefined;
  const { lot } = stored;
  const ratio = ratioOf(facts, need, stored);
  if (ratio === undefined) return undefined;
  const leaves = facts.held.leaves[number] ?? 0;
  return {
    need,
    stored,
    leaves,
    arrives: leaves + (facts.minutes[lane] ?? Infinity),
    give: ratio.give,
    counts: ratio.counts,
    item: lot?.item,
    rank: rankOf(stored),
    reasons: reasonsAgainst(facts, need, number, lane),
  };
}

interface Held {
  readonly lot?: Lot | undefined;
  readonly unit?: Unit | undefined;
}

/** How many of what is stored fill how many of the need; undefined: it cannot serve it by kind. */
export const ratioOf = (facts: Facts, need: Need, { lot, unit }: Held) =>
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

/** The legal order of drawing on what has this number. */
export function rankAt({ problem, held }: Facts, number: number): number {
  const source = problem.sources[held.homes[number] ?? NOWHERE];
  return held.lots[number]?.rank ?? source?.rank ?? 1;
}

const rankOf = ({ lot, source }: Pick<Stored, "lot" | "source">): number =>
  lot?.rank ?? source.rank ?? 1;

/** Each reason why what is stored may not serve a need of its kind on this lane, or without one. */
export function reasonsAgainst(
  facts: Facts,
  need: Need,
  number: number,
  lane: number,
): readonly string[] {
  const { held, minutes } = facts;
  const isThere = lane !== NOWHERE;
  const isOpen = isThere && facts.isOpen[lane] === 1;
  const arrives = isThere ? (held.leaves[number] ?? 0) + (minutes[lane] ?? 0) : 0;
  const isLate = isThere && arrives > (need.deadlineMinutes ?? Infinity);
  const left = (held.expires[number] ?? 0) - arrives;
  const isStale = isThere && (!(left > 0) || left < (need.minShelfMinutes ?? 0));
  if (isOpen && !isLate && !isStale && facts.forbidShapes.length === 0) return NONE;
  const codes: string[] = [];
  if (!isOpen) codes.push("ROAD");
  if (isLate) codes.push("DEADLINE");
  if (isStale) codes.push("SHELF_LIFE");
  const stored = storedAt(facts, number);
  if (facts.forbidShapes.length === 0 || stored === undefined) return codes;
  const pair: Pair = { ...nameOf(stored), need: need.id };
  for (const shape of facts.forbidShapes) {
    const key = pairName(Object.fromEntries(shape.map((kind) => [kind, pair[kind]])));
    codes.push(...(facts.forbids.get(key) ?? []));
  }
  return [...new Set(codes)];
}

const NONE: readonly string[] = [];
