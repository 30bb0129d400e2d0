import type { Flows } from "./board.ts";
import type { NetworkModel } from "./network-model.ts";

/** Prices beyond which sums would no longer be exact. */
const DEAREST = 2 ** 30;
/** More than limits' sums can add to a way through the network. */
const FIRST = 2 ** 24;

/** Σ costs · flow may be this much at most. */
export interface SumLimit {
  readonly costs: Float64Array;
  readonly most: number;
}

export const isWithin = ({ costs, most }: SumLimit, flows: Flows): boolean =>
  sumOver(costs, flows) <= most;

export function sumOver(costs: Float64Array, flows: Flows): number {
  let sum = 0;
  for (let arc = 0; arc < flows.length; arc += 1) sum += costs[arc]! * flows[arc]!;
  return sum;
}

/** Of what is least for the costs, what is least for the limits' sums. */
export function leanWithin(
  model: NetworkModel,
  costs: Float64Array,
  limits: readonly SumLimit[],
  mayStop: () => boolean,
): boolean {
  const first = costs.map((cost) => FIRST * cost);
  const prices = new Float64Array(limits.length).fill(1);
  return model.minimise(pricedBy(first, limits, prices), mayStop) && model.minimise(costs, mayStop);
}

/**
 * The least of the costs with a price on each limit's sum, doubled until the flows are within it
 * (Lagrangian relaxation): not the least within the limits, but near it.
 */
export function minimiseWithin(
  model: NetworkModel,
  costs: Float64Array,
  { limits, prices }: { readonly limits: readonly SumLimit[]; readonly prices: Float64Array },
  mayStop: () => boolean,
): boolean {
  for (;;) {
    if (!model.minimise(pricedBy(costs, limits, prices), mayStop)) return false;
    const { flows } = model;
    const beyond = limits.findIndex((limit) => !isWithin(limit, flows));
    if (beyond < 0 || prices[beyond]! > DEAREST) return true;
    const { costs: own } = limits[beyond]!;
    const first = Math.ceil(sumOver(costs, flows) / Math.max(1, sumOver(own, flows)) / 8);
    prices[beyond] = Math.max(1, first, 2 * prices[beyond]!);
  }
}

function pricedBy(
  costs: Float64Array,
  limits: readonly SumLimit[],
  prices: Float64Array,
): Float64Array {
  if (prices.every((price) => price === 0)) return costs;
  const priced = costs.slice();
  limits.forEach(({ costs: own }, limit) =>
    own.forEach((cost, column) => (priced[column] = priced[column]! + prices[limit]! * cost)),
  );
  return priced;
}
