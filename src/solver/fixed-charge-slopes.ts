import type { BestFlows } from "./fixed-charge-search.ts";
import { ARCS_PER_WORK, PIVOTS_PER_WORK } from "./fixed-charge-work.ts";
import { NO_KEY } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import { minimiseWithin } from "./network-limits.ts";
import type { SumLimit } from "./network-limits.ts";
import type { NetworkModel } from "./network-model.ts";

/** Whole surcharges keep the network exact; this many parts of one are fine enough. */
const PARTS = 1024;

/** Of what fits on its fullest arc, how much an unused key is thought to take if it were used. */
const GUESS = 0.25;

export interface Rounds {
  readonly first: Float64Array;
  readonly rounds: number;
  /** What they may take together, but for the last to begin. */
  readonly work: number;
  readonly limits: readonly SumLimit[];
}

/**
 * Dynamic slope scaling (Kim and Pardalos 1999): each key's charge is spread over the pieces that
 * used it in the last round, and the network is solved anew with these surcharges. It begins with
 * the flows of a relaxation, of whatever network they are. Answers the work that it took.
 */
export function scaleSlopes(
  model: NetworkModel,
  charges: FixedCharges,
  best: BestFlows,
  { first, rounds, work, limits }: Rounds,
  mayStop: () => boolean,
): number {
  const { linear, kinds, charge } = charges;
  const costs = new Float64Array(linear.length);
  const slope = guessed(model, charges);
  const used = new Float64Array(charge.length);
  const prices = new Float64Array(limits.length);
  let [flows, taken] = [first, 0];
  for (let round = 0; round < rounds && taken < work; round += 1) {
    used.fill(0);
    for (const keys of kinds)
      for (let arc = 0; arc < keys.length; arc += 1)
        if (keys[arc] !== NO_KEY) used[keys[arc]!] = used[keys[arc]!]! + flows[arc]!;
    used.forEach((pieces, key) => {
      if (pieces > 0) slope[key] = Math.round((PARTS * charge[key]!) / pieces);
    });
    for (let column = 0; column < linear.length; column += 1)
      costs[column] = PARTS * linear[column]!;
    for (const keys of kinds)
      for (let arc = 0; arc < keys.length; arc += 1)
        if (keys[arc] !== NO_KEY) costs[arc] = costs[arc]! + slope[keys[arc]!]!;
    const before = model.pivots;
    const isDone = minimiseWithin(model, costs, { limits, prices }, mayStop);
    taken += model.arcs / ARCS_PER_WORK + (model.pivots - before) / PIVOTS_PER_WORK;
    if (!isDone) break;
    flows = model.flows;
    best.offer(flows);
  }
  return taken;
}

function guessed(model: NetworkModel, { kinds, charge }: FixedCharges): Float64Array {
  const most = new Float64Array(charge.length);
  for (const { arcs, simplex } of model.pieces) {
    const { room } = simplex.basis.network;
    for (const arc of simplex.active)
      for (const keys of kinds) {
        const key = keys[arcs[arc]!] ?? NO_KEY;
        if (key !== NO_KEY) most[key] = Math.max(most[key]!, room[arc]!);
      }
  }
  return most.map((room, key) => Math.round((PARTS * charge[key]!) / Math.max(1, GUESS * room)));
}
