import { firstFrom } from "./check-facts.ts";
import type { Facts, Ways } from "./check-facts.ts";
import type { Lane, Need } from "./problem.ts";

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

interface Kinds {
  readonly items: ReadonlyMap<string, Kind>;
  readonly capabilities: ReadonlyMap<string, Kind>;
  /** Units that can do any of several things, put together when first asked for. */
  readonly lists: Map<string, Kind>;
}

const known = new WeakMap<Facts, Kinds>();
const NOTHING = new Kind([], () => 0);

/** The number of every lot or unit that could serve a need by kind. */
export const storedFor = (facts: Facts, need: Need): readonly number[] =>
  kindsFor(facts, need).flatMap((kind) => [...kind.numbers]);

/** How many that are. */
export const countStored = (facts: Facts, need: Need): number =>
  kindsFor(facts, need).reduce((sum, kind) => sum + kind.numbers.length, 0);

/** Goes over those at a source with a lane to the need's place: no other may serve it. */
export function eachReachable(facts: Facts, need: Need, visit: Visit): void {
  const ways = facts.waysTo.get(need.place);
  if (ways === undefined) return;
  for (const kind of kindsFor(facts, need)) eachOfKind(facts, ways, kind, visit);
}

/** The same without substitutes. */
export function eachOwnReachable(facts: Facts, need: Need, visit: Visit): void {
  const ways = facts.waysTo.get(need.place);
  const [own] = kindsFor(facts, need);
  if (ways !== undefined && own !== undefined) eachOfKind(facts, ways, own, visit);
}

function eachOfKind(facts: Facts, ways: Ways, kind: Kind, visit: Visit): void {
  if (kind.homes.length < ways.homes.length) fromStored(facts, ways, kind, visit);
  else fromWays(facts, ways, kind, visit);
}

type Visit = (number: number, lane: Lane) => void;

function fromWays({ problem }: Facts, ways: Ways, kind: Kind, visit: Visit): void {
  const { numbers, homes } = kind;
  for (let way = 0; way < ways.homes.length; way += 1) {
    const home = ways.homes[way] ?? -1;
    const lane = problem.lanes[ways.lanes[way] ?? -1];
    if (lane === undefined) continue;
    for (let row = kind.first(home); row < homes.length && homes[row] === home; row += 1)
      visit(numbers[row] ?? -1, lane);
  }
}

function fromStored({ problem }: Facts, ways: Ways, kind: Kind, visit: Visit): void {
  let way = 0;
  for (let row = 0; row < kind.homes.length; row += 1) {
    const home = kind.homes[row] ?? -1;
    way = firstFrom(ways.homes, home, way, ways.homes.length);
    const lane = problem.lanes[ways.lanes[way] ?? -1];
    if (lane !== undefined && ways.homes[way] === home) visit(kind.numbers[row] ?? -1, lane);
  }
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

const kindOf = ({ stored }: Facts, numbers: readonly number[]): Kind =>
  new Kind(numbers, (number) => stored[number]?.home ?? -1);

function addTo(rows: Map<string, number[]>, name: string, number: number): void {
  const own = rows.get(name);
  if (own === undefined) rows.set(name, [number]);
  else own.push(number);
}
