import type { Highs } from "highs";
import type { Course, Wish } from "./course.ts";
import { DispatchModel } from "./highs-model.ts";
import { arcsUsing, costsOf, usesOf } from "./highs-objective.ts";
import { baseColumns, costRow } from "./highs-rows.ts";
import { scaleOf } from "./highs-scale.ts";
import { COLUMNS_PER_WORK, FACE_COLUMNS_PER_WORK } from "./highs-search.ts";
import type { Outcome } from "./highs-search.ts";
import { Uses } from "./highs-uses.ts";
import { Ladder } from "./ladder.ts";
import type { Duals } from "./ladder.ts";
import { Rounding } from "./rounding.ts";

/** What a part comes to at least where pieces may be cut, with those before it held. */
export interface Floor {
  readonly value: number;
  /** Whether only whole numbers can be the value of a plan. */
  readonly isWhole: boolean;
}

/** For each column: what all programs of a run together take, on boards of 24,000 columns. */
const ITERATIONS = 2.5;

/** Rounds of rounding: after these a few lots in a hundred are left. */
const DIVES = 25;

/** A part whose program has been solved. */
interface Step {
  readonly costs: Float64Array;
  /** What pins and ways already in use add to the columns' own sum. */
  readonly offset: number;
  readonly least: number;
}

/** The linear programs of a board's parts. */
export class Relaxation {
  readonly #course: Course;
  readonly #model: DispatchModel;
  readonly #uses: Uses;
  readonly #ladder = new Ladder();
  readonly #steps: Step[] = [];
  #values: Float64Array | undefined;

  /** Undefined where the work that is left would not bring the programs to their end. */
  static within(highs: Highs, course: Course): Relaxation | undefined {
    const size = baseColumns(course.task.board, course.isFair).upper.length;
    const isLarge = ITERATIONS * size * size > course.account.left * FACE_COLUMNS_PER_WORK;
    return isLarge ? undefined : new Relaxation(highs, course);
  }

  private constructor(highs: Highs, course: Course) {
    this.#course = course;
    this.#model = new DispatchModel(highs, course.task.board, course.isFair);
    this.#uses = new Uses(this.#model, course.task.board);
  }

  dispose(): void {
    this.#model.dispose();
  }

  /** The columns' own sum of each part at its least. */
  get least(): readonly number[] {
    return this.#steps.map(({ least, offset }) => least - offset);
  }

  /** Each part's least on the face of those before it; false where one did not come to its end. */
  descend(wishes: readonly Wish[]): boolean {
    // On a machine that is far too slow something else has to have the time for a plan.
    const kept = this.#course.secondsLeft / 2;
    const held: Held[] = [];
    for (const wish of wishes) {
      const costs = this.#costs(wish);
      const offset = this.#offset(wish, costs);
      if (costs.every((cost) => cost === 0)) {
        this.#ladder.add(undefined);
        this.#steps.push({ costs, offset, least: offset });
        continue;
      }
      const outcome = this.#solve(costs, kept);
      const { status, duals, values, bound } = outcome;
      this.#course.note({ status, work: 0 });
      if (status !== "OPTIMAL" || duals === undefined) return false;
      this.#ladder.add(ownDuals(duals, scaleOf(costs), held));
      const step = { costs, offset, least: bound + offset };
      if (wish.slack === 0) this.#model.freezeFace(outcome);
      else held.push(this.#held(step, wish.slack));
      this.#steps.push(step);
      this.#values = values;
    }
    this.#model.thaw();
    return true;
  }

  /** A part with slack leaves its face, for a row. */
  #held({ costs, offset, least }: Step, slack: number): Held {
    const factor = scaleOf(costs);
    const most = Math.max(0, least * (1 + slack) - offset);
    const row = this.#model.addRows([costRow(costs, most, factor)]);
    return { part: this.#steps.length, row, factor };
  }

  /**
   * From the last answer to one that loads whole pieces of every lot: lot by lot of each source
   * is rounded and held, and the rest shifts anew, with each part weighed by what it is worth in
   * the last. A few loads may be left in pieces; undefined without an answer at all.
   */
  wholeLoads(): Float64Array | undefined {
    const costs = new Float64Array(this.#model.size);
    this.#ladder.weights.forEach((weight, part) =>
      this.#steps[part]?.costs.forEach((cost, column) => {
        costs[column] = (costs[column] ?? 0) + cost * weight;
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
      this.#values = outcome.values;
      const held = rounding.next(outcome.values);
      if (held.length === 0) break;
      this.#model.setRows(held);
    }
    this.#model.thaw();
    return this.#values;
  }

  /**
   * What each part of a plan comes to at least while those before it are as in the plan, or within
   * their slack of it; only as far as programs come to their end.
   */
  floors(wishes: readonly Wish[], found: readonly number[]): Floor[] {
    let isAsFound = true;
    const floors: Floor[] = [];
    for (const [part, wish] of wishes.entries()) {
      const best = found[part] ?? 0;
      const step: Step | undefined = isAsFound ? this.#steps[part] : undefined;
      const floor: Floor | undefined =
        step === undefined ? this.#floorOf(wish, best) : floorAt(step);
      if (floor === undefined) break;
      floors.push(floor);
      isAsFound &&= wish.slack === 0 && best - floor.value <= NEAR * Math.max(1, best);
      this.#hold(wish, best);
    }
    return floors;
  }

  #floorOf(wish: Wish, best: number): Floor | undefined {
    // What is zero needs no bound.
    if (best === 0) return { value: 0, isWhole: true };
    for (const kind of usesOf(this.#course.task.board, wish.stage, wish.part)) this.#uses.add(kind);
    const costs = this.#costs(wish);
    const outcome = this.#uses.tightened(() => this.#solve(costs));
    this.#course.note({ status: outcome.status, work: 0 });
    if (outcome.status !== "OPTIMAL") return undefined;
    const value = outcome.bound + this.#offset(wish, costs);
    return { value, isWhole: costs.every(Number.isInteger) };
  }

  #hold(wish: Wish, best: number): void {
    const { stage, part, slack } = wish;
    const costs = this.#costs(wish);
    if (best === 0) {
      for (const arc of arcsUsing(this.#course.task.board, stage, part)) costs[arc] = 1;
      this.#model.holdAtMost(costs, 0);
    } else
      this.#model.holdAtMost(costs, Math.max(0, best * (1 + slack) - this.#offset(wish, costs)));
  }

  #costs({ stage, part }: Wish): Float64Array {
    return costsOf(this.#model, this.#course.task.board, stage, part, this.#uses.known);
  }

  #offset({ stage, part }: Wish, costs: Float64Array): number {
    const { best } = this.#course;
    return best.value(stage, part) - sumOf(costs, this.#uses.columnsOf(best.flows));
  }

  /** In no more than the seconds that are left but for those that are kept. */
  #solve(costs: Float64Array, kept = 0): Outcome {
    const { account, control, secondsLeft } = this.#course;
    const { size } = this.#model;
    const pace = this.#uses.isEmpty ? FACE_COLUMNS_PER_WORK : COLUMNS_PER_WORK;
    const outcome = this.#model.minimise(costs, {
      seconds: Math.max(0, secondsLeft - kept),
      nodes: 1,
      work: 0,
      iterations: Math.max(0, Math.floor((account.left * pace) / size)),
      gap: 0,
      stop: control.cancelled,
      onBound: () => undefined,
      whole: [],
    });
    account.left = Math.max(0, account.left - (outcome.work * size) / pace);
    return outcome;
  }
}

/** A part of the descent that a row holds within its slack. */
interface Held {
  readonly part: number;
  readonly row: number;
  readonly factor: number;
}

/** A program's duals without the factor of its objective. */
function ownDuals({ columns, rows }: RawDuals, factor: number, held: readonly Held[]): Duals {
  const prices: number[] = [];
  for (const { part, row, factor: own } of held)
    prices[part] = Math.max(0, (-(rows[row] ?? 0) * own) / factor);
  const unscaled = (duals: Float64Array) => duals.map((dual) => dual / factor);
  return { columns: unscaled(columns), rows: unscaled(rows), prices };
}

type RawDuals = Pick<Duals, "columns" | "rows">;

/** Of a part with nothing given up before it: what its own program came to. */
const floorAt = ({ least, costs }: Step): Floor => ({
  value: least,
  isWhole: costs.every(Number.isInteger),
});

const NEAR = 1e-9;

const sumOf = (costs: Float64Array, values: Float64Array) =>
  costs.reduce((sum, cost, column) => sum + cost * (values[column] ?? 0), 0);
