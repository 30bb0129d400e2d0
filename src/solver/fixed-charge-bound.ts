import { footholdOf } from "./fixed-charge-halves.ts";
import type { Foothold, Share } from "./fixed-charge-halves.ts";
import type { BestFlows } from "./fixed-charge-search.ts";
import { NO_KEY } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import { ARCS_PER_WORK, PIVOTS_PER_WORK } from "./fixed-charge-work.ts";
import type { NetworkModel } from "./network-model.ts";

/** Whole surcharges keep the network exact; this many parts of one are fine enough. */
const PARTS = 1024;
const STEP = 2;
/** How far what an arc would lose without charges weighs at first, and the most that it can. */
const LEAN = 3;
const MOST_LEAN = 5;
/** What the rounding of fractional costs could make of a bound, and more. */
const ROUNDING = 1e-9;
const UNSEEN = -2;

export interface Relaxed {
  /** Without what pins add, as the flows' values are. */
  readonly bound: number;
  /** What flows on each arc on average. */
  readonly mean: Float64Array;
  readonly work: number;
  /** Absent where it was told to stop. */
  readonly foothold: Foothold | undefined;
}

/**
 * A bound that a network proves: each key's charge is shared out among its arcs, as a surcharge a
 * piece that even a full arc does not pay beyond its share. So no plan pays more in surcharges
 * than in charges, and the least that the network costs with them is below every plan. Shares grow
 * where arcs are full (mirror ascent on the dual of the strong linear program); the mean of the
 * rounds' flows comes near that program's answer. Each round's flows are offered as a plan too.
 */
export function relax(
  model: NetworkModel,
  charges: FixedCharges,
  best: BestFlows,
  most: { readonly rounds: number; readonly work: number },
  mayStop: () => boolean,
): Relaxed {
  const shares = new Shares(model, charges);
  const costs = new Float64Array(model.arcs);
  const sum = new Float64Array(model.flows.length);
  let [bound, work, rounds] = [0, 0, 1];
  let foothold: Foothold | undefined;
  for (let round = 0; round <= most.rounds; round += 1) {
    shares.price(costs, round > 0);
    const before = model.pivots;
    const isDone = model.minimise(costs, mayStop);
    work += model.arcs / ARCS_PER_WORK + (model.pivots - before) / PIVOTS_PER_WORK;
    if (!isDone) break;
    if (round === 0) {
      shares.lean(model);
      continue;
    }
    bound = Math.max(bound, shares.sure + (model.value(costs) / PARTS) * (1 - ROUNDING));
    const flows = model.flows;
    best.offer(flows);
    for (let arc = 0; arc < flows.length; arc += 1) sum[arc]! += flows[arc]!;
    rounds = round;
    if (work > most.work || round === most.rounds) {
      foothold = footholdOf(model, charges, shares.now(), { sure: shares.sure, parts: PARTS });
      break;
    }
    shares.learn(model.allFlows, STEP / Math.sqrt(round));
  }
  return { bound, foothold, mean: sum.map((flow) => flow / rounds), work };
}

class Shares {
  /** Charges of keys that the faces so far leave no choice about. */
  readonly sure: number;
  readonly #charges: FixedCharges;
  /** For each kind, the key of each arc, and of a lot's own arc where all that it ships has it. */
  readonly #kinds: readonly Int32Array[];
  /** For each kind, each arc's weight in the sharing of its key's charge; 0: it has none. */
  readonly #weights: readonly Float64Array[];
  readonly #sums: Float64Array;
  readonly #room: Float64Array;

  constructor(model: NetworkModel, charges: FixedCharges) {
    this.#charges = charges;
    this.#sums = new Float64Array(charges.charge.length);
    this.#room = new Float64Array(model.arcs);
    const isSure = new Uint8Array(charges.charge.length);
    const flows = model.flows;
    for (const { arcs, simplex } of model.pieces) {
      const { room } = simplex.basis.network;
      for (const arc of simplex.active) this.#room[arcs[arc]!] = room[arc]!;
    }
    for (const keys of charges.kinds)
      keys.forEach((key, arc) => {
        if (key !== NO_KEY && flows[arc]! > 0 && this.#room[arc] === 0) isSure[key] = 1;
      });
    this.sure = isSure.reduce((sum, one, key) => sum + one * charges.charge[key]!, 0);
    this.#kinds = charges.kinds.map((keys) => withLots(model, keys));
    this.#weights = this.#kinds.map((keys) =>
      Float64Array.from(keys, (key, arc) => {
        const room = this.#room[arc]!;
        return key === NO_KEY || isSure[key] === 1 || room === Infinity ? 0 : room;
      }),
    );
  }

  /** Arcs that would cost more than their whole charge to fill, were charges nothing, get less. */
  lean(model: NetworkModel): void {
    const { charge } = this.#charges;
    for (const { arcs, simplex } of model.pieces)
      for (const own of simplex.active) {
        const arc = arcs[own]!;
        const loss = (simplex.basis.reducedCost(own) * this.#room[arc]!) / PARTS;
        this.#kinds.forEach((keys, kind) => {
          const weights = this.#weights[kind]!;
          if (weights[arc] === 0) return;
          const lean = (-LEAN * loss) / charge[keys[arc]!]!;
          weights[arc]! *= Math.exp(Math.max(-MOST_LEAN, Math.min(MOST_LEAN, lean)));
        });
      }
  }

  /** Writes what each arc costs, in parts of one; at first without charges. */
  price(costs: Float64Array, isCharged: boolean): void {
    const { linear, charge } = this.#charges;
    linear.forEach((cost, column) => (costs[column] = PARTS * cost));
    costs.fill(0, linear.length);
    if (!isCharged) return;
    this.#sums.fill(0);
    this.#each((key, weight) => (this.#sums[key] = this.#sums[key]! + weight));
    this.#kinds.forEach((keys, kind) => {
      const weights = this.#weights[kind]!;
      for (let arc = 0; arc < keys.length; arc += 1) {
        if (weights[arc] === 0) continue;
        const key = keys[arc]!;
        const share = (charge[key]! * weights[arc]!) / this.#sums[key]!;
        costs[arc] = costs[arc]! + Math.floor((PARTS * share) / this.#room[arc]!);
      }
    });
  }

  /** What each arc bears as it was last priced. */
  now(): Share[] {
    const { charge } = this.#charges;
    return this.#kinds.map((keys, kind) => ({
      keys,
      charges: this.#weights[kind]!.map((weight, arc) =>
        weight === 0 ? 0 : (charge[keys[arc]!]! * weight) / this.#sums[keys[arc]!]!,
      ),
    }));
  }

  /** Fuller arcs get more of their key's charge. */
  learn(flows: Float64Array, step: number): void {
    this.#each((key, weight, arc, weights) => {
      const share = weight / this.#sums[key]!;
      const flow = flows[arc]!;
      weights[arc] = flow === 0 ? share : share * Math.exp((step * flow) / this.#room[arc]!);
    });
  }

  #each(visit: (key: number, weight: number, arc: number, weights: Float64Array) => void): void {
    this.#kinds.forEach((keys, kind) => {
      const weights = this.#weights[kind]!;
      for (let arc = 0; arc < keys.length; arc += 1)
        if (weights[arc]! > 0) visit(keys[arc]!, weights[arc]!, arc, weights);
    });
  }
}

/** The keys of columns, and after them those of lots whose arcs, two or more, all have the same. */
function withLots(model: NetworkModel, keys: Int32Array): Int32Array {
  const all = new Int32Array(model.arcs).fill(NO_KEY);
  all.set(keys);
  for (const { arcs, simplex } of model.pieces) {
    const { nodes, from, to } = simplex.basis.network;
    const common = new Int32Array(nodes).fill(UNSEEN);
    const count = new Int32Array(nodes);
    from.forEach((node, arc) => {
      const key = keys[arcs[arc]!] ?? NO_KEY;
      common[node] = common[node] === UNSEEN || common[node] === key ? key : NO_KEY;
      count[node]! += 1;
    });
    arcs.forEach((arc, at) => {
      const key = common[to[at]!]!;
      if (arc >= model.size && key >= 0 && count[to[at]!]! > 1) all[arc] = key;
    });
  }
  return all;
}
