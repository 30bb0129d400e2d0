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
  const pieceOfArc = new Int32Array(from.length).fill(NONE);
  const sizes: number[] = [];
  for (let arc = 0; arc < from.length; arc += 1) {
    if (room[arc] === 0) continue;
    const tail = from[arc]!;
    const owner = owners[tail === 0 ? to[arc]! : tail]!;
    let piece = pieceOf[owner]!;
    if (piece === NONE) {
      // What only the root can reach is no piece.
      if (tail === 0) continue;
      piece = sizes.push(0) - 1;
      pieceOf[owner] = piece;
    }
    pieceOfArc[arc] = piece;
    sizes[piece] = sizes[piece]! + 1;
  }
  const lists = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (let arc = 0; arc < from.length; arc += 1) {
    const piece = pieceOfArc[arc]!;
    if (piece === NONE) continue;
    const place = filled[piece]!;
    lists[piece]![place] = arc;
    filled[piece] = place + 1;
  }
  const scratch = {
    node: new Int32Array(network.nodes),
    arc: pieceOfArc,
    members: new Int32Array(network.nodes),
  };
  return lists.map((arcs) => cutOut(network, arcs, scratch));
}

/** The smallest node of the part in which each node lies, without the root. */
function ownersOf({ nodes, from, to, room }: Network): Int32Array {
  const above = new Int32Array(nodes);
  for (let node = 0; node < nodes; node += 1) above[node] = node;
  for (let arc = 0; arc < from.length; arc += 1) {
    const tail = from[arc]!;
    if (tail === 0 || room[arc] === 0) continue;
    const head = to[arc]!;
    // Most arcs lie within what hangs together already.
    if (above[tail] === above[head]) continue;
    const a = topOf(above, tail);
    const b = topOf(above, head);
    if (a < b) above[b] = a;
    else above[a] = b;
  }
  for (let node = 0; node < nodes; node += 1) above[node] = above[above[node]!]!;
  return above;
}

function topOf(above: Int32Array, node: number): number {
  let top = node;
  while (above[top] !== top) {
    above[top] = above[above[top]!]!;
    top = above[top]!;
  }
  return top;
}

/**
 * What cutting out a piece writes on: the place of each node (0 elsewhere) and arc in it, and which
 * nodes are in it.
 */
interface Scratch {
  readonly node: Int32Array;
  readonly arc: Int32Array;
  readonly members: Int32Array;
}

function cutOut(whole: Network, arcs: Int32Array, { node, arc: place, members }: Scratch): Piece {
  const size = arcs.length;
  const [from, to] = [new Int32Array(size), new Int32Array(size)];
  const [room, flow] = [new Float64Array(size), new Float64Array(size)];
  let nodes = 1;
  for (let index = 0; index < size; index += 1) {
    const arc = arcs[index]!;
    const tail = whole.from[arc]!;
    const head = whole.to[arc]!;
    // The root is at 0 in every piece.
    if (tail !== 0 && node[tail] === 0) {
      members[nodes] = tail;
      node[tail] = nodes++;
    }
    if (head !== 0 && node[head] === 0) {
      members[nodes] = head;
      node[head] = nodes++;
    }
    place[arc] = index;
    from[index] = node[tail]!;
    to[index] = node[head]!;
    room[index] = whole.room[arc]!;
    flow[index] = whole.flow[arc]!;
  }
  const treeArc = new Int32Array(nodes);
  for (let index = 1; index < nodes; index += 1) {
    const member = members[index]!;
    treeArc[index] = place[whole.treeArc[member]!]!;
    node[member] = 0;
  }
  return { network: { nodes, from, to, room, flow, treeArc }, arcs };
}
