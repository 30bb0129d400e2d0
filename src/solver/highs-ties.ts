import { at, flowCount } from "./board.ts";
import type { Board } from "./board.ts";
import type { DispatchModel } from "./highs-model.ts";
import { push } from "./highs-rows.ts";
import type { Row } from "./highs-rows.ts";
import { previousOf } from "./previous.ts";

/** What decides among plans that are equal in every stage, most important first. */
export function tieCosts(model: DispatchModel, board: Board): Float64Array[] {
  const [units, recipes] = [unitCosts(board), recipeCosts(board)];
  const wishes = [units, changeCosts(model, board), expiryCosts(board), idCosts(board), recipes];
  return wishes.filter((costs) => costs.some((cost) => cost !== 0));
}

/** Units in sets: where two sets could be made up otherwise with fewer, none is to spare. */
const unitCosts = ({ needs, arcs }: Board) =>
  Float64Array.from(arcs.need, (need) => (at(needs, need).capabilities === undefined ? 0 : 1));

/** The same units could be shared out to sets in several ways: the first by number is told. */
function recipeCosts(board: Board): Float64Array {
  const costs = new Float64Array(flowCount(board));
  board.recipes.forEach((_, recipe) => (costs[board.arcs.length + recipe] = recipe));
  return costs;
}

/** Pieces that go otherwise than before: each pair's difference is a column of its own. */
function changeCosts(model: DispatchModel, board: Board): Float64Array {
  const { quantities } = previousOf(board);
  if (quantities.size === 0) return new Float64Array(0);
  const costs = new Float64Array(board.arcs.length + 2 * quantities.size);
  board.arcs.forEach((arc, index) => (costs[index] = quantities.has(index) ? 0 : arc.give));
  const first = model.addColumns(Array.from({ length: 2 * quantities.size }, () => Infinity));
  const rows: Row[] = [...quantities].map(([index, quantity], number) => {
    const row: Row = { lower: quantity, upper: quantity, indices: [], values: [] };
    push(row, index, board.arcs.at(index).give);
    push(row, first + 2 * number, -1);
    push(row, first + 2 * number + 1, 1);
    return row;
  });
  model.addRows(rows);
  const placed = new Float64Array(model.size);
  placed.set(costs.subarray(0, board.arcs.length));
  placed.fill(1, first);
  return placed;
}

/** Lots in the order of their expiry; what keeps for ever comes last. */
export function expiryCosts(board: Board): Float64Array {
  const { expires } = board.index.times;
  const days = new Set<number>();
  for (let supply = 0; supply < expires.length; supply += 1) days.add(expires[supply]!);
  const ranks = new Float64Array(expires.length);
  if (days.size > 1) {
    const inOrder = [...days].sort((a, b) => a - b);
    const rankOf = new Map(inOrder.map((day, rank) => [day, rank]));
    for (let supply = 0; supply < expires.length; supply += 1)
      ranks[supply] = rankOf.get(expires[supply]!) ?? 0;
  }
  return onSupply(board, ranks);
}

/** Supplies are numbered by source and id, so the lower number is the earlier id. */
export const idCosts = (board: Board) =>
  onSupply(
    board,
    board.supplies.map((_, supply) => supply),
  );

/** What each piece of a supply costs, on every arc. */
function onSupply({ arcs }: Board, costs: ArrayLike<number>): Float64Array {
  const { give, supply, length } = arcs;
  const placed = new Float64Array(length);
  for (let arc = 0; arc < length; arc += 1) placed[arc] = give[arc]! * costs[supply[arc]!]!;
  return placed;
}
