import { createHash } from "node:crypto";
import { nearestFirst } from "./baseline.ts";
import { layBoard } from "./board-lay.ts";
import { mapMoves } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import { canonicalPieces } from "./canonical.ts";
import { checkPlan } from "./check.ts";
import { wallClock } from "./clock.ts";
import { exclusionLedger } from "./eligible.ts";
import { gapOf, PROVEN } from "./engine.ts";
import type { Control, Engine, EngineAnswer, Progress } from "./engine.ts";
import { loadHighsEngine } from "./highs-engine.ts";
import { credible, lineOf, stageReports, stageValues } from "./lines.ts";
import type { Plan, ProblemError } from "./plan.ts";
import type { Problem } from "./problem.ts";
import { reasonsOf } from "./reasons.ts";
import { outlookOf, shortagesOf } from "./shortages.ts";
import { validateProblem } from "./validate.ts";
import { warningsOf } from "./warnings.ts";
import { wishesOf } from "./wishes.ts";

export interface SolveOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Asked often while solving; true ends the solve with the best plan so far. */
  readonly cancelled?: AbortSignal | (() => boolean);
  /** Milliseconds of any origin; absent: the machine's. */
  readonly clock?: () => number;
  /** Nodes that each tree search may visit: a limit that stops at the same plan everywhere. */
  readonly nodeLimit?: number;
  /** Choices of yes or no beyond which no tree search proves a plan; absent: 3,000. */
  readonly largestTree?: number;
  readonly engine?: Engine;
}

const DEFAULT_LIMIT_MS = 10_000;
/** Half of a machine's usual pace: one half as fast still ends by work and not by the clock. */
const WORK_PER_MS = 0.6;

/**
 * Plans who sends what. Pure: the same problem gives the same plan on every machine: searches end
 * by work, in proportion to `timeLimitMs`, and by time only where a machine is far too slow.
 *
 * A file that is not a problem gives status INVALID with its errors; a shortage is a normal
 * answer. Throws only where our own checker refuses the plan, which is a bug.
 */
export async function solve(problem: unknown, options: SolveOptions = {}): Promise<Plan> {
  const control = controlOf(options);
  const engine = options.engine ?? (await loadHighsEngine());
  const valid = validateProblem(problem);
  if (!valid.ok) return invalidPlan(valid.refused, engine, control.elapsed());
  const plan = planOf(valid.value, engine, limitedBy(control, valid.value));
  // Its hash was made a moment ago, by the very function that would check it.
  const faults = checkPlan(valid.value, plan, () => plan.planHash);
  if (faults.length > 0) throw new Error(`the checker refuses the plan: ${faults[0] ?? ""}`);
  return plan;
}

/** SHA-256 of the RFC 8785 form of what a plan says: status, allocations, shortages, values. */
export function planHash(plan: Pick<Plan, "status" | "allocations" | "shortages" | "stages">) {
  const said = {
    status: plan.status,
    allocations: plan.allocations,
    shortages: plan.shortages,
    stages: plan.stages.map(({ name, value, parts }) => ({ name, value, parts })),
  };
  const hash = createHash("sha256");
  for (const piece of canonicalPieces(said)) hash.update(piece);
  return hash.digest("hex");
}

export function controlOf(options: SolveOptions): Control {
  const clock = options.clock ?? wallClock;
  const began = clock();
  const signal = options.cancelled;
  return {
    elapsed: () => clock() - began,
    limitMs: DEFAULT_LIMIT_MS,
    work: DEFAULT_LIMIT_MS * WORK_PER_MS,
    nodes: options.nodeLimit ?? Infinity,
    ...(options.largestTree === undefined ? {} : { largestTree: options.largestTree }),
    cancelled: typeof signal === "function" ? signal : () => signal?.aborted ?? false,
    onProgress: options.onProgress ?? (() => undefined),
  };
}

/** The same within the time that a file allows, and the work that goes with it. */
export function limitedBy(control: Control, { options }: Problem): Control {
  const limitMs = options?.timeLimitMs ?? DEFAULT_LIMIT_MS;
  return { ...control, limitMs, work: limitMs * WORK_PER_MS };
}

function planOf(problem: Problem, engine: Engine, control: Control): Plan {
  const board = layBoard(problem);
  const wishes = wishesOf(problem.options);
  const names = wishes.map((wish) => wish.name);
  const nearest = nearestFirst(board);
  const mipGap = problem.options?.mipGap ?? 0;
  const task = { board, stages: wishes, mipGap, start: nearest, breakTies: true };
  const ran = engine.run(task, control);
  const values = stageValues(board, ran.flows, names);
  const answer = { ...ran, stages: credible(values, ran.stages) };
  const stages = stageReports(values, answer.stages);
  const ledger = exclusionLedger(board);
  const outlook = outlookOf(board, answer.flows);
  const said = {
    ...statusOf(answer, mipGap),
    stages,
    allocations: reasonsOf(outlook),
    shortages: shortagesOf(outlook, { engine, control, wishes }),
  };
  return {
    ...said,
    excluded: ledger.rows,
    ...(ledger.beyond.length === 0 ? {} : { excludedBeyond: ledger.beyond }),
    baseline: baselineOf(board, nearest, names),
    warnings: warningsOf(board),
    planHash: planHash(said),
    solver: { engine: engine.name, version: engine.version, ms: control.elapsed() },
  };
}

function statusOf(answer: EngineAnswer, mipGap: number): Pick<Plan, "status" | "stoppedBy"> {
  const limit = Math.max(mipGap, PROVEN);
  const isProven = answer.stages.every((stage) =>
    stage.parts.every((part) => gapOf(part) <= limit),
  );
  return isProven
    ? { status: "OPTIMAL" }
    : { status: "FEASIBLE", stoppedBy: answer.stoppedBy ?? "LIMIT" };
}

function baselineOf(board: Board, flows: Flows, names: Parameters<typeof stageValues>[2]) {
  return {
    stages: stageValues(board, flows, names),
    allocations: mapMoves(board, flows, (move) => lineOf(board, move)),
  };
}

function invalidPlan(errors: readonly ProblemError[], engine: Engine, ms: number): Plan {
  const said = { status: "INVALID" as const, stages: [], allocations: [], shortages: [] };
  return {
    ...said,
    errors,
    excluded: [],
    baseline: { stages: [], allocations: [] },
    warnings: [],
    planHash: planHash(said),
    solver: { engine: engine.name, version: engine.version, ms },
  };
}
