import { at } from "./board.ts";
import type { Board } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Network } from "./network-basis.ts";

/**
 * Ships by hand before any arc is exchanged: urgent needs first, each from what arrives first. Most
 * of that stays, and would else take an exchange for every lot. Lots that keep a floor together
 * with others are left alone.
 *
 * Each step uses up a lot or fills a need, and by that step it hangs on the other from then on,
 * which has not yet come to its own end: so no two of them can hang on each other.
 */
export function startNetwork(net: Network, board: Board, columns: Columns): void {
  const { needs, supplies, groups } = board;
  const left = new Float64Array(supplies.map(({ usable }) => usable));
  for (const group of groups) for (const lot of group.supplies) left[lot] = 0;
  for (const priority of [1, 2, 3, 4, 5])
    needs.forEach((need, index) => {
      if (need.priority !== priority) return;
      const missing = fill(net, board, index, left);
      if (missing < need.open) spread(net, columns, index, missing);
    });
  const firstTie = columns.upper.length;
  supplies.forEach(({ usable }, lot) => {
    if (net.from[firstTie + lot] === 0) net.flow[firstTie + lot] = usable - left[lot]!;
  });
}

/** Ships to one need what lots have left, and answers what it still misses. */
function fill(net: Network, { arcs, needs }: Board, need: number, left: Float64Array): number {
  let missing = at(needs, need).open;
  for (const arc of arcs.soonestInto(need)) {
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
  const first = at(missingAt, need);
  let left = all;
  for (let band = first; band < first + bands; band += 1) {
    const pieces = Math.min(left, at(upper, band));
    net.flow[band] = pieces;
    if (pieces > 0 && pieces < net.room[band]!) net.treeArc[1 + need] = band;
    left -= pieces;
  }
}
