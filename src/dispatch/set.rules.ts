import type { NeedRow, NeedSet } from "../incidents/need.model.ts";
import { compare } from "../kernel/compare.ts";
import type { Line } from "../solver/plan.ts";
import type { Need } from "../solver/problem.ts";
import { needIdOf, setIdOf } from "./proposal.model.ts";

/** A set that lost a unit, and what it lacks now. */
export interface BrokenSet {
  readonly setId: string;
  readonly lacks: readonly string[];
}

/**
 * The sets of a need of several capabilities that others can fill up: some of their units are still
 * held for it, on their way or there. Those that lack least come first.
 */
export function brokenSets(
  { id, capabilities }: Pick<NeedRow, "id" | "capabilities">,
  sets: readonly NeedSet[],
): readonly BrokenSet[] {
  return sets
    .filter(({ needId, standing }) => needId === id && standing.length > 0)
    .map(({ setId, standing }) => ({
      setId,
      lacks: (capabilities ?? []).filter((code) => !standing.includes(code)),
    }))
    .filter(({ lacks }) => lacks.length > 0)
    .toSorted((a, b) => a.lacks.length - b.lacks.length || compare(a.setId, b.setId));
}

/** Where a line of a plan stands: in which set, and what it covers there. */
export interface InSet {
  readonly setId: string | null;
  readonly covers: readonly string[] | null;
}

const inNone: InSet = { setId: null, covers: null };

/**
 * Tells of each line of one plan the set that it joins: a whole set of the plan gets an id of its
 * own, what fills up a broken one joins that. `newId` is asked once for each new set.
 */
export function setsOfPlan(
  needs: readonly Need[],
  newId: () => string,
): (line: Pick<Line, "need" | "covers" | "set">) => InSet {
  const ids = new Map<string, string>();
  return (line) => {
    const { need, set } = line;
    const joined = setIdOf(need);
    const covers = coversOf(line, needs);
    if (joined !== undefined) return { setId: joined, covers };
    if (covers.length === 0) return inNone;
    if (set === undefined) return { setId: null, covers };
    const key = `${need} ${set}`;
    const setId = ids.get(key) ?? newId();
    ids.set(key, setId);
    return { setId, covers };
  };
}

/**
 * What a line covers of a set; empty: it is of no set. What fills one up with a single capability
 * is an ordinary need of the file, and its lines cover just that.
 */
export function coversOf(
  { need, covers }: Pick<Line, "need" | "covers">,
  needs: readonly Need[],
): readonly string[] {
  if (covers !== undefined || setIdOf(need) === undefined) return covers ?? [];
  return needs.filter(({ id }) => id === need).flatMap(({ capability }) => capability ?? []);
}

/** The needs of a problem file to which a pin on a need may belong: whole sets before the rest. */
export function pinnedNeed(
  needs: readonly Need[],
  needId: string,
  skills: readonly string[],
): Need | undefined {
  const mine = needs.filter(({ id }) => needIdOf(id) === needId);
  const asks = ({ capability, capabilities = [] }: Need): boolean =>
    [...capabilities, capability].some((code) => code !== undefined && skills.includes(code));
  return mine.find(({ id }) => id === needId) ?? mine.find(asks) ?? mine[0];
}
