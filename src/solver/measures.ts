import { nearestFirst } from "./baseline.ts";
import { layBoard } from "./board-lay.ts";
import { at, missingOf, tallyOf } from "./board.ts";
import type { Board, BoardNeed, Flows } from "./board.ts";
import { isCoupled } from "./capped.ts";
import { carriedOver } from "./carried-over.ts";
import { forTrial } from "./engine.ts";
import type { Control, Engine, StageWish, Task } from "./engine.ts";
import type { Outlook } from "./limits.ts";
import { cureIdeas } from "./measure-ideas.ts";
import type { Idea } from "./measure-ideas.ts";
import { Scopes } from "./measure-scope.ts";
import type { Measure } from "./plan.ts";
import { roomAfter } from "./room.ts";
import type { Room } from "./room.ts";

export interface Explaining {
  readonly engine: Engine;
  readonly control: Control;
  readonly wishes: readonly StageWish[];
}

/** Trials for a whole plan, counted in solves and in arcs solved, so that no clock decides. */
const TRIALS = 24;
const ARCS_TRIED = 2_000_000;
/** Where capacity has to be shared out, each arc takes as long as so many. */
const COUPLED = 5;
/** Nodes of a trial's trees. */
const TRIAL_NODES = 100;

/** Finds what would cure shortages by solving again with each idea; see `Measure`. */
export class Measuring {
  readonly #outlook: Outlook;
  readonly #explaining: Explaining;
  readonly #scopes: Scopes;
  readonly #anyway = new Map<number, number>();
  #trials = TRIALS;
  #arcs = ARCS_TRIED;

  constructor(outlook: Outlook, explaining: Explaining) {
    this.#outlook = outlook;
    this.#explaining = explaining;
    this.#scopes = new Scopes(outlook.board);
  }

  /** The cures of one short need, the most effective first. */
  measuresFor(need: number): Measure[] {
    if (this.#isOver()) return [];
    const missingBefore = at(this.#outlook.missing, need);
    const found: Measure[] = [];
    for (const idea of cureIdeas(this.#outlook, need)) {
      if (this.#isOver()) break;
      const { code, target, amount } = idea;
      // Going further where less is enough already is no advice.
      if (found.some((one) => one.missingAfter === 0 && isSame(one, idea))) continue;
      const missingAfter = this.#tryOut(idea, need);
      if (missingAfter >= missingBefore) continue;
      found.push({ code, target, amount, missingBefore, missingAfter });
    }
    return found.sort((a, b) => a.missingAfter - b.missingAfter);
  }

  #isOver(): boolean {
    const { control } = this.#explaining;
    const isLate = control.cancelled() || control.elapsed() > control.limitMs;
    return isLate || this.#trials <= 0 || this.#arcs <= 0;
  }

  #tryOut(idea: Idea, need: number): number {
    const asked = at(this.#outlook.board.needs, need);
    const board = layBoard(this.#scopes.changed(asked, idea), this.#outlook.board);
    const after = this.#missingIn(board, asked.priority);
    const there = board.index.needOf.get(asked.id) ?? -1;
    const before = at(this.#outlook.missing, need);
    const saved = this.#saved(board, after, asked) - this.#savedAnyway(asked);
    const least = Math.ceil(before - saved / asked.weight - HAIR);
    return Math.max(after[there] ?? Infinity, least);
  }

  /** What each need misses in a plan for a board that is changed. */
  #missingIn(board: Board, priority: number): Float64Array {
    const { engine, control, wishes } = this.#explaining;
    this.#trials -= 1;
    this.#arcs -= board.arcs.length * (isCoupled(board) ? COUPLED : 1);
    const stages = wishes
      .filter(({ name }) => name === "unmet" || name === "fairness")
      .map((wish) => ({ ...wish, parts: priority }));
    const task = { board, stages, mipGap: 0, ...this.#start(board), breakTies: false };
    const answer = engine.run(task, forTrial(control, TRIAL_NODES));
    return missingOf(board, tallyOf(board, answer.flows));
  }

  /** Where capacity is shared out the plan itself, which no trial would come near to by itself. */
  #start(board: Board): Pick<Task, "start" | "isNearStart"> {
    const nearest = () => ({ start: nearestFirst(board) });
    if (!isCoupled(board)) return nearest();
    const { board: own, flows } = this.#outlook;
    const kept = carriedOver(own, flows, board);
    const room = roomAfter(board, kept);
    if (room?.holds() !== true) return nearest();
    return { start: filledUp(board, kept, room), isNearStart: true };
  }

  /** What such a trial saves of a plan that is not the best without any idea: no merit of one. */
  #savedAnyway(asked: BoardNeed): number {
    const { board } = this.#outlook;
    if (!isCoupled(board)) return 0;
    const known = this.#anyway.get(asked.priority);
    if (known !== undefined) return known;
    const saved = Math.max(0, this.#saved(board, this.#missingIn(board, asked.priority), asked));
    this.#anyway.set(asked.priority, saved);
    return saved;
  }

  /**
   * What is missed less of the need's priority in all. More than that the idea does not bring to
   * the need, though the trial may have taken it from others.
   */
  #saved(board: Board, after: Float64Array, { priority }: BoardNeed): number {
    const whole = this.#outlook.board.index.needOf;
    return board.needs.reduce((sum, need, index) => {
      if (need.priority !== priority) return sum;
      const before = this.#outlook.missing[whole.get(need.id) ?? -1] ?? 0;
      return sum + need.weight * (before - at(after, index));
    }, 0);
  }
}

/** With what an idea lets through at once: a tree search may find nothing within a trial. */
function filledUp({ arcs, needs }: Board, flows: Flows, room: Room): Flows {
  const inTurn = [...needs.keys()].sort(
    (a, b) => at(needs, a).priority - at(needs, b).priority || a - b,
  );
  for (const need of inTurn)
    for (const arc of arcs.soonestInto(need)) {
      const flow = flows[arc] ?? 0;
      const steps = Math.min(room.fits(arc), (arcs.room[arc] ?? 0) - flow);
      if (steps <= 0) continue;
      room.take(arc, steps);
      flows[arc] = flow + steps;
    }
  return flows;
}

/** Sums of weights are floats. */
const HAIR = 1e-6;

const isSame = (a: Pick<Measure, "code" | "target">, b: Pick<Measure, "code" | "target">) =>
  a.code === b.code && JSON.stringify(a.target) === JSON.stringify(b.target);
