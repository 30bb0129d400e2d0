import { pairName } from "./check-facts.ts";
import type { Facts, Pair } from "./check-facts.ts";
import { skillsFor } from "./check-sets.ts";
import type { Lane, Lot, Need, Source, Unit } from "./problem.ts";

/** A lot or a unit with its source, and how a pair names it. */
export interface Stored {
  readonly source: Source;
  readonly lot?: Lot;
  readonly unit?: Unit;
  readonly name: Omit<Pair, "need">;
}

/** What a pair is by the file: its times, its ratio, and each reason against it. */
export interface PairFacts {
  readonly need: Need;
  readonly lane: Lane | undefined;
  readonly leaves: number;
  readonly arrives: number;
  readonly give: number;
  readonly counts: number;
  readonly item: string | undefined;
  readonly rank: number;
  readonly unitCost: number;
  readonly reasons: readonly string[];
}

/** Undefined where the file knows no such pair, or it cannot serve the need by kind. */
export function pairFacts(facts: Facts, pair: Pair): PairFacts | undefined {
  const need = facts.needs.get(pair.need);
  const held = pair.lot === undefined ? undefined : facts.lots.get(pair.lot);
  const team = pair.unit === undefined ? undefined : facts.units.get(pair.unit);
  const found = held ?? team;
  if (need === undefined || found?.source.id !== pair.source) return undefined;
  if ((held === undefined) === (team === undefined)) return undefined;
  return factsOf(facts, need, { ...found, name: pair });
}

const factsOfLines = new WeakMap<Facts, WeakMap<Pair, PairFacts>>();

/** `pairFacts` of a line of the plan, looked up once: every stage asks for it again. */
export function lineFacts(facts: Facts, line: Pair): PairFacts | undefined {
  const known = factsOfLines.get(facts) ?? new WeakMap<Pair, PairFacts>();
  factsOfLines.set(facts, known);
  const found = known.get(line) ?? pairFacts(facts, line);
  if (found !== undefined) known.set(line, found);
  return found;
}

/** The same for a need and what is stored somewhere. */
export function factsOf(facts: Facts, need: Need, stored: Stored): PairFacts | undefined {
  const { source, lot } = stored;
  const ratio = lot === undefined ? unitRatio(need, stored.unit) : lotRatio(facts, need, lot);
  if (ratio === undefined) return undefined;
  const lane = facts.lanes.get(source.id)?.get(need.place);
  const leaves = leavesAt(stored);
  return {
    need,
    lane,
    leaves,
    arrives: leaves + (lane?.minutes ?? Infinity),
    give: ratio.give,
    counts: ratio.counts,
    item: lot?.item,
    rank: lot?.rank ?? source.rank ?? 1,
    unitCost: (lot?.unitCost ?? 0) + (lane?.unitCost ?? 0),
    reasons: reasonsAgainst(facts, need, stored),
  };
}

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

const leavesAt = ({ source, lot, unit }: Stored): number =>
  Math.max(source.readyMinutes ?? 0, lot?.availableMinutes ?? unit?.readyMinutes ?? 0);

/** Each reason why what is stored may not serve a need of its kind. */
export function reasonsAgainst(facts: Facts, need: Need, stored: Stored): readonly string[] {
  const lane = facts.lanes.get(stored.source.id)?.get(need.place);
  const codes: string[] = [];
  if (lane === undefined || lane.open === false) codes.push("ROAD");
  if (lane !== undefined) {
    const arrives = leavesAt(stored) + lane.minutes;
    if (arrives > (need.deadlineMinutes ?? Infinity)) codes.push("DEADLINE");
    const left = (stored.lot?.expiresInMinutes ?? Infinity) - arrives;
    if (!(left > 0) || left < (need.minShelfMinutes ?? 0)) codes.push("SHELF_LIFE");
  }
  if (facts.forbidShapes.length === 0) return codes;
  const pair: Pair = { ...stored.name, need: need.id };
  for (const shape of facts.forbidShapes) {
    const key = pairName(Object.fromEntries(shape.map((kind) => [kind, pair[kind]])));
    codes.push(...(facts.forbids.get(key) ?? []));
  }
  return [...new Set(codes)];
}
