import { at } from "./board.ts";
import type { Board } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Network } from "./network-basis.ts";

/** The network with everything missing: a tree from the root that can take more everywhere. */
export function networkOf(board: Board, columns: Columns): Network {
  const { needs, supplies, groups } = board;
  const inner = nesting(board);
  const supplyNode = (supply: number) => 1 + needs.length + supply;
  const groupNode = (group: number) => 1 + needs.length + supplies.length + group;
  const parentNode = (group: number | undefined) => (group === undefined ? 0 : groupNode(group));
  const firstSupply = columns.upper.length;
  const firstGroup = firstSupply + supplies.length;
  const arcs = firstGroup + groups.length;
  const net = {
    nodes: 1 + needs.length + supplies.length + groups.length,
    from: new Int32Array(arcs),
    to: new Int32Array(arcs),
    room: new Float64Array(arcs),
    flow: new Float64Array(arcs),
    treeArc: new Int32Array(1 + needs.length + supplies.length + groups.length),
  };
  for (let column = 0; column < board.arcs.length; column += 1) {
    const supply = board.arcs.supply[column]!;
    net.from[column] = supplyNode(supply);
    net.to[column] = 1 + board.arcs.need[column]!;
    net.room[column] = inner.isShut(supply) ? 0 : board.arcs.room[column]!;
  }
  needs.forEach((_, need) => missing(net, columns, need));
  const tie = (arc: number, from: number, to: number, room: number) => {
    net.from[arc] = from;
    net.to[arc] = to;
    // Nothing leaves what is shut, so its own tie may be open, as the tree wants it.
    net.room[arc] = room > 0 ? room : Infinity;
    net.treeArc[to] = arc;
  };
  supplies.forEach((supply, index) => {
    const parent = parentNode(inner.groupOf(index));
    tie(firstSupply + index, parent, supplyNode(index), supply.usable);
  });
  groups.forEach((group, index) => {
    const parent = parentNode(inner.outer(index));
    tie(firstGroup + index, parent, groupNode(index), group.limit);
  });
  return net;
}

/** The bands of what a need misses, full; the last has no bound, for none is needed. */
function missing(net: Network, { missingAt, bands, upper }: Columns, need: number): void {
  const first = at(missingAt, need);
  const last = first + bands - 1;
  for (let column = first; column <= last; column += 1) {
    net.to[column] = 1 + need;
    net.flow[column] = at(upper, column);
    net.room[column] = column === last ? Infinity : at(upper, column);
  }
  net.treeArc[1 + need] = last;
}

/** Groups lie within each other or apart: each lot and each group has one that holds it next. */
function nesting({ groups, supplies }: Board) {
  const bySize = groups
    .map((group, index) => ({ index, size: group.supplies.length }))
    .sort((a, b) => a.size - b.size || a.index - b.index);
  const innermost = new Map<number, number>();
  const outermost = new Map<number, number>();
  const outer = new Map<number, number>();
  const shut = supplies.map((supply) => supply.usable === 0);
  for (const { index } of bySize)
    for (const supply of at(groups, index).supplies) {
      const below = outermost.get(supply);
      if (below === undefined) innermost.set(supply, index);
      else outer.set(below, index);
      outermost.set(supply, index);
      if (at(groups, index).limit === 0) shut[supply] = true;
    }
  return {
    groupOf: (supply: number) => innermost.get(supply),
    outer: (group: number) => outer.get(group),
    isShut: (supply: number) => shut[supply] === true,
  };
}
