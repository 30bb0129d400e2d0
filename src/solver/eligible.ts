import { at } from "./board.ts";
import { Arcs } from "./arcs.ts";
import type { Board, BoardNeed, Ratio, Supply } from "./board.ts";
import type { Excluded } from "./plan.ts";

export type Pairs = Pick<Board, "problem" | "supplies" | "needs" | "lanes" | "index">;

/** The ledger's length; what lies beyond is counted by code. */
export const LEDGER_ROWS = 10_000;

/** One arc for each pair that may be used, in order of need and then of supply. */
export function arcsOf(board: Pairs): Arcs {
  const found = new Found();
  const ends = board.needs.map((need, needIndex) => {
    board.index.eachReached(need, (index, lane) => {
      const ratio = board.index.ratio(need, at(board.supplies, index));
      if (ratio === undefined || onLane(board, index, needIndex, lane).length > 0) return;
      found.add(index, lane, ratio);
    });
    return found.length;
  });
  const arcs = new Arcs(found.length, board.needs.length);
  const { leaves, minutes } = board.index.times;
  const usable = Float64Array.from(board.supplies, (supply) => supply.usable);
  arcs.starts.set(ends, 1);
  board.needs.forEach((need, needIndex) => {
    for (let arc = arcs.starts[needIndex]!; arc < arcs.starts[needIndex + 1]!; arc += 1) {
      const [index, lane] = [found.pairs[2 * arc]!, found.pairs[2 * arc + 1]!];
      const [give, counts] = [found.ratios[2 * arc]!, found.ratios[2 * arc + 1]!];
      arcs.supply[arc] = index;
      arcs.need[arc] = needIndex;
      arcs.lane[arc] = lane;
      arcs.give[arc] = give;
      arcs.counts[arc] = counts;
      arcs.arrives[arc] = leaves[index]! + minutes[lane]!;
      arcs.room[arc] = Math.min(Math.floor(usable[index]! / give), Math.floor(need.open / counts));
    }
  });
  return arcs;
}

/** Pairs as they are found, on lists that grow twofold. */
class Found {
  length = 0;
  /** Supply and lane of each, then give and counts. */
  pairs = new Int32Array(1024);
  ratios = new Float64Array(1024);

  add(supply: number, lane: number, { give, counts }: Ratio): void {
    const place = 2 * this.length;
    if (place === this.pairs.length) {
      const [pairs, ratios] = [new Int32Array(2 * place), new Float64Array(2 * place)];
      pairs.set(this.pairs);
      ratios.set(this.ratios);
      this.pairs = pairs;
      this.ratios = ratios;
    }
    this.pairs[place] = supply;
    this.pairs[place + 1] = lane;
    this.ratios[place] = give;
    this.ratios[place + 1] = counts;
    this.length += 1;
  }
}

/** Each reason against a pair, by code; none means that it may be used. */
export function against(board: Pairs, supplyIndex: number, needIndex: number): readonly string[] {
  const { source } = at(board.supplies, supplyIndex);
  const lane = board.index.laneOf(source, at(board.needs, needIndex).place);
  return lane === undefined
    ? ["ROAD", ...board.index.forbids(supplyIndex, needIndex)]
    : onLane(board, supplyIndex, needIndex, lane);
}

/** The same for a pair whose lane is known. */
export function onLane(
  board: Pairs,
  supplyIndex: number,
  needIndex: number,
  laneIndex: number,
): readonly string[] {
  const { leaves, expires, minutes, isOpen } = board.index.times;
  const arrives = leaves[supplyIndex]! + minutes[laneIndex]!;
  const late = byTime(expires[supplyIndex]!, at(board.needs, needIndex), arrives);
  const forbidden = board.index.forbids(supplyIndex, needIndex);
  if (isOpen[laneIndex] === 1 && late.length === 0) return forbidden;
  return [...(isOpen[laneIndex] === 1 ? [] : ["ROAD"]), ...late, ...forbidden];
}

const IN_TIME: readonly string[] = [];

function byTime(expires: number, need: BoardNeed, arrives: number): readonly string[] {
  const shelf = expires - arrives;
  const isFresh = shelf > 0 && shelf >= need.minShelf;
  if (arrives <= need.deadline && isFresh) return IN_TIME;
  return [...(arrives > need.deadline ? ["DEADLINE"] : []), ...(isFresh ? [] : ["SHELF_LIFE"])];
}

/** Without forbids, what has no lane has this against it and nothing else. */
export const hasForbids = ({ problem }: Pick<Board, "problem">) =>
  (problem.rules?.forbid ?? []).length > 0;

export interface Ledger {
  readonly rows: readonly Excluded[];
  readonly beyond: readonly { readonly code: string; readonly count: number }[];
}

/**
 * Every pair that fits by kind and may not be used, with each reason: nothing is left unsaid.
 * Once its rows are full, pairs without a lane are counted together: most pairs are such.
 */
export function exclusionLedger(
  board: Pairs & Pick<Board, "sources">,
  length = LEDGER_ROWS,
): Ledger {
  const rows: Excluded[] = [];
  const beyond = new Map<string, number>();
  const count = (code: string, pairs = 1) => beyond.set(code, (beyond.get(code) ?? 0) + pairs);
  const mustWeigh = hasForbids(board);
  board.needs.forEach((need, needIndex) => {
    const stored = board.index.candidates(need);
    if (mustWeigh || rows.length < length) {
      for (const index of stored)
        for (const code of against(board, index, needIndex))
          if (rows.length >= length) count(code);
          else rows.push({ ...nameOf(board, at(board.supplies, index)), need: need.id, code });
      return;
    }
    let roadless = stored.length;
    board.index.eachReached(need, (index, lane) => {
      roadless -= 1;
      for (const code of onLane(board, index, needIndex, lane)) count(code);
    });
    if (roadless > 0) count("ROAD", roadless);
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
