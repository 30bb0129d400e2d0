import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import type { Progress } from "../solver/engine.ts";
import type { Plan } from "../solver/plan.ts";
import type { Problem } from "../solver/problem.ts";
import { SolveEnded, SolverThreads } from "../solver/threads.worker.ts";
import { appendFact } from "../feed/append.ts";
import { shipsTwice, withLateNeeds, withoutLateNeeds } from "./problem.late.rules.ts";
import {
  readSolving,
  updateProposalFailed,
  updateProposalReady,
  type Moved,
} from "./proposal.store.ts";

/** Solves run beside everything else: more than this at once would starve a small machine. */
const concurrentDefault = 2;
/** A cancelled solve is thrown away, so its thread may be ended by force this soon. */
const graceMs = 300;
/** What a reader is told; why is for the log. */
const failed = "求解中断,原因已记入日志 / the solve broke off; the log says why";
/** Rounds until the late needs ask for just what is missing on time; two are usual. */
const roundsMax = 4;

/** What solves: threads in a hub, anything with the same shape in a test. */
export type Solver = Pick<SolverThreads, "solve" | "robustness" | "close">;

interface Waiting {
  readonly id: string;
  readonly org: string;
  /** Absent: the proposal of this id is to be solved. */
  readonly question?: Question;
}

interface Question {
  readonly answer: (signal: AbortSignal) => Promise<void>;
  readonly drop: () => void;
}

/**
 * Solves the hub's proposals in threads, a few at a time, organizations in turn, so that nobody's
 * long queue holds up a neighbour's first question. The only file that knows threads.
 */
export class Planner {
  readonly #database: Database;
  readonly #concurrent: number;
  readonly #threads: Solver;
  readonly #waiting: Waiting[] = [];
  readonly #running = new Map<string, { readonly org: string; readonly stop: AbortController }>();
  readonly #progress = new Map<string, Progress>();
  readonly #served = new Map<string, number>();
  readonly #idle = new Set<() => void>();
  /** Hears what nobody waits for. */
  onError: (error: unknown) => void = () => undefined;
  #turn = 0;
  #asked = 0;
  #closed = false;

  constructor(
    database: Database,
    concurrent = concurrentDefault,
    threads: Solver = new SolverThreads(),
  ) {
    this.#database = database;
    this.#concurrent = concurrent;
    this.#threads = threads;
  }

  /** Takes a SOLVING proposal; one that waits or runs already is not taken twice. */
  enqueue(proposal: Waiting): void {
    const known = this.#waiting.some(({ id }) => id === proposal.id);
    if (this.#closed || known || this.#running.has(proposal.id)) return;
    this.#waiting.push(proposal);
    this.#next();
  }

  /** Answers a question about a finished plan in its organization's turn; it changes nothing. */
  ask<T>(org: string, work: (threads: Solver, signal: AbortSignal) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const drop = () => reject(new SolveEnded("the hub is closing"));
      if (this.#closed) {
        drop();
        return;
      }
      const answer = (signal: AbortSignal) => work(this.#threads, signal).then(resolve, reject);
      this.#asked += 1;
      const id = `question:${String(this.#asked)}`;
      this.#waiting.push({ id, org, question: { answer, drop } });
      this.#next();
    });
  }

  /** Questions of an organization that wait. */
  asking(org: string): number {
    return this.#waiting.filter((row) => row.org === org && row.question !== undefined).length;
  }

  /** Stops a solve; what it found is thrown away. */
  cancel(id: string): void {
    const at = this.#waiting.findIndex((waiting) => waiting.id === id);
    if (at >= 0) this.#waiting.splice(at, 1);
    this.#running.get(id)?.stop.abort();
  }

  /** How far the solve has come; undefined when it does not run here. */
  progressOf(id: string): Progress | undefined {
    return this.#progress.get(id);
  }

  /** Settles when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    if (this.#waiting.length + this.#running.size === 0) return;
    await new Promise<void>((settle) => this.#idle.add(settle));
  }

  /** Ends the threads. What was being solved stays SOLVING, and the next start solves it. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { question } of this.#waiting) question?.drop();
    this.#waiting.length = 0;
    for (const { stop } of this.#running.values()) stop.abort();
    await this.#threads.close();
    await this.idle();
  }

  #next(): void {
    while (this.#running.size < this.#concurrent && this.#waiting.length > 0) {
      const [first] = this.#waiting.toSorted((a, b) => this.#turnOf(a.org) - this.#turnOf(b.org));
      if (first === undefined) break;
      this.#waiting.splice(this.#waiting.indexOf(first), 1);
      this.#turn += 1;
      this.#served.set(first.org, this.#turn);
      const stop = new AbortController();
      this.#running.set(first.id, { org: first.org, stop });
      void this.#run(first, stop.signal);
    }
    if (this.#waiting.length + this.#running.size > 0) return;
    for (const settle of this.#idle) settle();
    this.#idle.clear();
  }

  /** Whoever was served longest ago comes first; the sort is stable, so each queue keeps order. */
  #turnOf(org: string): number {
    return this.#served.get(org) ?? 0;
  }

  async #run({ id, question }: Waiting, signal: AbortSignal): Promise<void> {
    try {
      await (question === undefined ? this.#solve(id, signal) : question.answer(signal));
    } catch (error) {
      // The database is gone or going: the row stays SOLVING and is taken up again later.
      this.onError(error);
    } finally {
      this.#running.delete(id);
      this.#progress.delete(id);
      this.#next();
    }
  }

  async #solve(id: string, signal: AbortSignal): Promise<void> {
    const stopped = () => signal.aborted;
    const file = await withTx(this.#database, hubReader, (tx) => readSolving(tx, id));
    if (file === undefined || stopped()) return;
    const answer = await this.#answer(id, file.problem, signal);
    if (stopped()) return;
    await withTx(this.#database, hubReader, async (tx) => {
      const moved =
        "failure" in answer
          ? await updateProposalFailed(tx, id, answer.failure)
          : await updateProposalReady(tx, id, answer);
      if (moved === undefined) return;
      const kind = "failure" in answer ? "PROPOSAL_FAILED" : "PROPOSAL_READY";
      await appendFact(tx, factOf(kind, id, moved));
    });
  }

  async #answer(
    id: string,
    problem: Problem,
    signal: AbortSignal,
  ): Promise<{ readonly problem: Problem; readonly plan: Plan } | { readonly failure: string }> {
    const onProgress = (progress: Progress) => void this.#progress.set(id, progress);
    const ask = (file: Problem) => this.#threads.solve(file, { onProgress, signal, graceMs });
    try {
      const solved = await solveWithLate(problem, ask);
      const [error] = solved.plan.errors ?? [];
      if (solved.plan.status !== "INVALID") return solved;
      return { failure: `${error?.path ?? ""}: ${error?.message ?? "invalid"}` };
    } catch (error) {
      if (!signal.aborted) this.onError(error);
      return { failure: failed };
    }
  }
}

/**
 * Solves, adds what is better late than never, and solves again until the file settles; a file
 * that does not is solved without late needs, because nothing may be shipped twice.
 */
export async function solveWithLate(
  problem: Problem,
  ask: (file: Problem) => Promise<Plan>,
): Promise<{ readonly problem: Problem; readonly plan: Plan }> {
  let file = problem;
  let plan = await ask(file);
  for (let round = 1; round < roundsMax && plan.status !== "INVALID"; round += 1) {
    const later = withLateNeeds(file, plan);
    if (later === undefined) break;
    file = later;
    plan = await ask(file);
  }
  if (!shipsTwice(file, plan)) return { problem: file, plan };
  file = withoutLateNeeds(file);
  return { problem: file, plan: await ask(file) };
}

export const factOf = (
  kind: "PROPOSAL_REQUESTED" | "PROPOSAL_READY" | "PROPOSAL_FAILED" | "PROPOSAL_CANCELLED",
  id: string,
  { version, org, incidentId }: Moved,
) => ({
  kind,
  subject: { kind: "PROPOSAL" as const, id, version },
  parties: [org],
  facts: { incidentId },
});

const planners = new WeakMap<Database, Planner>();

/** The hub's one planner, started when it is first asked for. */
export function plannerOf(database: Database): Planner {
  const planner = planners.get(database) ?? new Planner(database);
  planners.set(database, planner);
  return planner;
}
