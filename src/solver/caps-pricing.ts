import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { withoutCapacity } from "./capped.ts";
import type { Course, Wish } from "./course.ts";
import { costsOf } from "./highs-objective.ts";
import { baseValues } from "./highs-uses.ts";
import { NetworkModel } from "./network-model.ts";
import type { Floor } from "./relaxation.ts";

const NO_USES = new Map<never, never>();
/** Beyond these rounds the prices hardly gain any more. */
const MOST_ROUNDS = 100;
/** What the climb may take of the work that is left; the plan and its bounds come after it. */
const CLIMB = 1 / 3;
/** Columns of a network that are gone over, once, in the time of one unit of work. */
const COLUMNS_PER_ROUND = 2_500;
/** How far the value aimed at is beyond the best bound so far; it is not known. */
const AIM = 0.05;
/** What the latest flows count in the mean. */
const BLEND = 0.1;
/** Prices that are the same everywhere are taken so often twice as high or half as high. */
const EVEN_STEPS = 6;
/** Least values of fractions are known to this share of the largest cost for each piece. */
const ROUNDING = 4e-11;

/** By source, kg first and m3 after them. */
type Prices = Float64Array;

/**
 * Capacity at a price: what is left is a network. Its least value, less what the capacity is
 * worth, bounds every plan; prices climb by the volume algorithm (Barahona and Anbil 2000), and
 * the mean of the networks' flows comes near to what fits.
 */
export class Pricing {
  readonly #course: Course;
  readonly #network: NetworkModel;
  readonly #parts: readonly Float64Array[];
  /** Of each part, so that a unit of it outweighs what a piece is worth in all later ones. */
  readonly #weights: readonly number[];
  /** What pins add to each part beyond the columns. */
  readonly #offsets: readonly number[];
  #best: Prices;
  /** The mean flow of each column. */
  readonly mean: Float64Array;

  constructor(course: Course, wishes: readonly Wish[]) {
    const { board } = course.task;
    this.#course = course;
    this.#network = NetworkModel.ofGoods(withoutCapacity(board), course.isFair);
    this.mean = new Float64Array(this.#network.size);
    this.#parts = wishes.map(({ stage, part }) =>
      costsOf(this.#network, board, stage, part, NO_USES),
    );
    this.#weights = weightsOf(this.#parts);
    const values = baseValues(board, this.#network.columns, course.best.flows);
    this.#offsets = wishes.map(({ stage, part }, index) => {
      const counted = at(this.#parts, index).reduce(
        (sum, cost, own) => sum + cost * values[own]!,
        0,
      );
      return course.best.value(stage, part) - counted;
    });
    this.#best = new Float64Array(2 * board.sources.length);
    this.#climb();
  }

  /** What a part comes to at least while those before it keep to these limits. */
  floorOf(part: number, limits: readonly number[]): Floor {
    const weight = at(this.#weights, part);
    const prices = this.#weights.slice(0, part).map((own) => own / weight);
    const objective = this.#weighed([...prices, 1]);
    const none = new Float64Array(this.#best.length);
    const some = this.#best.map((price) => price / weight);
    const known = Math.max(this.#least(objective, none), this.#least(objective, some));
    const least = Math.max(known, this.#evenly(objective, at(this.#parts, part)));
    const offset = at(this.#offsets, part);
    const held = prices.reduce(
      (sum, price, index) => sum + price * (at(limits, index) - at(this.#offsets, index)),
      0,
    );
    const isWhole = at(this.#parts, part).every(Number.isInteger);
    return { value: least - held + offset, isWhole };
  }

  /**
   * The most that prices prove which are the same at every source, so that a piece of mean weight
   * costs as much as one of mean bulk. It is concave in them: by twos, up or down to the top.
   */
  #evenly(objective: Float64Array, costs: Float64Array): number {
    const { sources, supplies } = this.#course.task.board;
    const weight = meanOf(supplies, ({ kg }) => kg);
    const bulk = meanOf(supplies, ({ m3 }) => m3);
    const leastAt = (price: number) => {
      const byKg = sources.map(({ kg }) => (kg < Infinity && weight > 0 ? price / weight : 0));
      const byM3 = sources.map(({ m3 }) => (m3 < Infinity && bulk > 0 ? price / bulk : 0));
      return this.#least(objective, Float64Array.from([...byKg, ...byM3]));
    };
    const positive = costs.filter((cost) => cost > 0);
    const first = meanOf(Array.from(positive), (cost) => cost);
    const begun = leastAt(first);
    let best = begun;
    for (const factor of [2, 0.5]) {
      for (let step = 1; step <= EVEN_STEPS; step += 1) {
        const next = leastAt(first * factor ** step);
        if (next <= best) break;
        best = next;
      }
      if (best > begun) break;
    }
    return best;
  }

  #climb(): void {
    const { account } = this.#course;
    const end = account.left * (1 - CLIMB);
    const objective = this.#weighed(this.#weights);
    let prices = this.#best;
    let [bound, step, misses] = [-Infinity, 1, 0];
    for (let round = 0; round < MOST_ROUNDS && (round === 0 || account.left > end); round += 1) {
      const least = this.#least(objective, prices);
      if (this.#course.isOver()) return;
      this.#blend(round === 0 ? 1 : BLEND);
      if (least > bound) {
        [bound, this.#best, misses] = [least, prices, 0];
        step = Math.min(2, step * 1.1);
      } else if ((misses += 1) % 3 === 0) step *= 0.7;
      prices = this.#climbedBy(step * Math.max(1, bound * AIM));
    }
  }

  /** The best prices so far, moved along what the mean flows carry too much of. */
  #climbedBy(rise: number): Prices {
    const over = excessOf(this.#course.task.board, this.mean);
    over.forEach((excess, row) => {
      if (excess < 0 && this.#best[row] === 0) over[row] = 0;
    });
    const length = over.reduce((sum, excess) => sum + excess * excess, 0);
    const step = length === 0 ? 0 : rise / length;
    return this.#best.map((price, row) => Math.max(0, price + step * over[row]!));
  }

  /** The least of the priced network, and with it what every plan comes to at least. */
  #least(objective: Float64Array, prices: Prices): number {
    const { arcs, supplies, needs, sources } = this.#course.task.board;
    const charge = supplies.map(
      ({ source, kg, m3 }) => kg * prices[source]! + m3 * prices[sources.length + source]!,
    );
    const costs = objective.slice();
    for (let arc = 0; arc < arcs.length; arc += 1)
      costs[arc] = costs[arc]! + charge[arcs.supply[arc]!]!;
    this.#course.note({ status: "OPTIMAL", work: this.#network.size / COLUMNS_PER_ROUND });
    if (!this.#network.minimise(costs, () => this.#course.isOver())) return -Infinity;
    const worth = sources.reduce(
      (sum, { kg, m3 }, source) =>
        sum + worthOf(prices[source]!, kg) + worthOf(prices[sources.length + source]!, m3),
      0,
    );
    const pieces = needs.reduce((sum, { open }) => sum + open, 0);
    const largest = costs.reduce((most, cost) => Math.max(most, cost), 0);
    return this.#network.value(costs) - worth - ROUNDING * largest * pieces;
  }

  #weighed(weights: readonly number[]): Float64Array {
    const sum = new Float64Array(this.#network.size);
    this.#parts.forEach((costs, part) => {
      const weight = weights[part] ?? 0;
      if (weight === 0) return;
      for (let column = 0; column < sum.length; column += 1)
        sum[column] = sum[column]! + weight * costs[column]!;
    });
    return sum;
  }

  #blend(share: number): void {
    const { mean } = this;
    const now = this.#network.flows;
    for (let column = 0; column < now.length; column += 1)
      mean[column] = mean[column]! + share * (now[column]! - mean[column]!);
  }
}

const meanOf = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0) / Math.max(1, rows.length);

const worthOf = (price: number, capacity: number) => (price === 0 ? 0 : price * capacity);

/** What flows carry beyond each source's capacity; less than nothing: what they leave free. */
function excessOf({ arcs, supplies, sources }: Board, flows: Float64Array): Float64Array {
  const over = Float64Array.from([
    ...sources.map(({ kg }) => -kg),
    ...sources.map(({ m3 }) => -m3),
  ]);
  for (let arc = 0; arc < arcs.length; arc += 1) {
    const { source, kg, m3 } = at(supplies, arcs.supply[arc]!);
    over[source] = over[source]! + kg * flows[arc]!;
    over[sources.length + source] = over[sources.length + source]! + m3 * flows[arc]!;
  }
  return over.map((excess) => (excess === -Infinity ? 0 : excess));
}

/** Pieces weigh as they do in kg and worth: of two goods one may take twenty times the room. */
const RATIO = 20;

function weightsOf(parts: readonly Float64Array[]): number[] {
  const weights = parts.map(() => 1);
  let later = 0;
  for (let part = parts.length - 1; part >= 0; part -= 1) {
    const costs = at(parts, part);
    const least = costs.reduce((low, cost) => (cost > 0 ? Math.min(low, cost) : low), Infinity);
    const most = costs.reduce((high, cost) => Math.max(high, cost), 0);
    if (most === 0) continue;
    if (later > 0) weights[part] = Math.max(1, (RATIO * later) / least);
    later = at(weights, part) * most;
  }
  return weights;
}
