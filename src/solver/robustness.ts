import { compare } from "../kernel/compare.ts";
import { nearestFirst } from "./baseline.ts";
import { layBoard } from "./board-lay.ts";
import { missingOf, tallyOf } from "./board.ts";
import { forTrial, gapOf, PROVEN } from "./engine.ts";
import type { Control, Engine, StageWish } from "./engine.ts";
import { loadHighsEngine } from "./highs-engine.ts";
import { changeLanes } from "./measure-edits.ts";
import { Scopes } from "./measure-scope.ts";
import type { Line, Plan, StoppedBy } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { lossesOf, type Loss } from "./robustness-losses.ts";
import { controlOf, limitedBy, type SolveOptions } from "./solve.ts";
import { wishesOf } from "./wishes.ts";

/** What a plan's needs lose when one of its roads or depots is lost, worst first. */
export interface Robustness {
  /** Lanes and sources that the plan uses, and how many of them were tried: the most used first. */
  readonly candidates: number;
  readonly tried: number;
  /** Present where the sweep ended before `limit` of them were tried. */
  readonly stoppedBy?: StoppedBy;
  readonly losses: readonly LossReport[];
  /** Urgent lines whose lane or source, lost alone, leaves more of priority 1 and 2 missing. */
  readonly fragile: readonly FragileLine[];
}

export interface LossReport extends Loss {
  /** Σ missing × weight, by priority 1…5, of all needs. */
  readonly missingBefore: readonly number[];
  readonly missingAfter: readonly number[];
  /** What the best answer to the loss misses more than before, by priority. */
  readonly regret: readonly number[];
  /** Needs that miss more than before, in pieces; another answer may share it out otherwise. */
  readonly needs: readonly {
    readonly need: string;
    readonly missing: number;
    readonly more: number;
  }[];
  /** A tree search was cut short: the loss is at most this bad. */
  readonly atMost?: true;
}

export interface FragileLine extends Pick<Line, "source" | "lot" | "unit" | "need" | "quantity"> {
  readonly lostWith: "LANE" | "SOURCE";
  /** Σ weight × what is missing more of priorities 1 and 2 among what could replace it. */
  readonly missing: number;
}

export interface RobustnessOptions extends Omit<SolveOptions, "onProgress"> {
  /** How many losses are tried, the most used lanes and sources first; default 40. */
  readonly limit?: number;
  readonly onLoss?: (done: number, of: number) => void;
}

export const LOSSES_TRIED = 40;
/** Nodes of a trial's trees. */
const TRIAL_NODES = 1_000;

/**
 * Loses each used lane and each used source alone, and plans for the best again: only shortage
 * and its sharing out, and only the needs that the loss can touch. A lost source keeps its goods
 * and can send nothing; what was pinned on a loss is pinned no more.
 *
 * Pure as `solve` is: the same plan gives the same answer, unless time ends the sweep. The time
 * limit is the problem's own, for the whole sweep.
 */
export async function robustnessOf(
  problem: Problem,
  plan: Plan,
  options: RobustnessOptions = {},
): Promise<Robustness> {
  const engine = options.engine ?? (await loadHighsEngine());
  const control = limitedBy(controlOf(options), problem);
  const all = lossesOf(problem, plan);
  const chosen = all.slice(0, options.limit ?? LOSSES_TRIED);
  const trial = new Trial(problem, plan, engine, control);
  const losses: Tried[] = [];
  const isOver = () => control.cancelled() || control.elapsed() > control.limitMs;
  for (const loss of chosen) {
    const tried = isOver() ? undefined : trial.report(loss);
    if (tried === undefined) break;
    losses.push(tried);
    options.onLoss?.(losses.length, chosen.length);
  }
  const ended = control.cancelled() ? ("CANCEL" as const) : ("TIME" as const);
  return {
    candidates: all.length,
    tried: losses.length,
    ...(losses.length < chosen.length ? { stoppedBy: ended } : {}),
    losses: losses.map(({ report }) => report).sort(worstFirst),
    fragile: fragileLines(problem, plan, losses),
  };
}

interface Tried {
  readonly report: LossReport;
  /** What is missing more of priorities 1 and 2 in the part of each need, weighted. */
  readonly urgent: ReadonlyMap<string, number>;
}

class Trial {
  readonly #problem: Problem;
  readonly #plan: Plan;
  readonly #engine: Engine;
  readonly #control: Control;
  readonly #scopes: Scopes;
  readonly #wishes: readonly StageWish[];
  readonly #missing: ReadonlyMap<string, number>;
  readonly #before: readonly number[];

  constructor(problem: Problem, plan: Plan, engine: Engine, control: Control) {
    this.#problem = problem;
    this.#plan = plan;
    this.#engine = engine;
    this.#control = forTrial(control, TRIAL_NODES);
    this.#scopes = new Scopes(layBoard(problem));
    const isFair = wishesOf(problem.options).some(({ name }) => name === "fairness");
    this.#wishes = (["unmet", "fairness"] as const)
      .filter((name) => name === "unmet" || isFair)
      .map((name) => ({ name, slack: 0 }));
    this.#missing = new Map(plan.shortages.map(({ need, missing }) => [need, missing]));
    this.#before = this.#byPriority(new Map());
  }

  /** undefined where the clock or the caller cut it short. */
  report(loss: Loss): Tried | undefined {
    const after = new Map<string, number>();
    const urgent = new Map<string, number>();
    let isProven = true;
    for (const part of this.#parts(loss)) {
      const board = layBoard(part);
      const answer = this.#engine.run(
        { board, stages: this.#wishes, mipGap: 0, start: nearestFirst(board), breakTies: false },
        this.#control,
      );
      if (answer.stoppedBy === "CANCEL" || answer.stoppedBy === "TIME") return undefined;
      const [unmet] = answer.stages;
      isProven &&= unmet?.parts.every((proof) => gapOf(proof) <= PROVEN) ?? false;
      const missing = missingOf(board, tallyOf(board, answer.flows));
      const found = new Map(board.needs.map(({ id }, at) => [id, missing[at] ?? 0]));
      const [first = 0, second = 0] = this.#regretOf(found);
      for (const [id, amount] of found) {
        after.set(id, amount);
        urgent.set(id, first + second);
      }
    }
    const report = {
      ...loss,
      missingBefore: this.#before,
      missingAfter: this.#byPriority(after),
      regret: this.#regretOf(after),
      needs: this.#grown(after),
      ...(isProven ? {} : { atMost: true as const }),
    };
    return { report, urgent };
  }

  #regretOf(changed: ReadonlyMap<string, number>): number[] {
    return this.#byPriority(changed).map((value, at) => value - (this.#before[at] ?? 0));
  }

  /** What the loss can touch, in parts that have nothing to do with each other. */
  #parts(loss: Loss): Problem[] {
    const lost = new Set(linesOn(this.#problem, this.#plan, loss).map(({ need }) => need));
    const touched = this.#problem.needs.filter(({ id }) => lost.has(id));
    const parts = new Set(touched.map((need) => this.#scopes.around(need)));
    return [...parts].map((part) => withoutIt(part, loss));
  }

  #byPriority(changed: ReadonlyMap<string, number>): number[] {
    const weights = new Map(this.#problem.items.map(({ id, weight = 1 }) => [id, weight]));
    const sums = [0, 0, 0, 0, 0];
    for (const { id, item = "", priority = 3 } of this.#problem.needs) {
      const missing = changed.get(id) ?? this.#missing.get(id) ?? 0;
      sums[priority - 1] = (sums[priority - 1] ?? 0) + missing * (weights.get(item) ?? 1);
    }
    return sums;
  }

  #grown(after: ReadonlyMap<string, number>): LossReport["needs"] {
    return [...after]
      .map(([need, missing]) => ({ need, missing, more: missing - (this.#missing.get(need) ?? 0) }))
      .filter(({ more }) => more > 0)
      .sort((a, b) => b.more - a.more || compare(a.need, b.need));
  }
}

function withoutIt(problem: Problem, { source, to }: Loss): Problem {
  const placeOf = new Map(problem.needs.map(({ id, place }) => [id, place]));
  const closed = changeLanes(
    problem,
    (lane) => lane.from === source && (to === undefined || lane.to === to),
    false,
  );
  const pins = (problem.rules?.pins ?? []).filter(
    (pin) => pin.source !== source || (to !== undefined && placeOf.get(pin.need) !== to),
  );
  return { ...closed, rules: { ...closed.rules, pins } };
}

const linesOn = (problem: Problem, { allocations }: Plan, { source, to }: Loss) => {
  const there = problem.needs.filter(({ place }) => to === undefined || place === to);
  const ids = new Set(there.map(({ id }) => id));
  return allocations.filter((line) => line.source === source && ids.has(line.need));
};

function worstFirst(a: LossReport, b: LossReport): number {
  const at = a.regret.findIndex((value, index) => value !== b.regret[index]);
  if (at >= 0) return (b.regret[at] ?? 0) - (a.regret[at] ?? 0);
  return compare(a.kind, b.kind) || compare(a.source, b.source) || compare(a.to ?? "", b.to ?? "");
}

function fragileLines(problem: Problem, plan: Plan, losses: readonly Tried[]): FragileLine[] {
  const isUrgent = new Set(
    problem.needs.flatMap(({ id, priority = 3 }) => (priority <= 2 ? [id] : [])),
  );
  const worst = new Map<string, FragileLine>();
  for (const { report, urgent } of losses)
    for (const { source, lot, unit, need, quantity } of linesOn(problem, plan, report)) {
      const missing = urgent.get(need) ?? 0;
      if (!isUrgent.has(need) || missing <= 0) continue;
      const thing = lot === undefined ? { unit: unit ?? "" } : { lot };
      const line = { source, ...thing, need, quantity, lostWith: report.kind, missing };
      const key = JSON.stringify([source, lot, unit, need]);
      // A lane alone says more than the whole source, where both would do.
      if (worst.get(key)?.lostWith !== "LANE") worst.set(key, line);
    }
  return [...worst]
    .sort(([one, a], [other, b]) => b.missing - a.missing || compare(one, other))
    .map(([, line]) => line);
}
