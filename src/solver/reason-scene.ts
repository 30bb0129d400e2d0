import { Alternatives } from "./alternatives.ts";
import { at } from "./board.ts";
import type { Board, Move } from "./board.ts";
import type { Outlook } from "./limits.ts";
import { stockTable } from "./tables.ts";

/** What is looked at for each move to one need; arcs are numbers of the board's. */
export interface Scene {
  readonly need: number;
  /** Of the arcs into it, what has some left, or would if a line that shares its floor stayed. */
  readonly apt: readonly number[];
  /** Of these, what has some left as it is, and what only a shared floor keeps back. */
  readonly ready: Alternatives;
  readonly waiting: readonly number[];
  /** The sources that they come from. */
  readonly sources: number;
  /** Its moves, by source. */
  readonly together: ReadonlyMap<number, readonly Move[]>;
  readonly pins: readonly Move[];
}

export interface Choice {
  readonly arc: number;
  readonly move: Move;
}

export function sceneAt(outlook: Outlook, first: number, needsOnLane: Float64Array): Scene {
  const { board, moves, room } = outlook;
  const { need } = at(moves, first);
  const { starts, supply, give } = board.arcs;
  let end = first + 1;
  while (moves[end]?.need === need) end += 1;
  // Arcs come by supply, and supplies by source.
  const { source } = stockTable(board);
  const [apt, ready, waiting]: [number[], number[], number[]] = [[], [], []];
  let [sources, last] = [0, -1];
  for (let arc = starts[need]!; arc < starts[need + 1]!; arc += 1) {
    const lot = supply[arc]!;
    const isReady = room.freePieces(lot) >= give[arc]!;
    const isShared = room.groupsOf(lot).length > 0;
    if (isReady || isShared) apt.push(arc);
    if (isReady) ready.push(arc);
    else if (isShared && room.stockLeft(lot) >= give[arc]!) waiting.push(arc);
    if (source[lot] !== last) sources += 1;
    last = source[lot]!;
  }
  const pins = board.pinned.filter((pin) => pin.need === need);
  const together = new Map<number, Move[]>();
  for (const move of moves.slice(first, end)) {
    const home = at(board.supplies, move.supply).source;
    const own = together.get(home);
    if (own === undefined) together.set(home, [move]);
    else own.push(move);
  }
  const alternatives = new Alternatives(board, ready, needsOnLane);
  return { need, apt, ready: alternatives, waiting, sources, together, pins };
}

/** Arcs from other sources that would have some left if a move that shares their floor stayed. */
export function letGo(
  outlook: Outlook,
  { waiting }: Scene,
  { arc, move }: Choice,
): readonly number[] {
  const { board, room } = outlook;
  if (waiting.length === 0 || room.groupsOf(move.supply).length === 0) return NO_ARCS;
  const own = sourceOf(board, arc);
  return waiting.filter(
    (other) =>
      sourceOf(board, other) !== own &&
      freeInstead(outlook, other, [move]) >= board.arcs.give[other]!,
  );
}

const NO_ARCS: readonly number[] = [];

/** Arcs from other sources that could stand in for a move, and still have something left. */
export function freeFor(
  outlook: Outlook,
  { apt }: Scene,
  { arc, move }: Choice,
): readonly number[] {
  const { board, room } = outlook;
  const { supply, give } = board.arcs;
  const own = sourceOf(board, arc);
  return apt.filter((other) => {
    if (sourceOf(board, other) === own) return false;
    if (move.covers !== undefined && !canStandIn(board, other, move)) return false;
    if (room.freePieces(supply[other]!) >= give[other]!) return true;
    return freeInstead(outlook, other, [move]) >= give[other]!;
  });
}

/** What another supply could ship if these moves stayed at home: they may share a floor. */
export function freeInstead({ board, room }: Outlook, arc: number, moves: readonly Move[]): number {
  const other = board.arcs.supply[arc]!;
  const free = room.freePieces(other);
  if (room.groupsOf(other).length === 0) return free;
  const groups = room.groupsOf(other).map((group) => {
    const shared = moves.filter(({ supply }) => room.groupsOf(supply).includes(group));
    const back = shared.reduce((sum, { shipped }) => sum + shipped, 0);
    return { back, left: room.groupLeft(group) + back };
  });
  if (groups.every(({ back }) => back === 0)) return free;
  const { source, kg, m3 } = at(board.supplies, other);
  const over = room.capacityLeft(source);
  const carried = [kg > 0 ? over.kg / kg : Infinity, m3 > 0 ? over.m3 / m3 : Infinity];
  const limits = [room.stockLeft(other), ...groups.map(({ left }) => left), ...carried];
  return Math.max(free, Math.floor(Math.min(...limits)));
}

/** In a set only what covers as much is another choice. */
export const canStandIn = (board: Board, other: number, { covers = [] }: Move) =>
  covers.every((skill) =>
    at(board.supplies, board.arcs.supply[other]!).capabilities.includes(skill),
  );

export const sourceOf = (board: Board, arc: number) =>
  at(board.supplies, board.arcs.supply[arc]!).source;
