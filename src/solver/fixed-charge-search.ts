import { chanceOf } from "../kernel/chance.ts";
import type { Flows } from "./board.ts";
import { ChargedPiece } from "./fixed-charge-piece.ts";
import { chargedValue, usedKeys } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import { isWithin } from "./network-limits.ts";
import type { SumLimit } from "./network-limits.ts";
import type { NetworkModel } from "./network-model.ts";

/** The best flows that a search has seen, and their value without what pins add. */
export class BestFlows {
  readonly #charges: FixedCharges;
  readonly #limits: readonly SumLimit[];
  value = Infinity;
  flows: Flows | undefined;

  constructor(charges: FixedCharges, limits: readonly SumLimit[]) {
    this.#charges = charges;
    this.#limits = limits;
  }

  offer(flows: Flows): void {
    const value = chargedValue(this.#charges, flows);
    if (!(value < this.value) || !this.#limits.every((limit) => isWithin(limit, flows))) return;
    this.value = value;
    this.flows = flows;
  }
}

const SWEEPS = 60;
/** Looks at an arc over one search: beyond these another search finds more than this one. */
const LOOKS_EACH = 500;

/**
 * Simulated annealing over neighbouring trees, piece by piece: a single exchange reroutes what
 * flows around one cycle and is judged by all that it costs, charges included. `looks` is a limit
 * of work, the same on every machine; what was looked at is the answer.
 */
export function anneal(
  model: NetworkModel,
  charges: FixedCharges,
  best: BestFlows,
  most: { readonly looks: number; readonly limits: readonly SumLimit[]; readonly seed: number },
  mayStop: () => boolean,
): number {
  const shared = {
    users: new Int32Array(charges.charge.length),
    limits: most.limits,
    left: Float64Array.from(most.limits, ({ costs, most: all }) => all - model.value(costs)),
  };
  const pieces = model.pieces
    .map((piece) => new ChargedPiece(piece, charges, shared))
    .filter(({ active }) => active.length > 0);
  const arcs = pieces.reduce((sum, { active }) => sum + active.length, 0);
  const looks = Math.min(most.looks, LOOKS_EACH * arcs);
  const chance = chanceOf(most.seed);
  const { hottest, coldest } = heats(charges, model.flows, looks / arcs, most.seed);
  let done = 0;
  for (let sweep = 0; sweep <= SWEEPS; sweep += 1) {
    // The last one goes only down.
    const heat = sweep === SWEEPS ? 0 : hottest * (coldest / hottest) ** (sweep / (SWEEPS - 1));
    for (const piece of pieces) {
      const own = Math.ceil((looks * piece.active.length) / arcs / (SWEEPS + 1));
      piece.anneal(own, heat, chance);
      done += own;
      if (mayStop()) {
        sweep = SWEEPS;
        break;
      }
    }
  }
  model.refresh();
  best.offer(model.flows);
  return done;
}

/** The first search keeps to what there is; of those after it two in three leave it far behind. */
const HOTTER = [1, 3, 6] as const;

function heats(charges: FixedCharges, flows: Flows, looksEach: number, seed: number) {
  const used = usedKeys(charges, flows);
  const count = used.reduce((sum, isUsed) => sum + isUsed, 0);
  const all = used.reduce((sum, isUsed, key) => sum + isUsed * charges.charge[key]!, 0);
  const mean = count === 0 ? 1 : all / count;
  const reach = Math.min(1, looksEach / 100);
  const hottest = mean * (0.04 + 0.08 * reach) * HOTTER[(seed - 1) % HOTTER.length]!;
  return { hottest, coldest: mean * (0.02 + 0.01 * reach) };
}
