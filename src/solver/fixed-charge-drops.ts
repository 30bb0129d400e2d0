import type { FixedCharges } from "./fixed-charges.ts";
import { ARCS_PER_WORK, PIVOTS_PER_WORK } from "./fixed-charge-work.ts";
import { PricedPiece } from "./fixed-charge-priced.ts";
import type { BestFlows } from "./fixed-charge-search.ts";
import type { SumLimit } from "./network-limits.ts";
import type { NetworkModel } from "./network-model.ts";

/** Dearer than any way around, and small enough for sums along a whole tree to stay exact. */
const SHUT = 2 ** 30;
/** Of all that fits on its arcs, how much a key out of use is thought to take. */
const GUESS = 0.5;
const PASSES = 20;
const EQUAL = 1e-9;
/** How often a trial goes over its arcs: two looks at prices, and the counting of what changed. */
const LOOKS = 3;

export interface Effort {
  readonly work: number;
  readonly limits: readonly SumLimit[];
}

/**
 * A local search over keys: one in use is shut, or one out of use is opened, and the pieces of the
 * network that it touches are solved anew from where they stand; what makes the whole cheaper is
 * kept. It reroutes all that a key carries at once, which no exchange around one cycle can.
 * Answers the work that it took, which is the same on every machine.
 */
export function dropKeys(
  model: NetworkModel,
  charges: FixedCharges,
  best: BestFlows,
  effort: Effort,
  mayStop: () => boolean,
): number {
  const search = new KeySearch(model, charges, effort, mayStop);
  search.settle();
  for (let pass = 0; pass < PASSES && !search.isOver; pass += 1)
    if (!search.pass() && !search.swap()) break;
  model.refresh();
  best.offer(model.flows);
  return search.work;
}

/** Where a key's arc stands: which piece, and which arc of it. */
interface Place {
  readonly piece: PricedPiece;
  readonly arc: number;
}

class KeySearch {
  work = 0;
  readonly #pieces: readonly PricedPiece[];
  readonly #charge: Float64Array;
  readonly #places: readonly Place[][];
  readonly #users: Int32Array;
  /** What a piece on an arc is charged while its key is not in use. */
  readonly #slope: Float64Array;
  readonly #left: Float64Array;
  readonly #most: number;
  readonly #mayStop: () => boolean;

  constructor(
    model: NetworkModel,
    charges: FixedCharges,
    { work, limits }: Effort,
    mayStop: () => boolean,
  ) {
    const { charge } = charges;
    this.#charge = charge;
    this.#most = work;
    this.#mayStop = mayStop;
    this.#left = Float64Array.from(limits, ({ costs, most }) => most - model.value(costs));
    this.#pieces = model.pieces.map((piece) => new PricedPiece(piece, charges, limits));
    this.#places = Array.from(charge, () => []);
    this.#users = new Int32Array(charge.length);
    for (const piece of this.#pieces)
      piece.eachKey((key, arc) => {
        this.#places[key]!.push({ piece, arc });
        if (piece.flowOn(arc) > 0) this.#users[key] = this.#users[key]! + 1;
      });
    this.#slope = charge.map((one, key) =>
      Math.ceil(one / Math.max(1, GUESS * roomFor(this.#places[key]!))),
    );
    this.#places.forEach((places, key) => {
      if (this.#users[key] === 0)
        for (const { piece, arc } of places) piece.charge(arc, this.#slope[key]!);
    });
  }

  get isOver(): boolean {
    return this.work >= this.#most || this.#mayStop();
  }

  /** From any flows to those that are cheapest with the keys that they use. */
  settle(): void {
    this.#weigh(new Set(this.#pieces));
  }

  /** Tries every key once, those in use first, the dearest in front; whether any has helped. */
  pass(): boolean {
    let isBetter = false;
    for (const key of this.#keys()) {
      if (this.isOver) break;
      const isTaken = this.#users[key]! > 0 ? this.#try([[key, SHUT]]) : this.#opened(key);
      isBetter ||= isTaken;
    }
    return isBetter;
  }

  /** Tries each key out of use in place of each in use near it; whether any has helped. */
  swap(): boolean {
    let isBetter = false;
    const keys = this.#keys();
    for (const key of keys) {
      if (this.#users[key]! > 0 || !this.#isWorth(key)) continue;
      const least = this.#charge[key]! - this.#gainOf(key);
      for (const other of keys) {
        if (this.isOver) return isBetter;
        if (this.#users[key]! > 0) break;
        if (this.#users[other] === 0 || this.#charge[other]! <= least) continue;
        if (!this.#meets(key, other)) continue;
        const moves = [[key, -this.#slope[key]!] as const, [other, SHUT] as const];
        if (this.#try(moves)) isBetter = true;
      }
    }
    return isBetter;
  }

  /** Keys in use first, of both kinds the dearest in front. */
  #keys(): number[] {
    const isUsed = (key: number) => (this.#users[key]! > 0 ? 1 : 0);
    return Array.from(this.#charge.keys())
      .filter((key) => this.#places[key]!.length > 0)
      .sort((a, b) => isUsed(b) - isUsed(a) || this.#charge[b]! - this.#charge[a]! || a - b);
  }

  #opened(key: number): boolean {
    return this.#isWorth(key) && this.#try([[key, -this.#slope[key]!]]);
  }

  #isWorth(key: number): boolean {
    return this.#places[key]!.some(({ piece, arc }) => piece.wouldGain(arc));
  }

  #meets(key: number, other: number): boolean {
    const pieces = new Set(this.#places[key]!.map(({ piece }) => piece));
    return this.#places[other]!.some(({ piece }) => pieces.has(piece));
  }

  /** How much cheaper all would flow if a key were open for nothing. */
  #gainOf(key: number): number {
    const surcharged = [[key, -this.#slope[key]!]] as const;
    const touched = this.#surcharge(surcharged, 1);
    this.#solve(touched);
    const { linear } = this.#change(touched);
    for (const piece of touched) piece.giveUp();
    this.#surcharge(surcharged, -1);
    return -linear;
  }

  #try(moves: readonly (readonly [key: number, surcharge: number])[]): boolean {
    const touched = this.#surcharge(moves, 1);
    const turned = this.#weigh(touched);
    this.#surcharge(moves, -1);
    if (turned === undefined) return false;
    // Those priced anew may find a cheaper way still.
    this.#weigh(new Set(turned.flatMap((one) => this.#places[one]!.map(({ piece }) => piece))));
    return true;
  }

  #surcharge(
    moves: readonly (readonly [key: number, surcharge: number])[],
    times: number,
  ): Set<PricedPiece> {
    const touched = new Set<PricedPiece>();
    for (const [key, surcharge] of moves)
      for (const { piece, arc } of this.#places[key]!) {
        piece.charge(arc, times * surcharge);
        touched.add(piece);
      }
    return touched;
  }

  #solve(touched: ReadonlySet<PricedPiece>): void {
    for (const piece of touched)
      this.work +=
        (LOOKS * piece.size) / ARCS_PER_WORK + piece.solve(this.#mayStop) / PIVOTS_PER_WORK;
  }

  /** Solves these pieces anew. Answers what keys came into use or fell out, if it is cheaper. */
  #weigh(touched: ReadonlySet<PricedPiece>): number[] | undefined {
    this.#solve(touched);
    const { linear, sums, steps } = this.#change(touched);
    const turned = [...steps.keys()].filter((key) => {
      const users = this.#users[key]!;
      return users > 0 !== users + steps.get(key)! > 0;
    });
    let [value, all] = [linear, 1];
    for (const key of turned) {
      value += this.#users[key] === 0 ? this.#charge[key]! : -this.#charge[key]!;
      all += this.#charge[key]!;
    }
    if (value >= -EQUAL * all || sums.some((sum, at) => sum > 0 && sum > this.#left[at]!)) {
      for (const piece of touched) piece.giveUp();
      return undefined;
    }
    for (const piece of touched) piece.keep();
    sums.forEach((sum, at) => (this.#left[at] = this.#left[at]! - sum));
    for (const [key, step] of steps) this.#users[key] = this.#users[key]! + step;
    for (const key of turned) this.#reprice(key);
    return turned;
  }

  #change(touched: ReadonlySet<PricedPiece>) {
    const sums = new Float64Array(this.#left.length);
    const steps = new Map<number, number>();
    let linear = 0;
    for (const piece of touched) linear += piece.change(steps, sums);
    return { linear, sums, steps };
  }

  /** A key in use costs nothing more, another its slope. */
  #reprice(key: number): void {
    const more = this.#users[key]! > 0 ? -this.#slope[key]! : this.#slope[key]!;
    for (const { piece, arc } of this.#places[key]!) piece.charge(arc, more);
  }
}

/** What fits on the arcs of a key together: by each node no more than comes into it. */
function roomFor(places: readonly Place[]): number {
  const by = new Map<PricedPiece, Map<number, number>>();
  for (const { piece, arc } of places) {
    const rooms = by.get(piece) ?? new Map<number, number>();
    by.set(piece, rooms);
    const { room, node } = piece.roomOf(arc);
    rooms.set(node, (rooms.get(node) ?? 0) + room);
  }
  let all = 0;
  for (const [piece, rooms] of by)
    for (const [node, room] of rooms) all += Math.min(room, piece.comesInto(node));
  return all;
}
