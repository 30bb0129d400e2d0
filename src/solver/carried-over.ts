import { keyOf } from "./board-lay.ts";
import { flowCount } from "./board.ts";
import type { Board, Flows } from "./board.ts";

/** A plan's flows on another board of goods, as far as that has the same lots, needs and ways. */
export function carriedOver(from: Board, flows: Flows, to: Board): Flows {
  const place = (lot = -1, need = -1) => lot * from.needs.length + need;
  const known = new Map<number, number>();
  for (let arc = 0; arc < from.arcs.length; arc += 1) {
    const flow = flows[arc] ?? 0;
    if (flow > 0) known.set(place(from.arcs.supply[arc], from.arcs.need[arc]), flow);
  }
  const { byName, needOf } = from.index;
  const lots = to.supplies.map((supply) => byName.supplyOf.get(keyOf(supply)));
  const needs = to.needs.map(({ id }) => needOf.get(id));
  const carried = new Float64Array(flowCount(to));
  for (let arc = 0; arc < to.arcs.length; arc += 1) {
    const [lot, need] = [lots[to.arcs.supply[arc] ?? -1], needs[to.arcs.need[arc] ?? -1]];
    if (lot === undefined || need === undefined) continue;
    carried[arc] = Math.min(known.get(place(lot, need)) ?? 0, to.arcs.room[arc] ?? 0);
  }
  return carried;
}
