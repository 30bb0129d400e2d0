import type { Highs } from "highs";
import { at } from "./board.ts";
import type { Flows } from "./board.ts";
import { cappedBoard } from "./capped.ts";
import { Pricing } from "./caps-pricing.ts";
import { capsNear } from "./caps-search.ts";
import { Course } from "./course.ts";
import type { Wish } from "./course.ts";
import { PART_COUNT } from "./engine.ts";
import type { Control, EngineAnswer, PartProof, Task } from "./engine.ts";
import { usesOf } from "./highs-objective.ts";
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
  const programs = new Relaxation(highs, course);
  try {
    const floors = plain.map((wish) => programs.floorOf(wish));
    const pricing = floors.includes(undefined)
      ? new Pricing(
          course,
          plain,
          plain.map((wish) => programs.offsetOf(wish)),
        )
      : undefined;
    const values = pricing?.mean ?? programs.wholeLoads(weightsOf(floors)) ?? task.start;
    const least = floors.map((floor) => floor && floor.value - floor.offset);
    const capped = cappedBoard(board, capsNear(course, values, plain, least));
    const start = isFeasible(capped, task.start) ? task.start : new Float64Array(task.start.length);
    const plan = runNetwork({ ...task, board: capped, start }, unproven);
    const found = valuesOf(course, plan, wishes);
    const limits = wishes.map(({ slack }, index) => at(found, index) * (1 + slack));
    if (pricing !== undefined) priceFloors(pricing, { floors, found, limits });
    // Yes and no make programs many times as large: these come when there is a plan already.
    programs.keepTo(limits);
    floors.push(...wishes.slice(plain.length).map((wish) => programs.floorOf(wish)));
    return proven(course, plan, { floors, found, limits });
  } finally {
    programs.dispose();
  }
}

/** What each part was worth when the plan's own run came to it, or in what it began with. */
function valuesOf(course: Course, plan: EngineAnswer, wishes: readonly Wish[]): number[] {
  const { best } = course;
  const isTaken = isNoWorse(course, plan.flows, wishes) && best.replace(plan.flows);
  if (isTaken) return plan.stages.flatMap(({ parts }) => parts.map((part) => part.best));
  return wishes.map(({ stage, part }) => best.value(stage, part));
}

interface Findings {
  readonly floors: readonly (Floor | undefined)[];
  readonly found: readonly number[];
  readonly limits: readonly number[];
}

/** Beyond this gap, what is held of a part outweighs all that prices could prove of later ones. */
const LOST = 0.05;

/** What programs have left open is bounded by prices, part by part, as far as they reach. */
function priceFloors(
  pricing: Pricing,
  { floors, found, limits }: Omit<Findings, "floors"> & { readonly floors: (Floor | undefined)[] },
): void {
  for (const [part, best] of found.entries()) {
    if (part >= floors.length) return;
    // What is zero needs no bound.
    if (best === 0) continue;
    const floor = floors[part] ?? pricing.floorOf(part, limits);
    floors[part] = floor;
    if (best - boundFrom(floor, limits) > LOST * Math.max(1, best)) return;
  }
}

/** What the plan is worth beside what the programs have proven of it. */
function proven(
  course: Course,
  plan: EngineAnswer,
  { floors, found, limits }: Findings,
): EngineAnswer {
  const proofs = found.map((best, index): PartProof => {
    const floor = floors[index];
    if (floor === undefined) return { best, bound: 0 };
    return proofOf(best, boundFrom(floor, limits), floor.isWhole);
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
