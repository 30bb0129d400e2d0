import { EventEmitter, once } from "node:events";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx } from "../postgres/transaction.ts";
import { wallClock } from "../solver/clock.ts";
import type { Progress } from "../solver/engine.ts";
import { explainFault } from "../solver/fault-words.ts";
import type { Plan, ProblemError } from "../solver/plan.ts";
import type { Problem } from "../solver/problem.ts";
import { SolveEnded, SolverThreads, type WorkerSolveOptions } from "../solver/threads.worker.ts";
import { appendFact } from "../feed/append.ts";
import { solveWithLate } from "./late-solve.ts";
import {
  readSolving,
  updateProposalFailed,
  updateProposalReady,
  type Moved,
} from "./proposal.store.ts";
import { Turns } from "./turns.ts";

/** Solves run beside everything else: more than this at once would starve a small machine. */
const concurrentDefault = 2;
/** A cancelled solve is thrown away, so its thread may be ended by force this soon. */
const graceMs = 300;
/** What a reader is told; why is for the log. */
const failed = "求解中断,原因已记入日志 / the solve broke off; the log says why";
/** Why a question is not answered; nobody hears either. */
const closing = "the hub is closing";
const unheard = "nobody waits for the answer";

/** What solves: threads in a hub, anything with the same shape in a test. */
export type Solver = Pick<SolverThreads, "solve" | "robustness" | "close">;

interface Waiting {
  readonly id: string;
  readonly org: string;
  /** Absent: the proposal of this id is to be solved. */
  readonly question?: Question;
}

/** How a solve is stopped, and how soon it must be over then. */
type Stop = Required<Pick<WorkerSolveOptions, "signal" | "graceMs">>;

interface Question {
  readonly answer: (signal: AbortSignal) => Promise<void>;
  readonly drop: (why: string) => void;
}

/**
 * Solves the hub's proposals in threads, a few at a time, organizations in turn. The only file
 * that knows threads.
 */
export class Planner {
  readonly #database: Database;
  readonly #concurrent: number;
  readonly #threads: Solver;
  readonly #turns = new Turns<Waiting>();
  readonly #running = new Map<string, AbortController>();
  readonly #progress = new Map<string, Progress>();
  /** Says a proposal's id whenever its solve has come further, or is over. */
  readonly #news = new EventEmitter().setMaxListeners(0);
  readonly #idle = new Set<() => void>();
  /** Hears what nobody waits for. */
  onError: (error: unknown) => void = () => undefined;
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
    const known = this.#turns.waiting.some(({ id }) => id === proposal.id);
    if (this.#closed || known || this.#running.has(proposal.id)) return;
    this.#turns.add(proposal);
    this.#next();
  }

  /**
   * Answers a question about a finished plan in its organization's turn; it changes nothing. Once
   * `gone` says that nobody waits for the answer it is not worked on any more.
   */
  ask<T>(
    org: string,
    work: (threads: Solver, stop: Stop) => Promise<T>,
    gone: AbortSignal,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const drop = (why: string) => reject(new SolveEnded(why));
      if (this.#closed || gone.aborted) {
        drop(this.#closed ? closing : unheard);
        return;
      }
      const answer = (signal: AbortSignal) =>
        work(this.#threads, { signal, graceMs }).then(resolve, reject);
      this.#asked += 1;
      const id = `question:${String(this.#asked)}`;
      const row = { id, org, question: { answer, drop } };
      gone.addEventListener("abort", () => {
        if (this.#turns.remove(row)) drop(unheard);
        this.#running.get(id)?.abort();
      });
      this.#turns.add(row);
      this.#next();
    });
  }

  /** Questions of an organization that wait. */
  asking(org: string): number {
    return this.#turns.waiting.filter((row) => row.org === org && row.question !== undefined)
      .length;
  }

  /** Stops a solve; what it found is thrown away. */
  cancel(id: string): void {
    const waiting = this.#turns.waiting.find((row) => row.id === id);
    if (waiting !== undefined) this.#turns.remove(waiting);
    this.#running.get(id)?.abort();
  }

  /** How far the solve has come; undefined when it does not run here. */
  progressOf(id: string): Progress | undefined {
    return this.#progress.get(id);
  }

  /** Settles at the next news of a solve here, and rejects when `signal` aborts before. */
  async heard(id: string, signal: AbortSignal): Promise<void> {
    await once(this.#news, id, { signal });
  }

  /** Settles when nothing waits and nothing runs. */
  async idle(): Promise<void> {
    if (this.#turns.waiting.length + this.#running.size === 0) return;
    await new Promise<void>((settle) => this.#idle.add(settle));
  }

  /** Ends the threads. What was being solved stays SOLVING, and the next start solves it. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const row of [...this.#turns.waiting]) {
      this.#turns.remove(row);
      row.question?.drop(closing);
    }
    for (const stop of this.#running.values()) stop.abort();
    await this.#threads.close();
    await this.idle();
  }

  #next(): void {
    while (this.#running.size < this.#concurrent) {
      const first = this.#turns.take();
      if (first === undefined) break;
      const stop = new AbortController();
      this.#running.set(first.id, stop);
      void this.#run(first, stop.signal);
    }
    if (this.#turns.waiting.length + this.#running.size > 0) return;
    for (const settle of this.#idle) settle();
    this.#idle.clear();
  }

  async #run(row: Waiting, signal: AbortSignal): Promise<void> {
    const { id, question } = row;
    const began = wallClock();
    try {
      await (question === undefined ? this.#solve(id, signal) : question.answer(signal));
    } catch (error) {
      // The database is gone or going: the row stays SOLVING and is taken up again later.
      this.onError(error);
    } finally {
      this.#turns.over(row, wallClock() - began);
      this.#running.delete(id);
      this.#progress.delete(id);
      this.#news.emit(id);
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
    const onProgress = (progress: Progress) => {
      this.#progress.set(id, progress);
      this.#news.emit(id);
    };
    const ask = (file: Problem) => this.#threads.solve(file, { onProgress, signal, graceMs });
    try {
      const solved = await solveWithLate(problem, ask);
      if (solved.plan.status !== "INVALID") return solved;
      return { failure: invalidSaid(solved.plan.errors ?? []) };
    } catch (error) {
      if (!signal.aborted) this.onError(error);
      return { failure: failed };
    }
  }
}

/** The first of its faults in both languages, as a failure is stored. */
function invalidSaid([fault]: readonly ProblemError[]): string {
  if (fault === undefined) return failed;
  const { zh, en } = explainFault(fault);
  return `${fault.path}:${zh} / ${fault.path}: ${en}`;
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
