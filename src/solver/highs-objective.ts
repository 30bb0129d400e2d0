import { at } from "./board.ts";
import type { Board, BoardLane, BoardSource } from "./board.ts";
import type { Columns } from "./highs-rows.ts";
import type { Usage, UsageKind } from "./highs-usage.ts";
import type { StageName } from "./problem.ts";
import { needTable, stockTable } from "./tables.ts";

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
  const { lanes, sources, arcs } = board;
  const isLate = stage === "breadth" && part === 2;
  const weighs = weighsLane(stage, part);
  if (!isLate && weighs === undefined) return [];
  const counts = lanes.map((lane) => weighs?.(lane, at(sources, lane.from)) === true);
  if (!isLate && !counts.includes(true)) return [];
  const using: number[] = [];
  for (let arc = 0; arc < arcs.length; arc += 1)
    if (counts[arcs.lane[arc]!] === true || (isLate && arcs.arrives[arc]! > 0)) using.push(arc);
  return using;
}

type WeighsLane = (lane: BoardLane, source: BoardSource) => boolean;

/** Whether a part counts that a lane is used; undefined: it counts no lane. */
function weighsLane(stage: StageName, part: number): WeighsLane | undefined {
  if (stage === "order" && part === 1) return ({ cross }) => cross;
  if (stage === "breadth" && part < 2) return () => true;
  if (stage === "cost") return (lane, source) => lane.fixedCost + source.fixedCost > 0;
  return undefined;
}

/** How a model numbers what the objectives weigh. */
export interface Numbered {
  readonly columns: Columns;
  readonly size: number;
}

/**
 * The objective of a part over the model's columns; pins are a constant and left out. Written into
 * `costs` where a caller lends a list that is all zero.
 */
export function costsOf(
  model: Numbered,
  board: Board,
  stage: StageName,
  part: number,
  uses: ReadonlyMap<UsageKind, Usage>,
  costs: Float64Array = new Float64Array(model.size),
): Float64Array {
  switch (stage) {
    case "unmet":
      return onMissing(model, board, costs, part, needTable(board).weight);
    case "fairness":
      return onMissing(model, board, costs, part);
    case "arrival":
      return onArrival(board, costs);
    case "order":
      return part === 0 ? onRank(board, costs) : onUse(costs, uses, "lane", crossing(board));
    case "breadth":
      return onBreadth(costs, part, uses);
    case "cost":
      onPieces(board, costs);
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
  weights?: Float64Array,
): Float64Array {
  const { missingAt, bands } = model.columns;
  const { priority } = needTable(board);
  for (let need = 0; need < priority.length; need += 1) {
    if (priority[need] !== part + 1) continue;
    const first = missingAt[need]!;
    for (let band = 0; band < bands; band += 1) costs[first + band] = weights?.[need] ?? band + 1;
  }
  return costs;
}

function onArrival(board: Board, costs: Float64Array): Float64Array {
  const { length, counts, need, arrives } = board.arcs;
  const { urgency } = needTable(board);
  for (let arc = 0; arc < length; arc += 1)
    costs[arc] = counts[arc]! * urgency[need[arc]!]! * arrives[arc]!;
  return costs;
}

function onRank(board: Board, costs: Float64Array): Float64Array {
  const { length, counts, supply } = board.arcs;
  const { rank } = stockTable(board);
  for (let arc = 0; arc < length; arc += 1) costs[arc] = counts[arc]! * (rank[supply[arc]!]! - 1);
  return costs;
}

function onPieces(board: Board, costs: Float64Array): void {
  const { length, give, lane, supply } = board.arcs;
  const { unitCost } = stockTable(board);
  const carried = new Float64Array(board.lanes.length);
  for (let own = 0; own < carried.length; own += 1) carried[own] = board.lanes[own]!.unitCost;
  for (let arc = 0; arc < length; arc += 1)
    costs[arc] = give[arc]! * (carried[lane[arc]!]! + unitCost[supply[arc]!]!);
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
