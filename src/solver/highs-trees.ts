import type { Course, Wish } from "./course.ts";
import { LARGEST_TREE } from "./engine.ts";
import type { DispatchModel } from "./highs-model.ts";
import { COLUMNS_PER_WORK } from "./highs-search.ts";
import type { Outcome, Search } from "./highs-search.ts";
import { flowsIn, wholeFlowsIn } from "./highs-uses.ts";
import type { Uses } from "./highs-uses.ts";

export interface Costed extends Wish {
  readonly costs: Float64Array;
}

export interface TreeParts {
  readonly course: Course;
  readonly model: DispatchModel;
  readonly uses: Uses;
  /** Flows that are not whole by themselves. */
  readonly wholeFlows: () => readonly number[];
}

/** Tree searches over one model, from plans that its linear programs lead to. */
export class Trees {
  readonly #parts: TreeParts;

  constructor(parts: TreeParts) {
    this.#parts = parts;
  }

  /** Leaves the best plan with the course; answers the bound proven, `offset` not in it. */
  least(wish: Costed, offset: number): number {
    const { course, uses, model } = this.#parts;
    const { largestTree = LARGEST_TREE } = course.control;
    const linear = this.#linear(wish);
    if (uses.columns.length > largestTree) return this.#bounded(wish, linear);
    this.#offer(wish, this.#polished(wish, linear));
    const start = uses.columnsOf(course.best.flows);
    const search = this.#search(this.#wholeColumns, course.workFor(wish));
    const onBound = course.teller(wish, offset);
    const outcome = model.minimise(wish.costs, { ...search, start, onBound });
    course.note(outcome);
    if (!this.#offer(wish, this.#polished(wish, outcome))) this.#offer(wish, outcome);
    return Math.max(linear.bound, outcome.bound);
  }

  /** The linear program, with each row of a use that it would break; its work is of the run's. */
  #linear({ costs }: Costed): Outcome {
    const { course, model, uses } = this.#parts;
    return uses.tightened(() => {
      const outcome = model.minimise(costs, this.#search([]));
      const work = (outcome.work * model.size) / COLUMNS_PER_WORK;
      if (outcome.status === "OPTIMAL") course.note({ status: "OPTIMAL", work });
      return outcome;
    });
  }

  /** No search: the best known or shipped by the linear program, and how far from its value. */
  #bounded({ stage, part }: Costed, linear: Outcome): number {
    const { course } = this.#parts;
    const { bound, status } = linear;
    course.note({ status: status === "OPTIMAL" ? "STOPPED" : status, work: 0 });
    course.best.improve(stage, part, wholeFlowsIn(course.task.board, linear));
    return bound;
  }

  #offer({ stage, part }: Costed, outcome: Outcome): boolean {
    const { best, task } = this.#parts.course;
    const flows = flowsIn(task.board, outcome);
    if (flows !== undefined) best.improve(stage, part, flows);
    return flows !== undefined;
  }

  /**
   * With its yes and no fixed, a yes wherever something flows, an answer's flows come out exact:
   * a tree's are whole to a tolerance, and a linear program's become a plan.
   */
  #polished(wish: Costed, outcome: Outcome): Outcome {
    const { course, model, uses, wholeFlows } = this.#parts;
    if (outcome.values === undefined || uses.isEmpty) return outcome;
    return uses.withFixed(uses.rounded(outcome.values), () => {
      const linear = model.minimise(wish.costs, this.#search([]));
      const whole = wholeFlows();
      if (whole.length === 0 || flowsIn(course.task.board, linear) !== undefined) return linear;
      const tree = model.minimise(wish.costs, this.#search(whole, course.workFor(wish)));
      course.note({ status: "OPTIMAL", work: tree.work });
      return tree;
    });
  }

  get #wholeColumns(): readonly number[] {
    return [...this.#parts.wholeFlows(), ...this.#parts.uses.columns];
  }

  #search(whole: readonly number[], work = 0): Search {
    return searchOf(this.#parts.course, this.#parts.model, whole, work);
  }
}

/** A search within what a run may still take; of a linear program all of it, most need far less. */
export function searchOf(
  { control, task, secondsLeft }: Course,
  { size }: DispatchModel,
  whole: readonly number[],
  work: number,
): Search {
  const iterations = Math.ceil((control.work * COLUMNS_PER_WORK) / size);
  return {
    seconds: secondsLeft,
    nodes: control.nodes,
    work,
    ...(whole.length > 0 ? {} : { iterations }),
    gap: Math.max(task.mipGap, 1e-10),
    stop: control.cancelled,
    onBound: () => undefined,
    whole,
  };
}
