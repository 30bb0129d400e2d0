import { at, missingOf } from "./board.ts";
import type { Board, BoardNeed, Move } from "./board.ts";
import type { StageName } from "./problem.ts";

const PRIORITIES = [1, 2, 3, 4, 5] as const;
const BANDS = 10;

/** The parts of a stage under these moves, in their lexicographic order. */
export function partsOf(board: Board, moves: readonly Move[], stage: StageName): number[] {
  switch (stage) {
    case "unmet":
      return byPriority(board, moves, (need, missing) => missing * need.weight);
    case "fairness":
      return byPriority(board, moves, (need, missing) => unfairness(need.quantity, missing));
    case "arrival":
      return [
        sum(moves, (move) => piecesOf(move) * urgency(at(board.needs, move.need)) * move.arrives),
      ];
    case "order":
      return [
        sum(moves, (move) => piecesOf(move) * (at(board.supplies, move.supply).rank - 1)),
        usedLanes(moves).filter((lane) => at(board.lanes, lane).cross).length,
      ];
    case "breadth":
      return [
        usedLanes(moves).length,
        new Set(moves.map((move) => `${move.need} ${at(board.supplies, move.supply).source}`)).size,
        moves.reduce((latest, move) => Math.max(latest, move.arrives), 0),
      ];
    case "cost":
      return [costOf(board, moves)];
  }
}

/** A companion in a set is not counted, but it travels like any other. */
const piecesOf = (move: Move) => (move.covers === undefined ? move.counted : move.shipped);

/** The one number of a stage: see `StageReport`. */
export const valueOf = (stage: StageName, parts: readonly number[]) =>
  stage === "unmet" || stage === "fairness"
    ? parts.reduce((total, part) => total + part, 0)
    : (parts[0] ?? 0);

/** How much a minute of delay of one piece weighs. */
export const urgency = (need: BoardNeed) => need.weight * (6 - need.priority);

/** Ten bands of a need, each with its size in pieces; a piece missing in band b weighs b. */
export function bandSizes(quantity: number): number[] {
  const upTo = (band: number) =>
    Math.floor(quantity / BANDS) * band + Math.floor(((quantity % BANDS) * band) / BANDS);
  return Array.from({ length: BANDS }, (_, band) => upTo(band + 1) - upTo(band));
}

function unfairness(quantity: number, missing: number): number {
  if (missing === 0) return 0;
  let left = missing;
  let total = 0;
  bandSizes(quantity).forEach((size, band) => {
    const taken = Math.min(size, left);
    total += taken * (band + 1);
    left -= taken;
  });
  return total;
}

function byPriority(
  board: Board,
  moves: readonly Move[],
  weigh: (need: BoardNeed, missing: number) => number,
): number[] {
  const missing = missingOf(board, moves);
  const parts = PRIORITIES.map(() => 0);
  board.needs.forEach((need, index) => {
    parts[need.priority - 1] = at(parts, need.priority - 1) + weigh(need, at(missing, index));
  });
  return parts;
}

function costOf(board: Board, moves: readonly Move[]): number {
  const lanes = usedLanes(moves);
  const sources = [...new Set(lanes.map((lane) => at(board.lanes, lane).from))];
  return (
    sum(moves, (move) => move.shipped * pieceCost(board, move)) +
    sum(lanes, (lane) => at(board.lanes, lane).fixedCost) +
    sum(sources, (source) => at(board.sources, source).fixedCost)
  );
}

export const pieceCost = (board: Board, pair: { readonly supply: number; readonly lane: number }) =>
  at(board.lanes, pair.lane).unitCost + at(board.supplies, pair.supply).unitCost;

const usedLanes = (moves: readonly Move[]) => [...new Set(moves.map((move) => move.lane))];

function sum<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  let total = 0;
  for (const row of rows) total += of(row);
  return total;
}
