import type { Facts } from "./check-facts.ts";
import type { Stored } from "./check-pairs.ts";
import type { Need } from "./problem.ts";

/** What is stored of one kind: all of it, and by the source that has it. */
interface Kind {
  readonly all: readonly Stored[];
  readonly at: ReadonlyMap<string, readonly Stored[]>;
}

type ByKind = ReadonlyMap<string, Kind>;

const known = new WeakMap<Facts, ByKind>();
const knownLists = new WeakMap<Facts, Map<string, Kind>>();
const NOTHING: Kind = { all: [], at: new Map() };

/** Every lot or unit that could serve a need by kind. */
export const storedFor = (facts: Facts, need: Need): readonly Stored[] =>
  kindsFor(facts, need).flatMap((kind) => kind.all);

/** How many that are. */
export const countStored = (facts: Facts, need: Need): number =>
  kindsFor(facts, need).reduce((sum, kind) => sum + kind.all.length, 0);

/** Of these, the ones at a source with a lane to the need's place: no other may serve it. */
export function reachableFor(facts: Facts, need: Need): Stored[] {
  const senders = facts.senders.get(need.place) ?? [];
  const found: Stored[] = [];
  for (const kind of kindsFor(facts, need)) {
    if (kind.at.size < senders.length) {
      for (const [source, rows] of kind.at)
        if (facts.lanes.get(source)?.has(need.place) === true) found.push(...rows);
      continue;
    }
    for (const source of senders) {
      const rows = kind.at.get(source);
      if (rows !== undefined) for (const row of rows) found.push(row);
    }
  }
  return found;
}

function kindsFor(facts: Facts, need: Need): Kind[] {
  const byKind = known.get(facts) ?? storedByKind(facts);
  known.set(facts, byKind);
  if (need.capabilities !== undefined) return [eitherOf(facts, byKind, need.capabilities)];
  if (need.item === undefined) return [byKind.get(`can ${need.capability ?? ""}`) ?? NOTHING];
  const others = facts.items.get(need.item)?.substitutes ?? [];
  return [need.item, ...others.map((other) => other.item)].map(
    (item) => byKind.get(`is ${item}`) ?? NOTHING,
  );
}

/** Units that can do any of these, each once, put together once for each list. */
function eitherOf(facts: Facts, byKind: ByKind, capabilities: readonly string[]): Kind {
  const lists = knownLists.get(facts) ?? new Map<string, Kind>();
  knownLists.set(facts, lists);
  const name = JSON.stringify(capabilities);
  const found = lists.get(name) ?? kindOf(unitsWith(byKind, capabilities));
  lists.set(name, found);
  return found;
}

const unitsWith = (byKind: ByKind, capabilities: readonly string[]) =>
  new Map(
    capabilities
      .flatMap((one) => byKind.get(`can ${one}`)?.all ?? [])
      .map((row) => [row.unit?.id, row]),
  ).values();

function kindOf(rows: Iterable<Stored>): Kind {
  const kind = { all: [] as Stored[], at: new Map<string, Stored[]>() };
  for (const row of rows) addTo(kind, row);
  return kind;
}

function addTo(kind: { all: Stored[]; at: Map<string, Stored[]> }, row: Stored): void {
  kind.all.push(row);
  const here = kind.at.get(row.source.id);
  if (here === undefined) kind.at.set(row.source.id, [row]);
  else here.push(row);
}

function storedByKind(facts: Facts): Map<string, Kind> {
  const byKind = new Map<string, { all: Stored[]; at: Map<string, Stored[]> }>();
  const add = (name: string, row: Stored) => {
    const kind = byKind.get(name) ?? { all: [], at: new Map<string, Stored[]>() };
    byKind.set(name, kind);
    addTo(kind, row);
  };
  for (const { source, lot } of facts.lots.values())
    add(`is ${lot.item}`, { source, lot, name: { source: source.id, lot: lot.lot } });
  for (const { source, unit } of facts.units.values())
    for (const capability of new Set(unit.capabilities))
      add(`can ${capability}`, { source, unit, name: { source: source.id, unit: unit.id } });
  return byKind;
}
