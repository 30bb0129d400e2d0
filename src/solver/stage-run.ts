import type { Highs } from "highs";
import { isCoupled } from "./capped.ts";
import { runCoupled } from "./coupled-run.ts";
import { Course } from "./course.ts";
import type { Wish } from "./course.ts";
import { PART_COUNT } from "./engine.ts";
import type { Control, EngineAnswer, EngineStage, PartProof, StageWish, Task } from "./engine.ts";
import { hasNetworkGoods } from "./highs-rows.ts";
import { HighsRun } from "./highs-run.ts";
import { NetworkModel } from "./network-model.ts";
import { NetworkRun } from "./network-run.ts";
import { SplitRun } from "./split-run.ts";

/**
 * One task: each part minimised, proven and held, in order. It stays on the network as long as
 * the parts let it, and goes over to HiGHS for good, on the face reached so far, at the first
 * that is more. Sets keep only the units off the network.
 */
export function runStages(highs: Highs, task: Task, control: Control): EngineAnswer {
  if (isCoupled(task.board) && task.board.arcs.length > LARGEST_WHOLE)
    return runCoupled(highs, task, control, (own, within) => runStages(highs, own, within));
  const run = new StageRun(highs, new Course(task, control));
  try {
    return run.answer();
  } finally {
    run.dispose();
  }
}

/** With more flows than these no tree search gets near to whole ones that fit capacity best. */
const LARGEST_WHOLE = 2_000;

class StageRun {
  readonly #highs: Highs;
  readonly #course: Course;
  #model: NetworkModel | undefined;
  #network: NetworkRun | undefined;
  #split: SplitRun | undefined;
  #searches: HighsRun | undefined;

  constructor(highs: Highs, course: Course) {
    this.#highs = highs;
    this.#course = course;
    this.#model = NetworkModel.of(course.task.board, course.isFair);
    this.#network = this.#model && new NetworkRun(course, this.#model);
    const { board } = course.task;
    if (board.recipes.length > 0 && hasNetworkGoods(board))
      this.#split = new SplitRun(highs, course);
  }

  answer(): EngineAnswer {
    const { task, best } = this.#course;
    const stages = task.stages.map((wish) => this.#stage(wish));
    if (task.breakTies && !this.#course.isOver()) this.#breakTies();
    const { stoppedBy } = this.#course;
    return { flows: best.flows, stages, ...(stoppedBy === undefined ? {} : { stoppedBy }) };
  }

  dispose(): void {
    this.#searches?.dispose();
    this.#split?.dispose();
  }

  #stage({ name, slack, parts: count }: StageWish): EngineStage {
    const { control } = this.#course;
    const began = control.elapsed();
    const parts = Array.from({ length: count ?? PART_COUNT[name] }, (_, part) => {
      const proof = this.#part({ stage: name, part, slack });
      control.onProgress({ stage: name, part, ...proof, ms: control.elapsed() });
      return proof;
    });
    return { name, parts, ms: control.elapsed() - began };
  }

  #part(wish: Wish): PartProof {
    const value = this.#course.best.value(wish.stage, wish.part);
    // Not even for what is zero already: parts before it may not have been held.
    if (this.#course.isOver()) return this.#searches?.bounded(wish) ?? { best: value, bound: 0 };
    const proof = (this.#network ?? this.#split)?.part(wish);
    if (proof === undefined) return this.#goOver().part(wish);
    // A bound on a sum cuts across goods and units.
    if (wish.slack > 0 && proof.best > 0 && this.#split !== undefined) this.#goOver().hold(wish);
    return proof;
  }

  #breakTies(): void {
    if ((this.#network ?? this.#split)?.breakTies() === true) return;
    this.#goOver().breakTies();
  }

  #goOver(): HighsRun {
    if (this.#searches !== undefined) return this.#searches;
    this.#searches =
      this.#split?.goOver(this.#highs) ??
      new HighsRun(this.#highs, this.#course, this.#model?.settled);
    for (const limit of this.#course.limits) this.#searches.keepWithin(limit);
    this.#split?.dispose();
    this.#split = undefined;
    this.#network = undefined;
    this.#model = undefined;
    return this.#searches;
  }
}
