import { SpanningTree } from "./network-tree.ts";

/**
 * A network with a feasible flow and a tree to begin with. Node 0 is the root; every other node
 * hangs on its `treeArc`. From the root each node must be within reach along tree arcs that can
 * still take more in that direction: such trees never cycle (Cunningham 1976).
 */
export interface Network {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The most that an arc can take; Infinity: no limit. The least is 0. */
  readonly room: Float64Array;
  readonly flow: Float64Array;
  /** For each node, the arc that ties it to its parent; nothing is read for the root. */
  readonly treeArc: Int32Array;
}

export const EMPTY = 1;
export const FULL = -1;
export const IN_TREE = 0;
const NONE = -1;
const NOTHING = new Float64Array(0);

/**
 * A spanning tree of a network with the flow that belongs to it, and prices that make each of its
 * arcs cost nothing. An arc outside the tree closes one cycle, and moves what fits around it.
 */
export class Basis {
  readonly network: Network;
  readonly flow: Float64Array;
  /** EMPTY, FULL or IN_TREE; the first two are also the sign of what a push would change. */
  readonly state: Int8Array;
  readonly price: Float64Array;
  /** What each arc costs, once there is an objective. */
  cost: Float64Array = NOTHING;
  /** What fits around the cycle that was last closed; 0: it is blocked. */
  push = 0;
  readonly #tree: SpanningTree;
  #tail = 0;
  #head = 0;
  #apex = 0;
  /** The arc above this node leaves the tree; none: the entering arc itself blocks. */
  #top = NONE;
  /** The end of the entering arc in the part that is cut off. */
  #inside = 0;

  constructor(network: Network) {
    const { nodes, from, to, room, flow, treeArc } = network;
    this.network = network;
    this.flow = flow.slice();
    this.price = new Float64Array(nodes);
    this.state = new Int8Array(from.length);
    for (let arc = 0; arc < from.length; arc += 1)
      this.state[arc] = flow[arc]! > 0 && flow[arc] === room[arc] ? FULL : EMPTY;
    this.#tree = new SpanningTree(nodes);
    for (let node = 1; node < nodes; node += 1) {
      const arc = treeArc[node]!;
      this.state[arc] = IN_TREE;
      this.#tree.hang(node, from[arc] === node ? to[arc]! : from[arc]!, arc);
    }
  }

  /** The network with the flow and the tree of now. */
  asNetwork(): Network {
    return { ...this.network, flow: this.flow, treeArc: this.#tree.arc };
  }

  /** Becomes what another basis of the same network is; costs stay as they are. */
  copyFrom(other: Basis): void {
    this.flow.set(other.flow);
    this.state.set(other.state);
    this.price.set(other.price);
    this.#tree.copyFrom(other.#tree);
  }

  reducedCost(arc: number): number {
    const { from, to } = this.network;
    return this.cost[arc]! + this.price[from[arc]!]! - this.price[to[arc]!]!;
  }

  /** Prices and depths from the root down. */
  reprice(): void {
    const { to } = this.network;
    const { parent, depth, arc } = this.#tree;
    this.#tree.forEach(0, (node) => {
      if (node === 0) return;
      const above = parent[node]!;
      const tie = arc[node]!;
      const cost = this.cost[tie]!;
      depth[node] = depth[above]! + 1;
      this.price[node] = this.price[above]! + (to[tie] === node ? cost : -cost);
    });
  }

  /**
   * Finds what fits around the cycle of an arc outside the tree, and which arc then blocks. Of
   * arcs that block alike, the first from the apex in the direction of the push leaves: so every
   * node stays within reach of the root.
   */
  close(entering: number): void {
    const { from, to, room } = this.network;
    const { parent } = this.#tree;
    const isForward = this.state[entering] === EMPTY;
    const tail = isForward ? from[entering]! : to[entering]!;
    const head = isForward ? to[entering]! : from[entering]!;
    const apex = this.#tree.apexOf(tail, head);
    let push = Infinity;
    let top = NONE;
    for (let node = tail; node !== apex; node = parent[node]!) {
      const left = this.#downward(node);
      if (left > push) continue;
      push = left;
      top = node;
    }
    let inside = tail;
    if (room[entering]! < push) {
      push = room[entering]!;
      top = NONE;
    }
    for (let node = head; node !== apex; node = parent[node]!) {
      const left = this.#upward(node);
      if (left >= push) continue;
      push = left;
      top = node;
      inside = head;
    }
    this.push = push;
    this.#tail = tail;
    this.#head = head;
    this.#apex = apex;
    this.#top = top;
    this.#inside = inside;
  }

  /** Pushes what fits around the cycle that was just closed, and lets the arc that blocks leave. */
  turn(entering: number): void {
    const { push } = this;
    if (push === Infinity) throw new RangeError("a network with a gain without end");
    const isForward = this.state[entering] === EMPTY;
    if (push > 0) {
      this.flow[entering] = this.flow[entering]! + (isForward ? push : -push);
      this.#carry(this.#tail, push);
      this.#carry(this.#head, -push);
    }
    if (this.#top === NONE) this.state[entering] = isForward ? FULL : EMPTY;
    else this.#exchange(entering);
  }

  /** Each tree arc of the cycle that was just closed, and by how much its flow would change. */
  forEachInCycle(visit: (arc: number, change: number) => void): void {
    const { to } = this.network;
    const { parent, arc } = this.#tree;
    const { push } = this;
    for (let node = this.#tail; node !== this.#apex; node = parent[node]!)
      visit(arc[node]!, to[arc[node]!] === node ? push : -push);
    for (let node = this.#head; node !== this.#apex; node = parent[node]!)
      visit(arc[node]!, to[arc[node]!] === node ? -push : push);
  }

  /** How much more can come down to a node from its parent. */
  #downward(node: number): number {
    const arc = this.#tree.arc[node]!;
    const { to, room } = this.network;
    return to[arc] === node ? room[arc]! - this.flow[arc]! : this.flow[arc]!;
  }

  /** How much more can go up from a node to its parent. */
  #upward(node: number): number {
    const arc = this.#tree.arc[node]!;
    const { to, room } = this.network;
    return to[arc] === node ? this.flow[arc]! : room[arc]! - this.flow[arc]!;
  }

  /** Sends `push` down from the apex to a node; less than nothing: up. */
  #carry(from: number, push: number): void {
    const { parent, arc } = this.#tree;
    const { to } = this.network;
    for (let node = from; node !== this.#apex; node = parent[node]!) {
      const tie = arc[node]!;
      this.flow[tie] = this.flow[tie]! + (to[tie] === node ? push : -push);
    }
  }

  /** The part of the tree below `top` hangs on the entering arc from now on, by `inside`. */
  #exchange(entering: number): void {
    const { from, to } = this.network;
    const { parent, depth, arc } = this.#tree;
    const top = this.#top;
    const inside = this.#inside;
    const leaving = arc[top]!;
    const isTo = to[entering] === inside;
    const change = this.reducedCost(entering) * (isTo ? 1 : -1);
    this.state[leaving] = this.flow[leaving] === 0 ? EMPTY : FULL;
    this.state[entering] = IN_TREE;
    this.#tree.rehang(top, inside, isTo ? from[entering]! : to[entering]!, entering);
    this.#tree.forEach(inside, (node) => {
      depth[node] = depth[parent[node]!]! + 1;
      this.price[node] = this.price[node]! + change;
    });
  }
}
