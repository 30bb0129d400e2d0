import type { Flows } from "./board.ts";
import type { Course, Wish } from "./course.ts";
import { costsOf } from "./highs-objective.ts";
import { LARGEST_TREE } from "./engine.ts";
import type { PartProof } from "./engine.ts";
import { climb } from "./fixed-charge-climb.ts";
import { relax } from "./fixed-charge-bound.ts";
import { dropKeys } from "./fixed-charge-drops.ts";
import { BestFlows, anneal } from "./fixed-charge-search.ts";
import { scaleSlopes } from "./fixed-charge-slopes.ts";
import { looksPerWork } from "./fixed-charge-work.ts";
import { NO_KEY, fixedChargesOf, usedKeys } from "./fixed-charges.ts";
import type { FixedCharges } from "./fixed-charges.ts";
import { proofOf } from "./incumbent.ts";
import { lateArcs, leastLatest } from "./network-latest.ts";
import { leanWithin } from "./network-limits.ts";
import type { SumLimit } from "./network-limits.ts";
import type { NetworkModel } from "./network-model.ts";

/** Of the work, what may go into two bounds, and of the rest into the first local search. */
const RELAXING = 0.4;
const CLIMBING = 0.2;
const DROPPING = 0.2;
/** Of the work, what may go into a plan for a tree search to start from. */
const STARTING = 0.1;
/** For each key that there is a choice about, and each arc: more finds next to nothing. */
const WORK_PER_KEY = 4;
const WORK_PER_ARC = 0.1;
const RELAXED_ROUNDS = 60;
const CLIMBED_ROUNDS = 100;
const SLOPE_ROUNDS = 10;
/** Where so many arcs share a key on average no single exchange brings it into use or out. */
const SHARED_BY = 8;

const EQUAL = 1e-9;

/** What is sought: better flows within what earlier parts with slack allow. */
interface Sought {
  readonly found: BestFlows;
  readonly limits: readonly SumLimit[];
}

/**
 * The parts that count what is used at all, as far as the network reaches: a search for a better
 * plan always; where a tree search would be lost in them, a bound too, and the part is then held
 * by shutting each key that the plan does not use. Later parts are kept within that, and their
 * bounds come from the network as it was before.
 */
export class FixedChargeRun {
  readonly #course: Course;
  readonly #model: NetworkModel;
  #relaxed: NetworkModel | undefined;

  constructor(course: Course, model: NetworkModel) {
    this.#course = course;
    this.#model = model;
  }

  /** Whether plans are shut out that are as good so far: the least of the rest is no bound. */
  get isRestricted(): boolean {
    return this.#relaxed !== undefined;
  }

  /** From now on bounds come from the network as it is now. */
  restrict(): void {
    this.#relaxed ??= this.#model.copy(this.#course.task.board);
  }

  /** Undefined where a tree search is to go on from the plan found. */
  part({ stage, part }: Wish): PartProof | undefined {
    const { best, task, control } = this.#course;
    const { largestTree = LARGEST_TREE } = control;
    const charges = fixedChargesOf(this.#model, task.board, stage, part);
    if (charges === undefined) return this.#latest({ stage, part });
    const undecided = undecidedKeys(this.#model, charges);
    const isLarge = this.isRestricted || undecided > largestTree;
    const limits = this.limits();
    const found = new BestFlows(charges, limits);
    found.offer(best.flows);
    const offset = best.value(stage, part) - found.value;
    const work = Math.min(
      this.#course.workFor({ stage, part }) * (isLarge ? 1 : STARTING),
      undecided * WORK_PER_KEY + task.board.arcs.length * WORK_PER_ARC,
    );
    const bound = this.#search(work, charges, { found, limits });
    if (found.flows !== undefined) best.improve(stage, part, found.flows);
    if (!isLarge) {
      this.#course.floor({ stage, part }, bound + offset);
      return undefined;
    }
    this.restrict();
    this.#hold({ stage, part }, charges);
    const isWhole =
      charges.linear.every(Number.isInteger) && charges.charge.every(Number.isInteger);
    const proof = proofOf(best.value(stage, part), bound + offset, isWhole);
    if (proof.bound < proof.best) this.#course.note({ status: "STOPPED", work: 0 });
    return proof;
  }

  /** A bound on a linear part, on the network before it was restricted; `value` is now's. */
  linearBound(costs: Float64Array, { stage, part }: Wish, value: number): PartProof {
    const best = this.#course.best.value(stage, part);
    const relaxed = this.#relaxed;
    if (relaxed?.minimise(costs, this.#mayStop) !== true) return { best, bound: 0 };
    const bound = value - this.#model.value(costs) + relaxed.value(costs);
    return proofOf(best, bound, costs.every(Number.isInteger));
  }

  /** When the last goods arrive: exact on a network, like a linear part. */
  #latest({ stage, part }: Pick<Wish, "stage" | "part">): PartProof {
    const { best, task } = this.#course;
    const [value, model] = [best.value(stage, part), this.#model];
    const least = leastLatest(model, task.board, value, this.#mayStop);
    if (least === undefined || !model.minimise(lateArcs(model, task.board, least), this.#mayStop))
      return { best: value, bound: 0 };
    // Where that is beyond the slack of an earlier part the least is a bound alone.
    if (best.improve(stage, part, model.flows)) model.freeze();
    best.hold(stage, part, best.value(stage, part));
    const relaxed = this.#relaxed;
    const bound = relaxed ? (leastLatest(relaxed, task.board, least, this.#mayStop) ?? 0) : least;
    return { best: best.value(stage, part), bound };
  }

  readonly #mayStop = (): boolean => this.#course.isOver();

  /** Answers the bound, and leaves the best flows with `found`. */
  #search(work: number, charges: FixedCharges, { found, limits }: Sought): number {
    const [course, model] = [this.#course, this.#model];
    const wide = this.#relaxed ?? model;
    const most = { rounds: RELAXED_ROUNDS, work: work * RELAXING };
    const offers = wide === model ? found : new BestFlows(charges, limits);
    const {
      bound: linear,
      foothold,
      mean,
      ...relaxed
    } = relax(wide, charges, offers, most, this.#mayStop);
    course.note({ status: "OPTIMAL", work: relaxed.work });
    if (foothold === undefined || course.isOver()) return linear;
    const climbing = { rounds: CLIMBED_ROUNDS, work: work * CLIMBING, enough: found.value };
    const climbed = climb(foothold, climbing, this.#mayStop);
    course.note({ status: "OPTIMAL", work: climbed.work });
    const bound = Math.max(linear, climbed.bound);
    const taken = relaxed.work + climbed.work;
    const slopes = { first: mean, rounds: SLOPE_ROUNDS, work: work - taken, limits };
    const scaled = scaleSlopes(model, charges, found, slopes, this.#mayStop);
    course.note({ status: "OPTIMAL", work: scaled });
    this.#improve(work - taken - scaled, charges, { found, limits, bound });
    return bound;
  }

  /** Annealing and a search over keys in turn, each time from where the last has come to. */
  #improve(
    work: number,
    charges: FixedCharges,
    { found, limits, bound }: Sought & { readonly bound: number },
  ): void {
    const model = this.#model;
    let left = work;
    const spend = (taken: number) => {
      left -= taken;
      this.#course.note({ status: "OPTIMAL", work: taken });
    };
    const isShared = arcsPerKey(charges) > SHARED_BY;
    const each = looksPerWork(model.arcs);
    const isOver = () => left <= 0 || found.value <= bound + EQUAL * bound || this.#course.isOver();
    for (let seed = 1; !isOver(); seed += 1) {
      const before = found.value;
      if (!isShared) {
        const looks = left * (1 - DROPPING) * each;
        const options = { looks, limits, seed };
        spend(anneal(model, charges, found, options, this.#mayStop) / each);
      }
      if (!isOver()) spend(dropKeys(model, charges, found, { work: left, limits }, this.#mayStop));
      if (seed > 1 && isShared && found.value === before) break;
    }
  }

  /** What earlier parts with slack may be raised to, as sums over what flows. */
  limits(): SumLimit[] {
    const { best, task, limits } = this.#course;
    return limits.map(({ stage, part, most }) => {
      const costs = costsOf(this.#model, task.board, stage, part, new Map());
      const flowing = best.flows.reduce((sum, flow, arc) => sum + flow * costs[arc]!, 0);
      return { costs, most: most - best.value(stage, part) + flowing };
    });
  }

  /** Shuts what the best plan does not use, and keeps to what is cheapest with the rest. */
  #hold({ stage, part }: Pick<Wish, "stage" | "part">, charges: FixedCharges): void {
    const { best } = this.#course;
    if (!this.#keep(unusedArcs(charges, best.flows, this.#model.size))) return;
    if (charges.linear.some((cost) => cost !== 0)) {
      if (!leanWithin(this.#model, charges.linear, this.limits(), this.#mayStop)) return;
      // Beyond the slack of an earlier part nothing is the least: later parts are watched alone.
      if (best.improve(stage, part, this.#model.flows)) this.#model.freeze();
    }
    best.hold(stage, part, best.value(stage, part));
  }

  #keep(costs: Float64Array): boolean {
    if (costs.every((cost) => cost === 0)) return true;
    if (!this.#model.minimise(costs, this.#mayStop)) return false;
    this.#model.freeze();
    return true;
  }
}

/** 1 on each arc with a key that these flows do not use. */
function unusedArcs(charges: FixedCharges, flows: Flows, size: number): Float64Array {
  const used = usedKeys(charges, flows);
  const costs = new Float64Array(size);
  for (const keys of charges.kinds)
    keys.forEach((key, arc) => {
      if (key !== NO_KEY && used[key] === 0) costs[arc] = 1;
    });
  return costs;
}

function arcsPerKey({ kinds, charge }: FixedCharges): number {
  let arcs = 0;
  for (const keys of kinds) for (const key of keys) if (key !== NO_KEY) arcs += 1;
  return arcs / Math.max(1, charge.length);
}

/** Keys that the faces so far leave a choice about. */
function undecidedKeys(model: NetworkModel, { kinds, charge }: FixedCharges): number {
  const isOpen = new Uint8Array(charge.length);
  const flows = model.flows;
  const isActive = new Uint8Array(flows.length);
  for (const { arcs, simplex } of model.pieces)
    for (const arc of simplex.active) if (arcs[arc]! < flows.length) isActive[arcs[arc]!] = 1;
  const each = (visit: (key: number, arc: number) => void) => {
    for (const keys of kinds) keys.forEach((key, arc) => key !== NO_KEY && visit(key, arc));
  };
  each((key, arc) => isActive[arc] === 1 && (isOpen[key] = 1));
  each((key, arc) => isActive[arc] === 0 && flows[arc]! > 0 && (isOpen[key] = 0));
  return isOpen.reduce((sum, one) => sum + one, 0);
}
