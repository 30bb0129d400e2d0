import { at, missingOf } from "./board.ts";
import type { Board } from "./board.ts";
import type { StageName } from "./problem.ts";
import { needTable, stockTable } from "./tables.ts";
import type { Tally } from "./tally.ts";

export const BANDS = 10;

/** The parts of a stage under these movements, in their lexicographic order. */
export function partsOf(board: Board, tally: Tally, stage: StageName): number[] {
  switch (stage) {
    case "unmet": {
      const { weight } = needTable(board);
      return byPriority(board, tally, (need, missing) => missing * weight[need]!);
    }
    case "fairness": {
      const { quantity } = needTable(board);
      return byPriority(board, tally, (need, missing) => unfairness(quantity[need]!, missing));
    }
    case "arrival":
      return [arrivalOf(board, tally)];
    case "order":
      return [
        rankOf(board, tally),
        board.lanes.some(({ cross }) => cross)
          ? usedLanes(board, tally).filter((lane) => at(board.lanes, lane).cross).length
          : 0,
      ];
    case "breadth":
      return breadthOf(board, tally);
    case "cost":
      return [costOf(board, tally)];
  }
}

function arrivalOf(board: Board, { length, need, pieces, arrives }: Tally): number {
  const { urgency } = needTable(board);
  let total = 0;
  for (let row = 0; row < length; row += 1)
    total += pieces[row]! * urgency[need[row]!]! * arrives[row]!;
  return total;
}

function rankOf(board: Board, { length, supply, pieces }: Tally): number {
  const { rank } = stockTable(board);
  let total = 0;
  for (let row = 0; row < length; row += 1) total += pieces[row]! * (rank[supply[row]!]! - 1);
  return total;
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

/** Pieces of a need in its first so many of ten bands; a piece missing in band b weighs b. */
export const bandEnd = (quantity: number, bands: number): number =>
  Math.floor(quantity / BANDS) * bands + Math.floor(((quantity % BANDS) * bands) / BANDS);

function unfairness(quantity: number, missing: number): number {
  let total = 0;
  let before = 0;
  for (let band = 1; before < missing; band += 1) {
    const end = Math.min(missing, bandEnd(quantity, band));
    total += band * (end - before);
    before = end;
  }
  return total;
}

function byPriority(
  board: Board,
  tally: Tally,
  weigh: (need: number, missing: number) => number,
): number[] {
  const { priority } = needTable(board);
  const missing = missingOf(board, tally);
  const parts = [0, 0, 0, 0, 0];
  for (let need = 0; need < missing.length; need += 1)
    if (missing[need] !== 0) parts[priority[need]! - 1]! += weigh(need, missing[need]!);
  return parts;
}

function costOf(board: Board, tally: Tally): number {
  const { supply, lane, shipped, length } = tally;
  const lanes = usedLanes(board, tally).map((number) => at(board.lanes, number));
  const senders = [...new Set(lanes.map(({ from }) => from))];
  const { unitCost } = stockTable(board);
  let pieces = 0;
  for (let row = 0; row < length; row += 1)
    pieces += shipped[row]! * (board.lanes[lane[row]!]!.unitCost + unitCost[supply[row]!]!);
  return (
    pieces +
    lanes.reduce((total, { fixedCost }) => total + fixedCost, 0) +
    senders.reduce((total, from) => total + at(board.sources, from).fixedCost, 0)
  );
}

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
