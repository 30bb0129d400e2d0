import type { Facts, Stored } from "./check-facts.ts";
import type { Lane, Need } from "./problem.ts";

/** What is stored of one kind, source by source, and where each source's own begins. */
interface Kind {
  readonly all: readonly Stored[];
  readonly firsts: ReadonlyMap<number, number>;
}

interface Kinds {
  readonly items: Map<string, MutableKind>;
  readonly capabilities: Map<string, MutableKind>;
  /** Units that can do any of several things. */
  readonly lists: Map<string, MutableKind>;
}

interface MutableKind {
  readonly all: Stored[];
  readonly firsts: Map<number, number>;
}

const known = new WeakMap<Facts, Kinds>();
const NOTHING: Kind = { all: [], firsts: new Map() };

/** Every lot or unit that could serve a need by kind. */
export const storedFor = (facts: Facts, need: Need): readonly Stored[] =>
  kindsFor(facts, need).flatMap((kind) => kind.all);

/** How many that are. */
export const countStored = (facts: Facts, need: Need): number =>
  kindsFor(facts, need).reduce((sum, kind) => sum + kind.all.length, 0);

/** Goes over those at a source with a lane to the need's place: no other may serve it. */
export function eachReachable(
  facts: Facts,
  need: Need,
  visit: (stored: Stored, lane: Lane) => void,
): void {
  const ways = facts.waysTo.get(need.place) ?? [];
  for (const { all, firsts } of kindsFor(facts, need)) {
    const visitAll = (home: number, lane: Lane) => {
      let at = firsts.get(home) ?? all.length;
      for (let row = all[at]; row?.home === home; row = all[++at]) visit(row, lane);
    };
    if (firsts.size >= ways.length) for (const { home, lane } of ways) visitAll(home, lane);
    else
      for (const [home, first] of firsts) {
        const lane = facts.lanes.get(all[first]?.source.id ?? "")?.get(need.place);
        if (lane !== undefined) visitAll(home, lane);
      }
  }
}

function kindsFor(facts: Facts, need: Need): Kind[] {
  const kinds = known.get(facts) ?? storedByKind(facts);
  known.set(facts, kinds);
  if (need.capabilities !== undefined) return [eitherOf(kinds, need.capabilities)];
  if (need.item === undefined) return [kinds.capabilities.get(need.capability ?? "") ?? NOTHING];
  const own = kinds.items.get(need.item) ?? NOTHING;
  const others = facts.items.get(need.item)?.substitutes ?? [];
  return [own, ...others.map((other) => kinds.items.get(other.item) ?? NOTHING)];
}

/** Units that can do any of these, each once, put together once for each list. */
function eitherOf(kinds: Kinds, capabilities: readonly string[]): Kind {
  const name = JSON.stringify(capabilities);
  const found = kinds.lists.get(name);
  if (found !== undefined) return found;
  const able = new Set(capabilities.flatMap((one) => kinds.capabilities.get(one)?.all ?? []));
  const inOrder = [...able].sort((a, b) => a.number - b.number);
  for (const row of inOrder) addTo(kinds.lists, name, row);
  return kinds.lists.get(name) ?? NOTHING;
}

function storedByKind(facts: Facts): Kinds {
  const kinds: Kinds = { items: new Map(), capabilities: new Map(), lists: new Map() };
  for (const row of facts.stored) {
    if (row.lot !== undefined) addTo(kinds.items, row.lot.item, row);
    for (const capability of new Set(row.unit?.capabilities ?? []))
      addTo(kinds.capabilities, capability, row);
  }
  return kinds;
}

function addTo(kinds: Map<string, MutableKind>, name: string, row: Stored): void {
  const kind = kinds.get(name) ?? { all: [], firsts: new Map<number, number>() };
  kinds.set(name, kind);
  if (!kind.firsts.has(row.home)) kind.firsts.set(row.home, kind.all.length);
  kind.all.push(row);
}
