import type { Item, Lot, Need, Pin, Problem, Source, Unit } from "./problem.ts";

/** The file's rows by id: the checker reads the problem itself and shares nothing with solving. */
export interface Facts {
  readonly problem: Problem;
  readonly items: ReadonlyMap<string, Item>;
  readonly needs: ReadonlyMap<string, Need>;
  /** Where each need stands in the file. */
  readonly needNumbers: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Every lot and then every unit, each at its own number. */
  readonly stored: readonly Stored[];
  /** By the same number: when it could leave, and when it expires. */
  readonly leaves: Float64Array;
  readonly expires: Float64Array;
  readonly lots: ReadonlyMap<string, Stored>;
  readonly units: ReadonlyMap<string, Stored>;
  /** Lanes to the needs' places, by place. */
  readonly waysTo: ReadonlyMap<string, Ways>;
  readonly pins: ReadonlyMap<string, Pin>;
  /** Reasons of forbids, by the keys that a rule names. */
  readonly forbids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which keys rules name at all: few kinds of rule, however many rules. */
  readonly forbidShapes: readonly (readonly (keyof Pair)[])[];
}

/** Lanes to one place by their place in the file, in order of the source each comes from. */
export interface Ways {
  readonly homes: Int32Array;
  readonly lanes: Int32Array;
}

/** A lot or a unit with its source, and the source's number. */
export interface Stored {
  readonly number: number;
  readonly home: number;
  readonly source: Source;
  readonly lot?: Lot;
  readonly unit?: Unit;
}

export function readFacts(problem: Problem): Facts {
  const stored: Stored[] = [];
  const lots = new Map<string, Stored>();
  const units = new Map<string, Stored>();
  const add = (row: Stored) => {
    stored.push(row);
    if (row.lot !== undefined) lots.set(row.lot.lot, row);
    if (row.unit !== undefined) units.set(row.unit.id, row);
  };
  for (const [home, source] of problem.sources.entries())
    for (const lot of source.stock ?? []) add({ number: stored.length, home, source, lot });
  for (const [home, source] of problem.sources.entries())
    for (const unit of source.units ?? []) add({ number: stored.length, home, source, unit });
  return {
    problem,
    items: new Map(problem.items.map((item) => [item.id, item])),
    needs: new Map(problem.needs.map((need) => [need.id, need])),
    needNumbers: new Map(problem.needs.map(({ id }, number) => [id, number])),
    sources: new Map(problem.sources.map((source) => [source.id, source])),
    stored,
    leaves: new Float64Array(stored.map(leavesAt)),
    expires: new Float64Array(stored.map(({ lot }) => lot?.expiresInMinutes ?? Infinity)),
    lots,
    units,
    waysTo: lanesIn(problem),
    pins: new Map((problem.rules?.pins ?? []).map((pin) => [pairName(pin), pin])),
    forbids: forbidsByKeys(problem),
    forbidShapes: forbidShapes(problem),
  };
}

const leavesAt = ({ source, lot, unit }: Stored): number =>
  Math.max(source.readyMinutes ?? 0, lot?.availableMinutes ?? unit?.readyMinutes ?? 0);

function lanesIn(problem: Problem): Map<string, Ways> {
  const found = new Map<string, number[]>();
  for (const { place } of problem.needs) found.set(place, []);
  const numbers = new Map(problem.sources.map(({ id }, home) => [id, home]));
  const homes = Int32Array.from(problem.lanes, ({ from }) => numbers.get(from) ?? NOWHERE);
  problem.lanes.forEach(({ to }, number) => found.get(to)?.push(number));
  const homeOf = (lane: number) => homes[lane] ?? NOWHERE;
  return new Map(
    [...found].map(([place, lanes]): [string, Ways] => {
      lanes.sort((a, b) => homeOf(a) - homeOf(b));
      return [place, { homes: Int32Array.from(lanes, homeOf), lanes: Int32Array.from(lanes) }];
    }),
  );
}

const NOWHERE = -1;

/** The place in the file of the lane from a source to a place, or -1: there is none. */
export function laneFrom({ waysTo }: Facts, home: number, place: string): number {
  const { homes, lanes } = waysTo.get(place) ?? NO_WAYS;
  const at = firstFrom(homes, home, 0, homes.length);
  return homes[at] === home ? (lanes[at] ?? NOWHERE) : NOWHERE;
}

const NO_WAYS: Ways = { homes: new Int32Array(0), lanes: new Int32Array(0) };

/** The first place in a part of a list in order whose number is no less, found by halves. */
export function firstFrom(numbers: Int32Array, least: number, from: number, end: number): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
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

/** What is stored, as lines and pairs name it. */
export const nameOf = ({ source, lot, unit }: Stored): Omit<Pair, "need"> => ({
  source: source.id,
  ...(lot === undefined ? { unit: unit?.id ?? "" } : { lot: lot.lot }),
});
