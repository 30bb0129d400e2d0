import { FACE } from "./highs-face.ts";

/** With just enough of an earlier part its answers would be as good as those that give it up. */
const MORE = 1.25;

/** The duals of a part's program, as those of its own objective. */
export interface Duals {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  /** By earlier part that a row holds: what the program gives for a unit of it. */
  readonly prices: readonly number[];
}

interface Rung {
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  readonly prices: number[];
}

/**
 * From programs one after the other, each on the optimal face of those before it, to one weighted
 * sum with the same optimum (Sherali 1982: there are such weights for every lexicographic linear
 * program). A face shuts columns out whose duals would call for them later; so much of the earlier
 * parts' duals is added as makes up for that, from the latest part back.
 */
export class Ladder {
  readonly #rungs: (Rung | undefined)[] = [];

  /** Undefined: a part that nothing weighs. */
  add(duals: Duals | undefined): void {
    if (duals === undefined) {
      this.#rungs.push(undefined);
      return;
    }
    const part = this.#rungs.length;
    const [columns, rows] = [duals.columns.slice(), duals.rows.slice()];
    const prices = Array.from({ length: part }, (_, at) => duals.prices[at] ?? 0);
    prices.push(1);
    for (let earlier = part - 1; earlier >= 0; earlier -= 1) {
      const rung = this.#rungs[earlier];
      if (rung === undefined) continue;
      const lack = Math.max(lackOf(columns, rung.columns), lackOf(rows, rung.rows));
      if (lack === 0) continue;
      const share = MORE * lack;
      addTo(columns, rung.columns, share);
      addTo(rows, rung.rows, share);
      rung.prices.forEach((price, at) => (prices[at] = (prices[at] ?? 0) + share * price));
    }
    this.#rungs.push({ columns, rows, prices });
  }

  /** What a unit of each part is worth in the last. */
  get weights(): readonly number[] {
    const last = this.#rungs.findLast((rung) => rung !== undefined);
    return this.#rungs.map((_, part) => last?.prices[part] ?? 0);
  }
}

/** How much of an earlier part's duals turns those around that are against it. */
function lackOf(own: Float64Array, earlier: Float64Array): number {
  let most = 0;
  for (let at = 0; at < own.length; at += 1) {
    const [mine, held] = [own[at] ?? 0, earlier[at] ?? 0];
    const isAgainst = Math.abs(mine) > FACE && Math.abs(held) > FACE && mine > 0 !== held > 0;
    if (isAgainst) most = Math.max(most, -mine / held);
  }
  return most;
}

function addTo(own: Float64Array, earlier: Float64Array, share: number): void {
  for (let at = 0; at < own.length; at += 1) own[at] = (own[at] ?? 0) + share * (earlier[at] ?? 0);
}
