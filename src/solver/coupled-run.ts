import type { Highs } from "highs";
import { at } from "./board.ts";
import type { Flows } from "./board.ts";
import { cappedBoard } from "./capped.ts";
import type { Caps } from "./capped.ts";
import { Pricing } from "./caps-pricing.ts";
import { capsFrom, capsNear } from "./caps-search.ts";
import { Course } from "./course.ts";
import type { Wish } from "./course.ts";
import { PART_COUNT } from "./engine.ts";
import type { Control, EngineAnswer, PartProof, Task } from "./engine.ts";
import { usesOf } from "./highs-objective.ts";
import { Incumbent, proofOf } from "./incumbent.ts";
import { Relaxation } from "./relaxation.ts";
import type { Floor } from "./relaxation.ts";

/** Runs a task on a board that is a network. */
export type RunNetwork = (task: Task, control: Control) => EngineAnswer;

/**
 * A task on a board of goods that only capacity keeps from being a network.
 *
 * What linear programs, one after the other, ship from each lot is rounded to caps on the lots,
 * within capacity: with these the board is a network again, whose plan is whole. Each part is then
 * bounded by a program that holds those before it to what they are in the plan. Where programs
 * would not come to their end, prices on the capacity take their place. A trial needs neither: what
 * its start ships from each lot is near what it is to ship, and nothing is asked of its bounds.
 */
export function runCoupled(
  highs: Highs,
  task: Task,
  control: Control,
  runNetwork: RunNetwork,
): EngineAnswer {
  const { board } = task;
  const course = new Course(task, control);
  // What is proven of the board with caps is not proven of the whole.
  const unproven: Control = {
    ...control,
    onProgress: (progress) => control.onProgress({ ...progress, bound: 0 }),
  };
  const wishes = task.stages.flatMap(({ name, slack, parts }) =>
    Array.from({ length: parts ?? PART_COUNT[name] }, (_, part) => ({ stage: name, part, slack })),
  );
  const firstUse = wishes.findIndex(({ stage, part }) => usesOf(board, stage, part).length > 0);
  const plain = firstUse < 0 ? wishes : wishes.slice(0, firstUse);
  const programs = task.isNearStart === true ? undefined : Relaxation.within(highs, course);
  try {
    const { caps, flows, floors } = groundOf(course, plain, programs);
    const plan = runNetwork({ ...task, board: cappedBoard(board, caps), start: flows }, unproven);
    const found = valuesOf(course, plan, wishes);
    return proven(course, plan, found, floors(wishes, found));
  } finally {
    programs?.dispose();
  }
}

interface Ground {
  readonly caps: Caps;
  /** A plan within the caps. */
  readonly flows: Float64Array;
  /** What each part of a plan comes to at least, as far as that is known. */
  readonly floors: (wishes: readonly Wish[], found: readonly number[]) => readonly Floor[];
}

/** The caps for a plan, and what bounds it: programs, prices, or of a trial nothing. */
function groundOf(course: Course, plain: readonly Wish[], programs?: Relaxation): Ground {
  const { start, isNearStart } = course.task;
  if (isNearStart === true) return { ...capsFrom(course, start, plain), floors: () => [] };
  if (programs?.descend(plain) === true)
    return {
      ...capsNear(course, programs.wholeLoads() ?? start, plain, programs.least),
      floors: (wishes, found) => floorsBy(programs, wishes, found),
    };
  const pricing = new Pricing(course, plain);
  return {
    ...capsNear(course, pricing.mean, plain, []),
    floors: (wishes, found) => pricedFloors(pricing, wishes.slice(0, plain.length), found),
  };
}

/** The package throws at numbers beyond its own; a plan that has been found stands all the same. */
function floorsBy(programs: Relaxation, wishes: readonly Wish[], found: readonly number[]) {
  try {
    return programs.floors(wishes, found);
  } catch {
    return [];
  }
}

/** What each part was worth when the plan's own run came to it, or in what it began with. */
function valuesOf(course: Course, plan: EngineAnswer, wishes: readonly Wish[]): number[] {
  const { best } = course;
  const isTaken = isNoWorse(course, plan.flows, wishes) && best.replace(plan.flows);
  if (isTaken) return plan.stages.flatMap(({ parts }) => parts.map((part) => part.best));
  return wishes.map(({ stage, part }) => best.value(stage, part));
}

/** Beyond this gap, what is held of a part outweighs all that prices could prove of later ones. */
const LOST = 0.05;

/** What prices prove of each part of a plan, as far as they reach. */
function pricedFloors(
  pricing: Pricing,
  wishes: readonly Wish[],
  found: readonly number[],
): Floor[] {
  const limits = wishes.map(({ slack }, part) => at(found, part) * (1 + slack));
  const floors: Floor[] = [];
  for (const part of wishes.keys()) {
    const best = at(found, part);
    // What is zero needs no bound.
    const floor = best === 0 ? { value: 0, isWhole: true } : pricing.floorOf(part, limits);
    floors.push(floor);
    if (best - floor.value > LOST * Math.max(1, best)) break;
  }
  return floors;
}

/** What the plan is worth beside what has been proven of it. */
function proven(
  course: Course,
  plan: EngineAnswer,
  found: readonly number[],
  floors: readonly Floor[],
): EngineAnswer {
  const proofs = found.map((best, index): PartProof => {
    const floor = floors[index];
    return floor === undefined ? { best, bound: 0 } : proofOf(best, floor.value, floor.isWhole);
  });
  let next = 0;
  const stages = plan.stages.map(({ name, parts, ms }) => {
    const own = proofs.slice(next, (next += parts.length));
    return { name, parts: own, ms };
  });
  const stoppedBy = course.stoppedBy ?? plan.stoppedBy;
  return { flows: course.best.flows, stages, ...(stoppedBy === undefined ? {} : { stoppedBy }) };
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
