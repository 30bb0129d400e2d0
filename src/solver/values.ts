import { at, missingOf } from "./board.ts";
import type { Board, BoardNeed } from "./board.ts";
import type { StageName } from "./problem.ts";
import type { Tally } from "./tally.ts";

const PRIORITIES = [1, 2, 3, 4, 5] as const;
const BANDS = 10;

/** The parts of a stage under these movements, in their lexicographic order. */
export function partsOf(board: Board, tally: Tally, stage: StageName): number[] {
  const { need, supply, pieces, arrives } = tally;
  switch (stage) {
    case "unmet":
      return byPriority(board, tally, (row, missing) => missing * row.weight);
    case "fairness":
      return byPriority(board, tally, (row, missing) => unfairness(row.quantity, missing));
    case "arrival": {
      const urgencies = board.needs.map(urgency);
      return [sum(tally, (row) => pieces[row]! * urgencies[need[row]!]! * arrives[row]!)];
    }
    case "order":
      return [
        sum(tally, (row) => pieces[row]! * (board.supplies[supply[row]!]!.rank - 1)),
        usedLanes(board, tally).filter((lane) => at(board.lanes, lane).cross).length,
      ];
    case "breadth":
      return breadthOf(board, tally);
    case "cost":
      return [costOf(board, tally)];
  }
}

function breadthOf(board: Board, tally: Tally): number[] {
  const pairs = new Set<number>();
  let latest = 0;
  for (let row = 0; row < tally.length; row += 1) {
    const { source } = at(board.supplies, tally.supply[row]!);
    pairs.add(tally.need[row]! * board.sources.length + source);
    latest = Math.max(latest, tally.arrives[row]!);
  }
  return [usedLanes(board, tally).length, pairs.size, latest];
}

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
  tally: Tally,
  weigh: (need: BoardNeed, missing: number) => number,
): number[] {
  const missing = missingOf(board, tally);
  const parts = PRIORITIES.map(() => 0);
  board.needs.forEach((need, index) => {
    parts[need.priority - 1]! += weigh(need, at(missing, index));
  });
  return parts;
}

function costOf(board: Board, tally: Tally): number {
  const { supply, lane, shipped } = tally;
  const lanes = usedLanes(board, tally).map((number) => at(board.lanes, number));
  const senders = [...new Set(lanes.map(({ from }) => from))];
  return (
    sum(tally, (row) => shipped[row]! * costOfPiece(board, supply[row]!, lane[row]!)) +
    lanes.reduce((total, { fixedCost }) => total + fixedCost, 0) +
    senders.reduce((total, from) => total + at(board.sources, from).fixedCost, 0)
  );
}

const costOfPiece = ({ lanes, supplies }: Board, supply: number, lane: number) =>
  at(lanes, lane).unitCost + at(supplies, supply).unitCost;

export const pieceCost = (board: Board, pair: { readonly supply: number; readonly lane: number }) =>
  costOfPiece(board, pair.supply, pair.lane);

/** In order of their first use. */
function usedLanes({ lanes }: Board, { lane, length }: Tally): number[] {
  const isUsed = new Uint8Array(lanes.length);
  const used: number[] = [];
  for (let row = 0; row < length; row += 1) {
    const number = lane[row]!;
    if (isUsed[number] === 1) continue;
    isUsed[number] = 1;
    used.push(number);
  }
  return used;
}

function sum({ length }: Tally, of: (row: number) => number): number {
  let total = 0;
  for (let row = 0; row < length; row += 1) total += of(row);
  return total;
}
