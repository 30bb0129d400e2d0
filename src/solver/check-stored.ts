import type { Facts } from "./check-facts.ts";
import type { Lane, Need } from "./problem.ts";

/** What is stored of one kind, source by source: the number of each, and of its source. */
interface Kind {
  readonly numbers: Int32Array;
  readonly homes: Int32Array;
}

interface Kinds {
  readonly items: ReadonlyMap<string, Kind>;
  readonly capabilities: ReadonlyMap<string, Kind>;
  /** Units that can do any of several things, put together when first asked for. */
  readonly lists: Map<string, Kind>;
}

const known = new WeakMap<Facts, Kinds>();
const NOTHING: Kind = { numbers: new Int32Array(0), homes: new Int32Array(0) };

/** The number of every lot or unit that could serve a need by kind. */
export const storedFor = (facts: Facts, need: Need): readonly number[] =>
  kindsFor(facts, need).flatMap((kind) => [...kind.numbers]);

/** How many that are. */
export const countStored = (facts: Facts, need: Need): number =>
  kindsFor(facts, need).reduce((sum, kind) => sum + kind.numbers.length, 0);

/** Goes over those at a source with a lane to the need's place: no other may serve it. */
export function eachReachable(
  facts: Facts,
  need: Need,
  visit: (number: number, lane: Lane) => void,
): void {
  const ways = facts.waysTo.get(need.place);
  if (ways === undefined) return;
  for (const { numbers, homes } of kindsFor(facts, need)) {
    let [row, way] = [0, 0];
    while (row < homes.length && way < ways.homes.length) {
      const [home, start] = [homes[row] ?? 0, ways.homes[way] ?? 0];
      if (home < start) row = firstFrom(homes, row, start);
      else if (start < home) way = firstFrom(ways.homes, way, home);
      else {
        const lane = ways.lanes[way];
        if (lane !== undefined) visit(numbers[row] ?? -1, lane);
        row += 1;
      }
    }
  }
}

/** The first place from `from` on whose number is no less, found by halves. */
function firstFrom(numbers: Int32Array, from: number, least: number): number {
  let [low, high] = [from, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function kindsFor(facts: Facts, need: Need): Kind[] {
  const kinds = known.get(facts) ?? storedByKind(facts);
  known.set(facts, kinds);
  if (need.capabilities !== undefined) return [eitherOf(facts, kinds, need.capabilities)];
  if (need.item === undefined) return [kinds.capabilities.get(need.capability ?? "") ?? NOTHING];
  const own = kinds.items.get(need.item) ?? NOTHING;
  const others = facts.items.get(need.item)?.substitutes ?? [];
  return [own, ...others.map((other) => kinds.items.get(other.item) ?? NOTHING)];
}

/** Units that can do any of these, each once, put together once for each list. */
function eitherOf(facts: Facts, kinds: Kinds, capabilities: readonly string[]): Kind {
  const name = JSON.stringify(capabilities);
  const able = () => {
    const numbers = capabilities.flatMap((one) => [
      ...(kinds.capabilities.get(one)?.numbers ?? []),
    ]);
    return [...new Set(numbers)].sort((a, b) => a - b);
  };
  const kind = kinds.lists.get(name) ?? kindOf(facts, able());
  kinds.lists.set(name, kind);
  return kind;
}

function storedByKind(facts: Facts): Kinds {
  const items = new Map<string, number[]>();
  const capabilities = new Map<string, number[]>();
  for (const { number, lot, unit } of facts.stored) {
    if (lot !== undefined) addTo(items, lot.item, number);
    for (const capability of new Set(unit?.capabilities ?? []))
      addTo(capabilities, capability, number);
  }
  const kinds = (rows: ReadonlyMap<string, readonly number[]>) =>
    new Map([...rows].map(([name, numbers]) => [name, kindOf(facts, numbers)]));
  return { items: kinds(items), capabilities: kinds(capabilities), lists: new Map() };
}

const kindOf = ({ stored }: Facts, numbers: readonly number[]): Kind => ({
  numbers: new Int32Array(numbers),
  homes: new Int32Array(numbers.map((number) => stored[number]?.home ?? -1)),
});

function addTo(rows: Map<string, number[]>, name: string, number: number): void {
  const own = rows.get(name);
  if (own === undefined) rows.set(name, [number]);
  else own.push(number);
}
