import type { Control, StageWish, Task } from "./engine.ts";
import { Incumbent } from "./incumbent.ts";
import type { StoppedBy } from "./plan.ts";
import type { StageName } from "./problem.ts";

/** One part of a stage, and how far later stages may raise it again. */
export interface Wish {
  readonly stage: StageName;
  readonly part: number;
  readonly slack: number;
}

/** Explaining a plan takes time too. */
const SHARE = 0.85;

/** What the engines of one run have in common: the task, the best plan so far, and the time. */
export class Course {
  readonly task: Task;
  readonly control: Control;
  readonly best: Incumbent;
  #stoppedBy: StoppedBy | undefined;

  constructor(task: Task, control: Control) {
    this.task = task;
    this.control = control;
    this.best = new Incumbent(task.board, task.start);
  }

  get isFair(): boolean {
    return this.task.stages.some(({ name }: StageWish) => name === "fairness");
  }

  get stoppedBy(): StoppedBy | undefined {
    return this.#stoppedBy;
  }

  /** Seconds that may still be spent on searching. */
  get secondsLeft(): number {
    return Math.max(0, this.control.limitMs * SHARE - this.control.elapsed()) / 1000;
  }

  /** Whether the run is to end; it remembers why. */
  isOver(): boolean {
    if (this.control.cancelled()) this.#stoppedBy = "CANCEL";
    else if (this.secondsLeft === 0) this.#stoppedBy ??= "TIME";
    else return false;
    return true;
  }

  /** What ended a part of this run ends it. */
  noteFrom(part: Course): void {
    this.#stoppedBy ??= part.stoppedBy;
  }

  /** A search was cut short; what is not the caller's doing is a limit of the search itself. */
  note(isLimit: boolean): void {
    if (this.control.cancelled()) this.#stoppedBy = "CANCEL";
    else this.#stoppedBy ??= isLimit || this.control.nodes < Infinity ? "LIMIT" : "TIME";
  }
}
