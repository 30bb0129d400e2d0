import type { Board, Flows, Move } from "./board.ts";

/**
 * The movements of a plan as lists of numbers, by need and then by supply: a large plan has a
 * hundred thousand of them, and every stage counts them anew.
 */
export class Tally {
  length = 0;
  readonly most: number;
  readonly need: Int32Array;
  readonly supply: Int32Array;
  readonly lane: Int32Array;
  readonly shipped: Float64Array;
  readonly counted: Float64Array;
  /** Pieces that travel: a companion in a set is not counted, but it travels like any other. */
  readonly pieces: Float64Array;
  readonly arrives: Float64Array;

  /** With space for so many; only companions in a set are not counted for all that they are. */
  constructor(most: number, hasSets = false) {
    this.most = most;
    this.need = new Int32Array(most);
    this.supply = new Int32Array(most);
    this.lane = new Int32Array(most);
    this.shipped = new Float64Array(most);
    this.counted = new Float64Array(most);
    this.pieces = hasSets ? new Float64Array(most) : this.counted;
    this.arrives = new Float64Array(most);
  }

  push(move: Move): void {
    const row = this.length++;
    this.need[row] = move.need;
    this.supply[row] = move.supply;
    this.lane[row] = move.lane;
    this.shipped[row] = move.shipped;
    this.counted[row] = move.counted;
    this.pieces[row] = move.covers === undefined ? move.counted : move.shipped;
    this.arrives[row] = move.arrives;
  }

  at(row: number): Move {
    return {
      supply: this.supply[row]!,
      need: this.need[row]!,
      lane: this.lane[row]!,
      shipped: small(this.shipped[row]!),
      counted: small(this.counted[row]!),
      arrives: small(this.arrives[row]!),
    };
  }
}

/**
 * The same number, as a whole one where it is: what is read from a list of floats else takes a
 * place of its own in each row that it is written to, and a large plan has a million of them.
 */
export const small = (value: number): number => ((value | 0) === value ? value | 0 : value);

/**
 * Each arc's flow, joined with the pin on the same pair. Written over `spare` where that has the
 * space: each stage of a large plan counts it anew, and fresh space takes longer than the counting.
 */
export function tallyOfArcs({ arcs, pinned }: Board, flows: Flows, spare?: Tally): Tally {
  const { supply, need, lane, give, counts, arrives, length } = arcs;
  const pins = pinned.filter((pin) => pin.shipped > 0).sort(inOrder);
  let used = pins.length;
  for (let arc = 0; arc < length; arc += 1) if (flows[arc] !== 0) used += 1;
  const tally = spare !== undefined && spare.most >= used ? spare : new Tally(used);
  tally.length = 0;
  let next = 0;
  for (let arc = 0; arc < length; arc += 1) {
    const steps = flows[arc]!;
    if (steps === 0 && next === pins.length) continue;
    let shipped = steps * give[arc]!;
    let counted = steps * counts[arc]!;
    for (let pin = pins[next]; pin !== undefined; pin = pins[++next]) {
      const order = pin.need - need[arc]! || pin.supply - supply[arc]!;
      if (order > 0) break;
      if (order < 0) tally.push(pin);
      else {
        shipped += pin.shipped;
        counted += pin.counted;
      }
    }
    if (!(shipped > 0)) continue;
    const row = tally.length++;
    tally.need[row] = need[arc]!;
    tally.supply[row] = supply[arc]!;
    tally.lane[row] = lane[arc]!;
    tally.shipped[row] = shipped;
    tally.counted[row] = counted;
    tally.arrives[row] = arrives[arc]!;
  }
  for (const pin of pins.slice(next)) tally.push(pin);
  return tally;
}

type Pair = Pick<Move, "supply" | "need">;

const inOrder = (a: Pair, b: Pair) => a.need - b.need || a.supply - b.supply;
