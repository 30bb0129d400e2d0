import { PART_COUNT } from "./engine.ts";
import type { Control, StageWish, Task } from "./engine.ts";
import type { Outcome } from "./highs-search.ts";
import { Incumbent } from "./incumbent.ts";
import type { StoppedBy } from "./plan.ts";
import type { StageName } from "./problem.ts";

/** One part of a stage, and how far later stages may raise it again. */
export interface Wish {
  readonly stage: StageName;
  readonly part: number;
  readonly slack: number;
}

/** Work that may still be done. */
export interface Account {
  left: number;
}

/** What a part may still be raised to: a bound on a sum, which cuts across a network. */
export interface Limit {
  readonly stage: StageName;
  readonly part: number;
  readonly most: number;
}

/** Explaining a plan takes time too. */
const SHARE = 0.85;
/** What is not searched any more still has a bound, if it can be had before this. */
const BOUNDING = 0.95;

/** What the engines of one run have in common: the task, the best plan so far, and the time. */
export class Course {
  readonly task: Task;
  readonly control: Control;
  readonly best: Incumbent;
  /** Of parts with slack, as long as the run stays on a network. */
  readonly limits: Limit[] = [];
  readonly #floors = new Map<string, number>();
  #stoppedBy: StoppedBy | undefined;
  /** What is left of the run's work; parts of one run that are courses of their own share it. */
  readonly account: Account;

  constructor(task: Task, control: Control, account: Account = { left: control.work }) {
    this.task = task;
    this.control = control;
    this.account = account;
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

  /** Seconds that may still be spent on bounds. */
  get secondsForBounds(): number {
    return Math.max(0, this.control.limitMs * BOUNDING - this.control.elapsed()) / 1000;
  }

  /** Whether the run is to end; it remembers why. */
  isOver(): boolean {
    if (this.control.cancelled()) this.#stoppedBy = "CANCEL";
    else if (this.secondsLeft === 0) this.#stoppedBy ??= "TIME";
    else return false;
    return true;
  }

  /** Keeps a part within its slack from now on, by whatever engine. */
  limit({ stage, part, slack }: Wish): void {
    const most = this.best.value(stage, part) * (1 + slack);
    this.limits.push({ stage, part, most });
    this.best.hold(stage, part, most);
  }

  /** What ended a part of this run ends it. */
  noteFrom(part: Course): void {
    this.#stoppedBy ??= part.stoppedBy;
  }

  /** A bound on a part that one engine leaves to the next. */
  floor({ stage, part }: Pick<Wish, "stage" | "part">, bound: number): void {
    this.#floors.set(`${stage} ${part}`, bound);
  }

  floorOf({ stage, part }: Pick<Wish, "stage" | "part">): number {
    return this.#floors.get(`${stage} ${part}`) ?? 0;
  }

  /** Tells what a part's search has found and proven; `offset` is not in its figures. */
  teller({ stage, part }: Pick<Wish, "stage" | "part">, offset: number) {
    const { control } = this;
    return (best: number, bound: number): void => {
      if (!Number.isFinite(best) || !Number.isFinite(bound)) return;
      const proof = { best: best + offset, bound: Math.max(0, bound + offset) };
      control.onProgress({ stage, part, ...proof, ms: control.elapsed() });
    };
  }

  /** What a part's tree search may take: half, for those after it; the last takes all. */
  workFor({ stage, part }: Pick<Wish, "stage" | "part">): number {
    const isLast = this.task.stages.at(-1)?.name === stage && part + 1 === PART_COUNT[stage];
    return isLast ? this.account.left : this.account.left / 2;
  }

  /** A tree search is over; what cut it short, if not the caller or the clock, is a limit. */
  note({ status, work }: Pick<Outcome, "status" | "work">): void {
    this.account.left = Math.max(0, this.account.left - work);
    if (status === "OPTIMAL") return;
    if (this.control.cancelled()) this.#stoppedBy = "CANCEL";
    else this.#stoppedBy ??= status === "LATE" ? "TIME" : "LIMIT";
  }
}
