import type { Board, Flows } from "./board.ts";
import type { Room } from "./room.ts";

/** A unit in the order in which people would call on it; a pinned one has no arc. */
interface Caller {
  readonly arc: number | undefined;
  readonly role: number;
  readonly covers: readonly string[];
}

/**
 * Nearest first for a need of several capabilities, set by set: first what is pinned, then what
 * arrives first is called if it covers something that the set still lacks. Once the set is whole,
 * the last called goes home first if the set can do without it. A set that never gets whole is
 * given up, and so is the rest of the need.
 */
export function nearestSets(board: Board, need: number, room: Room, flows: Flows): void {
  const asked = board.needs[need]?.capabilities ?? [];
  const recipes = new Map(
    board.recipes.flatMap((recipe, index) =>
      recipe.need === need ? [[String(recipe.roles), index] as const] : [],
    ),
  );
  let callers = callersOf(board, need, room);
  for (let left = room.needLeft(need); left > 0; left -= 1) {
    const set = firstSet(callers, asked);
    if (set === undefined) return;
    callers = callers.filter((caller) => !set.includes(caller));
    for (const { arc } of set) {
      if (arc === undefined) continue;
      flows[arc] = 1;
      room.take(arc, 1);
    }
    const roles = set.map(({ role }) => role).sort((a, b) => a - b);
    const column = board.arcs.length + (recipes.get(String(roles)) ?? -1);
    flows[column] = (flows[column] ?? 0) + 1;
  }
}

function callersOf(board: Board, need: number, room: Room): Caller[] {
  const rows = board.roles.flatMap((role, index) => {
    if (role.need !== need) return [];
    const free = role.arcs.filter((arc) => room.fits(arc) > 0);
    return [
      ...role.pinned.map((supply) => ({ arc: undefined, supply, role: index })),
      ...free.map((arc) => ({ arc, supply: board.arcs.supply[arc] ?? -1, role: index })),
    ];
  });
  const arrival = new Map(board.pinned.map((pin) => [`${pin.need} ${pin.supply}`, pin.arrives]));
  const when = ({ arc, supply }: (typeof rows)[number]) =>
    arc === undefined ? (arrival.get(`${need} ${supply}`) ?? 0) : (board.arcs.arrives[arc] ?? 0);
  return rows
    .sort(
      (a, b) =>
        Number(a.arc !== undefined) - Number(b.arc !== undefined) ||
        when(a) - when(b) ||
        a.supply - b.supply,
    )
    .map(({ arc, role }) => ({ arc, role, covers: board.roles[role]?.covers ?? [] }));
}

function firstSet(callers: readonly Caller[], asked: readonly string[]): Caller[] | undefined {
  const has = (set: readonly Caller[], one: string) => set.some((row) => row.covers.includes(one));
  const isWhole = (set: readonly Caller[]) => asked.every((one) => has(set, one));
  let set: Caller[] = [];
  for (const caller of callers) {
    if (isWhole(set)) break;
    if (caller.covers.some((one) => !has(set, one))) set.push(caller);
  }
  if (!isWhole(set)) return undefined;
  for (const last of set.toReversed()) {
    const others = set.filter((row) => row !== last);
    if (isWhole(others)) set = others;
  }
  return set;
}
