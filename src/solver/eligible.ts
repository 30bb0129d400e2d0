import { at } from "./board.ts";
import { Arcs } from "./arcs.ts";
import type { Board, BoardNeed, Ratio, Supply, Times } from "./board.ts";
import type { Excluded } from "./plan.ts";
import { stockTable } from "./tables.ts";

export type Pairs = Pick<Board, "problem" | "supplies" | "needs" | "lanes" | "index">;

/** The ledger's length; what lies beyond is counted by code. */
export const LEDGER_ROWS = 10_000;

/** One arc for each pair that may be used, in order of need and then of supply. */
export function arcsOf(board: Pairs): Arcs {
  const found = new Found();
  const { times, forbids, ratio, isOfOneKind, eachReached } = board.index;
  const mustAsk = hasForbids(board);
  const reached = new Int32Array(board.needs.length);
  const ends = board.needs.map((need, needIndex) => {
    const isEven = isOfOneKind(need);
    eachReached(need, (index, lane) => {
      reached[needIndex]! += 1;
      if (!isInTime(times, need, index, lane)) return;
      if (mustAsk && forbids(index, needIndex).length > 0) return;
      const own = isEven ? EVEN : ratio(need, at(board.supplies, index));
      if (own !== undefined) found.add(index, lane, own);
    });
    return found.length;
  });
  const arcs = new Arcs(found.length, board.needs.length);
  arcs.starts.set(ends, 1);
  arcs.reached.set(reached);
  board.needs.forEach(({ open }, need) => {
    fillInto(arcs, board, found, { need, open });
  });
  return arcs;
}

const EVEN: Ratio = { give: 1, counts: 1 };

/** Writes what was found for a need. */
function fillInto(
  arcs: Arcs,
  board: Pairs,
  { pairs, ratios }: Found,
  { need, open }: { readonly need: number; readonly open: number },
): void {
  const { leaves, minutes } = board.index.times;
  const { usable } = stockTable(board);
  for (let arc = arcs.starts[need]!; arc < arcs.starts[need + 1]!; arc += 1) {
    const supply = pairs[2 * arc]!;
    const lane = pairs[2 * arc + 1]!;
    const { give, counts } = ratios.get(arc) ?? EVEN;
    arcs.supply[arc] = supply;
    arcs.need[arc] = need;
    arcs.lane[arc] = lane;
    arcs.give[arc] = give;
    arcs.counts[arc] = counts;
    arcs.arrives[arc] = leaves[supply]! + minutes[lane]!;
    arcs.room[arc] = Math.min(Math.floor(usable[supply]! / give), Math.floor(open / counts));
  }
}

/** Pairs as they are found, on a list that grows twofold. */
class Found {
  length = 0;
  /** Supply and lane of each. */
  pairs = new Int32Array(1024);
  /** By pair, where it is not one for one. */
  readonly ratios = new Map<number, Ratio>();

  add(supply: number, lane: number, ratio: Ratio): void {
    const place = 2 * this.length;
    if (place === this.pairs.length) {
      const pairs = new Int32Array(2 * place);
      pairs.set(this.pairs);
      this.pairs = pairs;
    }
    this.pairs[place] = supply;
    this.pairs[place + 1] = lane;
    if (ratio.give !== 1 || ratio.counts !== 1) this.ratios.set(this.length, ratio);
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
  const { times } = board.index;
  const need = at(board.needs, needIndex);
  const forbidden = board.index.forbids(supplyIndex, needIndex);
  if (isInTime(times, need, supplyIndex, laneIndex)) return forbidden;
  const arrives = times.leaves[supplyIndex]! + times.minutes[laneIndex]!;
  const codes = times.isOpen[laneIndex] === 1 ? [] : ["ROAD"];
  if (arrives > need.deadline) codes.push("DEADLINE");
  if (!isFresh(times.expires[supplyIndex]!, need, arrives)) codes.push("SHELF_LIFE");
  return [...codes, ...forbidden];
}

/** Whether the road is open and what it brings is neither late nor stale. */
function isInTime(
  { leaves, expires, minutes, isOpen }: Times,
  need: BoardNeed,
  supply: number,
  lane: number,
): boolean {
  const arrives = leaves[supply]! + minutes[lane]!;
  return isOpen[lane] === 1 && arrives <= need.deadline && isFresh(expires[supply]!, need, arrives);
}

const isFresh = (expires: number, { minShelf }: BoardNeed, arrives: number) =>
  expires - arrives > 0 && expires - arrives >= minShelf;

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
  board: Pairs & Pick<Board, "sources" | "arcs">,
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
    const { reached, starts } = board.arcs;
    // Where each pair with a lane is an arc, nothing speaks against any of them.
    if (starts[needIndex + 1]! - starts[needIndex]! < reached[needIndex]!)
      board.index.eachReached(need, (index, lane) => {
        for (const code of onLane(board, index, needIndex, lane)) count(code);
      });
    const roadless = stored.length - reached[needIndex]!;
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
