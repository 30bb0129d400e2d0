import { firstFrom } from "./check-facts.ts";
import type { Facts, Ways } from "./check-facts.ts";
import type { Need } from "./problem.ts";

/**
 * What is stored of one kind, source by source: the number of each, and of its source. Sources are
 * taken together by so many that there are about as many bunches as rows, and of each bunch it is
 * known where its rows begin: what stands at one source is found in a step or two.
 */
class Kind {
  readonly numbers: Int32Array;
  readonly homes: Int32Array;
  readonly #starts: Int32Array;
  readonly #shift: number;

  constructor(numbers: readonly number[], homeOf: (number: number) => number) {
    this.numbers = Int32Array.from(numbers);
    this.homes = this.numbers.map(homeOf);
    const last = this.homes.at(-1) ?? 0;
    let shift = 0;
    while (last >> shift > 2 * numbers.length) shift += 1;
    this.#shift = shift;
    this.#starts = new Int32Array((last >> shift) + 2).fill(numbers.length);
    for (let row = numbers.length - 1; row >= 0; row -= 1)
      this.#starts[(this.homes[row] ?? 0) >> shift] = row;
    for (let bunch = this.#starts.length - 2; bunch >= 0; bunch -= 1)
      this.#starts[bunch] = Math.min(this.#starts[bunch] ?? 0, this.#starts[bunch + 1] ?? 0);
  }

  /** The first row at a source or, if there is none, behind it. */
  first(home: number): number {
    const bunch = home >> this.#shift;
    if (bunch + 1 >= this.#starts.length) return this.homes.length;
    return firstFrom(this.homes, home, this.#starts[bunch] ?? 0, this.#starts[bunch + 1] ?? 0);
  }
}

/**
 * Pairs of one need: the number of what is stored, and where the lane to its place stands in the
 * file. Lists that the next need's pairs are written over, for there are half a million in all.
 */
export class Pairs {
  length = 0;
  numbers: Int32Array = new Int32Array(64);
  lanes: Int32Array = new Int32Array(64);

  add(number: number, lane: number): void {
    if (this.length === this.numbers.length) {
      this.numbers = twice(this.numbers);
      this.lanes = twice(this.lanes);
    }
    this.numbers[this.length] = number;
    this.lanes[this.length] = lane;
    this.length += 1;
  }
}

function twice(list: Int32Array): Int32Array {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}

interface Kinds {
  readonly items: ReadonlyMap<string, Kind>;
  readonly capabilities: ReadonlyMap<string, Kind>;
  /** Units that can do any of several things, put together when first asked for. */
  readonly lists: Map<string, Kind>;
  readonly pairs: Pairs;
}

const known = new WeakMap<Facts, Kinds>();
const NOTHING = new Kind([], () => 0);

/** The number of every lot or unit that could serve a need by kind. */
export const storedFor = (facts: Facts, need: Need): readonly number[] =>
  kindsFor(facts, need).flatMap((kind) => [...kind.numbers]);

/** How many that are. */
export const countStored = (facts: Facts, need: Need): number =>
  kindsFor(facts, need).reduce((sum, kind) => sum + kind.numbers.length, 0);

/** Those at a source with a lane to the need's place: no other may serve it. */
export function reachable(facts: Facts, need: Need): Pairs {
  const { pairs } = kindsIn(facts);
  const ways = facts.waysTo.get(need.place);
  pairs.length = 0;
  if (ways !== undefined) for (const kind of kindsFor(facts, need)) meet(ways, kind, pairs);
  return pairs;
}

/** The same without substitutes. */
export function ownReachable(facts: Facts, need: Need): Pairs {
  const { pairs } = kindsIn(facts);
  const ways = facts.waysTo.get(need.place);
  const [own] = kindsFor(facts, need);
  pairs.length = 0;
  if (ways !== undefined && own !== undefined) meet(ways, own, pairs);
  return pairs;
}

/** Both are in order of the source: the fewer of the two are gone over. */
function meet(ways: Ways, kind: Kind, pairs: Pairs): void {
  if (kind.homes.length < ways.homes.length) fromStored(ways, kind, pairs);
  else fromWays(ways, kind, pairs);
}

function fromWays(ways: Ways, kind: Kind, pairs: Pairs): void {
  const { numbers, homes } = kind;
  for (let way = 0; way < ways.homes.length; way += 1) {
    const home = ways.homes[way] ?? 0;
    for (let row = kind.first(home); row < homes.length && homes[row] === home; row += 1)
      pairs.add(numbers[row] ?? 0, ways.lanes[way] ?? 0);
  }
}

function fromStored(ways: Ways, kind: Kind, pairs: Pairs): void {
  let way = 0;
  for (let row = 0; row < kind.homes.length; row += 1) {
    const home = kind.homes[row] ?? 0;
    way = firstFrom(ways.homes, home, way, ways.homes.length);
    if (way < ways.homes.length && ways.homes[way] === home)
      pairs.add(kind.numbers[row] ?? 0, ways.lanes[way] ?? 0);
  }
}

function kindsIn(facts: Facts): Kinds {
  const kinds = known.get(facts) ?? storedByKind(facts);
  known.set(facts, kinds);
  return kinds;
}

function kindsFor(facts: Facts, need: Need): Kind[] {
  const kinds = kindsIn(facts);
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
  const { lots, units } = facts.held;
  const items = new Map<string, number[]>();
  const capabilities = new Map<string, number[]>();
  lots.forEach(({ item }, number) => {
    addTo(items, item, number);
  });
  units.forEach((unit, at) => {
    for (const capability of new Set(unit.capabilities))
      addTo(capabilities, capability, lots.length + at);
  });
  const kinds = (rows: ReadonlyMap<string, readonly number[]>) =>
    new Map([...rows].map(([name, numbers]) => [name, kindOf(facts, numbers)]));
  return {
    items: kinds(items),
    capabilities: kinds(capabilities),
    lists: new Map(),
    pairs: new Pairs(),
  };
}

const kindOf = ({ held }: Facts, numbers: readonly number[]): Kind =>
  new Kind(numbers, (number) => held.homes[number] ?? -1);

function addTo(rows: Map<string, number[]>, name: string, number: number): void {
  const own = rows.get(name);
  if (own === undefined) rows.set(name, [number]);
  else own.push(number);
}
