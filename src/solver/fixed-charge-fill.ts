/**
 * Beyond so many looks at one need, or so many ways looked at, what is still open is bounded with
 * its last way divided.
 */
const MOST_LOOKS = 1000;
const MOST_WAYS = 40_000;
/** So many ways are put in order one by one; more would take as their square. */
const FEW = 64;
const EQUAL = 1e-12;

/**
 * The least that one need can be filled for by ways that each have room, a cost for a piece, and a
 * charge for being used at all: a knapsack, by branch and bound on the one way that the linear
 * program divides.
 */
export class Filling {
  /** The ways of the need at hand; they are written before `least` is asked. */
  count = 0;
  readonly room: Float64Array;
  readonly cost: Float64Array;
  readonly charge: Float64Array;
  /** What goes by each way in the best filling found. */
  readonly best: Float64Array;
  /** Ways looked at so far: the measure of work that is the same on every machine. */
  work = 0;
  /** Ways by what a piece costs with its share of a charge not yet paid. */
  readonly #order: Int32Array;
  readonly #slope: Float64Array;
  readonly #isPaid: Uint8Array;
  readonly #isShut: Uint8Array;
  #wanted = 0;
  #found = Infinity;
  #open = Infinity;
  #looks = 0;
  #begun = 0;

  constructor(most: number) {
    this.room = new Float64Array(most);
    this.cost = new Float64Array(most);
    this.charge = new Float64Array(most);
    this.best = new Float64Array(most);
    this.#order = new Int32Array(most);
    this.#slope = new Float64Array(most);
    this.#isPaid = new Uint8Array(most);
    this.#isShut = new Uint8Array(most);
  }

  /** No filling costs less; most often one costs as much. Infinity: all ways together lack room. */
  least(wanted: number): number {
    const { room, cost, charge } = this;
    this.#wanted = wanted;
    this.#found = Infinity;
    this.#open = Infinity;
    this.#looks = 0;
    this.#begun = this.work;
    for (let way = 0; way < this.count; way += 1) {
      this.#slope[way] = cost[way]! + charge[way]! / room[way]!;
      this.#isPaid[way] = charge[way] === 0 ? 1 : 0;
      this.#isShut[way] = 0;
      this.#order[way] = way;
      if (this.count <= FEW) this.#sink(way);
    }
    const slope = this.#slope;
    if (this.count > FEW)
      this.#order.subarray(0, this.count).sort((a, b) => slope[a]! - slope[b]! || a - b);
    this.#branch(0);
    return Math.min(this.#found, this.#open);
  }

  /** Moves what stands at a place in front of all that have a higher slope; answers where to. */
  #sink(from: number): number {
    const [order, slope] = [this.#order, this.#slope];
    const way = order[from]!;
    let place = from;
    for (; place > 0 && slope[order[place - 1]!]! > slope[way]!; place -= 1)
      order[place] = order[place - 1]!;
    order[place] = way;
    return place;
  }

  #branch(paid: number): void {
    const { room, charge, cost } = this;
    const [order, slope, isShut] = [this.#order, this.#slope, this.#isShut];
    this.#looks += 1;
    let [left, value, pieces, place] = [this.#wanted, paid, 0, 0];
    for (; place < this.count; place += 1) {
      const way = order[place]!;
      if (isShut[way] === 1) continue;
      pieces = Math.min(room[way]!, left);
      value += pieces * slope[way]!;
      left -= pieces;
      if (left === 0) break;
    }
    this.work += place + 1;
    if (left > 0 || value >= this.#found - EQUAL * Math.abs(this.#found)) return;
    const way = order[place]!;
    const isDivided = this.#isPaid[way] === 0 && pieces < room[way]!;
    this.#offer(
      isDivided ? value + charge[way]! * (1 - pieces / room[way]!) : value,
      place,
      pieces,
    );
    if (!isDivided) return;
    if (this.#looks >= MOST_LOOKS || this.work - this.#begun >= MOST_WAYS) {
      this.#open = Math.min(this.#open, value);
      return;
    }
    const before = slope[way]!;
    this.#isPaid[way] = 1;
    slope[way] = cost[way]!;
    let back = this.#sink(place);
    this.#branch(paid + charge[way]!);
    for (; back < place; back += 1) order[back] = order[back + 1]!;
    order[place] = way;
    this.#isPaid[way] = 0;
    slope[way] = before;
    isShut[way] = 1;
    this.#branch(paid);
    isShut[way] = 0;
  }

  /** All ways up to a place are full, but the last has these pieces. */
  #offer(value: number, end: number, pieces: number): void {
    if (value >= this.#found) return;
    this.#found = value;
    this.best.fill(0, 0, this.count);
    for (let place = 0; place < end; place += 1) {
      const way = this.#order[place]!;
      if (this.#isShut[way] === 0) this.best[way] = this.room[way]!;
    }
    this.best[this.#order[end]!] = pieces;
  }
}
