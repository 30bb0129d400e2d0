import type { Highs } from "highs";
import type { Flows } from "./board.ts";
import { cappedBoard } from "./capped.ts";
import { capsNear } from "./caps-search.ts";
import { Course } from "./course.ts";
import type { Wish } from "./course.ts";
import { PART_COUNT } from "./engine.ts";
import type { Control, EngineAnswer, PartProof, Task } from "./engine.ts";
import { Incumbent, proofOf } from "./incumbent.ts";
import { Relaxation } from "./relaxation.ts";
import type { Floor } from "./relaxation.ts";
import { isFeasible } from "./room.ts";

/** Runs a task on a board that is a network. */
export type RunNetwork = (task: Task, control: Control) => EngineAnswer;

/**
 * A task on a board of goods that only capacity keeps from being a network.
 *
 * Linear programs bound each part, held by those before it. What their last answer ships from
 * each lot is rounded to caps on the lots, within capacity: with these the board is a network
 * again, whose plan is whole. Each part then says how far the plan is from its bound.
 */
export function runCoupled(
  highs: Highs,
  task: Task,
  control: Control,
  runNetwork: RunNetwork,
): EngineAnswer {
  const { board } = task;
  const course = new Course(task, control);
  const quiet = { ...control, onProgress: () => undefined };
  const wishes = task.stages.flatMap(({ name, slack, parts }) =>
    Array.from({ length: parts ?? PART_COUNT[name] }, (_, part) => ({ stage: name, part, slack })),
  );
  const relaxation = new Relaxation(highs, course);
  try {
    const floors = wishes.map((wish) => relaxation.floorOf(wish));
    const rough = relaxation.values ?? task.start;
    const values = relaxation.wholeLoads(weightsOf(floors)) ?? rough;
    const least = floors.map((floor) => floor && floor.value - floor.offset);
    const caps = capsNear(course, values, wishes, least);
    const capped = cappedBoard(board, caps);
    const start = isFeasible(capped, task.start) ? task.start : new Float64Array(task.start.length);
    const plan = runNetwork({ ...task, board: capped, start }, quiet);
    return proven(course, plan, wishes, floors);
  } finally {
    relaxation.dispose();
  }
}

/** What the plan is worth beside what the programs have proven of it. */
function proven(
  course: Course,
  plan: EngineAnswer,
  wishes: readonly Wish[],
  floors: readonly (Floor | undefined)[],
): EngineAnswer {
  const { best } = course;
  const isTaken = isNoWorse(course, plan.flows, wishes) && best.replace(plan.flows);
  const found = plan.stages.flatMap(({ parts }) => parts.map((part) => part.best));
  const values = wishes.map(({ stage, part }, index) =>
    isTaken ? (found[index] ?? 0) : best.value(stage, part),
  );
  const limits = wishes.map(({ slack }, index) => (values[index] ?? 0) * (1 + slack));
  const proofs = wishes.map((_, index): PartProof => {
    const [value = 0, floor] = [values[index], floors[index]];
    if (floor === undefined) return { best: value, bound: 0 };
    return proofOf(value, boundFrom(floor, limits), floor.isWhole);
  });
  let next = 0;
  const stages = plan.stages.map(({ name, parts, ms }) => {
    const own = proofs.slice(next, (next += parts.length));
    return { name, parts: own, ms };
  });
  const stoppedBy = course.stoppedBy ?? plan.stoppedBy;
  return { flows: best.flows, stages, ...(stoppedBy === undefined ? {} : { stoppedBy }) };
}

/** Of a run that was cut short even what it began with may be better. */
function isNoWorse({ task, best }: Course, flows: Flows, wishes: readonly Wish[]): boolean {
  const own = new Incumbent(task.board, flows);
  const first = wishes.find(
    ({ stage, part }) => own.value(stage, part) !== best.value(stage, part),
  );
  return (
    first === undefined || own.value(first.stage, first.part) < best.value(first.stage, first.part)
  );
}

/** What a unit of each part is worth in the last: twice what the programs would give for it. */
function weightsOf(floors: readonly (Floor | undefined)[]): number[] {
  const weights = floors.map(() => 0);
  for (let part = floors.length - 1; part >= 0; part -= 1) {
    const later = weights.slice(part + 1);
    const price = later.reduce(
      (sum, weight, index) => sum + weight * (floors[part + 1 + index]?.prices[part] ?? 0),
      0,
    );
    weights[part] = floors[part] === undefined ? 0 : Math.max(1, 2 * price, ...later);
  }
  return weights;
}

/** The least of a linear program is convex in its limits: beyond them its prices bound the fall. */
const boundFrom = ({ value, limits, prices }: Floor, now: readonly number[]) =>
  prices.reduce((bound, price, index) => {
    const rise = (now[index] ?? 0) - (limits[index] ?? 0);
    return rise > 0 ? bound - price * rise : bound;
  }, value);
