import type { BoardIndex, BoardLane, BoardNeed, Supply } from "./board.ts";

/** Rows in order of the source that they belong to, which `homes` names for each. */
interface Rows {
  readonly numbers: Int32Array;
  readonly homes: Int32Array;
}

interface Laid {
  readonly supplies: readonly Supply[];
  readonly lanes: readonly BoardLane[];
}

const NOTHING: Rows = { numbers: new Int32Array(0), homes: new Int32Array(0) };

/**
 * Goes over the pairs of a need that have a lane between them, in order of supply. What could
 * serve it and the lanes to its place are both in order of source, so each leaps to where the
 * other stands: a need among thousands of lots that forty lanes lead to is a matter of forty.
 */
export function reachOf(
  { supplies, lanes }: Laid,
  candidates: BoardIndex["candidates"],
): BoardIndex["eachReached"] {
  const kinds = new Map<readonly number[], Rows>();
  const storedFor = (need: BoardNeed) => {
    const numbers = candidates(need);
    const rows = kinds.get(numbers) ?? rowsOf(numbers, (supply) => supplies[supply]?.source ?? -1);
    kinds.set(numbers, rows);
    return rows;
  };
  const lists = new Map<string, number[]>();
  lanes.forEach(({ to }, lane) => {
    const row = lists.get(to);
    if (row === undefined) lists.set(to, [lane]);
    else row.push(lane);
  });
  const waysTo = new Map(
    [...lists].map(([to, row]) => [to, rowsOf(row, (lane) => lanes[lane]?.from ?? -1)]),
  );
  return (need, visit) => meet(storedFor(need), waysTo.get(need.place) ?? NOTHING, visit);
}

const rowsOf = (numbers: readonly number[], home: (number: number) => number): Rows => ({
  numbers: new Int32Array(numbers),
  homes: new Int32Array(numbers.map(home)),
});

function meet(stored: Rows, ways: Rows, visit: (supply: number, lane: number) => void): void {
  let [row, way] = [0, 0];
  while (row < stored.homes.length && way < ways.homes.length) {
    const [home = 0, start = 0] = [stored.homes[row], ways.homes[way]];
    if (home < start) row = firstFrom(stored.homes, row, start);
    else if (start < home) way = firstFrom(ways.homes, way, home);
    else {
      visit(stored.numbers[row] ?? -1, ways.numbers[way] ?? -1);
      row += 1;
    }
  }
}

/** The first place from `from` on whose number is no less: strides, then halves. */
function firstFrom(numbers: Int32Array, from: number, least: number): number {
  let [low, stride] = [from, 1];
  while (low + stride < numbers.length && (numbers[low + stride] ?? 0) < least) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(low + stride, numbers.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle;
    else high = middle;
  }
  return high;
}
