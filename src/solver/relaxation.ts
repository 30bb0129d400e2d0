import type { Highs } from "highs";
import type { Course, Wish } from "./course.ts";
import { DispatchModel } from "./highs-model.ts";
import { costsOf, usesOf } from "./highs-objective.ts";
import { costRow } from "./highs-rows.ts";
import { scaleOf } from "./highs-scale.ts";
import { COLUMNS_PER_WORK } from "./highs-search.ts";
import type { Outcome } from "./highs-search.ts";
import { Uses } from "./highs-uses.ts";
import { wholeAbove } from "./incumbent.ts";
import type { StageName } from "./problem.ts";
import { Rounding } from "./rounding.ts";

/** The least value of a part where pieces may be cut, with the parts before it held. */
export interface Floor {
  readonly value: number;
  /** What pins and ways already in use add to the columns' own sum. */
  readonly offset: number;
  /** Whether only whole numbers can be the value of a plan. */
  readonly isWhole: boolean;
  /** How far each earlier part, in order, was allowed to rise. */
  readonly limits: readonly number[];
  /** How much the value can fall for each unit by which that part may rise further. */
  readonly prices: readonly number[];
}

/** For each column: what all programs of a run took at least, on boards of 15,000 columns. */
const LEAST_ITERATIONS = 1.5;

/** Rounds of rounding: after these a few lots in a hundred are left. */
const DIVES = 25;

interface Held {
  readonly row: number;
  readonly factor: number;
  limit: number;
  readonly offset: number;
  readonly costs: Float64Array;
}

/** The linear programs of a board's parts, each with those before it held at their own values. */
export class Relaxation {
  readonly #course: Course;
  readonly #model: DispatchModel;
  readonly #uses: Uses;
  readonly #held: Held[] = [];
  #values: Float64Array | undefined;
  #work: number;
  #isOver = false;

  constructor(highs: Highs, course: Course) {
    const { board } = course.task;
    this.#course = course;
    // Where even one program would not come to its end, none is begun.
    this.#work = course.control.work * COLUMNS_PER_WORK;
    this.#model = new DispatchModel(highs, board, course.isFair);
    this.#uses = new Uses(this.#model, board);
    this.#isOver = this.#work < LEAST_ITERATIONS * this.#model.size * this.#model.size;
  }

  dispose(): void {
    this.#model.dispose();
  }

  /** All columns as the last program that came to its end left them. */
  get values(): Float64Array | undefined {
    return this.#values;
  }

  /** What pins and ways already in use add to a part beyond its columns. */
  offsetOf({ stage, part }: Wish): number {
    const { board } = this.#course.task;
    const costs = costsOf(this.#model, board, stage, part, this.#uses.known);
    return this.#offset(stage, part, costs);
  }

  #offset(stage: StageName, part: number, costs: Float64Array): number {
    const { best } = this.#course;
    return best.value(stage, part) - sumOf(costs, this.#uses.columnsOf(best.flows));
  }

  /** Undefined once a program has not come to its end: then nothing holds for those after it. */
  floorOf({ stage, part, slack }: Wish): Floor | undefined {
    if (this.#isOver) return undefined;
    const { task } = this.#course;
    for (const kind of usesOf(task.board, stage, part)) this.#uses.add(kind);
    const costs = costsOf(this.#model, task.board, stage, part, this.#uses.known);
    const offset = this.#offset(stage, part, costs);
    const outcome = this.#uses.tightened(() => this.#solve(costs));
    this.#course.note({ status: outcome.status, work: 0 });
    this.#isOver = outcome.status !== "OPTIMAL" || outcome.duals === undefined;
    if (this.#isOver) return undefined;
    this.#values = outcome.values;
    const factor = scaleOf(costs);
    const duals = outcome.duals?.rows;
    const floor = {
      value: outcome.bound + offset,
      offset,
      isWhole: costs.every(Number.isInteger),
      limits: this.#held.map(({ limit }) => limit),
      prices: this.#held.map(({ row, factor: own }) =>
        Math.max(0, (-(duals?.[row] ?? 0) * own) / factor),
      ),
    };
    const least = floor.isWhole ? wholeAbove(floor.value) : floor.value;
    this.#hold(costs, least * (1 + slack), offset);
    return floor;
  }

  #hold(costs: Float64Array, limit: number, offset: number): void {
    const factor = scaleOf(costs);
    const row = this.#model.addRows([costRow(costs, Math.max(0, limit - offset), factor)]);
    this.#held.push({ row, factor, limit, offset, costs });
  }

  /**
   * From the last answer to one that loads whole pieces of every lot: lot by lot of each source
   * is rounded and held, and the rest shifts anew, with each part weighed by what it is worth in
   * those after it. A few loads may be left in pieces; undefined without an answer at all.
   */
  wholeLoads(weights: readonly number[]): Float64Array | undefined {
    let values = this.#values;
    if (values === undefined) return undefined;
    this.#model.setRows(
      this.#held.map(({ row }) => ({ index: row, lower: -Infinity, upper: Infinity })),
    );
    const costs = new Float64Array(this.#model.size);
    this.#held.forEach((held, index) =>
      held.costs.forEach((cost, column) => {
        costs[column] = (costs[column] ?? 0) + cost * (weights[index] ?? 0);
      }),
    );
    const rounding = new Rounding(this.#course.task.board);
    for (let round = 0; round < DIVES; round += 1) {
      let outcome = this.#solve(costs);
      if (outcome.status === "FAILED") {
        this.#model.setRows(rounding.loosened());
        outcome = this.#solve(costs);
      }
      if (outcome.status !== "OPTIMAL" || outcome.values === undefined) break;
      values = outcome.values;
      const held = rounding.next(outcome.values);
      if (held.length === 0) break;
      this.#model.setRows(held);
    }
    this.#model.setRows(rounding.restored());
    return values;
  }

  /** From now on each part so far may be as large as in a plan that has been found. */
  keepTo(limits: readonly number[]): void {
    this.#held.forEach((held, index) => {
      held.limit = limits[index] ?? Infinity;
      const upper = Math.max(0, held.limit - held.offset) * held.factor;
      this.#model.setRows([{ index: held.row, lower: -Infinity, upper }]);
    });
  }

  #solve(costs: Float64Array): Outcome {
    const { control, secondsLeft } = this.#course;
    const outcome = this.#model.minimise(costs, {
      seconds: secondsLeft,
      nodes: 1,
      work: 0,
      iterations: Math.max(0, Math.floor(this.#work / this.#model.size)),
      gap: 0,
      stop: control.cancelled,
      onBound: () => undefined,
      whole: [],
    });
    this.#work -= outcome.work * this.#model.size;
    return outcome;
  }
}

const sumOf = (costs: Float64Array, values: Float64Array) =>
  costs.reduce((sum, cost, column) => sum + cost * (values[column] ?? 0), 0);
