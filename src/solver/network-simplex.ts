import { Basis, FULL, IN_TREE } from "./network-basis.ts";
import type { Network } from "./network-basis.ts";

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
  readonly basis: Basis;
  /** Arcs that may still change: those off the face of an earlier objective are left out. */
  #active: Int32Array;
  #cursor = 0;
  #hair = 0;
  #pivots = 0;

  constructor(network: Network, active?: Int32Array) {
    this.basis = new Basis(network);
    this.#active = active ?? withRoom(network.room);
  }

  /** Another one on the same tree and face. */
  copy(): NetworkSimplex {
    return new NetworkSimplex(this.basis.asNetwork(), this.#active.slice());
  }

  get flow(): Float64Array {
    return this.basis.flow;
  }

  /** Arcs that may still change, not to be written on. */
  get active(): Int32Array {
    return this.#active;
  }

  /** Exchanges of arcs so far: the measure of work that is the same on every machine. */
  get pivots(): number {
    return this.#pivots;
  }

  /**
   * Moves to the least Σ cost · flow; false where `mayStop` said so first. Whole costs are exact
   * while paths of them stay below 2^53; of others the optimum is known to their rounding, which
   * `hair` is. Arcs that may not change any more are not asked what they cost.
   */
  minimise(cost: Float64Array, mayStop: () => boolean, hair = hairOf(cost)): boolean {
    const { basis } = this;
    basis.cost = cost;
    this.#hair = hair;
    let isSettled = false;
    for (let round = 0; round < ROUNDS && !isSettled; round += 1) {
      // Prices are summed anew: thousands of small steps would carry their rounding along.
      basis.reprice();
      isSettled = true;
      for (let arc = this.#entering(); arc !== NONE; arc = this.#entering()) {
        basis.close(arc);
        basis.turn(arc);
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
    const { from, room } = this.basis.network;
    const isOpen = new Uint8Array(from.length);
    for (const arc of this.#active) isOpen[arc] = 1;
    return from.map((_, arc) => arc).filter((arc) => isOpen[arc] === 0 && room[arc]! > 0);
  }

  /** What one more in an arc that is full would gain by the last objective; of others nothing. */
  gainOf(arc: number): number {
    const { state } = this.basis;
    return state[arc] === FULL ? Math.max(0, -this.basis.reducedCost(arc)) : 0;
  }

  /** Whether any change on this arc would be worse for the last objective. */
  #isOffFace(arc: number): boolean {
    const { state } = this.basis;
    return state[arc] !== IN_TREE && Math.abs(this.basis.reducedCost(arc)) > this.#hair;
  }

  /** The arc of the next block that gains most; blocks keep a look at a large network short. */
  #entering(): number {
    const { network, state, cost, price } = this.basis;
    const { from, to } = network;
    const active = this.#active;
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
}

/** Arcs that can take anything at all. */
function withRoom(room: Float64Array): Int32Array {
  const arcs = new Int32Array(room.length);
  let count = 0;
  for (let arc = 0; arc < room.length; arc += 1) if (room[arc]! > 0) arcs[count++] = arc;
  return arcs.subarray(0, count);
}

/** Fractions are known to their rounding only; whole costs to the last digit. */
export const hairFor = (largest: number, isWhole: boolean): number =>
  isWhole ? 0 : largest * 1e-11;

function hairOf(cost: Float64Array): number {
  let largest = 0;
  let isWhole = true;
  for (const one of cost) {
    largest = Math.max(largest, Math.abs(one));
    isWhole &&= Number.isSafeInteger(one);
  }
  return hairFor(largest, isWhole);
}
