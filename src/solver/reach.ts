import type { BoardIndex, BoardLane, Supply } from "./board.ts";

interface Rows {
  readonly supplies: readonly Supply[];
  readonly lanes: readonly BoardLane[];
  readonly sources: number;
}

/**
 * Goes over the pairs of a need that have a lane between them, in order of supply. What could
 * serve it and the lanes to its place are both in order of source, so each leaps to where the
 * other stands: a need among thousands of lots that forty lanes lead to is a matter of forty.
 */
export function reachOf(
  { supplies, lanes, sources }: Rows,
  candidates: BoardIndex["candidates"],
): BoardIndex["eachReached"] {
  const homes = Int32Array.from(supplies, (supply) => supply.source);
  const starts = Int32Array.from(lanes, (lane) => lane.from);
  const firstSupply = firstsOf(homes, sources);
  const firstLane = firstsOf(starts, sources);
  const lanesTo = new Map<string, number[]>();
  lanes.forEach(({ to }, lane) => {
    const row = lanesTo.get(to);
    if (row === undefined) lanesTo.set(to, [lane]);
    else row.push(lane);
  });
  return (need, visit) => {
    const stored = candidates(need);
    const ways = lanesTo.get(need.place) ?? [];
    let [at, way] = [0, 0];
    while (at < stored.length && way < ways.length) {
      const [supply = 0, lane = 0] = [stored[at], ways[way]];
      const [home = 0, start = 0] = [homes[supply], starts[lane]];
      if (home < start) at = leap(stored, at, firstSupply[start] ?? 0);
      else if (start < home) way = leap(ways, way, firstLane[home] ?? 0);
      else {
        visit(supply, lane);
        at += 1;
      }
    }
  };
}

/** Where the rows of each source begin, or would, among rows that are in order of source. */
function firstsOf(rows: Int32Array, sources: number): Int32Array {
  const firsts = new Int32Array(sources);
  let row = rows.length;
  for (let source = sources - 1; source >= 0; source -= 1) {
    while (row > 0 && (rows[row - 1] ?? 0) >= source) row -= 1;
    firsts[source] = row;
  }
  return firsts;
}

/** The first position after `from` whose number is no less than `least`: strides, then halves. */
function leap(rows: readonly number[], from: number, least: number): number {
  let [low, stride] = [from, 1];
  while (low + stride < rows.length && (rows[low + stride] ?? 0) < least) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(low + stride, rows.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < least) low = middle;
    else high = middle;
  }
  return high;
}
