import { lotKey, unitKey } from "./board.ts";
import type { Board } from "./board.ts";
import type { PreviousLine } from "./problem.ts";

export interface Previous {
  /** Pieces that an arc carried before, beyond its pin. */
  readonly quantities: ReadonlyMap<number, number>;
  /** Lines on a pair that is gone or not allowed any more. */
  readonly lost: readonly PreviousLine[];
}

/** The earlier plan on today's arcs. A line on what no longer exists is lost, never an error. */
export function previousOf(board: Board): Previous {
  const lines = board.problem.previous ?? [];
  const quantities = new Map<number, number>();
  const lost: PreviousLine[] = [];
  if (lines.length === 0) return { quantities, lost };
  const arcOf = new Map<string, number>();
  board.arcs.forEach(({ supply, need }, arc) => arcOf.set(pairKey(supply, need), arc));
  const pinOf = new Map(board.pinned.map((pin) => [pairKey(pin.supply, pin.need), pin.shipped]));
  for (const line of lines) {
    const word = line.lot === undefined ? unitKey(line.unit ?? "") : lotKey(line.lot);
    const supply = board.index.byName.supplyOf.get(word) ?? -1;
    const need = board.index.needOf.get(line.need) ?? -1;
    const pair = pairKey(supply, need);
    const arc = arcOf.get(pair);
    const pinned = pinOf.get(pair) ?? 0;
    if (arc === undefined) {
      if (pinned === 0) lost.push(line);
      continue;
    }
    const quantity = line.lot === undefined ? 1 : (line.quantity ?? 0);
    quantities.set(arc, Math.max(0, (quantities.get(arc) ?? 0) + quantity - pinned));
  }
  // In order of the arcs: the order of lines in the file must not choose among plans that tie.
  return { quantities: new Map([...quantities].sort(([a], [b]) => a - b)), lost };
}

const pairKey = (supply: number, need: number) => `${supply} ${need}`;
