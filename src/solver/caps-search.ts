import type { Board } from "./board.ts";
import { cappedBoard } from "./capped.ts";
import type { Caps } from "./capped.ts";
import { Exchange } from "./caps-exchange.ts";
import { roundedCaps, takenBySource } from "./caps-worth.ts";
import type { Course, Wish } from "./course.ts";
import { ARCS_PER_WORK, PIVOTS_PER_WORK } from "./fixed-charge-work.ts";
import { costsOf, usesOf } from "./highs-objective.ts";
import type { Numbered } from "./highs-objective.ts";
import { baseColumns } from "./highs-rows.ts";
import type { Columns } from "./highs-rows.ts";
import { NetworkModel } from "./network-model.ts";

const NO_USES = new Map<never, never>();

/** How often caps are shifted at most; the first few times gain nearly all. */
const ROUNDS = 60;
/** What the search may take of the work that is left; bounds come after it. */
const SEARCH = 1 / 2;
/** A round aims beyond what is open so many times, for of its shifts some undo each other. */
const AIM = 8;
/** How often what is free is given out anew at most. */
const GROWTHS = 8;
/** A shift that gained nothing is tried again with half as much, down to this share. */
const LEAST_SHARE = 0.05;
/** Laying out a network takes as long as so many parts on it. */
const LAYING = 4;

/** A capped board, moved to its best in each plain part in turn. */
export interface Trial {
  readonly caps: Caps;
  readonly flows: Float64Array;
  readonly columns: Columns;
  /** As far as it came before it was told to stop. */
  readonly parts: readonly TrialPart[];
  readonly isWhole: boolean;
}

export interface TrialPart {
  readonly value: number;
  readonly costs: Float64Array;
  /** By supply: what one more piece would gain. */
  readonly gains: Float64Array;
}

/**
 * Moves capacity between the lots of a source, to where one more piece gains most in the first
 * part that is not yet as good as its floor, again and again, as long as that helps.
 */
export function capsNear(
  course: Course,
  values: Float64Array,
  wishes: readonly Wish[],
  floors: readonly (number | undefined)[],
): Pick<Trial, "caps" | "flows"> {
  let best = tryOut(course, rounded(course, values, wishes), wishes);
  const end = course.account.left * (1 - SEARCH);
  let share = AIM;
  for (let round = 0; round < ROUNDS && share > LEAST_SHARE && best.isWhole; round += 1) {
    // By work and not by the clock alone, so that the same problem has the same caps everywhere.
    if (course.account.left <= end) break;
    const open = best.parts.map(({ value }, part) => share * (value - (floors[part] ?? 0)));
    const next = new Exchange(course.task.board, best).shifted(open);
    if (next === undefined) break;
    const trial = tryOut(course, next, wishes);
    if (!trial.isWhole) break;
    if (isBetter(trial, best)) best = trial;
    else share /= 2;
  }
  return grown(course, best, wishes);
}

/**
 * The same from a good plan of nearly the same board, with nothing taken from any lot: what is
 * better then is so by what has changed.
 */
export const capsFrom = (
  course: Course,
  start: Float64Array,
  wishes: readonly Wish[],
): Pick<Trial, "caps" | "flows"> =>
  grown(course, tryOut(course, rounded(course, start, wishes), wishes), wishes);

/** Gives out what is still free, as long as that helps. */
function grown(course: Course, trial: Trial, wishes: readonly Wish[]): Trial {
  let best = trial;
  for (let round = 0; round < GROWTHS && best.isWhole; round += 1) {
    const next = new Exchange(course.task.board, best).grown();
    const larger = next && tryOut(course, next, wishes);
    if (larger?.isWhole !== true || !isBetter(larger, best)) break;
    best = larger;
  }
  return best;
}

function tryOut(course: Course, caps: Caps, wishes: readonly Wish[]): Trial {
  const { board } = course.task;
  const model = NetworkModel.ofGoods(cappedBoard(board, caps), course.isFair);
  const objectives = plainCosts(board, model, wishes);
  const parts: TrialPart[] = [];
  for (const costs of objectives) {
    if (!model.minimise(costs, () => course.isOver())) break;
    parts.push({ value: model.value(costs), costs, gains: model.gains });
    model.freeze();
  }
  const looked = ((LAYING + parts.length) * model.arcs) / ARCS_PER_WORK;
  course.note({ status: "OPTIMAL", work: looked + model.pivots / PIVOTS_PER_WORK });
  const isWhole = parts.length === objectives.length;
  return { caps, flows: model.flows, columns: model.columns, parts, isWhole };
}

function rounded({ task, isFair }: Course, values: Float64Array, wishes: readonly Wish[]): Caps {
  const columns = baseColumns(task.board, isFair);
  const parts = plainCosts(task.board, { columns, size: columns.upper.length }, wishes);
  return roundedCaps(task.board, takenBySource(task.board, values, columns, parts)).caps;
}

/** The objectives of the parts up to the first that is no plain sum over what flows. */
function plainCosts(board: Board, model: Numbered, wishes: readonly Wish[]): Float64Array[] {
  const first = wishes.findIndex(({ stage, part }) => usesOf(board, stage, part).length > 0);
  return wishes
    .slice(0, first < 0 ? wishes.length : first)
    .map(({ stage, part }) => costsOf(model, board, stage, part, NO_USES));
}

function isBetter(a: Trial, b: Trial): boolean {
  const first = a.parts.findIndex(({ value }, index) => value !== b.parts[index]?.value);
  return first >= 0 && a.parts[first]!.value < (b.parts[first]?.value ?? Infinity);
}
