import { tallyOf } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import type { PartProof } from "./engine.ts";
import type { StageName } from "./problem.ts";
import { isFeasible } from "./room.ts";
import type { Tally } from "./tally.ts";
import { partsOf } from "./values.ts";

const EQUAL = 1e-9;

/**
 * The best plan so far, and what later stages must not give up.
 *
 * A candidate is counted anew in whole pieces before it is taken: what a solver claims within
 * its tolerances never gets into a plan unchecked.
 */
export class Incumbent {
  readonly #board: Board;
  readonly #held: { readonly stage: StageName; readonly part: number; readonly limit: number }[] =
    [];
  #flows: Flows;
  #parts: Parts;
  /** What candidates are counted on. */
  #spare: Parts;

  constructor(board: Board, flows: Flows) {
    this.#board = board;
    this.#flows = flows;
    this.#parts = new Parts(board).count(flows);
    this.#spare = new Parts(board);
  }

  get flows(): Flows {
    return this.#flows;
  }

  value(stage: StageName, part: number): number {
    return this.#parts.of(stage)[part] ?? 0;
  }

  /** What a candidate would make of a part, whatever it gives up elsewhere. */
  valueOf(stage: StageName, part: number, flows: Flows): number {
    return this.#spare.count(flows).of(stage)[part] ?? 0;
  }

  /** Takes a candidate that gives nothing up and is no worse in this part. */
  improve(stage: StageName, part: number, flows: Flows): boolean {
    if (flows === this.#flows) return true;
    const parts = this.#spare.count(flows);
    const isNoWorse = isAtMost(parts.of(stage)[part] ?? 0, this.value(stage, part));
    return isNoWorse && this.#take(flows);
  }

  /** Takes a candidate that gives nothing up. */
  replace(flows: Flows): boolean {
    if (flows === this.#flows) return true;
    this.#spare.count(flows);
    return this.#take(flows);
  }

  /** The one that was counted last. */
  #take(flows: Flows): boolean {
    const counted = this.#spare;
    if (!isFeasible(this.#board, flows)) return false;
    const holds = this.#held.every(({ stage, part, limit }) =>
      isAtMost(counted.of(stage)[part] ?? 0, limit),
    );
    if (!holds) return false;
    this.#flows = flows;
    this.#spare = this.#parts;
    this.#parts = counted;
    return true;
  }

  hold(stage: StageName, part: number, limit: number): void {
    this.#held.push({ stage, part, limit });
  }
}

/** The parts of each stage under a plan, counted when first asked for. */
class Parts {
  readonly #board: Board;
  readonly #known = new Map<StageName, readonly number[]>();
  #tally: Tally | undefined;

  constructor(board: Board) {
    this.#board = board;
  }

  count(flows: Flows): this {
    this.#known.clear();
    this.#tally = tallyOf(this.#board, flows, this.#tally);
    return this;
  }

  of(stage: StageName): readonly number[] {
    const known = this.#known.get(stage);
    if (known !== undefined) return known;
    const parts = this.#tally === undefined ? [] : partsOf(this.#board, this.#tally, stage);
    this.#known.set(stage, parts);
    return parts;
  }
}

/**
 * Best and bound of a part. A bound on a sum of whole numbers may be rounded up to the next
 * whole number, unless pins add a fraction, which the best shows; one that misses the best by a
 * rounding error is the best.
 */
export function proofOf(best: number, bound: number, isWhole: boolean): PartProof {
  const raised = isWhole && Number.isInteger(best) ? wholeAbove(bound) : bound;
  const floor = Math.max(0, Number.isFinite(raised) ? raised : 0);
  return { best, bound: floor >= best - 1e-9 * Math.max(1, Math.abs(best)) ? best : floor };
}

/** The least whole number that is no less, but for a rounding error. */
export const wholeAbove = (bound: number) =>
  Math.ceil(bound - 1e-6 * Math.max(1, Math.abs(bound) * EQUAL));

const isAtMost = (value: number, limit: number) =>
  value <= limit + EQUAL * Math.max(1, Math.abs(limit));
