import { at } from "./board.ts";

/** What lies unused of one item after a plan, lot by lot. */
export class Unused {
  /** Lots that still hold something, in order. */
  readonly #lots: readonly number[];
  readonly #left: ReadonlyMap<number, number>;
  /** The same lots, the fullest first, of equals the first. */
  readonly #byFill: readonly number[];

  constructor(lots: readonly number[], leftIn: (lot: number) => number) {
    this.#left = new Map(
      lots
        .map((lot): [number, number] => [lot, Math.floor(leftIn(lot))])
        .filter(([, left]) => left > 0),
    );
    this.#lots = [...this.#left.keys()];
    this.#byFill = this.#lots.toSorted((a, b) => this.#leftOf(b) - this.#leftOf(a) || a - b);
  }

  /**
   * Of the lots apart from these: those that hold most of what is missing, no more than so many,
   * of equals the first, and how many others hold something.
   */
  fullest(missing: number, without: ReadonlySet<number>, most: number) {
    const isAsked = (lot: number) => !without.has(lot);
    const enough = this.#holding(missing);
    const own = enough <= most ? this.#byFill.slice(0, enough).sort(inOrder) : this.#lots;
    const chosen: number[] = [];
    for (const lot of own) {
      if (chosen.length === most) break;
      if (this.#leftOf(lot) >= missing && isAsked(lot)) chosen.push(lot);
    }
    for (let place = enough; place < this.#byFill.length && chosen.length < most; place += 1) {
      const lot = at(this.#byFill, place);
      if (isAsked(lot)) chosen.push(lot);
    }
    let asked = this.#lots.length;
    for (const lot of without) if (this.#left.has(lot)) asked -= 1;
    return { lots: chosen, others: asked - chosen.length };
  }

  /** How many lots hold at least so much. */
  #holding(quantity: number): number {
    let [low, high] = [0, this.#byFill.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#leftOf(at(this.#byFill, middle)) >= quantity) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #leftOf(lot: number): number {
    return this.#left.get(lot) ?? 0;
  }
}

const inOrder = (a: number, b: number) => a - b;
