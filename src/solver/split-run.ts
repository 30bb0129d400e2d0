import type { Highs } from "highs";
import { goodsOf, joined, unitFlows, unitsOf } from "./apart.ts";
import { Course } from "./course.ts";
import type { Wish } from "./course.ts";
import type { PartProof } from "./engine.ts";
import { usesOf } from "./highs-objective.ts";
import { HighsRun } from "./highs-run.ts";
import { NetworkModel } from "./network-model.ts";
import { NetworkRun } from "./network-run.ts";

/**
 * A board that only its sets keep from being a network: goods and units share nothing but the
 * objective, so each part is minimised for both apart, the goods on the network, the units with
 * their sets in HiGHS, as long as it is a plain sum over what goes.
 */
export class SplitRun {
  readonly #model: NetworkModel;
  readonly #course: Course;
  readonly #goods: Course;
  readonly #units: Course;
  readonly #network: NetworkRun;
  readonly #search: HighsRun;
  readonly #done: Wish[] = [];

  constructor(highs: Highs, course: Course) {
    const { task, control } = course;
    this.#course = course;
    const goods = goodsOf(task.board);
    const start = joined(goods, task.start, new Float64Array(0));
    this.#goods = new Course({ ...task, board: goods, start }, control, course.account);
    const units = { board: unitsOf(task.board), start: unitFlows(task.board, task.start) };
    this.#units = new Course({ ...task, ...units }, control, course.account);
    this.#model = NetworkModel.ofGoods(goods, course.isFair);
    this.#network = new NetworkRun(this.#goods, this.#model);
    this.#search = new HighsRun(highs, this.#units);
  }

  /** Undefined where goods and units would have to be weighed together. */
  part(wish: Wish): PartProof | undefined {
    const { best, task } = this.#course;
    const { stage, part, slack } = wish;
    const isShared = usesOf(task.board, stage, part).length > 0;
    if (isShared && best.value(stage, part) > 0) return undefined;
    const goods = this.#network.part(wish);
    if (goods === undefined) return undefined;
    const units = this.#search.part(wish);
    this.#course.noteFrom(this.#units);
    if (!best.improve(stage, part, this.#flows())) return undefined;
    const value = best.value(stage, part);
    if (slack === 0 || value === 0) {
      best.hold(stage, part, value);
      this.#done.push(wish);
    }
    return { best: value, bound: goods.bound + units.bound };
  }

  breakTies(): boolean {
    if (!this.#network.breakTies()) return false;
    this.#search.breakTies();
    return this.#course.best.replace(this.#flows());
  }

  /** The whole board in HiGHS from here on, on the face that both have reached. */
  goOver(highs: Highs): HighsRun {
    const run = new HighsRun(highs, this.#course, this.#model.settled);
    for (const wish of this.#done) run.keepUnits(wish);
    return run;
  }

  dispose(): void {
    this.#search.dispose();
  }

  #flows(): Float64Array {
    return joined(this.#course.task.board, this.#goods.best.flows, this.#units.best.flows);
  }
}
