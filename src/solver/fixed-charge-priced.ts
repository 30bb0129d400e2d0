import { NO_KEY } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import { Basis, EMPTY } from "./network-basis.ts";
import type { SumLimit } from "./network-limits.ts";
import type { Solved } from "./network-model.ts";

/** A piece of a network at prices of its own, which can go back to where it last was kept. */
export class PricedPiece {
  readonly #solved: Solved;
  /** What each arc costs now: its pieces, and what its keys are charged for each of them. */
  readonly #costs: Float64Array;
  readonly #linear: Float64Array;
  /** For each kind of key, the key of each arc of this piece. */
  readonly #kinds: readonly Int32Array[];
  readonly #limits: readonly Float64Array[];
  readonly #into: Float64Array;
  readonly #kept: Basis;
  #isKept = true;

  constructor(solved: Solved, charges: FixedCharges, limits: readonly SumLimit[]) {
    const { arcs, simplex } = solved;
    this.#solved = solved;
    this.#linear = Float64Array.from(arcs, (arc) => charges.linear[arc] ?? 0);
    this.#costs = this.#linear.slice();
    this.#kinds = charges.kinds.map((keys) => Int32Array.from(arcs, (arc) => keys[arc] ?? NO_KEY));
    this.#limits = limits.map(({ costs }) => Float64Array.from(arcs, (arc) => costs[arc] ?? 0));
    const { nodes, to, room } = simplex.basis.network;
    this.#into = new Float64Array(nodes);
    to.forEach((node, arc) => (this.#into[node] = this.#into[node]! + room[arc]!));
    this.#kept = new Basis(simplex.basis.asNetwork());
  }

  /** Arcs that may still change. */
  get size(): number {
    return this.#solved.simplex.active.length;
  }

  /** Each key of an arc that may still change, or that something flows on. */
  eachKey(visit: (key: number, arc: number) => void): void {
    const { active, basis } = this.#solved.simplex;
    const isActive = new Uint8Array(basis.flow.length);
    for (const arc of active) isActive[arc] = 1;
    for (let arc = 0; arc < isActive.length; arc += 1)
      if (isActive[arc] === 1 || basis.flow[arc]! > 0)
        for (const keys of this.#kinds) if (keys[arc] !== NO_KEY) visit(keys[arc]!, arc);
  }

  flowOn(arc: number): number {
    return this.#solved.simplex.basis.flow[arc]!;
  }

  /** What may go on an arc, and by which node it comes. */
  roomOf(arc: number): { readonly room: number; readonly node: number } {
    const { room, from } = this.#solved.simplex.basis.network;
    return { room: room[arc]!, node: from[arc]! };
  }

  /** The most that can come into a node. */
  comesInto(node: number): number {
    return this.#into[node]!;
  }

  charge(arc: number, more: number): void {
    this.#costs[arc] = this.#costs[arc]! + more;
  }

  /** Whether one piece on an empty arc would save more than what it costs there by itself. */
  wouldGain(arc: number): boolean {
    const { basis } = this.#solved.simplex;
    const surcharge = this.#costs[arc]! - this.#linear[arc]!;
    return basis.state[arc] === EMPTY && basis.reducedCost(arc) < surcharge;
  }

  /** The least at the prices of now; answers how many exchanges that took. */
  solve(mayStop: () => boolean): number {
    const { simplex } = this.#solved;
    const before = simplex.pivots;
    this.#isKept = false;
    simplex.minimise(this.#costs, mayStop);
    return simplex.pivots - before;
  }

  /** Goes back to where it was last kept; prices stay. */
  giveUp(): void {
    if (this.#isKept) return;
    this.#solved.simplex.basis.copyFrom(this.#kept);
    this.#isKept = true;
  }

  keep(): void {
    if (this.#isKept) return;
    this.#kept.copyFrom(this.#solved.simplex.basis);
    this.#isKept = true;
  }

  /**
   * What flows now cost more than those kept, charges apart. Writes by how many arcs more each key
   * is used, and what each limit's sum has got more.
   */
  change(steps: Map<number, number>, sums: Float64Array): number {
    const now = this.#solved.simplex.basis.flow;
    const before = this.#kept.flow;
    let value = 0;
    for (let arc = 0; arc < now.length; arc += 1) {
      const more = now[arc]! - before[arc]!;
      if (more === 0) continue;
      value += more * this.#linear[arc]!;
      this.#limits.forEach((costs, at) => (sums[at] = sums[at]! + more * costs[arc]!));
      const step = before[arc] === 0 ? 1 : now[arc] === 0 ? -1 : 0;
      if (step === 0) continue;
      for (const keys of this.#kinds)
        if (keys[arc] !== NO_KEY) steps.set(keys[arc]!, (steps.get(keys[arc]!) ?? 0) + step);
    }
    return value;
  }
}
