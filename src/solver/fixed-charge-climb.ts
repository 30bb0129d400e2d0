import { Filling } from "./fixed-charge-fill.ts";
import type { Foothold, Halves } from "./fixed-charge-halves.ts";
import { ARCS_PER_WORK } from "./fixed-charge-work.ts";
import { NO_KEY } from "./fixed-charges.ts";

/** How far the value aimed at is beyond the best bound so far; it is not known. */
const AIM = 0.05;
/** What the latest answers count in the mean. */
const BLEND = 0.2;
const FIRST_STEP = 0.1;
const FASTER = 1.1;
const SLOWER = 0.7;
const PATIENCE = 3;
/** A climb that by this round has gained no more than so much of the first bound is given up. */
const TRIAL = 10;
const WORTH = 1e-4;
/** What sums of rounded numbers could make of a bound, and more, as a share of all their terms. */
const ROUNDING = 1e-9;
const WAYS_PER_WORK = 12_000;
/** How often a round goes over all arcs: what they cost, the means, and the moves. */
const PASSES = 2;

/**
 * A bound beyond the linear program's: lots sell at prices, and each need is filled at the least
 * that whole charges allow (Lagrangian relaxation of what leaves the lots). Prices and the shares
 * of charges climb from where the network's own proof has ended by the volume algorithm (Barahona
 * and Anbil 2000).
 */
export function climb(
  foothold: Foothold,
  most: { readonly rounds: number; readonly work: number; readonly enough: number },
  mayStop: () => boolean,
): { readonly bound: number; readonly work: number } {
  const slope = new Slope(foothold);
  let [work, step, misses, bound, first] = [0, FIRST_STEP, 0, 0, 0];
  for (let round = 0; round < most.rounds && work < most.work; round += 1) {
    if (bound >= most.enough || mayStop()) break;
    const value = slope.value();
    if (round === 0) first = value;
    if (round === TRIAL && bound - first <= WORTH * bound) break;
    work += slope.work;
    slope.blend(round === 0 ? 1 : BLEND);
    if (value > bound || round === 0) {
      bound = Math.max(bound, value);
      slope.keep();
      [step, misses] = [step * FASTER, 0];
    } else if ((misses += 1) % PATIENCE === 0) step *= SLOWER;
    slope.move(step * AIM * Math.max(1, bound));
  }
  return { bound, work };
}

class Slope {
  /** What the last value took. */
  work = 0;
  readonly #at: Foothold;
  readonly #filling: Filling;
  #prices: Float64Array;
  #shares: readonly Float64Array[];
  #bestPrices: Float64Array;
  #bestShares: readonly Float64Array[];
  /** By node, what a typical arc takes from it: prices are moved in proportion to that. */
  readonly #typical: Float64Array;
  /** By key, how many arcs share its charge. */
  readonly #sharers: Float64Array;
  readonly #sums: Float64Array;
  /** By node, what leaves it beyond what comes; by way and tie, how far it is used. */
  readonly #excess: Float64Array;
  readonly #use: Float64Array;
  readonly #meanExcess: Float64Array;
  readonly #meanUse: Float64Array;

  constructor(foothold: Foothold) {
    const { halves, shares, charge } = foothold;
    const { ways, ties, prices } = halves;
    this.#at = foothold;
    this.#prices = prices.slice();
    this.#bestPrices = prices;
    this.#shares = shares.map(({ charges }) => charges.slice());
    this.#bestShares = shares.map(({ charges }) => charges);
    const widest = ways.wanted.reduce(
      (most, _, need) => Math.max(most, ways.first[need + 1]! - ways.first[need]!),
      0,
    );
    this.#filling = new Filling(widest);
    this.#typical = new Float64Array(prices.length).fill(1);
    for (const { from, room } of [ways, ties])
      from.forEach((node, arc) => {
        this.#typical[node] = Math.max(this.#typical[node]!, room[arc]!);
      });
    // No flow can change what a piece costs at the root.
    this.#typical[0] = Infinity;
    this.#sharers = new Float64Array(charge.length);
    this.#sums = new Float64Array(charge.length);
    for (const { keys } of shares)
      for (const key of keys) if (key !== NO_KEY) this.#sharers[key]! += 1;
    const arcs = ways.arcs.length + ties.arcs.length;
    this.#excess = new Float64Array(prices.length);
    this.#use = new Float64Array(arcs);
    this.#meanExcess = new Float64Array(prices.length);
    this.#meanUse = new Float64Array(arcs);
  }

  /** What no plan is below, with the prices and shares of now. */
  value(): number {
    const { sure, halves } = this.#at;
    const prices = this.#prices;
    this.#excess.set(halves.taken);
    let [value, terms] = [sure, Math.abs(sure)];
    halves.taken.forEach((pieces, node) => {
      value += pieces * prices[node]!;
      terms += Math.abs(pieces * prices[node]!);
    });
    const before = this.#filling.work;
    for (let need = 0; need < halves.ways.wanted.length; need += 1) {
      const least = this.#fill(need);
      value += least;
      terms += Math.abs(least);
    }
    const gain = this.#sell();
    this.work =
      (this.#filling.work - before) / WAYS_PER_WORK + (PASSES * this.#use.length) / ARCS_PER_WORK;
    return value - gain - ROUNDING * (terms + gain);
  }

  #fill(need: number): number {
    const { ways } = this.#at.halves;
    const { linear } = this.#at;
    const filling = this.#filling;
    const first = ways.first[need]!;
    const count = ways.first[need + 1]! - first;
    filling.count = count;
    for (let place = 0; place < count; place += 1) {
      const way = first + place;
      filling.room[place] = ways.room[way]!;
      filling.cost[place] = linear[way]! + this.#prices[ways.from[way]!]!;
      filling.charge[place] = this.#chargeOf(way);
    }
    const least = filling.least(ways.wanted[need]!);
    for (let place = 0; place < count; place += 1) {
      const pieces = filling.best[place]!;
      const node = ways.from[first + place]!;
      this.#use[first + place] = pieces > 0 ? 1 : 0;
      this.#excess[node]! += pieces;
    }
    return least;
  }

  /** What ties gain at most by bringing goods to where prices are higher. */
  #sell(): number {
    const { ways, ties } = this.#at.halves;
    let gain = 0;
    for (let tie = 0; tie < ties.arcs.length; tie += 1) {
      const [from, to, room] = [ties.from[tie]!, ties.to[tie]!, ties.room[tie]!];
      const use = ways.arcs.length + tie;
      const each = this.#prices[to]! - this.#prices[from]! - this.#chargeOf(use) / room;
      this.#use[use] = each > 0 ? 1 : 0;
      if (each <= 0) continue;
      gain += room * each;
      this.#excess[from]! += room;
      this.#excess[to]! -= room;
    }
    return gain;
  }

  #chargeOf(use: number): number {
    let charge = 0;
    for (let kind = 0; kind < this.#shares.length; kind += 1) charge += this.#shares[kind]![use]!;
    return charge;
  }

  blend(share: number): void {
    const mix = (mean: Float64Array, now: Float64Array) => {
      for (let at = 0; at < mean.length; at += 1) mean[at]! += share * (now[at]! - mean[at]!);
    };
    mix(this.#meanExcess, this.#excess);
    mix(this.#meanUse, this.#use);
  }

  /** From now on moves start from here. */
  keep(): void {
    [this.#prices, this.#bestPrices] = [this.#bestPrices, this.#prices];
    [this.#shares, this.#bestShares] = [this.#bestShares, this.#shares];
  }

  /** From the best prices and shares along the mean answers, as far as may gain so much. */
  move(rise: number): void {
    const { halves, shares, charge } = this.#at;
    const [typical, sums, use] = [this.#typical, this.#sums, this.#meanUse];
    const lean = this.#leanings();
    const over = this.#meanExcess.map((excess, node) => excess / typical[node]!);
    let length = over.reduce((sum, one) => sum + one * one, 0);
    shares.forEach(({ keys }) =>
      keys.forEach((key, at) => key !== NO_KEY && (length += (use[at]! - lean[key]!) ** 2)),
    );
    const step = rise / Math.max(ROUNDING, length);
    over.forEach((one, node) => {
      this.#prices[node] = this.#bestPrices[node]! + (step * one) / typical[node]!;
    });
    sums.fill(0);
    shares.forEach(({ keys }, kind) => {
      const [best, now] = [this.#bestShares[kind]!, this.#shares[kind]!];
      keys.forEach((key, at) => {
        if (key === NO_KEY) return;
        now[at] = Math.max(0, best[at]! + step * (use[at]! - lean[key]!));
        sums[key]! += now[at];
      });
    });
    shares.forEach(({ keys }, kind) => {
      const now = this.#shares[kind]!;
      keys.forEach((key, at) => key !== NO_KEY && (now[at]! *= charge[key]! / sums[key]!));
    });
    this.#lift(halves);
  }

  /** By key, how far its arcs are used on average. */
  #leanings(): Float64Array {
    const lean = new Float64Array(this.#sharers.length);
    for (const { keys } of this.#at.shares)
      keys.forEach((key, at) => {
        if (key !== NO_KEY) lean[key]! += this.#meanUse[at]! / this.#sharers[key]!;
      });
    return lean;
  }

  /** Below what bringing a piece there costs, a price only gives away. */
  #lift({ ways, ties }: Halves): void {
    for (let tie = 0; tie < ties.arcs.length; tie += 1) {
      const use = ways.arcs.length + tie;
      const least = this.#prices[ties.from[tie]!]! + this.#chargeOf(use) / ties.room[tie]!;
      this.#prices[ties.to[tie]!] = Math.max(this.#prices[ties.to[tie]!]!, least);
    }
  }
}
