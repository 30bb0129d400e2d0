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
 * The sets of a need of several capabilities that others can fill up: too few of their units stand,
 * and some are with them yet, held, on their way or there. Those that lack least come first.
 */
export function brokenSets(
  need: Pick<NeedRow, "id" | "capabilities">,
  sets: readonly NeedSet[],
): readonly BrokenSet[] {
  const asked = need.capabilities ?? [];
  return sets
    .filter(({ needId, present }) => needId === need.id && present.length > 0)
    .filter(({ standing }) => asked.some((code) => !standing.includes(code)))
    .map(({ setId, present }) => ({
      setId,
      lacks: asked.filter((code) => !present.includes(code)),
    }))
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
 * own, what fills up a broken one joins that. A pinned unit that the plan could put in none is a
 * broken set of its own, for a later plan to fill up. `newId` is asked once for each new set.
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
    if (set === undefined) return { setId: newId(), covers };
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

/**
 * Finds for each pin on a need of the hub one of the file's needs: what fills up a set that lacks
 * just what the unit can do, then whole sets, then whatever asks for the need. One is full when it
 * has as many pins as it may.
 */
export function pinnedNeeds(
  needs: readonly Need[],
): (needId: string, skills: readonly string[]) => Need | undefined {
  const taken = new Map<string, number>();
  const hasRoom = ({ id, quantity, item, capabilities = [""] }: Need): boolean =>
    item !== undefined || (taken.get(id) ?? 0) < quantity * capabilities.length;
  const asks = ({ capability, capabilities = [] }: Need, skills: readonly string[]): boolean =>
    [...capabilities, capability].some((code) => code !== undefined && skills.includes(code));
  return (needId, skills) => {
    const mine = needs.filter(({ id }) => needIdOf(id) === needId);
    const open = mine.filter(hasRoom);
    const found =
      open.find((need) => setIdOf(need.id) !== undefined && asks(need, skills)) ??
      open.find(({ id }) => id === needId) ??
      mine[0];
    if (found !== undefined) taken.set(found.id, (taken.get(found.id) ?? 0) + 1);
    return found;
  };
}
