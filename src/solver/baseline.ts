import { compare } from "../kernel/compare.ts";
import { at, flowCount } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import { nearestSets } from "./nearest-sets.ts";
import { Room } from "./room.ts";

/**
 * Nearest first, as people do it by hand: needs by priority, deadline and id, each taking from
 * what arrives first, by id on a tie. Floors, capacity, forbids and pins hold; no substitutes.
 */
export function nearestFirst(board: Board): Flows {
  const flows = new Float64Array(flowCount(board));
  const room = new Room(board);
  const arcsOf = arcsByNeed(board);
  const order = board.needs.map((_, index) => index).sort(byUrgency(board));
  for (const need of order) {
    if (at(board.needs, need).capabilities !== undefined) {
      nearestSets(board, need, room, flows);
      continue;
    }
    for (const index of (arcsOf.get(need) ?? []).sort(byArrival(board))) {
      if (room.needLeft(need) === 0) break;
      const steps = room.fits(index);
      if (steps === 0) continue;
      flows[index] = steps;
      room.take(index, steps);
    }
  }
  return flows;
}

function arcsByNeed(board: Board): Map<number, number[]> {
  const arcsOf = new Map<number, number[]>();
  board.arcs.forEach((arc, index) => {
    const need = at(board.needs, arc.need);
    if (at(board.supplies, arc.supply).item !== need.item) return;
    const row = arcsOf.get(arc.need);
    if (row === undefined) arcsOf.set(arc.need, [index]);
    else row.push(index);
  });
  return arcsOf;
}

const byUrgency = (board: Board) => (a: number, b: number) => {
  const [left, right] = [at(board.needs, a), at(board.needs, b)];
  return (
    left.priority - right.priority ||
    (left.deadline === right.deadline ? 0 : left.deadline - right.deadline) ||
    compare(left.id, right.id)
  );
};

/** Supplies are numbered by source, lots before units, then id: the number is the tie-break. */
const byArrival = (board: Board) => (a: number, b: number) => {
  const [left, right] = [at(board.arcs, a), at(board.arcs, b)];
  return left.arrives - right.arrives || left.supply - right.supply;
};
