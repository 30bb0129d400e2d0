import type { BestFlows } from "./fixed-charge-search.ts";
import { NO_KEY } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import type { NetworkModel } from "./network-model.ts";

/** Whole surcharges keep the network exact; this many parts of one are fine enough. */
const PARTS = 1024;

/**
 * Dynamic slope scaling (Kim and Pardalos 1999): each key's charge is spread over the pieces that
 * used it in the last round, and the network is solved anew with these surcharges.
 */
export function scaleSlopes(
  model: NetworkModel,
  charges: FixedCharges,
  best: BestFlows,
  rounds: number,
  mayStop: () => boolean,
): void {
  const { linear, kinds, charge } = charges;
  const costs = new Float64Array(linear.length);
  const slope = charge.map(() => 0);
  const used = new Float64Array(charge.length);
  for (let round = 0; round <= rounds; round += 1) {
    const flows = model.flows;
    best.offer(flows);
    if (round === rounds) return;
    used.fill(0);
    for (const keys of kinds)
      keys.forEach((key, arc) => {
        if (key !== NO_KEY) used[key] = used[key]! + flows[arc]!;
      });
    used.forEach((pieces, key) => {
      if (pieces > 0) slope[key] = Math.round((PARTS * charge[key]!) / pieces);
    });
    linear.forEach((cost, column) => (costs[column] = PARTS * cost));
    for (const keys of kinds)
      keys.forEach((key, arc) => {
        if (key !== NO_KEY) costs[arc] = costs[arc]! + slope[key]!;
      });
    if (!model.minimise(costs, mayStop)) return;
  }
}
