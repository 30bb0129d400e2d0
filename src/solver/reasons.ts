import type { Arc } from "./arcs.ts";
import { at } from "./board.ts";
import type { Board, Move } from "./board.ts";
import type { Outlook } from "./limits.ts";
import { lineOf } from "./lines.ts";
import type { Allocation, Reason, ReasonCode } from "./plan.ts";
import { previousOf } from "./previous.ts";
import { pieceCost } from "./values.ts";

/**
 * Each line of the plan with its reasons: its figure beside that of the best other source that
 * could still give something. What is used up elsewhere is no alternative.
 */
export function reasonsOf(outlook: Outlook): Allocation[] {
  const { board, moves } = outlook;
  const pairOf = ({ supply, need }: Pair) => need * board.supplies.length + supply;
  const before = new Map(
    [...previousOf(board).quantities].map(([arc, pieces]) => [pairOf(board.arcs.at(arc)), pieces]),
  );
  const pinOf = new Map(board.pinned.map((pin) => [pairOf(pin), pin.shipped]));
  const needsOnLane = new Map<number, number>();
  for (const { lane } of moves) needsOnLane.set(lane, (needsOnLane.get(lane) ?? 0) + 1);
  // Moves come by need, so what concerns it is read once for all of its moves.
  let [need, into, together]: [number, readonly Arc[], readonly Move[]] = [-1, [], []];
  return moves.map((move, index) => {
    if (move.need !== need) {
      into = board.arcs.into(move.need).map((arc) => board.arcs.at(arc));
      let end = index + 1;
      while (moves[end]?.need === move.need) end += 1;
      together = moves.slice(index, end);
    }
    need = move.need;
    const pin = pinOf.get(pairOf(move)) ?? 0;
    const kept = Math.min(move.shipped - pin, before.get(pairOf(move)) ?? 0);
    const arc = into.find((row) => row.supply === move.supply);
    // Made whole in one go: a list that is added to takes far more room.
    const reasons: Reason[] = [
      ...(pin > 0 ? [{ code: "PINNED" as const, figure: pin }] : NONE),
      ...(kept > 0 ? [{ code: "KEPT_FROM_PREVIOUS" as const, figure: kept }] : NONE),
      ...(arc === undefined
        ? NONE
        : choiceReasons(outlook, { arc, into, move, together }, needsOnLane)),
      ...(arc === undefined ? NONE : expiryReason(outlook, arc, into)),
    ];
    return Object.assign(lineOf(board, move), { reasons });
  });
}

const NONE: readonly Reason[] = [];

type Pair = Pick<Move, "supply" | "need">;

interface Choice {
  readonly arc: Arc;
  /** All arcs into the same need. */
  readonly into: readonly Arc[];
  readonly move: Move;
  /** All moves to the same need. */
  readonly together: readonly Move[];
}

function choiceReasons(
  outlook: Outlook,
  choice: Choice,
  needsOnLane: ReadonlyMap<number, number>,
): Reason[] {
  const { board, room } = outlook;
  const { arc, into, move } = choice;
  const own = sourceOf(board, arc);
  const others = into.filter(
    (other) => sourceOf(board, other) !== own && canStandIn(board, other, move),
  );
  const isFree = ({ supply, give }: Arc) => room.freePieces(supply) >= give;
  const free = others.filter(
    (other) => isFree(other) || freeInstead(outlook, other, [move]) >= other.give,
  );
  if (free.length === 0) {
    const eligible = new Set(others.map((other) => sourceOf(board, other))).size;
    return [{ code: "ONLY_SOURCE", figure: move.counted, next: eligible }];
  }
  const compared = [
    against(board, "NEAREST_ELIGIBLE", arc, free, (row) => row.arrives),
    against(board, "LEGAL_ORDER", arc, free, (row) => at(board.supplies, row.supply).rank),
    against(board, "CHEAPEST", arc, free, (row) => (pieceCost(board, row) * row.give) / row.counts),
  ];
  const better = compared.filter((reason) => reason.figure < (reason.next ?? Infinity));
  const served = needsOnLane.get(arc.lane) ?? 0;
  const isNewLane = free.every((other) => !needsOnLane.has(other.lane));
  if (isNewLane && served > 1) better.push({ code: "FEWER_SENDERS", figure: served, next: 0 });
  return better.length > 0 ? better : [onTheWhole(outlook, choice, free)];
}

/**
 * By no figure is this line the best of all. What is there as early and as early in legal order
 * could not take its place alone, so it would need a sender more; or the stages as a whole decide.
 */
function onTheWhole(outlook: Outlook, choice: Choice, free: readonly Arc[]): Reason {
  const { board } = outlook;
  const { arc, move, together } = choice;
  const rank = (row: Arc) => at(board.supplies, row.supply).rank;
  const early = free.filter(({ arrives }) => arrives <= arc.arrives);
  const asGood = early.filter((row) => rank(row) <= rank(arc));
  if (asGood.length === 0) return against(board, "LEGAL_ORDER", arc, early, rank);
  const own = together.filter(
    ({ supply }) => at(board.supplies, supply).source === sourceOf(board, arc),
  );
  const fills = own.reduce((sum, { counted }) => sum + counted, 0);
  const couldFill = new Map<number, number>();
  for (const other of asGood) {
    const more = Math.floor(freeInstead(outlook, other, own) / other.give) * other.counts;
    const source = sourceOf(board, other);
    couldFill.set(source, (couldFill.get(source) ?? 0) + more);
  }
  const [most, next] = [...couldFill].reduce((a, b) => (b[1] > a[1] ? b : a));
  if (next < fills && move.covers === undefined)
    return { code: "FULLEST", figure: fills, next, other: at(board.sources, most).id };
  return against(board, "ON_BALANCE", arc, asGood, (row) => row.arrives);
}

/** What another supply could ship if these moves stayed at home: they may share a floor. */
function freeInstead({ board, room }: Outlook, other: Arc, moves: readonly Move[]): number {
  const free = room.freePieces(other.supply);
  if (room.groupsOf(other.supply).length === 0) return free;
  const groups = room.groupsOf(other.supply).map((group) => {
    const shared = moves.filter(({ supply }) => room.groupsOf(supply).includes(group));
    const back = shared.reduce((sum, { shipped }) => sum + shipped, 0);
    return { back, left: room.groupLeft(group) + back };
  });
  if (groups.every(({ back }) => back === 0)) return free;
  const { source, kg, m3 } = at(board.supplies, other.supply);
  const over = room.capacityLeft(source);
  const carried = [kg > 0 ? over.kg / kg : Infinity, m3 > 0 ? over.m3 / m3 : Infinity];
  const limits = [room.stockLeft(other.supply), ...groups.map(({ left }) => left), ...carried];
  return Math.max(free, Math.floor(Math.min(...limits)));
}

/** In a set only what covers as much is another choice. */
const canStandIn = (board: Board, other: Arc, { covers = [] }: Move) =>
  covers.every((skill) => at(board.supplies, other.supply).capabilities.includes(skill));

/** The line's figure beside the least among the others. */
function against(
  board: Board,
  code: ReasonCode,
  arc: Arc,
  others: readonly Arc[],
  figure: (arc: Arc) => number,
): Reason {
  const next = others.reduce((best, other) => (figure(other) < figure(best) ? other : best));
  const other = at(board.sources, sourceOf(board, next)).id;
  return { code, figure: figure(arc), next: figure(next), other };
}

/**
 * Of the same goods at the same source, this lot goes first because it would spoil first: only
 * where something that keeps longer stays behind, and nothing that spoils sooner does.
 */
function expiryReason({ board, room }: Outlook, arc: Arc, into: readonly Arc[]): readonly Reason[] {
  const own = at(board.supplies, arc.supply);
  if (own.expires === Infinity) return NONE;
  const left = into
    .filter(({ supply }) => supply !== arc.supply && room.stockLeft(supply) > 0)
    .map(({ supply }) => at(board.supplies, supply))
    .filter(({ source, item }) => source === own.source && item === own.item)
    .map(({ expires }) => expires);
  const next = left.reduce((least, expires) => Math.min(least, expires), Infinity);
  if (left.length === 0 || next <= own.expires) return NONE;
  return [{ code: "SOONEST_EXPIRY", figure: own.expires, ...(next === Infinity ? {} : { next }) }];
}

const sourceOf = (board: Board, arc: Arc) => at(board.supplies, arc.supply).source;
