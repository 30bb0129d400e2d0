import type { Item, Lane, Lot, Need, Pin, Problem, Source, Unit } from "./problem.ts";

/** The file's rows by id: the checker reads the problem itself and shares nothing with solving. */
export interface Facts {
  readonly problem: Problem;
  readonly items: ReadonlyMap<string, Item>;
  readonly needs: ReadonlyMap<string, Need>;
  readonly sources: ReadonlyMap<string, Source>;
  /** Every lot and then every unit, each at its own number. */
  readonly stored: readonly Stored[];
  /** By the same number: when it could leave, and when it expires. */
  readonly leaves: Float64Array;
  readonly expires: Float64Array;
  readonly lots: ReadonlyMap<string, Stored>;
  readonly units: ReadonlyMap<string, Stored>;
  /** Lanes to the needs' places, by source, then by place. */
  readonly lanes: ReadonlyMap<string, ReadonlyMap<string, Lane>>;
  /** The same by place alone. */
  readonly waysTo: ReadonlyMap<string, Ways>;
  readonly pins: ReadonlyMap<string, Pin>;
  /** Reasons of forbids, by the keys that a rule names. */
  readonly forbids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which keys rules name at all: few kinds of rule, however many rules. */
  readonly forbidShapes: readonly (readonly (keyof Pair)[])[];
}

/** Lanes to one place, with the number of the source that each comes from, in that order. */
export interface Ways {
  readonly homes: Int32Array;
  readonly lanes: readonly Lane[];
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
    sources: new Map(problem.sources.map((source) => [source.id, source])),
    stored,
    leaves: new Float64Array(stored.map(leavesAt)),
    expires: new Float64Array(stored.map(({ lot }) => lot?.expiresInMinutes ?? Infinity)),
    lots,
    units,
    ...lanesIn(problem),
    pins: new Map((problem.rules?.pins ?? []).map((pin) => [pairName(pin), pin])),
    forbids: forbidsByKeys(problem),
    forbidShapes: forbidShapes(problem),
  };
}

const leavesAt = ({ source, lot, unit }: Stored): number =>
  Math.max(source.readyMinutes ?? 0, lot?.availableMinutes ?? unit?.readyMinutes ?? 0);

function lanesIn(problem: Problem): Pick<Facts, "lanes" | "waysTo"> {
  const lanes = new Map<string, Map<string, Lane>>();
  const ways = new Map<string, { home: number; lane: Lane }[]>();
  for (const { place } of problem.needs) ways.set(place, []);
  const homes = new Map(problem.sources.map(({ id }, home) => [id, home]));
  for (const lane of problem.lanes) {
    const others = ways.get(lane.to);
    if (others === undefined) continue;
    others.push({ home: homes.get(lane.from) ?? -1, lane });
    const row = lanes.get(lane.from) ?? new Map<string, Lane>();
    lanes.set(lane.from, row.set(lane.to, lane));
  }
  const waysTo = [...ways].map(([place, rows]): [string, Ways] => {
    rows.sort((a, b) => a.home - b.home);
    const numbers = Int32Array.from(rows, ({ home }) => home);
    return [place, { homes: numbers, lanes: rows.map(({ lane }) => lane) }];
  });
  return { lanes, waysTo: new Map(waysTo) };
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
