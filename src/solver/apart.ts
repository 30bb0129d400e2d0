import { layBoard } from "./board-lay.ts";
import { at } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Problem } from "./problem.ts";

const isUnits = (board: Board, need: number) => at(board.needs, need).item === undefined;

/** Which columns of a board are those of units, by arc; recipes all are. */
export const unitArcs = (board: Board): number[] =>
  [...board.arcs.need.keys()].filter((arc) => isUnits(board, board.arcs.need[arc] ?? -1));

/** All that objectives weigh of units: their arcs, and what needs miss of them. */
export function unitColumns(board: Board, { missingAt, bands }: Columns): number[] {
  const missing = board.needs.flatMap((_, need) =>
    isUnits(board, need)
      ? Array.from({ length: bands }, (__, band) => at(missingAt, need) + band)
      : [],
  );
  return [...unitArcs(board), ...missing];
}

/** The board with its goods alone, numbered as before: nothing asks for units any more. */
export function goodsOf(board: Board): Board {
  return {
    ...board,
    needs: board.needs.map((need) =>
      need.item === undefined ? { ...need, quantity: 0, open: 0 } : need,
    ),
    arcs: board.arcs.without(unitArcs(board)),
    pinned: board.pinned.filter((pin) => !isUnits(board, pin.need)),
    roles: [],
  };
}

/** The units of a board and the needs that ask for them, laid out by themselves. */
export function unitsOf({ problem }: Board): Board {
  const needs = problem.needs.filter((need) => need.item === undefined);
  const ids = new Set(needs.map(({ id }) => id));
  const rules: NonNullable<Problem["rules"]> = {
    forbid: problem.rules?.forbid?.filter(({ lot }) => lot === undefined) ?? [],
    pins: problem.rules?.pins?.filter(({ need }) => ids.has(need)) ?? [],
  };
  const sources = problem.sources.map((source) => ({ ...source, stock: [] }));
  return layBoard({ ...problem, needs, sources, rules });
}

/** The flows of a whole board as its units' own board has them, which keeps their order. */
export function unitFlows(board: Board, flows: Flows): Flows {
  const arcs = unitArcs(board).map((arc) => flows[arc] ?? 0);
  return Float64Array.from([...arcs, ...flows.subarray(board.arcs.length)]);
}

/** Flows of goods and of units, each from its own board, on the whole board. */
export function joined(board: Board, goods: Flows, units: Flows): Flows {
  const own = unitArcs(board);
  const flows = new Float64Array(board.arcs.length + board.recipes.length);
  flows.set(goods.subarray(0, board.arcs.length));
  own.forEach((arc, index) => (flows[arc] = units[index] ?? 0));
  flows.set(units.subarray(own.length), board.arcs.length);
  return flows;
}
