import type { Course, Wish } from "./course.ts";
import { LARGEST_TREE } from "./engine.ts";
import type { PartProof } from "./engine.ts";
import { FixedChargeRun } from "./fixed-charge-run.ts";
import { arcsUsing, costsOf, usesOf } from "./highs-objective.ts";
import { expiryCosts, idCosts } from "./highs-ties.ts";
import { leanWithin, minimiseWithin } from "./network-limits.ts";
import type { NetworkModel } from "./network-model.ts";
import { previousOf } from "./previous.ts";

const NO_USES = new Map<never, never>();

const EQUAL = 1e-9;
/** Costs are this much finer than the prices that are put on a slack. */
const FINE = 1024;
/**
 * So many arcs for each choice of the largest tree search: of more, one linear program with a row
 * across them takes most of the time.
 */
const ARCS_EACH = 17;

/** The parts of a run that stay a network: exact, each on the optimal face of those before it. */
export class NetworkRun {
  readonly #course: Course;
  readonly #model: NetworkModel;
  readonly #charged: FixedChargeRun;
  /** One for all parts: on a large board each would take as much room again. */
  readonly #objective: Float64Array;

  constructor(course: Course, model: NetworkModel) {
    this.#course = course;
    this.#model = model;
    this.#charged = new FixedChargeRun(course, model);
    this.#objective = new Float64Array(model.size);
  }

  /** Whether plans are shut out that are as good: only here are later parts' bounds known. */
  get isRestricted(): boolean {
    return this.#charged.isRestricted;
  }

  /**
   * Minimises a part and keeps to its face, if later stages may not leave it again. Undefined
   * where a network is not enough, because the part counts whether a lane is used at all.
   */
  part(wish: Wish): PartProof | undefined {
    const { best, task } = this.#course;
    const { stage, part, slack } = wish;
    const value = best.value(stage, part);
    if (value > 0 && usesOf(task.board, stage, part).length > 0) return this.#charged.part(wish);
    const costs = this.#costs(wish, value === 0);
    if (isZero(costs)) return { best: value, bound: value };
    if (!this.#move(costs)) return { best: value, bound: 0 };
    const isTaken = best.improve(stage, part, this.#model.flows) || this.#lean(wish, costs);
    const found = isTaken ? best.value(stage, part) : best.valueOf(stage, part, this.#model.flows);
    // What is better may be beyond the slack of an earlier part.
    const isBeyond = found < best.value(stage, part) * (1 - EQUAL);
    if (isBeyond) return this.#beyond(wish, costs, found);
    const least = best.value(stage, part);
    const isOpen = this.isRestricted && value > 0;
    const proof = isOpen
      ? this.#charged.linearBound(costs, wish, found)
      : { best: least, bound: least };
    if (slack > 0 && least > 0 && !this.isRestricted) {
      this.#course.limit(wish);
      return proof;
    }
    best.hold(stage, part, least);
    this.#model.freeze();
    return proof;
  }

  /** Soonest expiry, then id; false where a previous plan or a slack has a say: no network. */
  breakTies(): boolean {
    const { best, task } = this.#course;
    if (previousOf(task.board).quantities.size > 0) return false;
    for (const tie of [expiryCosts(task.board), idCosts(task.board)]) {
      if (isZero(tie)) continue;
      this.#objective.fill(0).set(tie);
      if (!this.#move(this.#objective)) return true;
      if (!best.replace(this.#model.flows)) return this.isRestricted;
      this.#model.freeze();
    }
    return true;
  }

  /** Nothing is below zero: what would raise such a part is shut for good by its own objective. */
  #costs({ stage, part }: Wish, isZero: boolean): Float64Array {
    const { board } = this.#course.task;
    const costs = costsOf(this.#model, board, stage, part, NO_USES, this.#objective.fill(0));
    if (isZero) for (const arc of arcsUsing(board, stage, part)) costs[arc] = 1;
    return costs;
  }

  /** The least is beyond a slack: HiGHS finds it; on a large network what is near has to do. */
  #beyond(wish: Wish, costs: Float64Array, found: number): PartProof | undefined {
    const { best, control, task } = this.#course;
    const { stage, part } = wish;
    const most = ARCS_EACH * (control.largestTree ?? LARGEST_TREE);
    if (!this.isRestricted && task.board.arcs.length <= most) return undefined;
    this.#charged.restrict();
    const { bound } = this.#charged.linearBound(costs, wish, found);
    const limits = this.#charged.limits();
    const prices = new Float64Array(limits.length);
    const fine = costs.map((cost) => FINE * cost);
    if (minimiseWithin(this.#model, fine, { limits, prices }, () => this.#course.isOver()))
      best.improve(stage, part, this.#model.flows);
    this.#course.limit({ ...wish, slack: 0 });
    return { best: best.value(stage, part), bound };
  }

  /** Of what is as good in this part, that which earlier parts with slack allow. */
  #lean({ stage, part }: Wish, costs: Float64Array): boolean {
    const limits = this.#charged.limits();
    const mayStop = () => this.#course.isOver();
    if (limits.length === 0 || !leanWithin(this.#model, costs, limits, mayStop)) return false;
    return this.#course.best.improve(stage, part, this.#model.flows);
  }

  #move(costs: Float64Array): boolean {
    return this.#model.minimise(costs, () => this.#course.isOver());
  }
}

/** Hundreds of thousands of numbers are gone over for each part. */
function isZero(costs: Float64Array): boolean {
  for (let column = 0; column < costs.length; column += 1) if (costs[column] !== 0) return false;
  return true;
}
