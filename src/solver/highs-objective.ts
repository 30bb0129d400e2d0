import type { Arc } from "./arcs.ts";
import { at } from "./board.ts";
import type { Board, BoardNeed } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Usage, UsageKind } from "./highs-usage.ts";
import type { StageName } from "./problem.ts";
import { pieceCost, urgency } from "./values.ts";

/** Which kinds of use a part's objective counts; none: it is linear in the flows. */
export function usesOf(board: Board, stage: StageName, part: number): UsageKind[] {
  if (stage === "order")
    return part === 1 && board.lanes.some((lane) => lane.cross) ? ["lane"] : [];
  if (stage === "breadth") return [(["lane", "pair", "late"] as const)[part] ?? "lane"];
  if (stage !== "cost") return [];
  const kinds: UsageKind[] = [];
  if (board.lanes.some((lane) => lane.fixedCost > 0)) kinds.push("lane");
  if (board.sources.some((source) => source.fixedCost > 0)) kinds.push("source");
  return kinds;
}

/** Arcs that count in a part by being used at all: where its value is zero, none of them flows. */
export function arcsUsing(board: Board, stage: StageName, part: number): number[] {
  const arcs: number[] = [];
  const counts = (arc: Arc) => {
    const lane = at(board.lanes, arc.lane);
    if (stage === "order") return part === 1 && lane.cross;
    if (stage === "breadth") return part < 2 || arc.arrives > 0;
    return stage === "cost" && lane.fixedCost + at(board.sources, lane.from).fixedCost > 0;
  };
  board.arcs.forEach((arc, index) => {
    if (counts(arc)) arcs.push(index);
  });
  return arcs;
}

/** How a model numbers what the objectives weigh. */
interface Numbered {
  readonly columns: Columns;
  readonly size: number;
}

/** The objective of a part over the model's columns; pins are a constant and left out. */
export function costsOf(
  model: Numbered,
  board: Board,
  stage: StageName,
  part: number,
  uses: ReadonlyMap<UsageKind, Usage>,
): Float64Array {
  const costs = new Float64Array(model.size);
  switch (stage) {
    case "unmet":
      return onMissing(model, board, costs, part, (need) => need.weight);
    case "fairness":
      return onMissing(model, board, costs, part, (_, band) => band + 1);
    case "arrival":
      board.arcs.forEach((arc, column) => {
        costs[column] = arc.counts * urgency(at(board.needs, arc.need)) * arc.arrives;
      });
      return costs;
    case "order":
      return part === 0 ? onRank(board, costs) : onUse(costs, uses, "lane", crossing(board));
    case "breadth":
      return onBreadth(costs, part, uses);
    case "cost":
      board.arcs.forEach((arc, column) => (costs[column] = arc.give * pieceCost(board, arc)));
      onUse(costs, uses, "lane", (lane) => at(board.lanes, lane).fixedCost);
      return onUse(costs, uses, "source", (source) => at(board.sources, source).fixedCost);
  }
}

const crossing = (board: Board) => (lane: number) => (at(board.lanes, lane).cross ? 1 : 0);

function onMissing(
  model: Numbered,
  board: Board,
  costs: Float64Array,
  part: number,
  weigh: (need: BoardNeed, band: number) => number,
): Float64Array {
  board.needs.forEach((need, index) => {
    if (need.priority !== part + 1) return;
    for (let band = 0; band < model.columns.bands; band += 1)
      costs[at(model.columns.missingAt, index) + band] = weigh(need, band);
  });
  return costs;
}

function onRank(board: Board, costs: Float64Array): Float64Array {
  board.arcs.forEach((arc, column) => {
    costs[column] = arc.counts * (at(board.supplies, arc.supply).rank - 1);
  });
  return costs;
}

function onBreadth(
  costs: Float64Array,
  part: number,
  uses: ReadonlyMap<UsageKind, Usage>,
): Float64Array {
  if (part === 0) return onUse(costs, uses, "lane", () => 1);
  if (part === 1) return onUse(costs, uses, "pair", () => 1);
  const { times = [], latestPin = 0 } = uses.get("late") ?? {};
  return onUse(costs, uses, "late", (key) => at(times, key) - (times[key - 1] ?? latestPin));
}

function onUse(
  costs: Float64Array,
  uses: ReadonlyMap<UsageKind, Usage>,
  kind: UsageKind,
  weigh: (key: number) => number,
): Float64Array {
  for (const [key, column] of uses.get(kind)?.columnOf ?? []) costs[column] = weigh(key);
  return costs;
}
