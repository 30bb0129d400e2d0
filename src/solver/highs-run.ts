import type { Highs } from "highs";
import { PART_COUNT } from "./engine.ts";
import type { Control, EngineAnswer, EngineStage, PartProof, StageWish, Task } from "./engine.ts";
import { DispatchModel } from "./highs-model.ts";
import type { Outcome, Search } from "./highs-model.ts";
import { arcsUsing, costsOf, usesOf } from "./highs-objective.ts";
import { isNetwork } from "./highs-rows.ts";
import { tieCosts } from "./highs-ties.ts";
import { Uses, flowsIn } from "./highs-uses.ts";
import { Incumbent, partsLeft, proofOf } from "./incumbent.ts";
import type { StoppedBy } from "./plan.ts";
import type { StageName } from "./problem.ts";

interface Wish {
  readonly stage: StageName;
  readonly part: number;
  readonly slack: number;
  readonly costs: Float64Array;
}

/** Explaining a plan takes time too. */
const SHARE = 0.85;

/** One task on one model: each part minimised, proven and held, in order. */
export class Run {
  readonly #model: DispatchModel;
  readonly #task: Task;
  readonly #control: Control;
  readonly #best: Incumbent;
  readonly #uses: Uses;
  /** Rows cut across the network: whole data no longer mean whole answers. */
  #isCut: boolean;
  #stoppedBy: StoppedBy | undefined;

  constructor(highs: Highs, task: Task, control: Control) {
    this.#task = task;
    this.#control = control;
    this.#best = new Incumbent(task.board, task.start);
    this.#isCut = !isNetwork(task.board);
    const fair = task.stages.some((stage) => stage.name === "fairness");
    this.#model = new DispatchModel(highs, task.board, fair);
    this.#uses = new Uses(this.#model, task.board);
  }

  answer(): EngineAnswer {
    try {
      const stages = this.#task.stages.map((wish) => this.#stage(wish));
      if (this.#task.breakTies) this.#breakTies();
      const stopped = this.#stoppedBy === undefined ? {} : { stoppedBy: this.#stoppedBy };
      return { flows: this.#best.flows, stages, ...stopped };
    } finally {
      this.#model.dispose();
    }
  }

  #stage({ name, slack, parts: count }: StageWish): EngineStage {
    const began = this.#control.elapsed();
    const parts = Array.from({ length: count ?? PART_COUNT[name] }, (_, part) => {
      const proof = this.#part(name, part, slack);
      this.#control.onProgress({ stage: name, part, ...proof, ms: this.#control.elapsed() });
      return proof;
    });
    return { name, parts, ms: this.#control.elapsed() - began };
  }

  #part(stage: StageName, part: number, slack: number): PartProof {
    const { board } = this.#task;
    const kinds = usesOf(board, stage, part);
    const value = this.#best.value(stage, part);
    if (value === 0) {
      this.#stayAtZero(stage, part);
      return { best: 0, bound: 0 };
    }
    if (this.#isOver()) return { best: value, bound: 0 };
    for (const kind of kinds) this.#uses.add(kind);
    const costs = this.#costs(stage, part);
    if (costs.every((cost) => cost === 0)) return { best: value, bound: value };
    const wish = { stage, part, slack, costs };
    return this.#linear(wish) ?? this.#tree(wish);
  }

  #costs(stage: StageName, part: number): Float64Array {
    return costsOf(this.#model, this.#task.board, stage, part, this.#uses.known);
  }

  /** A linear program is enough where its answer is whole; the stage is then its optimal face. */
  #linear({ stage, part, slack, costs }: Wish): PartProof | undefined {
    if (!this.#uses.isEmpty) return undefined;
    const offset = this.#offset(stage, part, costs);
    const outcome = this.#model.minimise(costs, this.#search([], 1));
    const flows = flowsIn(this.#task.board, outcome);
    if (outcome.status !== "OPTIMAL") return undefined;
    const isWhole = costs.every(Number.isInteger);
    const isTaken = flows !== undefined && this.#best.improve(stage, part, flows);
    const best = this.#best.value(stage, part);
    const proof = proofOf(best, outcome.bound + offset, isWhole);
    if (!isTaken && proof.bound < best) return undefined;
    const isOnFace = outcome.bound + offset >= best - 1e-7 * Math.max(1, best);
    if (slack > 0 || !isOnFace) this.#hold({ stage, part, slack, costs }, best, offset);
    else {
      this.#model.freezeFace(outcome);
      this.#best.hold(stage, part, best);
    }
    return proof;
  }

  #tree(wish: Wish): PartProof {
    const { stage, part, costs } = wish;
    const { board } = this.#task;
    const start = this.#uses.columnsOf(this.#best.flows);
    const offset = this.#offset(stage, part, costs);
    const names = this.#task.stages.map((row) => row.name);
    const search = this.#search(this.#wholeColumns(), partsLeft(names, stage, part));
    const outcome = this.#model.minimise(costs, { ...search, start });
    if (outcome.status !== "OPTIMAL") this.#note(outcome);
    const flows = flowsIn(board, this.#polish(costs, outcome)) ?? flowsIn(board, outcome);
    if (flows !== undefined) this.#best.improve(stage, part, flows);
    const best = this.#best.value(stage, part);
    this.#hold(wish, best, offset);
    return proofOf(best, outcome.bound + offset, costs.every(Number.isInteger));
  }

  /** A tree's flows are whole to a tolerance: with its yes and no fixed they come out exact. */
  #polish(costs: Float64Array, outcome: Outcome): Outcome {
    if (outcome.values === undefined || this.#uses.isEmpty) return outcome;
    return this.#uses.withFixed(this.#uses.rounded(outcome.values), () => {
      const linear = this.#model.minimise(costs, this.#search([], 2));
      if (!this.#isCut || flowsIn(this.#task.board, linear) !== undefined) return linear;
      return this.#model.minimise(costs, this.#search(this.#arcColumns(), 2));
    });
  }

  /** Among equals: least change, then soonest expiry, then id, with every yes and no as it is. */
  #breakTies(): void {
    if (this.#isOver()) return;
    for (const costs of tieCosts(this.#model, this.#task.board)) {
      const padded = new Float64Array(this.#model.size);
      padded.set(costs);
      const fixed = this.#uses.columnsOf(this.#best.flows);
      const isTaken = this.#uses.withFixed(fixed, () => {
        const outcome = this.#model.minimise(padded, this.#search([], 1));
        const flows = flowsIn(this.#task.board, outcome);
        if (outcome.status !== "OPTIMAL" || flows === undefined) return false;
        if (!this.#best.replace(flows)) return false;
        this.#model.freezeFace(outcome);
        return true;
      });
      if (!isTaken) return;
    }
  }

  /** Nothing is below zero: the part is done, and what would raise it is closed for good. */
  #stayAtZero(stage: StageName, part: number): void {
    const costs = this.#costs(stage, part);
    for (const arc of arcsUsing(this.#task.board, stage, part)) costs[arc] = 1;
    this.#best.hold(stage, part, 0);
    this.#model.holdAtMost(costs, 0);
  }

  #hold({ stage, part, slack, costs }: Wish, best: number, offset: number): void {
    const limit = best * (1 + slack);
    this.#best.hold(stage, part, limit);
    this.#model.holdAtMost(costs, limit - offset);
    if (best > 0 && costs.subarray(0, this.#uses.firstColumn).some((cost) => cost !== 0))
      this.#isCut = true;
  }

  /** What pins and lanes already in use add to an objective beyond its columns. */
  #offset(stage: StageName, part: number, costs: Float64Array): number {
    const values = this.#uses.columnsOf(this.#best.flows);
    const counted = costs.reduce((sum, cost, column) => sum + cost * (values[column] ?? 0), 0);
    return this.#best.value(stage, part) - counted;
  }

  #wholeColumns(): number[] {
    return [...(this.#isCut ? this.#arcColumns() : []), ...this.#uses.columns];
  }

  #arcColumns(): number[] {
    return this.#task.board.arcs.map((_, index) => index);
  }

  #search(whole: readonly number[], share: number): Search {
    const left = Math.max(0, this.#control.limitMs * SHARE - this.#control.elapsed());
    return {
      seconds: left / share / 1000,
      nodes: this.#control.nodes,
      gap: Math.max(this.#task.mipGap, 1e-10),
      stop: this.#control.cancelled,
      onBound: () => undefined,
      whole,
    };
  }

  #isOver(): boolean {
    if (this.#control.cancelled()) this.#stoppedBy = "CANCEL";
    else if (this.#control.elapsed() > this.#control.limitMs * SHARE) this.#stoppedBy ??= "TIME";
    else return false;
    return true;
  }

  #note(outcome: Outcome): void {
    if (this.#control.cancelled()) this.#stoppedBy = "CANCEL";
    else if (outcome.status === "FAILED" || this.#control.nodes < Infinity)
      this.#stoppedBy ??= "LIMIT";
    else this.#stoppedBy ??= "TIME";
  }
}
