import { compare } from "../kernel/compare.ts";
import { at } from "./board.ts";
import type { Board, BoardNeed, Move, Ratio, Supply } from "./board.ts";
import { against, hasForbids, nameOf } from "./eligible.ts";
import type { Limit } from "./plan.ts";
import type { Room } from "./room.ts";
import { helpersOf } from "./scarce.ts";

/** More rows would not help a reader; the largest are kept. */
const LIMITS_SHOWN = 20;

/** A finished plan, seen from its needs. */
export interface Outlook {
  readonly board: Board;
  readonly moves: readonly Move[];
  /** What is still free after the plan. */
  readonly room: Room;
  readonly missing: readonly number[];
  readonly movesOfSupply: { get(supply: number): readonly Move[] };
}

/** What keeps goods from a short need, in the needed item's unit, largest first within a code. */
export function limitsOf(outlook: Outlook, needIndex: number): Limit[] {
  const { board } = outlook;
  const need = at(board.needs, needIndex);
  const missing = at(outlook.missing, needIndex);
  const isHelper = helpersOf(outlook, needIndex);
  const rows = weighed(outlook, needIndex)
    .filter(isHelper)
    .flatMap((index) => supplyLimits(outlook, index, needIndex, missing));
  const none = noStock(board, need, missing);
  return [...none, ...rows.sort(byWeight)].slice(0, LIMITS_SHOWN);
}

/**
 * The supplies that may have something to say. Without forbids those beyond every lane differ only
 * in what they hold, so the fullest are enough; of equals the first ones, as `byWeight` has them.
 */
function weighed({ board, room, missing }: Outlook, needIndex: number): readonly number[] {
  const need = at(board.needs, needIndex);
  const all = board.index.candidates(need);
  if (hasForbids(board)) return all;
  const reached = new Set<number>();
  board.index.eachReached(need, (index) => reached.add(index));
  const fullest: { readonly index: number; readonly fills: number }[] = [];
  let least = 0;
  for (const index of all) {
    if (reached.has(index)) continue;
    const ratio = board.index.ratio(need, at(board.supplies, index)) ?? { give: 1, counts: 1 };
    const fills = Math.min(at(missing, needIndex), filledBy(room.stockLeft(index), ratio));
    if (fills <= least) continue;
    const place = fullest.findIndex((row) => row.fills < fills);
    fullest.splice(place < 0 ? fullest.length : place, 0, { index, fills });
    if (fullest.length > LIMITS_SHOWN) fullest.pop();
    if (fullest.length === LIMITS_SHOWN) least = at(fullest, LIMITS_SHOWN - 1).fills;
  }
  return [...reached, ...fullest.map(({ index }) => index)];
}

/** Most held back first; ties by code and name, so that the order never depends on the file. */
const byWeight = (a: Limit, b: Limit) =>
  b.quantity - a.quantity ||
  compare(a.code, b.code) ||
  compare(a.source ?? "", b.source ?? "") ||
  compare(a.lot ?? a.unit ?? "", b.lot ?? b.unit ?? "") ||
  compare(a.need ?? "", b.need ?? "");

function supplyLimits(outlook: Outlook, index: number, needIndex: number, missing: number) {
  const { board, room } = outlook;
  const supply = at(board.supplies, index);
  const ratio = board.index.ratio(at(board.needs, needIndex), supply) ?? { give: 1, counts: 1 };
  const name = nameOf(board, supply);
  const left = room.stockLeft(index);
  const rows: Limit[] = [];
  const add = (code: string, pieces: number, more: Partial<Limit> = {}) => {
    const quantity = Math.min(missing, filledBy(pieces, ratio));
    if (quantity > 0) rows.push({ code, ...name, ...more, quantity });
  };
  const codes = against(board, index, needIndex);
  if (codes.length > 0) {
    for (const code of codes) add(code, left);
    return rows;
  }
  add("FLOOR", keptByLot(supply));
  const groupLeft = room
    .groupsOf(index)
    .reduce((least, group) => Math.min(least, room.groupLeft(group)), Infinity);
  add("FLOOR", left - Math.min(left, groupLeft));
  const free = room.freePieces(index);
  add("CAPACITY", Math.min(left, groupLeft) - free);
  for (const move of outlook.movesOfSupply.get(index))
    if (move.need !== needIndex)
      add("SHARED_WITH", move.shipped, { need: at(board.needs, move.need).id });
  return rows;
}

/** Pieces that a lot's own floor keeps back, pins having gone first. */
export const keptByLot = (supply: Supply) =>
  Math.max(0, supply.stock - supply.pinned - supply.usable);

/** What so many pieces fill, in whole steps of the ratio. */
export const filledBy = (pieces: number, ratio: Ratio) =>
  Math.floor(pieces / ratio.give) * ratio.counts;

/** Even with every rule lifted there would be too little in the whole file. */
function noStock(board: Board, need: BoardNeed, missing: number): Limit[] {
  const { capabilities, ...rest } = need;
  if (capabilities !== undefined)
    return capabilities.flatMap((capability) =>
      noStock(board, { ...rest, capability }, missing).map((row) => ({ ...row, capability })),
    );
  const known = lacking.get(board) ?? new Map<string, number>();
  lacking.set(board, known);
  const kind = `${need.item === undefined} ${need.item ?? need.capability ?? ""}`;
  const lacks = known.get(kind) ?? lackOf(board, need);
  known.set(kind, lacks);
  const quantity = Math.min(missing, lacks);
  return quantity > 0 ? [{ code: "NO_STOCK", quantity }] : [];
}

/** What all needs of a kind want beyond what the whole file holds, summed once for a board. */
const lacking = new WeakMap<Board, Map<string, number>>();

function lackOf(board: Board, need: BoardNeed): number {
  const stored = board.index.candidates(need).reduce((sum, index) => {
    const supply = at(board.supplies, index);
    const ratio = board.index.ratio(need, supply) ?? { give: 1, counts: 1 };
    return sum + filledBy(supply.stock, ratio);
  }, 0);
  const wanted = board.needs
    .filter((other) => other.item === need.item && asksFor(other, need.capability))
    .reduce((sum, other) => sum + other.quantity, 0);
  return wanted - stored;
}

const asksFor = (need: BoardNeed, capability: string | undefined) =>
  need.capabilities === undefined
    ? need.capability === capability
    : capability !== undefined && need.capabilities.includes(capability);
