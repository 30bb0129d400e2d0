import { compare } from "../kernel/compare.ts";
import { at } from "./board.ts";
import type { Board, BoardNeed, Flows, Move, Ratio, Supply } from "./board.ts";
import { against, hasForbids, nameOf } from "./eligible.ts";
import { Unused } from "./unused.ts";
import type { Limit, Shortage } from "./plan.ts";
import type { Room } from "./room.ts";
import { helpersOf } from "./scarce.ts";

/** More rows would not help a reader; the largest are kept. */
const LIMITS_SHOWN = 20;

/** A finished plan, seen from its needs. */
export interface Outlook {
  readonly board: Board;
  readonly flows: Flows;
  readonly moves: readonly Move[];
  /** What is still free after the plan. */
  readonly room: Room;
  readonly missing: Float64Array;
  readonly movesOfSupply: { get(supply: number): readonly Move[] };
}

/** What keeps goods from a short need, in the needed item's unit, largest first within a code. */
export function limitsOf(
  outlook: Outlook,
  needIndex: number,
): Pick<Shortage, "limits" | "limitsBeyond"> {
  const need = at(outlook.board.needs, needIndex);
  const missing = at(outlook.missing, needIndex);
  const { supplies, roadless } = weighed(outlook, needIndex);
  const rows = supplies.flatMap((index) => supplyLimits(outlook, index, needIndex, missing));
  const all = [...noStock(outlook, need, missing), ...rows.sort(byWeight)];
  const beyond = new Map<string, number>(roadless > 0 ? [["ROAD", roadless]] : []);
  for (const { code } of all.slice(LIMITS_SHOWN)) beyond.set(code, (beyond.get(code) ?? 0) + 1);
  const limitsBeyond = [...beyond].sort().map(([code, count]) => ({ code, count }));
  const limits = all.slice(0, LIMITS_SHOWN);
  return limitsBeyond.length === 0 ? { limits } : { limits, limitsBeyond };
}

/**
 * The supplies that may have something to say. Without forbids those beyond every lane differ only
 * in what they hold, so the fullest are enough, of equals the first, as `byWeight` has them; of the
 * others only how many there are.
 */
function weighed(outlook: Outlook, needIndex: number) {
  const { board, room, missing } = outlook;
  const need = at(board.needs, needIndex);
  const isHelper = helpersOf(outlook, needIndex);
  const all = board.index.candidates(need);
  if (hasForbids(board)) return { supplies: all.filter(isHelper), roadless: 0 };
  const reached = new Set<number>();
  board.index.eachReached(need, (index) => reached.add(index));
  if (board.index.isOfOneKind(need)) {
    const missed = at(missing, needIndex);
    const { lots, others } = unusedOf(outlook, need).fullest(missed, reached, LIMITS_SHOWN);
    return { supplies: [...reached, ...lots], roadless: others };
  }
  const fullest: { readonly index: number; readonly fills: number }[] = [];
  let [least, holding] = [0, 0];
  for (const index of all) {
    if (reached.has(index) || !isHelper(index)) continue;
    const ratio = board.index.ratio(need, at(board.supplies, index)) ?? { give: 1, counts: 1 };
    const fills = Math.min(at(missing, needIndex), filledBy(room.stockLeft(index), ratio));
    if (fills > 0) holding += 1;
    if (fills <= least) continue;
    const place = fullest.findIndex((row) => row.fills < fills);
    fullest.splice(place < 0 ? fullest.length : place, 0, { index, fills });
    if (fullest.length > LIMITS_SHOWN) fullest.pop();
    if (fullest.length === LIMITS_SHOWN) least = at(fullest, LIMITS_SHOWN - 1).fills;
  }
  const supplies = [...[...reached].filter(isHelper), ...fullest.map(({ index }) => index)];
  return { supplies, roadless: holding - fullest.length };
}

/** By item, sorted once for a plan: there may be as many shortages as lots. */
const unused = new WeakMap<Outlook, Map<string, Unused>>();

function unusedOf(outlook: Outlook, need: BoardNeed): Unused {
  const { board, room } = outlook;
  const known = unused.get(outlook) ?? new Map<string, Unused>();
  unused.set(outlook, known);
  const own =
    known.get(need.item ?? "") ??
    new Unused(board.index.candidates(need), (lot) => room.stockLeft(lot));
  known.set(need.item ?? "", own);
  return own;
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

/** Even if all that is left anywhere were free to go, some would be missing. */
function noStock(outlook: Outlook, need: BoardNeed, missing: number): Limit[] {
  const { capabilities, ...rest } = need;
  if (capabilities !== undefined)
    return capabilities.flatMap((capability) =>
      noStock(outlook, { ...rest, capability }, missing).map((row) => ({ ...row, capability })),
    );
  const known = leftOver.get(outlook) ?? new Map<string, number>();
  leftOver.set(outlook, known);
  const kind = `${need.item === undefined} ${need.item ?? need.capability ?? ""}`;
  const left = known.get(kind) ?? leftFor(outlook, need);
  known.set(kind, left);
  return left < missing ? [{ code: "NO_STOCK", quantity: missing - left }] : [];
}

/** What lies unused in the whole file could fill of a kind, floors too: summed once for a plan. */
const leftOver = new WeakMap<Outlook, Map<string, number>>();

function leftFor({ board, room }: Outlook, need: BoardNeed): number {
  return board.index.candidates(need).reduce((sum, index) => {
    const supply = at(board.supplies, index);
    const ratio = board.index.ratio(need, supply) ?? { give: 1, counts: 1 };
    return sum + filledBy(room.stockLeft(index) + keptByLot(supply), ratio);
  }, 0);
}
