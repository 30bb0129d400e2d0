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
  /** The sources with a lane to a place. */
  readonly senders: ReadonlyMap<string, readonly string[]>;
  readonly pins: ReadonlyMap<string, Pin>;
  /** Reasons of forbids, by the keys that a rule names. */
  readonly forbids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Which keys rules name at all: few kinds of rule, however many rules. */
  readonly forbidShapes: readonly (readonly (keyof Pair)[])[];
}

export function readFacts(problem: Problem): Facts {
  const lanes = new Map<string, Map<string, Lane>>();
  const senders = new Map<string, string[]>();
  const places = new Set(problem.needs.map((need) => need.place));
  for (const lane of problem.lanes) {
    if (!places.has(lane.to)) continue;
    const row = lanes.get(lane.from) ?? new Map<string, Lane>();
    lanes.set(lane.from, row.set(lane.to, lane));
    const others = senders.get(lane.to);
    if (others === undefined) senders.set(lane.to, [lane.from]);
    else others.push(lane.from);
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
    senders,
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
