import type { Highs } from "highs";
import { unitArcs, unitColumns } from "./apart.ts";
import { flowCount } from "./board.ts";
import type { Course, Limit, Wish } from "./course.ts";
import type { PartProof } from "./engine.ts";
import { DispatchModel } from "./highs-model.ts";
import type { Outcome, Search } from "./highs-search.ts";
import { Trees, searchOf } from "./highs-trees.ts";
import type { Costed } from "./highs-trees.ts";
import { arcsUsing, costsOf, usesOf } from "./highs-objective.ts";
import { hasNetworkGoods } from "./highs-rows.ts";
import { tieCosts } from "./highs-ties.ts";
import { Uses, flowsIn } from "./highs-uses.ts";
import { proofOf } from "./incumbent.ts";
import type { Settled } from "./network-model.ts";
import type { StageName } from "./problem.ts";

/** What a tree that only breaks ties may take of a run's work. */
const TIE_SHARE = 0.1;

/** The parts of a run on one model in HiGHS: by linear programs where their answers are whole. */
export class HighsRun {
  readonly #model: DispatchModel;
  readonly #course: Course;
  readonly #uses: Uses;
  readonly #trees: Trees;
  /** Rows cut across the network: whole data no longer mean whole answers. */
  #isCut: boolean;

  constructor(highs: Highs, course: Course, settled?: Settled) {
    const { board } = course.task;
    this.#course = course;
    this.#isCut = !hasNetworkGoods(board);
    this.#model = new DispatchModel(highs, board, course.isFair);
    if (settled !== undefined) this.#model.settle(board, settled);
    this.#uses = new Uses(this.#model, board);
    const [model, uses] = [this.#model, this.#uses];
    this.#trees = new Trees({ course, model, uses, wholeFlows: () => this.#wholeFlows() });
  }

  dispose(): void {
    this.#model.dispose();
  }

  part({ stage, part, slack }: Wish): PartProof {
    const { board } = this.#course.task;
    const kinds = usesOf(board, stage, part);
    const value = this.#course.best.value(stage, part);
    if (value === 0) {
      this.#stayAtZero(stage, part);
      return { best: 0, bound: 0 };
    }
    for (const kind of kinds) this.#uses.add(kind);
    const costs = this.#costs(stage, part);
    if (costs.every((cost) => cost === 0)) return { best: value, bound: value };
    const wish = { stage, part, slack, costs };
    return this.#linear(wish) ?? this.#tree(wish);
  }

  /** A part that is not searched any more: as it is, above what its linear program comes to. */
  bounded({ stage, part, slack }: Wish): PartProof {
    const best = this.#course.best.value(stage, part);
    if (best === 0) return { best, bound: 0 };
    for (const kind of usesOf(this.#course.task.board, stage, part)) this.#uses.add(kind);
    const costs = this.#costs(stage, part);
    const offset = this.#offset(stage, part, costs);
    const seconds = this.#course.secondsForBounds;
    const { bound } = this.#model.minimise(costs, { ...this.#search([]), seconds });
    this.#hold({ stage, part, slack, costs }, best, offset);
    return proofOf(best, bound + offset, costs.every(Number.isInteger));
  }

  /** Keeps a part within its slack of the best that is known. */
  hold({ stage, part, slack }: Wish): void {
    const costs = this.#costs(stage, part);
    const best = this.#course.best.value(stage, part);
    this.#hold({ stage, part, slack, costs }, best, this.#offset(stage, part, costs));
  }

  /** Takes over what a part may still be raised to. */
  keepWithin({ stage, part, most }: Limit): void {
    const costs = this.#costs(stage, part);
    this.#hold({ stage, part, slack: 0, costs }, most, this.#offset(stage, part, costs));
  }

  /** Takes over a part that is done: units may not raise it again; goods are settled already. */
  keepUnits({ stage, part }: Wish): void {
    const { best, task } = this.#course;
    if (best.value(stage, part) === 0) {
      this.#stayAtZero(stage, part);
      return;
    }
    const costs = this.#costs(stage, part);
    const own = new Float64Array(costs.length);
    for (const column of unitColumns(task.board, this.#model.columns))
      own[column] = costs[column] ?? 0;
    const values = this.#uses.columnsOf(best.flows);
    this.#model.holdAtMost(
      own,
      own.reduce((sum, cost, column) => sum + cost * (values[column] ?? 0), 0),
    );
  }

  #costs(stage: StageName, part: number): Float64Array {
    return costsOf(this.#model, this.#course.task.board, stage, part, this.#uses.known);
  }

  /** A linear program is enough where its answer is whole; the stage is then its optimal face. */
  #linear({ stage, part, slack, costs }: Costed): PartProof | undefined {
    if (!this.#uses.isEmpty) return undefined;
    const offset = this.#offset(stage, part, costs);
    const outcome = this.#model.minimise(costs, this.#search([]));
    const flows = flowsIn(this.#course.task.board, outcome);
    if (outcome.status !== "OPTIMAL") return undefined;
    const isWhole = costs.every(Number.isInteger);
    const isTaken = flows !== undefined && this.#course.best.improve(stage, part, flows);
    const best = this.#course.best.value(stage, part);
    const proof = proofOf(best, outcome.bound + offset, isWhole);
    if (!isTaken && proof.bound < best) return undefined;
    const isOnFace = outcome.bound + offset >= best - 1e-7 * Math.max(1, best);
    if (slack > 0 || !isOnFace) this.#hold({ stage, part, slack, costs }, best, offset);
    else {
      this.#model.freezeFace(outcome);
      this.#course.best.hold(stage, part, best);
    }
    return proof;
  }

  #tree(wish: Costed): PartProof {
    const { stage, part, costs } = wish;
    const offset = this.#offset(stage, part, costs);
    const isWhole = costs.every(Number.isInteger);
    const floor = this.#course.floorOf(wish);
    const known = proofOf(this.#course.best.value(stage, part), floor, isWhole);
    // Nothing is left to search for where the network's own search has come down to its bound.
    const bound = known.bound < known.best ? this.#trees.least(wish, offset) + offset : floor;
    const best = this.#course.best.value(stage, part);
    this.#hold(wish, best, offset);
    return proofOf(best, Math.max(bound, floor), isWhole);
  }

  /** Among equals: least change, then soonest expiry, then id, with every yes and no as it is. */
  breakTies(): void {
    for (const costs of tieCosts(this.#model, this.#course.task.board)) {
      const padded = new Float64Array(this.#model.size);
      padded.set(costs);
      const fixed = this.#uses.columnsOf(this.#course.best.flows);
      const isTaken = this.#uses.withFixed(fixed, () => {
        const outcome = this.#tie(padded);
        const flows = flowsIn(this.#course.task.board, outcome);
        if (outcome.status !== "OPTIMAL" || flows === undefined) return false;
        if (!this.#course.best.replace(flows)) return false;
        if (outcome.duals !== undefined) this.#model.freezeFace(outcome);
        else this.#model.holdAtMost(padded, Math.round(outcome.bound));
        return true;
      });
      if (!isTaken) return;
    }
  }

  /** Where sets are made up whole answers are worth a tree: none of their units is to spare. */
  #tie(costs: Float64Array): Outcome {
    const { board } = this.#course.task;
    const linear = this.#model.minimise(costs, this.#search([]));
    if (board.recipes.length === 0 || linear.status !== "OPTIMAL") return linear;
    if (flowsIn(board, linear) !== undefined) return linear;
    const work = this.#course.control.work * TIE_SHARE;
    return this.#model.minimise(costs, this.#search(this.#wholeFlows(), work));
  }

  /** Nothing is below zero: the part is done, and what would raise it is closed for good. */
  #stayAtZero(stage: StageName, part: number): void {
    const costs = this.#costs(stage, part);
    for (const arc of arcsUsing(this.#course.task.board, stage, part)) costs[arc] = 1;
    this.#course.best.hold(stage, part, 0);
    this.#model.holdAtMost(costs, 0);
  }

  #hold({ stage, part, slack, costs }: Costed, best: number, offset: number): void {
    const limit = best * (1 + slack);
    this.#course.best.hold(stage, part, limit);
    this.#model.holdAtMost(costs, limit - offset);
    if (best > 0 && costs.subarray(0, this.#uses.firstColumn).some((cost) => cost !== 0))
      this.#isCut = true;
  }

  /** What pins and lanes already in use add to an objective beyond its columns. */
  #offset(stage: StageName, part: number, costs: Float64Array): number {
    const values = this.#uses.columnsOf(this.#course.best.flows);
    const counted = costs.reduce((sum, cost, column) => sum + cost * (values[column] ?? 0), 0);
    return this.#course.best.value(stage, part) - counted;
  }

  /** Flows that are not whole by themselves: all, once a row cuts across, else those of sets. */
  #wholeFlows(): number[] {
    const { board } = this.#course.task;
    if (this.#isCut) return Array.from({ length: flowCount(board) }, (_, column) => column);
    const recipes = board.recipes.map((_, index) => board.arcs.length + index);
    return recipes.length === 0 ? [] : [...unitArcs(board), ...recipes];
  }

  #search(whole: readonly number[], work = 0): Search {
    return searchOf(this.#course, this.#model, whole, work);
  }
}
