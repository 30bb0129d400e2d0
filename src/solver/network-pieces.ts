import type { Network } from "./network-simplex.ts";

/** A part of a network that hangs together without the root, and its arcs' numbers in the whole. */
export interface Piece {
  readonly network: Network;
  readonly arcs: Int32Array;
}

const NONE = -1;

/**
 * What shares nothing but the root is solved apart: many small trees are searched and shifted in
 * far fewer steps than a large one. Arcs without room are left out, and so are nodes that nothing
 * but the root can reach: their flow stays as it is.
 */
export function piecesOf(network: Network): Piece[] {
  const owner = ownersOf(network);
  const arcsOf = new Map<number, number[]>();
  const hasChoice = new Set<number>();
  network.from.forEach((tail, arc) => {
    if (network.room[arc] === 0) return;
    const piece = owner(tail === 0 ? network.to[arc]! : tail);
    const arcs = arcsOf.get(piece);
    if (arcs === undefined) arcsOf.set(piece, [arc]);
    else arcs.push(arc);
    if (tail !== 0) hasChoice.add(piece);
  });
  const local = new Int32Array(network.nodes);
  return [...hasChoice].map((piece) => cutOut(network, arcsOf.get(piece) ?? [], local));
}

/** Answers the smallest node of the part in which a node lies. */
function ownersOf({ nodes, from, to, room }: Network): (node: number) => number {
  const above = Int32Array.from({ length: nodes }, (_, node) => node);
  const find = (node: number): number => {
    let top = node;
    while (above[top] !== top) {
      above[top] = above[above[top]!]!;
      top = above[top]!;
    }
    return top;
  };
  from.forEach((tail, arc) => {
    if (tail === 0 || room[arc] === 0) return;
    const [a, b] = [find(tail), find(to[arc]!)];
    above[Math.max(a, b)] = Math.min(a, b);
  });
  return find;
}

/** `local` is for scratch: the number of each node in the piece, 0 for the root and the others. */
function cutOut(whole: Network, numbers: readonly number[], local: Int32Array): Piece {
  const arcs = Int32Array.from(numbers);
  const place = new Map(numbers.map((arc, at) => [arc, at]));
  const nodes: number[] = [0];
  for (const arc of arcs)
    for (const node of [whole.from[arc]!, whole.to[arc]!]) {
      if (node === 0 || local[node] !== 0) continue;
      local[node] = nodes.length;
      nodes.push(node);
    }
  const network = {
    nodes: nodes.length,
    from: arcs.map((arc) => local[whole.from[arc]!]!),
    to: arcs.map((arc) => local[whole.to[arc]!]!),
    room: Float64Array.from(arcs, (arc) => whole.room[arc]!),
    flow: Float64Array.from(arcs, (arc) => whole.flow[arc]!),
    treeArc: Int32Array.from(nodes, (node) => place.get(whole.treeArc[node]!) ?? NONE),
  };
  for (const node of nodes) local[node] = 0;
  return { network, arcs };
}
