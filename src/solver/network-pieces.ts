import type { Network } from "./network-basis.ts";

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
  const { from, to, room } = network;
  const owners = ownersOf(network);
  const pieceOf = new Int32Array(network.nodes).fill(NONE);
  let count = 0;
  for (let arc = 0; arc < from.length; arc += 1) {
    const owner = owners[from[arc]!]!;
    if (room[arc]! > 0 && owner !== 0 && pieceOf[owner] === NONE) pieceOf[owner] = count++;
  }
  const pieceOfArc = from.map((tail, arc) =>
    room[arc]! > 0 ? pieceOf[owners[tail === 0 ? to[arc]! : tail]!]! : NONE,
  );
  const sizes = new Int32Array(count);
  for (const piece of pieceOfArc) if (piece !== NONE) sizes[piece] = sizes[piece]! + 1;
  const lists = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let arc = 0; arc < from.length; arc += 1) {
    const piece = pieceOfArc[arc]!;
    if (piece === NONE) continue;
    lists[piece]![sizes[piece]!] = arc;
    sizes[piece] = sizes[piece]! + 1;
  }
  const scratch = { node: new Int32Array(network.nodes), arc: pieceOfArc };
  return lists.map((arcs) => cutOut(network, arcs, scratch));
}

/** The smallest node of the part in which each node lies, without the root. */
function ownersOf({ nodes, from, to, room }: Network): Int32Array {
  const above = Int32Array.from({ length: nodes }, (_, node) => node);
  const find = (node: number): number => {
    let top = node;
    while (above[top] !== top) {
      above[top] = above[above[top]!]!;
      top = above[top]!;
    }
    return top;
  };
  for (let arc = 0; arc < from.length; arc += 1) {
    if (from[arc] === 0 || room[arc] === 0) continue;
    const [a, b] = [find(from[arc]!), find(to[arc]!)];
    above[Math.max(a, b)] = Math.min(a, b);
  }
  return above.map((_, node) => find(node));
}

/** What cutting out a piece writes on: the place of each node (0 elsewhere) and arc in it. */
interface Scratch {
  readonly node: Int32Array;
  readonly arc: Int32Array;
}

function cutOut(whole: Network, arcs: Int32Array, place: Scratch): Piece {
  const nodes: number[] = [0];
  const placeOf = (node: number) => {
    if (node === 0 || place.node[node] !== 0) return place.node[node]!;
    place.node[node] = nodes.length;
    return nodes.push(node) - 1;
  };
  const size = arcs.length;
  const [from, to] = [new Int32Array(size), new Int32Array(size)];
  const [room, flow] = [new Float64Array(size), new Float64Array(size)];
  for (let index = 0; index < size; index += 1) {
    const arc = arcs[index]!;
    place.arc[arc] = index;
    from[index] = placeOf(whole.from[arc]!);
    to[index] = placeOf(whole.to[arc]!);
    room[index] = whole.room[arc]!;
    flow[index] = whole.flow[arc]!;
  }
  const treeArc = new Int32Array(nodes.map((node) => place.arc[whole.treeArc[node]!]!));
  for (const node of nodes) place.node[node] = 0;
  return { network: { nodes: nodes.length, from, to, room, flow, treeArc }, arcs };
}
