import type { Chance } from "../kernel/chance.ts";
import { NO_KEY } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import { IN_TREE } from "./network-basis.ts";
import type { Basis } from "./network-basis.ts";
import type { SumLimit } from "./network-limits.ts";
import type { Solved } from "./network-model.ts";

/** Worse by more than this many times the heat is never taken: its chance is below 10^-6. */
const COLDEST = 14;

/** What all pieces write on together. */
export interface Shared {
  /** For each key, how many arcs are in use. */
  readonly users: Int32Array;
  readonly limits: readonly SumLimit[];
  /** For each limit, how much more of its sum there may be. */
  readonly left: Float64Array;
}

/** A piece of a network whose arcs pay for keys that they share with arcs anywhere. */
export class ChargedPiece {
  /** Arcs that may still change. */
  readonly active: Int32Array;
  readonly #basis: Basis;
  readonly #charge: Float64Array;
  readonly #users: Int32Array;
  readonly #left: Float64Array;
  /** For each limit, what each arc of this piece adds to it. */
  readonly #limits: readonly Float64Array[];
  /** For each kind of key, the key of each arc of this piece. */
  readonly #kinds: readonly Int32Array[];
  readonly #keys: number;
  /** What the last look has changed in `users`: key, and by how much. */
  readonly #notes: number[] = [];
  #charged = 0;

  constructor({ arcs, simplex }: Solved, charges: FixedCharges, shared: Shared) {
    const { users } = shared;
    const { linear, kinds, charge } = charges;
    this.#basis = simplex.basis;
    this.active = simplex.active;
    this.#charge = charge;
    this.#users = users;
    this.#left = shared.left;
    this.#limits = shared.limits.map(({ costs }) =>
      Float64Array.from(arcs, (arc) => costs[arc] ?? 0),
    );
    this.#kinds = kinds.map((keys) => Int32Array.from(arcs, (arc) => keys[arc] ?? NO_KEY));
    this.#keys = this.#kinds.length;
    this.#basis.cost = Float64Array.from(arcs, (arc) => linear[arc] ?? 0);
    this.#basis.reprice();
    for (const keys of this.#kinds)
      keys.forEach((key, arc) => {
        if (key !== NO_KEY && this.#basis.flow[arc]! > 0) users[key] = users[key]! + 1;
      });
  }

  /**
   * Looks at so many arcs by chance and takes what costs less, or not too much more: by `heat`
   * more with chance 1 in e (simulated annealing). Answers by how much the whole costs more.
   */
  anneal(looks: number, heat: number, chance: Chance): number {
    const { active } = this;
    const basis = this.#basis;
    const worst = COLDEST * heat;
    let change = 0;
    for (let look = 0; look < looks; look += 1) {
      const arc = active[Math.floor(chance() * active.length)]!;
      const state = basis.state[arc]!;
      if (state === IN_TREE) continue;
      const slope = state * basis.reducedCost(arc);
      if (slope >= 0 && basis.flow[arc] === 0 && this.#opens(arc) > worst) continue;
      basis.close(arc);
      // A blocked exchange costs nothing, and opens other ways.
      const more = basis.push === 0 ? 0 : slope * basis.push + this.#chargeMore(arc);
      const isWanted = more <= 0 || (more < worst && chance() < Math.exp(-more / heat));
      if (isWanted && this.#fits(arc)) {
        basis.turn(arc);
        change += more;
      } else this.#takeBack();
    }
    return change;
  }

  /** Whether the push around the cycle just closed stays within each limit; it is then taken. */
  #fits(arc: number): boolean {
    const basis = this.#basis;
    if (this.#limits.length === 0 || basis.push === 0) return true;
    const more = this.#limits.map((costs) => {
      let sum = basis.state[arc]! * basis.push * costs[arc]!;
      basis.forEachInCycle((other, change) => (sum += change * costs[other]!));
      return sum;
    });
    if (more.some((sum, limit) => sum > 0 && sum > this.#left[limit]!)) return false;
    more.forEach((sum, limit) => (this.#left[limit] = this.#left[limit]! - sum));
    return true;
  }

  /** What the arc's own keys would be charged, were it used. */
  #opens(arc: number): number {
    let charge = 0;
    for (let kind = 0; kind < this.#keys; kind += 1) {
      const key = this.#kinds[kind]![arc]!;
      if (key !== NO_KEY && this.#users[key] === 0) charge += this.#charge[key]!;
    }
    return charge;
  }

  /** What the push around the cycle just closed would add in charges; `users` has it already. */
  #chargeMore(arc: number): number {
    this.#charged = 0;
    this.#notes.length = 0;
    this.#note(arc, this.#basis.state[arc]! * this.#basis.push);
    this.#basis.forEachInCycle(this.#note);
    return this.#charged;
  }

  readonly #note = (arc: number, change: number): void => {
    const flow = this.#basis.flow[arc]!;
    const step = flow === 0 ? 1 : flow + change === 0 ? -1 : 0;
    if (step === 0) return;
    for (let kind = 0; kind < this.#keys; kind += 1) {
      const key = this.#kinds[kind]![arc]!;
      if (key === NO_KEY) continue;
      const users = this.#users[key]!;
      if (users === 0) this.#charged += this.#charge[key]!;
      else if (users + step === 0) this.#charged -= this.#charge[key]!;
      this.#users[key] = users + step;
      this.#notes.push(key, step);
    }
  };

  #takeBack(): void {
    const notes = this.#notes;
    for (let at = 0; at < notes.length; at += 2)
      this.#users[notes[at]!] = this.#users[notes[at]!]! - notes[at + 1]!;
  }
}
