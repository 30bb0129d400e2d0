import { at } from "./board.ts";
import type { Board } from "./board.ts";
import { Carriage } from "./capped.ts";
import type { Columns } from "./highs-rows.ts";

/** A linear program's whole answers are whole to its tolerance only. */
const ROUNDING = 1e-6;

/** Pieces on an arc, and what one less would lose: by part, for each share of its burden. */
export interface Taken {
  readonly supply: number;
  readonly worth: readonly number[];
  /** The same for one piece. */
  readonly loss: readonly number[];
  left: number;
}

/** What flows from each source, by source, that which is least worth first. */
export function takenBySource(
  board: Board,
  values: Float64Array,
  { missingAt, bands }: Columns,
  parts: readonly Float64Array[],
): ReadonlyMap<number, Taken[]> {
  const { arcs, supplies } = board;
  const bySource = new Map<number, Taken[]>();
  for (let arc = 0; arc < arcs.length; arc += 1) {
    const left = values[arc] ?? 0;
    if (left <= ROUNDING) continue;
    const supply = arcs.supply[arc]!;
    const missing = missingAt[arcs.need[arc]!]! + bands - 1;
    const share = burdenOf(board, supply);
    const loss = parts.map((costs) => costs[missing]! - costs[arc]!);
    const worth = loss.map((lost) => lost / share);
    const { source } = at(supplies, supply);
    const list = bySource.get(source) ?? [];
    list.push({ supply, worth, loss, left });
    bySource.set(source, list);
  }
  for (const list of bySource.values()) list.sort(byWorth);
  return bySource;
}

/**
 * Whole caps for what a linear program ships in parts of pieces: what is worth most is rounded
 * up, so that each source loses of what is worth least alone.
 */
export function roundedCaps(board: Board, taken: ReadonlyMap<number, readonly Taken[]>): Carriage {
  const carriage = new Carriage(board);
  const loads = new Float64Array(board.supplies.length);
  for (const flows of taken.values())
    for (const { supply, left } of flows.toReversed()) {
      loads[supply] = loads[supply]! + left;
      const wanted = Math.ceil(loads[supply] - ROUNDING) - carriage.caps[supply]!;
      carriage.give(supply, wanted);
    }
  return carriage;
}

/** The share of its source's capacity that one piece takes up. */
export function burdenOf(board: Board, index: number): number {
  const { source, kg, m3 } = at(board.supplies, index);
  const { kg: allKg, m3: allM3 } = at(board.sources, source);
  return Math.max(1e-12, kg / Math.max(1, allKg) + m3 / Math.max(1, allM3));
}

type Worthy = Pick<Taken, "supply" | "worth">;

export const byWorth = (a: Worthy, b: Worthy) =>
  isLess(a.worth, b.worth) ? -1 : isLess(b.worth, a.worth) ? 1 : a.supply - b.supply;

/** Whether the first list, taken so many times, is before the second in lexicographic order. */
export function isLess(a: readonly number[], b: readonly number[], times = 1): boolean {
  for (let index = 0; index < a.length; index += 1) {
    const value = times * a[index]!;
    if (value !== b[index]) return value < (b[index] ?? Infinity);
  }
  return false;
}
