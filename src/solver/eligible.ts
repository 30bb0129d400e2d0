import { at } from "./board.ts";
import type { Arc, Board, BoardNeed, Supply } from "./board.ts";
import type { Excluded } from "./plan.ts";

export type Pairs = Pick<Board, "problem" | "supplies" | "needs" | "lanes" | "index">;

/** The ledger's length; what lies beyond is counted by code. */
export const LEDGER_ROWS = 10_000;

/** One arc for each pair that may be used, in order of need and then of supply. */
export function arcsOf(board: Pairs): Arc[] {
  const arcs: Arc[] = [];
  board.needs.forEach((need, needIndex) => {
    for (const index of board.index.candidates(need)) {
      const supply = at(board.supplies, index);
      const laneIndex = board.index.laneOf(supply.source, need.place);
      const ratio = board.index.ratio(need, supply);
      if (laneIndex === undefined || ratio === undefined) continue;
      if (against(board, index, needIndex).length > 0) continue;
      arcs.push({
        supply: index,
        need: needIndex,
        lane: laneIndex,
        give: ratio.give,
        counts: ratio.counts,
        arrives: supply.leaves + at(board.lanes, laneIndex).minutes,
        room: Math.min(
          Math.floor(supply.usable / ratio.give),
          Math.floor(need.open / ratio.counts),
        ),
      });
    }
  });
  return arcs;
}

/** Each reason against a pair, by code; none means that it may be used. */
export function against(board: Pairs, supplyIndex: number, needIndex: number): readonly string[] {
  const supply = at(board.supplies, supplyIndex);
  const need = at(board.needs, needIndex);
  const laneIndex = board.index.laneOf(supply.source, need.place);
  const forbidden = board.index.forbids(supplyIndex, needIndex);
  if (laneIndex === undefined) return ["ROAD", ...forbidden];
  const lane = at(board.lanes, laneIndex);
  return byTime(supply, need, supply.leaves + lane.minutes, lane.open ? [] : ["ROAD"]).concat(
    forbidden,
  );
}

function byTime(supply: Supply, need: BoardNeed, arrives: number, codes: string[]): string[] {
  if (arrives > need.deadline) codes.push("DEADLINE");
  const shelf = supply.expires - arrives;
  if (shelf <= 0 || shelf < need.minShelf) codes.push("SHELF_LIFE");
  return codes;
}

export interface Ledger {
  readonly rows: readonly Excluded[];
  readonly beyond: readonly { readonly code: string; readonly count: number }[];
}

/** Every pair that fits by kind and may not be used, with each reason: nothing is left unsaid. */
export function exclusionLedger(board: Pairs & Pick<Board, "sources">): Ledger {
  const rows: Excluded[] = [];
  const beyond = new Map<string, number>();
  board.needs.forEach((need, needIndex) => {
    for (const index of board.index.candidates(need)) {
      const supply = at(board.supplies, index);
      for (const code of against(board, index, needIndex)) {
        if (rows.length < LEDGER_ROWS) rows.push({ ...nameOf(board, supply), need: need.id, code });
        else beyond.set(code, (beyond.get(code) ?? 0) + 1);
      }
    }
  });
  const counts = [...beyond].sort().map(([code, count]) => ({ code, count }));
  return { rows, beyond: counts };
}

/** A supply as the plan names it: its source, and its lot or unit. */
export function nameOf(board: Pick<Board, "sources">, supply: Supply) {
  const source = at(board.sources, supply.source).id;
  return supply.lot === undefined
    ? { source, unit: supply.unit ?? "" }
    : { source, lot: supply.lot };
}
