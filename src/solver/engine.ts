import type { Board, Flows } from "./board.ts";
import type { StoppedBy } from "./plan.ts";
import type { StageName } from "./problem.ts";

/**
 * What an engine must do: improve a feasible plan, stage after stage, and say what is proven.
 *
 * It may stop early by its control; what it returns must be feasible all the same.
 */
export interface Engine {
  readonly name: string;
  readonly version: string;
  run(task: Task, control: Control): EngineAnswer;
  /** Prices that prove a least weighted shortage, where they could be had. */
  prices(ask: PriceAsk): Priced;
}

/** The least Σ weights · missing while each need of infinite weight gets all that it wants. */
export interface PriceAsk {
  readonly board: Board;
  readonly wanted: readonly number[];
  readonly weights: readonly number[];
  /** What the program may take; of the time no more than what is left. */
  readonly work: number;
  readonly control: Pick<Control, "limitMs" | "elapsed" | "cancelled">;
}

/** What a program of prices has come to, and the work that it took in any case. */
export interface Priced {
  readonly prices?: Prices;
  readonly work: number;
}

/** Duals of that linear program, none negative: by need, supply, group and source. */
export interface Prices {
  readonly needs: readonly number[];
  readonly stocks: readonly number[];
  readonly groups: readonly number[];
  readonly kg: readonly number[];
  readonly m3: readonly number[];
}

export interface Task {
  readonly board: Board;
  readonly stages: readonly StageWish[];
  readonly mipGap: number;
  /** A feasible plan to start from. */
  readonly start: Flows;
  /** The start is a good plan of nearly the same board: looked at is only what is near it. */
  readonly isNearStart?: boolean;
  /** Least change against `previous`, then soonest expiry, then id, once the stages are done. */
  readonly breakTies: boolean;
}

export interface StageWish {
  readonly name: StageName;
  /** Later stages may raise the stage's value to (1 + slack) · best. */
  readonly slack: number;
  /** Only this many of its parts, from the first; absent: all. */
  readonly parts?: number;
}

/**
 * Of more yes and no than this a tree search found nothing within the default limit: of 3,914
 * lanes not even its root was done.
 */
export const LARGEST_TREE = 3_000;

export interface Control {
  /** Milliseconds since the solve began. */
  readonly elapsed: () => number;
  readonly limitMs: number;
  /** Work limit for each tree search, in nodes: unlike time, it stops at the same plan always. */
  readonly nodes: number;
  /** The most choices of yes or no that a tree search takes on; absent: LARGEST_TREE. */
  readonly largestTree?: number;
  /** Work for all tree searches of a run together; see `Search`. */
  readonly work: number;
  readonly cancelled: () => boolean;
  readonly onProgress: (progress: Progress) => void;
}

/** What a stage has reached so far. */
export interface Progress {
  readonly stage: StageName;
  readonly part: number;
  readonly best: number;
  readonly bound: number;
  readonly ms: number;
}

export interface EngineAnswer {
  readonly flows: Flows;
  readonly stages: readonly EngineStage[];
  readonly stoppedBy?: StoppedBy;
}

export interface EngineStage {
  readonly name: StageName;
  readonly parts: readonly PartProof[];
  readonly ms: number;
}

/** The least value found when the part ran, and the proven bound given the earlier parts. */
export interface PartProof {
  readonly best: number;
  readonly bound: number;
}

/**
 * The control of a trial, which need not find the best plan, only a real one. What it may take is
 * work and not time, so that the same plan has the same answer.
 */
export const forTrial = (control: Control, nodes: number): Control => ({
  ...control,
  nodes: Math.min(control.nodes, nodes),
  work: control.work * TRIAL_SHARE,
  onProgress: () => undefined,
});

const TRIAL_SHARE = 0.04;

/** The largest gap of what counts as proven. */
export const PROVEN = 1e-9;

/** A gap as the problem's contract defines it. */
export const gapOf = (proof: PartProof) =>
  Math.max(0, (proof.best - proof.bound) / Math.max(1, Math.abs(proof.best)));

/** How many parts each stage has, in the contract's order. */
export const PART_COUNT: Readonly<Record<StageName, number>> = {
  unmet: 5,
  fairness: 5,
  arrival: 1,
  order: 2,
  breadth: 3,
  cost: 1,
};
