import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { Carriage, loadsOf } from "./capped.ts";
import type { Caps } from "./capped.ts";
import type { Trial } from "./caps-search.ts";
import { burdenOf, byWorth, isLess, takenBySource } from "./caps-worth.ts";
import type { Taken } from "./caps-worth.ts";

/** The share of a lot that is given more in one round at most, for a gain holds for one piece. */
const STEP = 0.05;

interface Swap {
  readonly flow: Taken;
  readonly pieces: number;
  readonly lost: readonly number[];
}

/** One round of shifting capacity between the lots of each source. */
export class Exchange {
  readonly #board: Board;
  readonly #trial: Trial;
  readonly #carriage: Carriage;
  readonly #taken: ReadonlyMap<number, Taken[]>;
  /** By need: pieces that nobody has been asked for yet. */
  readonly #lacking: Float64Array;
  readonly #needsOf = new Map<number, number[]>();

  constructor(board: Board, trial: Trial) {
    this.#board = board;
    this.#trial = trial;
    this.#carriage = new Carriage(board);
    loadsOf(board, trial.flows).forEach((load, index) => this.#carriage.give(index, load));
    this.#lacking = Float64Array.from(board.needs, ({ open }) => open);
    for (let arc = 0; arc < board.arcs.length; arc += 1) {
      const [supply, need] = [board.arcs.supply[arc]!, board.arcs.need[arc]!];
      this.#lacking[need] = this.#lacking[need]! - trial.flows[arc]!;
      const list = this.#needsOf.get(supply);
      if (list === undefined) this.#needsOf.set(supply, [need]);
      else list.push(need);
    }
    const costs = trial.parts.map((part) => part.costs);
    this.#taken = takenBySource(board, trial.flows, trial.columns, costs);
  }

  /** Caps that gain at most so much in each part; undefined where nothing is to be had. */
  shifted(quotas: readonly number[]): Caps | undefined {
    const left = [...quotas];
    let isShifted = false;
    for (const { supply, worth } of this.#asked()) {
      const part = worth.findIndex((share) => share > 0);
      const gain = at(this.#trial.parts, part).gains[supply]!;
      const { usable } = at(this.#board.supplies, supply);
      const most = Math.min(usable - this.#carriage.caps[supply]!, Math.ceil(usable * STEP));
      const wanted = Math.min(most, Math.ceil(left[part]! / gain), this.#lackingFor(supply, part));
      if (wanted <= 0) continue;
      const given = this.#give(supply, wanted);
      this.#serve(supply, part, given);
      left[part] = left[part]! - given * gain;
      isShifted ||= given > 0;
    }
    return isShifted ? this.#carriage.caps : undefined;
  }

  /** Caps that take nothing from any lot; undefined where nothing that is free would gain. */
  grown(): Caps | undefined {
    let isGrown = false;
    for (const { supply, worth } of this.#asked()) {
      const part = worth.findIndex((share) => share > 0);
      const given = this.#carriage.give(supply, this.#lackingFor(supply, part));
      this.#serve(supply, part, given);
      isGrown ||= given > 0;
    }
    return isGrown ? this.#carriage.caps : undefined;
  }

  /** What is free goes first, and then what flows for less than it would gain. */
  #give(supply: number, wanted: number): number {
    const gains = this.#trial.parts.map((part) => part.gains[supply]!);
    const { source } = at(this.#board.supplies, supply);
    let given = this.#carriage.give(supply, wanted);
    while (given < wanted) {
      const swap = this.#bestSwap(supply, gains, this.#taken.get(source) ?? []);
      if (swap === undefined) break;
      this.#carriage.give(swap.flow.supply, -swap.pieces);
      swap.flow.left -= swap.pieces;
      given += this.#carriage.give(supply, wanted - given);
    }
    return given;
  }

  /** What loses least for one piece more; undefined where nothing loses less than that gains. */
  #bestSwap(supply: number, gains: readonly number[], flows: readonly Taken[]) {
    let best: Swap | undefined;
    for (const flow of flows) {
      if (flow.supply === supply) continue;
      const pieces = this.#carriage.needed(flow.supply, supply);
      if (pieces > flow.left) continue;
      if (isLess(flow.loss, best?.lost ?? gains, pieces))
        best = { flow, pieces, lost: flow.loss.map((loss) => loss * pieces) };
    }
    return best;
  }

  /** Pieces that the needs which a lot reaches still lack in a part; one may serve by a detour. */
  #lackingFor(supply: number, part: number): number {
    return Math.max(
      1,
      this.#reached(supply, part).reduce((sum, need) => sum + this.#lacking[need]!, 0),
    );
  }

  #serve(supply: number, part: number, pieces: number): void {
    let left = pieces;
    for (const need of this.#reached(supply, part)) {
      const served = Math.min(left, this.#lacking[need]!);
      this.#lacking[need] = this.#lacking[need]! - served;
      left -= served;
    }
  }

  #reached(supply: number, part: number): number[] {
    const { costs } = at(this.#trial.parts, part);
    const { missingAt, bands } = this.#trial.columns;
    return (this.#needsOf.get(supply) ?? []).filter(
      (need) => this.#lacking[need]! > 0 && costs[missingAt[need]! + bands - 1]! > 0,
    );
  }

  /** Lots of which one more piece would gain, most first. */
  #asked() {
    const { parts } = this.#trial;
    return [...this.#board.supplies.keys()]
      .filter((supply) => parts.some(({ gains }) => gains[supply]! > 0))
      .map((supply) => {
        const share = burdenOf(this.#board, supply);
        return { supply, worth: parts.map(({ gains }) => gains[supply]! / share) };
      })
      .sort((a, b) => byWorth(b, a));
  }
}
