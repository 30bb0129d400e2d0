import { tallyOf } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import type { PartProof } from "./engine.ts";
import type { StageName } from "./problem.ts";
import { isFeasible } from "./room.ts";
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
  #parts: PartsBy;

  constructor(board: Board, flows: Flows) {
    this.#board = board;
    this.#flows = flows;
    this.#parts = partsBy(board, flows);
  }

  get flows(): Flows {
    return this.#flows;
  }

  value(stage: StageName, part: number): number {
    return this.#parts(stage)[part] ?? 0;
  }

  /** What a candidate would make of a part, whatever it gives up elsewhere. */
  valueOf(stage: StageName, part: number, flows: Flows): number {
    return partsBy(this.#board, flows)(stage)[part] ?? 0;
  }

  /** Takes a candidate that gives nothing up and is no worse in this part. */
  improve(stage: StageName, part: number, flows: Flows): boolean {
    if (flows === this.#flows) return true;
    const parts = partsBy(this.#board, flows);
    const isNoWorse = isAtMost(parts(stage)[part] ?? 0, this.value(stage, part));
    return isNoWorse && this.#take(flows, parts);
  }

  /** Takes a candidate that gives nothing up. */
  replace(flows: Flows): boolean {
    return flows === this.#flows || this.#take(flows, partsBy(this.#board, flows));
  }

  #take(flows: Flows, parts: PartsBy): boolean {
    if (!isFeasible(this.#board, flows)) return false;
    const holds = this.#held.every(({ stage, part, limit }) =>
      isAtMost(parts(stage)[part] ?? 0, limit),
    );
    if (!holds) return false;
    this.#flows = flows;
    this.#parts = parts;
    return true;
  }

  hold(stage: StageName, part: number, limit: number): void {
    this.#held.push({ stage, part, limit });
  }
}

type PartsBy = (stage: StageName) => readonly number[];

/** The parts of each stage under this plan, counted when first asked for. */
function partsBy(board: Board, flows: Flows): PartsBy {
  const tally = tallyOf(board, flows);
  const known = new Map<StageName, readonly number[]>();
  return (stage) => {
    const parts = known.get(stage) ?? partsOf(board, tally, stage);
    known.set(stage, parts);
    return parts;
  };
}

/**
 * Best and bound of a part. A bound on a sum of whole numbers may be rounded up to the next
 * whole number; one that misses the best by a rounding error is the best.
 */
export function proofOf(best: number, bound: number, isWhole: boolean): PartProof {
  const raised = isWhole ? wholeAbove(bound) : bound;
  const floor = Math.max(0, Number.isFinite(raised) ? raised : 0);
  return { best, bound: floor >= best - 1e-9 * Math.max(1, Math.abs(best)) ? best : floor };
}

/** The least whole number that is no less, but for a rounding error. */
export const wholeAbove = (bound: number) =>
  Math.ceil(bound - 1e-6 * Math.max(1, Math.abs(bound) * EQUAL));

const isAtMost = (value: number, limit: number) =>
  value <= limit + EQUAL * Math.max(1, Math.abs(limit));
