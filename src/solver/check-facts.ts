import type { Item, Lot, Need, Pin, Problem, Source, Unit } from "./problem.ts";

/** The file's rows by id: the checker reads the problem itself and shares nothing with solving. */
export interface Facts {
  readonly problem: Problem;
  readonly items: ReadonlyMap<string, Item>;
  readonly needs: ReadonlyMap<string, Need>;
  /** Where each need stands in the file. */
  readonly needNumbers: ReadonlyMap<string, number>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly held: Held;
  /** The number of each lot, and of each unit. */
  readonly lots: ReadonlyMap<string, number>;
  readonly units: ReadonlyMap<string, number>;
  /** By where a lane stands in the file. */
  readonly minutes: Float64Array;
  readonly isOpen: Uint8Array;
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

/**
 * Every lot and then every unit, each at its own number: lists and not rows, for there may be
 * hundreds of thousands.
 */
export interface Held {
  readonly count: number;
  /** Lots have the numbers from 0, and units those after them. */
  readonly lots: readonly Lot[];
  readonly units: readonly Unit[];
  /** The source's number, and when it could leave and expires. */
  readonly homes: Int32Array;
  readonly leaves: Float64Array;
  readonly expires: Float64Array;
}

/** A lot or a unit with its source. */
export interface Stored {
  readonly number: number;
  readonly source: Source;
  readonly lot?: Lot;
  readonly unit?: Unit;
}

/** One of those by its number. */
export function storedAt({ problem, held }: Facts, number: number): Stored | undefined {
  const source = problem.sources[held.homes[number] ?? NOWHERE];
  if (source === undefined) return undefined;
  const lot = held.lots[number];
  if (lot !== undefined) return { number, source, lot };
  const unit = held.units[number - held.lots.length];
  return unit === undefined ? undefined : { number, source, unit };
}

export function readFacts(problem: Problem): Facts {
  const held = heldIn(problem);
  const { lots, units } = held;
  return {
    problem,
    items: new Map(problem.items.map((item) => [item.id, item])),
    needs: new Map(problem.needs.map((need) => [need.id, need])),
    needNumbers: new Map(problem.needs.map(({ id }, number) => [id, number])),
    sources: new Map(problem.sources.map((source) => [source.id, source])),
    held,
    lots: numbered(lots.map(({ lot }) => lot)),
    units: numbered(
      units.map(({ id }) => id),
      lots.length,
    ),
    ...onLanes(problem),
    waysTo: lanesIn(problem),
    pins: new Map((problem.rules?.pins ?? []).map((pin) => [pairName(pin), pin])),
    forbids: forbidsByKeys(problem),
    forbidShapes: forbidShapes(problem),
  };
}

function heldIn({ sources }: Problem): Held {
  const lots = sources.flatMap(({ stock = [] }) => stock);
  const units = sources.flatMap((source) => source.units ?? []);
  const count = lots.length + units.length;
  const [homes, leaves] = [new Int32Array(count), new Float64Array(count)];
  const expires = new Float64Array(count).fill(Infinity);
  let [lotNumber, unitNumber] = [0, lots.length];
  sources.forEach(({ readyMinutes = 0, stock = [], units: teams = [] }, home) => {
    for (const lot of stock) {
      homes[lotNumber] = home;
      leaves[lotNumber] = Math.max(readyMinutes, lot.availableMinutes ?? 0);
      expires[lotNumber] = lot.expiresInMinutes ?? Infinity;
      lotNumber += 1;
    }
    for (const unit of teams) {
      homes[unitNumber] = home;
      leaves[unitNumber] = Math.max(readyMinutes, unit.readyMinutes ?? 0);
      unitNumber += 1;
    }
  });
  return { count, lots, units, homes, leaves, expires };
}

function numbered(ids: readonly string[], first = 0): Map<string, number> {
  const numbers = new Map<string, number>();
  ids.forEach((id, at) => numbers.set(id, first + at));
  return numbers;
}

function onLanes({ lanes }: Problem) {
  const minutes = new Float64Array(lanes.length);
  const isOpen = new Uint8Array(lanes.length);
  lanes.forEach((lane, number) => {
    minutes[number] = lane.minutes;
    isOpen[number] = lane.open === false ? 0 : 1;
  });
  return { minutes, isOpen };
}

function lanesIn(problem: Problem): Map<string, Ways> {
  const found = new Map<string, number[]>();
  for (const { place } of problem.needs) if (!found.has(place)) found.set(place, []);
  const numbers = numbered(problem.sources.map(({ id }) => id));
  const homes = new Int32Array(problem.lanes.length);
  problem.lanes.forEach(({ from, to }, number) => {
    homes[number] = numbers.get(from) ?? NOWHERE;
    found.get(to)?.push(number);
  });
  return new Map(
    [...found].map(([place, own]): [string, Ways] => {
      const lanes = new Int32Array(own).sort((a, b) => (homes[a] ?? 0) - (homes[b] ?? 0));
      return [place, { homes: lanes.map((lane) => homes[lane] ?? 0), lanes }];
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
