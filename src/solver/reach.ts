import type { BoardIndex, BoardLane, BoardNeed, Supply } from "./board.ts";

/**
 * Rows in order of the source that they belong to, which `homes` names for each. Bunches of as
 * many sources as make about as many bunches as rows know where theirs begin, so that what belongs
 * to one source is found in a step or two.
 */
export class Rows {
  readonly numbers: Int32Array;
  readonly homes: Int32Array;
  readonly #starts: Int32Array;
  readonly #shift: number;

  constructor(numbers: readonly number[], home: (number: number) => number) {
    this.numbers = new Int32Array(numbers);
    this.homes = this.numbers.map(home);
    const last = Math.max(0, this.homes.at(-1) ?? 0);
    let shift = 0;
    while (last >> shift > 2 * numbers.length) shift += 1;
    this.#shift = shift;
    this.#starts = new Int32Array((last >> shift) + 2);
    let row = 0;
    for (let bunch = 0; bunch < this.#starts.length; bunch += 1) {
      while (row < numbers.length && this.homes[row]! >> shift < bunch) row += 1;
      this.#starts[bunch] = row;
    }
  }

  /** The first row of a source or, if there is none, the one behind. */
  first(home: number): number {
    const bunch = home >> this.#shift;
    if (bunch + 1 >= this.#starts.length) return this.homes.length;
    let low = this.#starts[bunch]!;
    let high = this.#starts[bunch + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.homes[middle]! < home) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Laid {
  readonly supplies: readonly Supply[];
  readonly waysTo: BoardIndex["waysTo"];
}

const NOTHING = new Rows([], () => 0);

/** The lanes to each place. */
export function waysIn(lanes: readonly BoardLane[]): BoardIndex["waysTo"] {
  const lists = new Map<string, number[]>();
  lanes.forEach(({ to }, lane) => {
    const row = lists.get(to);
    if (row === undefined) lists.set(to, [lane]);
    else row.push(lane);
  });
  return new Map([...lists].map(([to, row]) => [to, new Rows(row, (lane) => lanes[lane]!.from)]));
}

/**
 * Goes over the pairs of a need that have a lane between them, in order of supply, and finds the
 * lane from a source to a place. What could serve it and the lanes to its place are both in order
 * of source, so the fewer of the two are gone over: a need among thousands of lots that forty lanes
 * lead to is a matter of forty.
 */
export function reachOf(
  { supplies, waysTo }: Laid,
  candidates: BoardIndex["candidates"],
): Pick<BoardIndex, "eachReached" | "laneOf"> {
  const kinds = new Map<readonly number[], Rows>();
  const storedFor = (need: BoardNeed) => {
    const numbers = candidates(need);
    const rows = kinds.get(numbers) ?? new Rows(numbers, (supply) => supplies[supply]!.source);
    kinds.set(numbers, rows);
    return rows;
  };
  return {
    eachReached: (need, visit) => {
      meet(storedFor(need), waysTo.get(need.place) ?? NOTHING, visit);
    },
    laneOf: (source, place) => {
      const ways = waysTo.get(place) ?? NOTHING;
      const way = ways.first(source);
      return ways.homes[way] === source ? ways.numbers[way] : undefined;
    },
  };
}

/** Each row of one list with each of the other that belongs to the same source, in order. */
function meet(stored: Rows, ways: Rows, visit: (supply: number, lane: number) => void): void {
  const [homes, starts] = [stored.homes, ways.homes];
  if (homes.length < starts.length)
    for (let row = 0; row < homes.length; row += 1) {
      const home = homes[row]!;
      const way = ways.first(home);
      if (way < starts.length && starts[way] === home)
        visit(stored.numbers[row]!, ways.numbers[way]!);
    }
  else
    for (let way = 0; way < starts.length; way += 1) {
      const home = starts[way]!;
      for (let row = stored.first(home); row < homes.length && homes[row] === home; row += 1)
        visit(stored.numbers[row]!, ways.numbers[way]!);
    }
}
