import { at, flowCount } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import { nearestSets } from "./nearest-sets.ts";
import { Room } from "./room.ts";

/**
 * Nearest first, as people do it by hand: needs by priority, deadline and id, each taking from
 * what arrives first, by id on a tie. Floors, capacity, forbids and pins hold; no substitutes.
 */
export function nearestFirst(board: Board): Flows {
  const { arcs, needs, supplies } = board;
  const flows = new Float64Array(flowCount(board));
  const room = new Room(board);
  for (const need of needs.map((_, index) => index).sort(byUrgency(board))) {
    const { item, capabilities } = at(needs, need);
    if (capabilities !== undefined) {
      nearestSets(board, need, room, flows);
      continue;
    }
    // Supplies are numbered by source, lots before units, then id: the number is the tie-break.
    for (const arc of arcs.soonestInto(need)) {
      if (room.needLeft(need) === 0) break;
      if (at(supplies, arcs.supply[arc]!).item !== item) continue;
      const steps = room.fits(arc);
      if (steps === 0) continue;
      flows[arc] = steps;
      room.take(arc, steps);
    }
  }
  return flows;
}

const byUrgency = (board: Board) => (a: number, b: number) => {
  const left = at(board.needs, a);
  const right = at(board.needs, b);
  return (
    left.priority - right.priority ||
    (left.deadline === right.deadline ? 0 : left.deadline - right.deadline) ||
    // Needs are numbered by id.
    a - b
  );
};
