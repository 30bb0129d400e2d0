import type { Arcs } from "./arcs.ts";
import type { BoardNeed, Move, Recipe, Role, Supply } from "./board.ts";
import type { Problem } from "./problem.ts";

interface Asking {
  readonly needs: readonly BoardNeed[];
  readonly supplies: readonly Supply[];
}

/** Of the several capabilities that a need asks for at once, those that a unit has, in order. */
export const coversOf = (need: BoardNeed, supply: Supply): readonly string[] =>
  (need.capabilities ?? []).filter((one) => supply.capabilities.includes(one));

/**
 * Units of a need that cover the same part of it: in a set one of them is as good as another.
 * Numbered by need, so that the same board always has the same roles.
 */
export function rolesOf({ needs, supplies }: Asking, arcs: Arcs, pinned: readonly Move[]): Role[] {
  if (needs.every((need) => need.capabilities === undefined)) return [];
  const roles = new Map<string, { need: number; covers: readonly string[] } & Seats>();
  const roleOf = ({ need, supply }: { readonly need: number; readonly supply: number }) => {
    const [asked, unit] = [needs[need], supplies[supply]];
    if (asked?.capabilities === undefined || unit === undefined) return undefined;
    const covers = coversOf(asked, unit);
    const key = JSON.stringify([need, covers]);
    const role = roles.get(key) ?? { need, covers, arcs: [], pinned: [] };
    roles.set(key, role);
    return role;
  };
  arcs.forEach((arc, index) => roleOf(arc)?.arcs.push(index));
  for (const move of pinned) roleOf(move)?.pinned.push(move.supply);
  return [...roles.values()].sort((a, b) => a.need - b.need);
}

interface Seats {
  readonly arcs: number[];
  readonly pinned: number[];
}

/** Every way to make up a set of a need from its roles with none to spare. */
export function recipesOf({ needs }: Pick<Asking, "needs">, roles: readonly Role[]): Recipe[] {
  const ofNeed = new Map<number, number[]>();
  roles.forEach(({ need }, role) => ofNeed.set(need, [...(ofNeed.get(need) ?? []), role]));
  const known = new Map<string, readonly (readonly number[])[]>();
  return [...ofNeed].flatMap(([need, own]) => {
    const asked = needs[need]?.capabilities ?? [];
    const masks = own.map((role) => maskOf(asked, roles[role]?.covers ?? []));
    const key = JSON.stringify([asked.length, masks]);
    const covers = known.get(key) ?? leanCovers(masks, 2 ** asked.length - 1);
    known.set(key, covers);
    return covers.map((places) => ({ need, roles: places.map((place) => own[place] ?? -1) }));
  });
}

/** Ways to make up sets, over all needs: more would be no model that could be solved. */
export const LARGEST_RECIPES = 100_000;

/** Whether a file's units could be put together in more ways than that, lanes or none. */
export function hasTooManyRecipes({ needs, sources }: Problem): boolean {
  const units = sources.flatMap((source) => source.units ?? []);
  const known = new Map<string, number>();
  let recipes = 0;
  for (const { capabilities } of needs) {
    if (capabilities === undefined) continue;
    const asked = capabilities.toSorted();
    const key = JSON.stringify(asked);
    const masks = () => new Set(units.map((unit) => maskOf(asked, unit.capabilities)));
    const count = known.get(key) ?? leanCovers([...masks()], 2 ** asked.length - 1).length;
    known.set(key, count);
    recipes += count;
    if (recipes > LARGEST_RECIPES) return true;
  }
  return false;
}

/** What is part of no recipe cannot go: it keeps its place, for it is eligible all the same. */
export function withoutUse(arcs: Arcs, roles: readonly Role[], recipes: readonly Recipe[]): Arcs {
  const used = new Set(recipes.flatMap((recipe) => recipe.roles));
  return arcs.without(roles.flatMap((role, index) => (used.has(index) ? [] : role.arcs)));
}

const maskOf = (asked: readonly string[], covers: readonly string[]) =>
  asked.reduce((mask, one, bit) => (covers.includes(one) ? mask | (1 << bit) : mask), 0);

/**
 * Every list of places whose masks together are the whole and none of which could be left out.
 * Each is found once: what stood before a choice for the same bit is barred from then on.
 */
function leanCovers(masks: readonly number[], whole: number): number[][] {
  const found: number[][] = [];
  const extend = (chosen: readonly number[], barred: ReadonlySet<number>) => {
    const covered = union(masks, chosen);
    if (covered === whole) {
      found.push([...chosen].sort((a, b) => a - b));
      return;
    }
    const bit = whole & ~covered & -(whole & ~covered);
    const off = new Set(barred);
    masks.forEach((mask, place) => {
      if ((mask & bit) === 0 || off.has(place)) return;
      const more = [...chosen, place];
      if (isLean(masks, more)) extend(more, off);
      off.add(place);
    });
  };
  extend([], new Set());
  return found;
}

const union = (masks: readonly number[], places: readonly number[]) =>
  places.reduce((all, place) => all | (masks[place] ?? 0), 0);

/** Whether each covers something that no other does. */
const isLean = (masks: readonly number[], places: readonly number[]) =>
  places.every(
    (place) =>
      ((masks[place] ?? 0) &
        ~union(
          masks,
          places.filter((other) => other !== place),
        )) !==
      0,
  );
