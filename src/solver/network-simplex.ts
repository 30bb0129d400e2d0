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

const EMPTY = 1;
const FULL = -1;
const IN_TREE = 0;
const NONE = -1;
const LEAST_BLOCK = 32;
/** Pivots between two looks at whether to stop. */
const BREATH = 256;
/** How often prices of fractions are summed anew until no arc gains any more. */
const ROUNDS = 4;

/**
 * Primal network simplex on typed arrays, with bounds on arcs and block pricing. It keeps its
 * tree between objectives, and can be held on the optimal face of one while it minimises the next.
 */
export class NetworkSimplex {
  readonly flow: Float64Array;
  readonly #network: Network;
  readonly #tree: SpanningTree;
  readonly #state: Int8Array;
  readonly #price: Float64Array;
  /** Arcs that may still change: those off the face of an earlier objective are left out. */
  #active: Int32Array;
  #cost: Float64Array;
  #cursor = 0;
  #hair = 0;
  #pivots = 0;

  constructor(network: Network) {
    const { nodes, from, to, room, flow, treeArc } = network;
    this.#network = network;
    this.flow = flow.slice();
    this.#cost = new Float64Array(from.length);
    this.#price = new Float64Array(nodes);
    this.#state = new Int8Array(from.length);
    for (let arc = 0; arc < from.length; arc += 1)
      this.#state[arc] = flow[arc]! > 0 && flow[arc] === room[arc] ? FULL : EMPTY;
    this.#tree = new SpanningTree(nodes);
    for (let node = 1; node < nodes; node += 1) {
      const arc = treeArc[node]!;
      this.#state[arc] = IN_TREE;
      this.#tree.hang(node, from[arc] === node ? to[arc]! : from[arc]!, arc);
    }
    this.#active = from.map((_, arc) => arc).filter((arc) => room[arc]! > 0);
  }

  /** Exchanges of arcs so far: the measure of work that is the same on every machine. */
  get pivots(): number {
    return this.#pivots;
  }

  /**
   * Moves to the least Σ cost · flow; false where `mayStop` said so first. Whole costs are exact
   * while paths of them stay below 2^53; of others the optimum is known to their rounding.
   */
  minimise(cost: Float64Array, mayStop: () => boolean): boolean {
    this.#cost = cost;
    this.#hair = hairOf(cost);
    let isSettled = false;
    for (let round = 0; round < ROUNDS && !isSettled; round += 1) {
      // Prices are summed anew: thousands of small steps would carry their rounding along.
      this.#reprice();
      isSettled = true;
      for (let arc = this.#entering(); arc !== NONE; arc = this.#entering()) {
        this.#pivot(arc);
        this.#pivots += 1;
        isSettled = this.#hair === 0;
        if (this.#pivots % BREATH === 0 && mayStop()) return false;
      }
    }
    return true;
  }

  /** From now on only flows that are optimal for the last objective are considered. */
  freeze(): void {
    const active = this.#active;
    let kept = 0;
    for (const arc of active) if (!this.#isOffFace(arc)) active[kept++] = arc;
    this.#active = active.subarray(0, kept);
  }

  /** Arcs with room that the faces so far have left no choice about. */
  settled(): Int32Array {
    const isOpen = new Uint8Array(this.#state.length);
    for (const arc of this.#active) isOpen[arc] = 1;
    const { from, room } = this.#network;
    return from.map((_, arc) => arc).filter((arc) => isOpen[arc] === 0 && room[arc]! > 0);
  }

  /** What one more in an arc that is full would gain by the last objective; of others nothing. */
  gainOf(arc: number): number {
    return this.#state[arc] === FULL ? Math.max(0, -this.#reducedCost(arc)) : 0;
  }

  /** Whether any change on this arc would be worse for the last objective. */
  #isOffFace(arc: number): boolean {
    return this.#state[arc] !== IN_TREE && Math.abs(this.#reducedCost(arc)) > this.#hair;
  }

  #reducedCost(arc: number): number {
    const { from, to } = this.#network;
    return this.#cost[arc]! + this.#price[from[arc]!]! - this.#price[to[arc]!]!;
  }

  /** Prices and depths from the root down. */
  #reprice(): void {
    const { to } = this.#network;
    const { parent, depth, arc } = this.#tree;
    this.#tree.forEach(0, (node) => {
      if (node === 0) return;
      const [above, tie] = [parent[node]!, arc[node]!];
      const cost = this.#cost[tie]!;
      depth[node] = depth[above]! + 1;
      this.#price[node] = this.#price[above]! + (to[tie] === node ? cost : -cost);
    });
  }

  /** The arc of the next block that gains most; blocks keep a look at a large network short. */
  #entering(): number {
    const { from, to } = this.#network;
    const [active, state, cost, price] = [this.#active, this.#state, this.#cost, this.#price];
    const count = active.length;
    const block = Math.max(LEAST_BLOCK, Math.ceil(Math.sqrt(count)));
    let best = -this.#hair;
    let found = NONE;
    let cursor = this.#cursor < count ? this.#cursor : 0;
    for (let seen = 1; seen <= count; seen += 1) {
      const arc = active[cursor]!;
      const gain = state[arc]! * (cost[arc]! + price[from[arc]!]! - price[to[arc]!]!);
      if (gain < best) {
        best = gain;
        found = arc;
      }
      cursor = cursor + 1 === count ? 0 : cursor + 1;
      if (found !== NONE && seen % block === 0) break;
    }
    this.#cursor = cursor;
    return found;
  }

  /** Pushes what fits around the cycle that an arc closes, and lets the arc that blocks leave. */
  #pivot(entering: number): void {
    const { from, to, room } = this.#network;
    const { parent } = this.#tree;
    const isForward = this.#state[entering] === EMPTY;
    const tail = isForward ? from[entering]! : to[entering]!;
    const head = isForward ? to[entering]! : from[entering]!;
    const apex = this.#tree.apexOf(tail, head);
    // Of arcs that block alike, the first from the apex in the direction of the push leaves: so
    // every node stays within reach of the root.
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
    if (push === Infinity) throw new RangeError("a network with a gain without end");
    if (push > 0) {
      this.flow[entering] = this.flow[entering]! + (isForward ? push : -push);
      this.#carry(tail, apex, push);
      this.#carry(head, apex, -push);
    }
    if (top === NONE) this.#state[entering] = isForward ? FULL : EMPTY;
    else this.#exchange(entering, top, inside);
  }

  /** How much more can come down to a node from its parent. */
  #downward(node: number): number {
    const arc = this.#tree.arc[node]!;
    const { to, room } = this.#network;
    return to[arc] === node ? room[arc]! - this.flow[arc]! : this.flow[arc]!;
  }

  /** How much more can go up from a node to its parent. */
  #upward(node: number): number {
    const arc = this.#tree.arc[node]!;
    const { to, room } = this.#network;
    return to[arc] === node ? this.flow[arc]! : room[arc]! - this.flow[arc]!;
  }

  /** Sends `push` down from the apex to a node; less than nothing: up. */
  #carry(from: number, apex: number, push: number): void {
    const { parent, arc } = this.#tree;
    const { to } = this.#network;
    for (let node = from; node !== apex; node = parent[node]!) {
      const tie = arc[node]!;
      this.flow[tie] = this.flow[tie]! + (to[tie] === node ? push : -push);
    }
  }

  /** The part of the tree below `top` hangs on the entering arc from now on, by `inside`. */
  #exchange(entering: number, top: number, inside: number): void {
    const { from, to } = this.#network;
    const { parent, depth, arc } = this.#tree;
    const leaving = arc[top]!;
    const isTo = to[entering] === inside;
    const change = this.#reducedCost(entering) * (isTo ? 1 : -1);
    this.#state[leaving] = this.flow[leaving] === 0 ? EMPTY : FULL;
    this.#state[entering] = IN_TREE;
    this.#tree.rehang(top, inside, isTo ? from[entering]! : to[entering]!, entering);
    this.#tree.forEach(inside, (node) => {
      depth[node] = depth[parent[node]!]! + 1;
      this.#price[node] = this.#price[node]! + change;
    });
  }
}

/** Fractions are known to their rounding only; whole costs to the last digit. */
function hairOf(cost: Float64Array): number {
  let largest = 0;
  let isWhole = true;
  for (const one of cost) {
    largest = Math.max(largest, Math.abs(one));
    isWhole &&= Number.isSafeInteger(one);
  }
  return isWhole ? 0 : largest * 1e-11;
}
