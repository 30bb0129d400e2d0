import type { Arcs } from "./arcs.ts";
import type { Board } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Network } from "./network-basis.ts";
import { needTable, stockTable } from "./tables.ts";

/**
 * Ships by hand before any arc is exchanged: urgent needs first, each from what arrives first. Most
 * of that stays, and would else take an exchange for every lot. Lots that keep a floor together
 * with others are left alone.
 *
 * Each step uses up a lot or fills a need, and by that step it hangs on the other from then on,
 * which has not yet come to its own end: so no two of them can hang on each other.
 */
export function startNetwork(net: Network, board: Board, columns: Columns): void {
  const { usable } = stockTable(board);
  const { open, priority } = needTable(board);
  const left = usable.slice();
  for (const group of board.groups) for (const lot of group.supplies) left[lot] = 0;
  for (let grade = 1; grade <= 5; grade += 1)
    for (let need = 0; need < open.length; need += 1) {
      if (priority[need] !== grade) continue;
      const missing = fill(net, board.arcs, need, { left, wanted: open[need]! });
      if (missing < open[need]!) spread(net, columns, need, missing);
    }
  const firstTie = columns.upper.length;
  for (let lot = 0; lot < usable.length; lot += 1)
    if (net.from[firstTie + lot] === 0) net.flow[firstTie + lot] = usable[lot]! - left[lot]!;
}

interface Stock {
  /** What each lot still has. */
  readonly left: Float64Array;
  readonly wanted: number;
}

/** Ships to one need what lots have left, and answers what it still misses. */
function fill(net: Network, arcs: Arcs, need: number, { left, wanted }: Stock): number {
  const soonest = arcs.soonestInto(need);
  let missing = wanted;
  for (let place = 0; place < soonest.length; place += 1) {
    const arc = soonest[place]!;
    const lot = arcs.supply[arc]!;
    const pieces = Math.min(missing, left[lot]!, net.room[arc]!);
    if (pieces === 0) continue;
    net.flow[arc] = pieces;
    left[lot] = left[lot]! - pieces;
    missing -= pieces;
    if (left[lot] === 0) net.treeArc[net.from[arc]!] = arc;
    else if (pieces < net.room[arc]!) net.treeArc[1 + need] = arc;
    if (missing === 0) break;
  }
  return missing;
}

/** What a need misses fills its bands from the first; it hangs on the one that is partly full. */
function spread(net: Network, { missingAt, bands, upper }: Columns, need: number, all: number) {
  const first = missingAt[need]!;
  let left = all;
  for (let band = first; band < first + bands; band += 1) {
    const pieces = Math.min(left, upper[band]!);
    net.flow[band] = pieces;
    if (pieces > 0 && pieces < net.room[band]!) net.treeArc[1 + need] = band;
    left -= pieces;
  }
}
