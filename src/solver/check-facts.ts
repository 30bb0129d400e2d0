import type { Item, Lane, Lot, Need, Pin, Problem, Source, Unit } from "./problem.ts";

/** The file's rows by id: the checker reads the problem itself and shares nothing with solving. */
export interface Facts {
  readonly problem: Problem;
  readonly items: ReadonlyMap<string, Item>;
  readonly needs: ReadonlyMap<string, Need>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly lots: ReadonlyMap<string, { readonly source: Source; readonly lot: Lot }>;
  readonly units: ReadonlyMap<string, { readonly source: Source; readonly unit: Unit }>;
  /** Lanes to the needs' places, by source, then by place. */
  readonly lanes: ReadonlyMap<string, ReadonlyMap<string, Lane>>;
  readonly pins: ReadonlyMap<string, Pin>;
  /** Reasons of forbids, by the keys that a rule names. */
  readonly forbids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which keys rules name at all: few kinds of rule, however many rules. */
  readonly forbidShapes: readonly (readonly (keyof Pair)[])[];
}

export function readFacts(problem: Problem): Facts {
  const lanes = new Map<string, Map<string, Lane>>();
  const places = new Set(problem.needs.map((need) => need.place));
  for (const lane of problem.lanes) {
    if (!places.has(lane.to)) continue;
    const row = lanes.get(lane.from) ?? new Map<string, Lane>();
    lanes.set(lane.from, row.set(lane.to, lane));
  }
  return {
    problem,
    items: new Map(problem.items.map((item) => [item.id, item])),
    needs: new Map(problem.needs.map((need) => [need.id, need])),
    sources: new Map(problem.sources.map((source) => [source.id, source])),
    lots: new Map(
      problem.sources.flatMap((source) =>
        (source.stock ?? []).map((lot) => [lot.lot, { source, lot }] as const),
      ),
    ),
    units: new Map(
      problem.sources.flatMap((source) =>
        (source.units ?? []).map((unit) => [unit.id, { source, unit }] as const),
      ),
    ),
    lanes,
    pins: new Map((problem.rules?.pins ?? []).map((pin) => [pairName(pin), pin])),
    forbids: forbidsByKeys(problem),
    forbidShapes: forbidShapes(problem),
  };
}

function forbidShapes(problem: Problem): (keyof Pair)[][] {
  const kinds = ["source", "lot", "unit", "need"] as const;
  const shapes = (problem.rules?.forbid ?? []).map((rule) =>
    kinds.filter((kind) => rule[kind] !== undefined),
  );
  return [...new Map(shapes.map((shape) => [shape.join(" "), shape])).values()];
}

function forbidsByKeys(problem: Problem): Map<string, Set<string>> {
  const forbids = new Map<string, Set<string>>();
  for (const rule of problem.rules?.forbid ?? []) {
    const key = pairName(rule);
    const reasons = forbids.get(key) ?? new Set<string>();
    forbids.set(key, reasons.add(rule.reason));
  }
  return forbids;
}

/** A lot or a unit, to a need. */
export interface Pair {
  readonly source: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need: string;
}

export const pairName = (pair: Partial<Pair>) =>
  JSON.stringify([pair.source, pair.lot, pair.unit, pair.need].map((id) => id ?? null));

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
  const source = (held ?? team)?.source;
  if (need === undefined || source?.id !== pair.source) return undefined;
  if ((held === undefined) === (team === undefined)) return undefined;
  const ratio = held === undefined ? unitRatio(need, team?.unit) : lotRatio(facts, need, held.lot);
  if (ratio === undefined) return undefined;
  const lane = facts.lanes.get(source.id)?.get(need.place);
  const own = held === undefined ? team?.unit.readyMinutes : held.lot.availableMinutes;
  const leaves = Math.max(source.readyMinutes ?? 0, own ?? 0);
  const arrives = leaves + (lane?.minutes ?? Infinity);
  return {
    need,
    lane,
    leaves,
    arrives,
    ...ratio,
    item: held?.lot.item,
    rank: held?.lot.rank ?? source.rank ?? 1,
    unitCost: (held?.lot.unitCost ?? 0) + (lane?.unitCost ?? 0),
    reasons: reasonsAgainst(facts, pair, { need, lane, arrives, lot: held?.lot }),
  };
}

const unitRatio = (need: Need, unit: Unit | undefined) =>
  need.capability !== undefined && unit?.capabilities.includes(need.capability) === true
    ? { give: 1, counts: 1 }
    : undefined;

function lotRatio(facts: Facts, need: Need, lot: Lot) {
  if (need.item === undefined) return undefined;
  if (need.item === lot.item) return { give: 1, counts: 1 };
  const other = facts.items.get(need.item)?.substitutes?.find((row) => row.item === lot.item);
  return other === undefined ? undefined : { give: other.give, counts: other.counts };
}

interface Seen {
  readonly need: Need;
  readonly lane: Lane | undefined;
  readonly arrives: number;
  readonly lot: Lot | undefined;
}

function reasonsAgainst(facts: Facts, pair: Pair, seen: Seen): string[] {
  const codes = new Set<string>();
  if (seen.lane === undefined || seen.lane.open === false) codes.add("ROAD");
  if (seen.lane !== undefined) {
    if (seen.arrives > (seen.need.deadlineMinutes ?? Infinity)) codes.add("DEADLINE");
    const expires = seen.lot?.expiresInMinutes ?? Infinity;
    const left = expires - seen.arrives;
    if (!(left > 0) || left < (seen.need.minShelfMinutes ?? 0)) codes.add("SHELF_LIFE");
  }
  for (const shape of facts.forbidShapes) {
    const key = pairName(Object.fromEntries(shape.map((kind) => [kind, pair[kind]])));
    for (const reason of facts.forbids.get(key) ?? []) codes.add(reason);
  }
  return [...codes];
}
