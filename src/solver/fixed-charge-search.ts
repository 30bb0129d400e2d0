import { chanceOf } from "../kernel/chance.ts";
import type { Flows } from "./board.ts";
import { ChargedPiece } from "./fixed-charge-piece.ts";
import { chargedValue, usedKeys } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import type { NetworkModel } from "./network-model.ts";

/** The best flows that a search has seen, and their value without what pins add. */
export class BestFlows {
  readonly #charges: FixedCharges;
  value = Infinity;
  flows: Flows | undefined;

  constructor(charges: FixedCharges) {
    this.#charges = charges;
  }

  offer(flows: Flows): number {
    const value = chargedValue(this.#charges, flows);
    if (value < this.value) {
      this.value = value;
      this.flows = flows;
    }
    return value;
  }
}

const SEED = 1;
const SWEEPS = 60;
/** Looks at an arc over the whole search: more found little more. */
const LOOKS_EACH = 200;

/**
 * Simulated annealing over neighbouring trees, piece by piece: a single exchange reroutes what
 * flows around one cycle and is judged by all that it costs, charges included. `looks` is a limit
 * of work, the same on every machine; what was looked at is the answer.
 */
export function anneal(
  model: NetworkModel,
  charges: FixedCharges,
  best: BestFlows,
  most: number,
  mayStop: () => boolean,
): number {
  const users = new Int32Array(charges.charge.length);
  const pieces = model.pieces
    .map((piece) => new ChargedPiece(piece, charges, users))
    .filter(({ active }) => active.length > 0);
  const arcs = pieces.reduce((sum, { active }) => sum + active.length, 0);
  const looks = Math.min(most, LOOKS_EACH * arcs);
  const chance = chanceOf(SEED);
  const { hottest, coldest } = heats(charges, model.flows, looks / arcs);
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

function heats(charges: FixedCharges, flows: Flows, looksEach: number) {
  const used = usedKeys(charges, flows);
  const count = used.reduce((sum, isUsed) => sum + isUsed, 0);
  const all = used.reduce((sum, isUsed, key) => sum + isUsed * charges.charge[key]!, 0);
  const mean = count === 0 ? 1 : all / count;
  const reach = Math.min(1, looksEach / 100);
  return { hottest: mean * (0.04 + 0.08 * reach), coldest: mean * (0.02 + 0.01 * reach) };
}
