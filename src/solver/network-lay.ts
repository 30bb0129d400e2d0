import { at } from "./board.ts";
import type { Board } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Network } from "./network-basis.ts";
import { stockTable } from "./tables.ts";

/** The network with everything missing: a tree from the root that can take more everywhere. */
export function networkOf(board: Board, columns: Columns): Network {
  const { needs, supplies, groups } = board;
  const { usable } = stockTable(board);
  const inner = nesting(board, usable);
  const firstNode = 1 + needs.length;
  const groupNode = (group: number) => firstNode + supplies.length + group;
  const parentNode = (group: number | undefined) => (group === undefined ? 0 : groupNode(group));
  const firstSupply = columns.upper.length;
  const firstGroup = firstSupply + supplies.length;
  const arcs = firstGroup + groups.length;
  const nodes = groupNode(groups.length);
  const net = {
    nodes,
    from: new Int32Array(arcs),
    to: new Int32Array(arcs),
    room: new Float64Array(arcs),
    flow: new Float64Array(arcs),
    treeArc: new Int32Array(nodes),
  };
  const { supply: home, need: target, room } = board.arcs;
  for (let column = 0; column < board.arcs.length; column += 1) {
    const supply = home[column]!;
    net.from[column] = firstNode + supply;
    net.to[column] = 1 + target[column]!;
    net.room[column] = inner.shut[supply] === 1 ? 0 : room[column]!;
  }
  missing(net, columns, needs.length);
  const tie = (arc: number, from: number, to: number, most: number) => {
    net.from[arc] = from;
    net.to[arc] = to;
    // Nothing leaves what is shut, so its own tie may be open, as the tree wants it.
    net.room[arc] = most > 0 ? most : Infinity;
    net.treeArc[to] = arc;
  };
  for (let supply = 0; supply < usable.length; supply += 1) {
    const parent = parentNode(inner.groupOf(supply));
    tie(firstSupply + supply, parent, firstNode + supply, usable[supply]!);
  }
  groups.forEach((group, index) => {
    const parent = parentNode(inner.outer(index));
    tie(firstGroup + index, parent, groupNode(index), group.limit);
  });
  return net;
}

/** The bands of what needs miss, full; the last of each has no bound, for none is needed. */
function missing(net: Network, { missingAt, bands, upper }: Columns, needs: number): void {
  for (let need = 0; need < needs; need += 1) {
    const first = missingAt[need]!;
    const last = first + bands - 1;
    for (let column = first; column <= last; column += 1) {
      net.to[column] = 1 + need;
      net.flow[column] = upper[column]!;
      net.room[column] = column === last ? Infinity : upper[column]!;
    }
    net.treeArc[1 + need] = last;
  }
}

/** Groups lie within each other or apart: each lot and each group has one that holds it next. */
function nesting({ groups }: Board, usable: Float64Array) {
  const bySize = groups
    .map((group, index) => ({ index, size: group.supplies.length }))
    .sort((a, b) => a.size - b.size || a.index - b.index);
  const innermost = new Map<number, number>();
  const outermost = new Map<number, number>();
  const outer = new Map<number, number>();
  /** 1: nothing can be sent. */
  const shut = new Uint8Array(usable.length);
  for (let lot = 0; lot < usable.length; lot += 1) shut[lot] = usable[lot] === 0 ? 1 : 0;
  for (const { index } of bySize)
    for (const supply of at(groups, index).supplies) {
      const below = outermost.get(supply);
      if (below === undefined) innermost.set(supply, index);
      else outer.set(below, index);
      outermost.set(supply, index);
      if (at(groups, index).limit === 0) shut[supply] = 1;
    }
  return {
    groupOf: (supply: number) => innermost.get(supply),
    outer: (group: number) => outer.get(group),
    shut,
  };
}
