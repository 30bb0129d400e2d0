/** A pair that may be used: `give` pieces fill `counts`, in at most `room` such steps. */
export interface Arc {
  readonly supply: number;
  readonly need: number;
  readonly lane: number;
  readonly give: number;
  readonly counts: number;
  readonly arrives: number;
  readonly room: number;
}

/**
 * All arcs of a board, in order of need and then of supply. There may be half a million, and every
 * stage goes over them: each property is a list of its own, of numbers alone.
 */
export class Arcs {
  readonly length: number;
  readonly supply: Int32Array;
  readonly need: Int32Array;
  readonly lane: Int32Array;
  readonly give: Float64Array;
  readonly counts: Float64Array;
  readonly arrives: Float64Array;
  readonly room: Float64Array;
  /** Where the arcs into each need begin, and after the last one where all end. */
  readonly starts: Int32Array;
  /** Of each need, how many lots and units of its kind have a lane to it, open or not. */
  readonly reached: Int32Array;

  /** All arcs by need and then by arrival, put in order when first asked for. */
  #soonest: Int32Array | undefined;

  constructor(length: number, needs: number) {
    this.length = length;
    this.supply = new Int32Array(length);
    this.need = new Int32Array(length);
    this.lane = new Int32Array(length);
    this.give = new Float64Array(length);
    this.counts = new Float64Array(length);
    this.arrives = new Float64Array(length);
    this.room = new Float64Array(length);
    this.starts = new Int32Array(needs + 1);
    this.reached = new Int32Array(needs);
  }

  at(index: number): Arc {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`no arc ${index}`);
    return {
      supply: this.supply[index]!,
      need: this.need[index]!,
      lane: this.lane[index]!,
      give: this.give[index]!,
      counts: this.counts[index]!,
      arrives: this.arrives[index]!,
      room: this.room[index]!,
    };
  }

  /** Whether each goes one for one. */
  get areEven(): boolean {
    const { give, counts, length } = this;
    for (let arc = 0; arc < length; arc += 1)
      if (give[arc] !== 1 || counts[arc] !== 1) return false;
    return true;
  }

  forEach(visit: (arc: Arc, index: number) => void): void {
    for (let index = 0; index < this.length; index += 1) visit(this.at(index), index);
  }

  map<Result>(of: (arc: Arc, index: number) => Result): Result[] {
    const results: Result[] = [];
    this.forEach((arc, index) => results.push(of(arc, index)));
    return results;
  }

  /** The same arcs, of which these have no room. */
  without(shut: readonly number[]): Arcs {
    if (shut.length === 0) return this;
    const arcs: Arcs = Object.assign(new Arcs(0, 0), this, { room: this.room.slice() });
    for (const index of shut) arcs.room[index] = 0;
    return arcs;
  }

  /** The numbers of the arcs into a need, those that arrive first in front. */
  soonestInto(need: number): Int32Array {
    this.#soonest ??= inOrderOfArrival(this);
    return this.#soonest.subarray(this.starts[need], this.starts[need + 1]);
  }

  /** The number of a pair's arc, found by halves: those into a need come by supply. -1: none. */
  between(supply: number, need: number): number {
    const end = this.starts[need + 1]!;
    let [low, high] = [this.starts[need]!, end];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.supply[middle]! < supply) low = middle + 1;
      else high = middle;
    }
    return low < end && this.supply[low] === supply ? low : -1;
  }

  /** The numbers of the arcs into a need. */
  into(need: number): number[] {
    const arcs: number[] = [];
    for (let arc = this.starts[need]!; arc < this.starts[need + 1]!; arc += 1) arcs.push(arc);
    return arcs;
  }
}

/** So few numbers are put in order soonest by moving each to its place among those before it. */
const FEW = 64;

/** Arcs into a need come in order of supply, and that decides where two arrive at once. */
function inOrderOfArrival({ starts, arrives, length }: Arcs): Int32Array {
  const order = new Int32Array(length);
  for (let arc = 0; arc < length; arc += 1) order[arc] = arc;
  for (let need = 0; need + 1 < starts.length; need += 1) {
    const first = starts[need]!;
    const end = starts[need + 1]!;
    if (end - first > FEW)
      order.subarray(first, end).sort((a, b) => arrives[a]! - arrives[b]! || a - b);
    else
      for (let arc = first + 1; arc < end; arc += 1) {
        let place = arc;
        for (; place > first && arrives[order[place - 1]!]! > arrives[arc]!; place -= 1)
          order[place] = order[place - 1]!;
        order[place] = arc;
      }
  }
  return order;
}
