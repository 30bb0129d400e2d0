import type { Board } from "./board.ts";
import type { NetworkModel } from "./network-model.ts";

/**
 * The least time by which everything can arrive that a network must send, `known` being one, and
 * at least the latest pin. Found by halving: each look is one network without what comes later.
 * Undefined where it was told to stop.
 */
export function leastLatest(
  model: NetworkModel,
  board: Board,
  known: number,
  mayStop: () => boolean,
): number | undefined {
  const pin = board.pinned.reduce((latest, move) => Math.max(latest, move.arrives), 0);
  const between = board.arcs.arrives.filter((time) => time > pin && time < known);
  const times = [pin, ...new Set(between.sort()), known];
  let [first, last] = [0, times.length - 1];
  while (first < last) {
    const middle = (first + last) >> 1;
    const late = lateArcs(model, board, times[middle]!);
    if (!model.minimise(late, mayStop)) return undefined;
    if (model.value(late) === 0) last = middle;
    else first = middle + 1;
  }
  return times[last]!;
}

/** 1 on each arc that arrives after a time. */
export function lateArcs(model: NetworkModel, { arcs }: Board, time: number): Float64Array {
  const costs = new Float64Array(model.size);
  for (let arc = 0; arc < arcs.length; arc += 1) if (arcs.arrives[arc]! > time) costs[arc] = 1;
  return costs;
}
