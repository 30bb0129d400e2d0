import type { Board, Flows, Move } from "./board.ts";

/** A unit that goes to a need of several capabilities: its place among the movements. */
interface Seat {
  readonly place: number;
  readonly move: Move;
  readonly isPinned: boolean;
}

/**
 * Says of each unit that goes to a need of several capabilities what it covers, in which set, and
 * whether it is the one that is counted. What comes first is together in a set; sets are numbered
 * as they are ready. A pinned unit of which no set is made goes all the same, without one.
 */
export function inSets(board: Board, flows: Flows, moves: readonly Move[]): Move[] {
  const waiting = seatsByRole(board, moves);
  const placed = [...moves];
  waiting.forEach((seats, role) => {
    const covers = board.roles[role]?.covers ?? [];
    for (const { place, move } of seats) placed[place] = { ...move, covers, counted: 0 };
  });
  const made = new Map<number, Seat[][]>();
  board.recipes.forEach(({ need, roles }, recipe) => {
    for (let left = flows[board.arcs.length + recipe] ?? 0; left > 0; left -= 1) {
      const seats = roles.flatMap((role) => waiting[role]?.shift() ?? []);
      if (seats.length < roles.length) return;
      made.set(need, [...(made.get(need) ?? []), seats.sort((a, b) => a.place - b.place)]);
    }
  });
  for (const [need, sets] of made) {
    const [first = ""] = board.needs[need]?.capabilities ?? [];
    sets.sort(byReadiness).forEach((seats, number) => {
      const head = seats.find(({ place }) => placed[place]?.covers?.includes(first) === true);
      for (const { place } of seats) {
        const move = placed[place];
        if (move === undefined) continue;
        placed[place] = { ...move, set: number + 1, counted: place === head?.place ? 1 : 0 };
      }
    });
  }
  return placed.sort((a, b) => a.need - b.need || setOf(a) - setOf(b) || a.supply - b.supply);
}

/** A unit in no set comes after those that are in one. */
const setOf = ({ set }: Move) => set ?? Number.MAX_SAFE_INTEGER;

/** Pinned units last: the others go only as parts of a set. */
function seatsByRole(board: Board, moves: readonly Move[]): Seat[][] {
  const placeOf = new Map(moves.map((move, place) => [pairOf(board, move), place]));
  return board.roles.map(({ need, arcs, pinned }) => {
    const free = arcs.map((arc) => board.arcs.supply[arc] ?? -1);
    return [...new Set([...free, ...pinned])]
      .flatMap((supply): Seat[] => {
        const place = placeOf.get(pairOf(board, { need, supply }));
        const move = moves[place ?? -1];
        if (place === undefined || move === undefined) return [];
        return [{ place, move, isPinned: pinned.includes(supply) }];
      })
      .sort((a, b) => Number(a.isPinned) - Number(b.isPinned) || byArrival(a, b));
  });
}

const pairOf = (board: Board, pair: { readonly need: number; readonly supply: number }) =>
  pair.supply * board.needs.length + pair.need;

const byArrival = (a: Seat, b: Seat) => a.move.arrives - b.move.arrives || a.place - b.place;

const readyAt = (seats: readonly Seat[]) =>
  seats.reduce((latest, { move }) => Math.max(latest, move.arrives), 0);

const byReadiness = (a: readonly Seat[], b: readonly Seat[]) =>
  readyAt(a) - readyAt(b) || (a[0]?.place ?? 0) - (b[0]?.place ?? 0);

/**
 * Whether the sets that a plan counts can be made of the units that it sends: of each role as many
 * as it sends, beside pinned ones, of which some may be idle.
 */
export function holdsSets(board: Board, flows: Flows): boolean {
  if (board.roles.length === 0) return true;
  const used = board.roles.map(() => 0);
  const filled = new Map<number, number>();
  for (const [recipe, { need, roles }] of board.recipes.entries()) {
    const sets = flows[board.arcs.length + recipe] ?? 0;
    if (!Number.isSafeInteger(sets) || sets < 0) return false;
    filled.set(need, (filled.get(need) ?? 0) + sets);
    for (const role of roles) used[role] = (used[role] ?? 0) + sets;
  }
  const fits = board.roles.every(({ arcs, pinned }, role) => {
    const idle = arcs.reduce((sum, arc) => sum + (flows[arc] ?? 0), 0) - (used[role] ?? 0);
    return idle <= 0 && idle + pinned.length >= 0;
  });
  return fits && [...filled].every(([need, sets]) => sets <= (board.needs[need]?.open ?? 0));
}
