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
  // Moves come by need, so the arcs into it are read once for all of its moves.
  let [need, into]: [number, readonly Arc[]] = [-1, []];
  return moves.map((move) => {
    if (move.need !== need) into = board.arcs.into(move.need).map((arc) => board.arcs.at(arc));
    need = move.need;
    const pin = pinOf.get(pairOf(move)) ?? 0;
    const kept = Math.min(move.shipped - pin, before.get(pairOf(move)) ?? 0);
    const arc = into.find((row) => row.supply === move.supply);
    // Made whole in one go: a list that is added to takes far more room.
    const reasons: Reason[] = [
      ...(pin > 0 ? [{ code: "PINNED" as const, figure: pin }] : NONE),
      ...(kept > 0 ? [{ code: "KEPT_FROM_PREVIOUS" as const, figure: kept }] : NONE),
      ...(arc === undefined ? NONE : choiceReasons(outlook, { arc, into, move }, needsOnLane)),
      ...(arc === undefined ? NONE : expiryReason(board, arc, into)),
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
}

function choiceReasons(
  { board, room }: Outlook,
  { arc, into, move }: Choice,
  needsOnLane: ReadonlyMap<number, number>,
): Reason[] {
  const own = sourceOf(board, arc);
  const others = into.filter(
    (other) => sourceOf(board, other) !== own && canStandIn(board, other, move),
  );
  const free = others.filter((other) => room.freePieces(other.supply) >= other.give);
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
  if (isNewLane && (served > 1 || better.length === 0))
    better.push({ code: "FEWER_SENDERS", figure: served, next: 0 });
  if (better.length > 0) return better;
  const equal = compared.find((reason) => reason.figure === reason.next);
  return [equal ?? at(compared, 0)];
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

/** Of the same goods at the same source, this lot goes first because it would spoil first. */
function expiryReason(board: Board, arc: Arc, into: readonly Arc[]): readonly Reason[] {
  const own = at(board.supplies, arc.supply);
  if (own.expires === Infinity) return NONE;
  const later = into
    .map((other) => at(board.supplies, other.supply))
    .filter((other) => other.source === own.source && other.item === own.item)
    .filter((other) => other.expires > own.expires)
    .map((other) => other.expires);
  if (later.length === 0) return NONE;
  const next = Math.min(...later);
  return [{ code: "SOONEST_EXPIRY", figure: own.expires, ...(next === Infinity ? {} : { next }) }];
}

const sourceOf = (board: Board, arc: Arc) => at(board.supplies, arc.supply).source;
