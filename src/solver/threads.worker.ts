import { Worker } from "node:worker_threads";
import type { Progress } from "./engine.ts";
import type { Plan } from "./plan.ts";
import type { Problem } from "./problem.ts";
import type { Robustness } from "./robustness.ts";

export interface WorkerSolveOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting ends the solve with the best plan so far; see `graceMs`. */
  readonly signal?: AbortSignal;
  /** How long after an abort the thread may take before it is ended by force; default 5,000. */
  readonly graceMs?: number;
  readonly nodeLimit?: number;
}

export interface WorkerSweepOptions extends Omit<WorkerSolveOptions, "onProgress"> {
  readonly onLoss?: (done: number, of: number) => void;
  /** How many losses are tried. */
  readonly limit?: number;
}

/** What the thread says; anything else would be a bug. */
export type FromWorker =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "loss"; readonly done: number; readonly of: number }
  | { readonly kind: "done"; readonly answer: unknown; readonly heldMb: number }
  | { readonly kind: "failed"; readonly message: string };

export interface ToWorker {
  readonly problem: unknown;
  /** The plan whose losses are asked for; absent: the problem is to be solved. */
  readonly plan?: Plan;
  readonly limit?: number;
  /** One shared word: 1 means stop. It is read while HiGHS runs, when no message could be. */
  readonly flag: SharedArrayBuffer;
  readonly nodeLimit?: number;
}

/** The thread ended before it could answer: out of memory, or by force after an abort. */
export class SolveEnded extends Error {}

const GRACE_MS = 5_000;
/** What JavaScript may hold in a thread: the largest plans of the benchmark take a third of it. */
const HEAP_MB = 1_536;
/** A thread beyond this is not kept: what WebAssembly has taken it never gives back. */
const KEPT_MB = 768;

interface ThreadLimits {
  /** Threads that are kept warm. */
  readonly keep?: number;
  /** Megabytes of heap in each; a solve that needs more ends with SolveEnded. */
  readonly heapMb?: number;
  /** Megabytes, heap and WebAssembly together, up to which a thread is kept. */
  readonly keptMb?: number;
}

/**
 * Solvers in threads of their own, so that a long solve holds up nothing else.
 *
 * One thread is kept warm and takes one solve at a time; a solve that finds it busy gets a
 * thread for itself. `close` ends them all.
 */
export class SolverThreads {
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();
  readonly #limits: Required<ThreadLimits>;

  constructor({ keep = 1, heapMb = HEAP_MB, keptMb = KEPT_MB }: ThreadLimits = {}) {
    this.#limits = { keep, heapMb, keptMb };
  }

  /** Threads that wait warm. */
  get idle(): number {
    return this.#idle.length;
  }

  /** Solves in a thread; rejects with SolveEnded where no plan could be had. */
  async solve(problem: unknown, options: WorkerSolveOptions = {}): Promise<Plan> {
    return (await this.#ask({ problem }, options)) as Plan;
  }

  /** `robustnessOf` in a thread; rejects with SolveEnded as `solve` does. */
  async robustness(
    problem: Problem,
    plan: Plan,
    { limit, ...options }: WorkerSweepOptions = {},
  ): Promise<Robustness> {
    const asked = { problem, plan, ...(limit === undefined ? {} : { limit }) };
    return (await this.#ask(asked, options)) as Robustness;
  }

  async #ask(
    asked: Omit<ToWorker, "flag">,
    options: WorkerSolveOptions & WorkerSweepOptions,
  ): Promise<unknown> {
    const worker = this.#idle.pop() ?? this.#start();
    worker.ref();
    try {
      const { answer, heldMb } = await ask(worker, asked, options);
      this.#release(worker, heldMb);
      return answer;
    } catch (error) {
      this.#all.delete(worker);
      await worker.terminate();
      throw error;
    }
  }

  async close(): Promise<void> {
    const ending = [...this.#all].map((worker) => worker.terminate());
    this.#all.clear();
    this.#idle.length = 0;
    await Promise.all(ending);
  }

  #start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: this.#limits.heapMb };
    const worker = new Worker(workerUrl(), { resourceLimits });
    this.#all.add(worker);
    return worker;
  }

  #release(worker: Worker, heldMb: number): void {
    const { keep, keptMb } = this.#limits;
    worker.unref();
    if (this.#idle.length < keep && heldMb <= keptMb && this.#all.has(worker)) {
      this.#idle.push(worker);
      return;
    }
    this.#all.delete(worker);
    void worker.terminate();
  }
}

/** Sources cannot run in a thread of plain Node, so tests over sources use the built worker. */
function workerUrl(): URL {
  return import.meta.url.endsWith(".ts")
    ? new URL("../../dist/src/solver/solve.worker.js", import.meta.url)
    : new URL("./solve.worker.js", import.meta.url);
}

function ask(
  worker: Worker,
  asked: Omit<ToWorker, "flag">,
  options: WorkerSolveOptions & WorkerSweepOptions,
): Promise<Pick<Extract<FromWorker, { kind: "done" }>, "answer" | "heldMb">> {
  const flag = new SharedArrayBuffer(4);
  const nodeLimit = options.nodeLimit === undefined ? {} : { nodeLimit: options.nodeLimit };
  return new Promise((resolve, reject) => {
    let force: NodeJS.Timeout | undefined;
    const stop = () => {
      Atomics.store(new Int32Array(flag), 0, 1);
      force = setTimeout(
        () => settle(() => reject(new SolveEnded("the solver thread did not stop in time"))),
        options.graceMs ?? GRACE_MS,
      );
    };
    const onMessage = (message: FromWorker) => {
      if (message.kind === "progress") options.onProgress?.(message.progress);
      else if (message.kind === "loss") options.onLoss?.(message.done, message.of);
      else if (message.kind === "done") settle(() => resolve(message));
      else settle(() => reject(new Error(message.message)));
    };
    const onError = (error: Error) => settle(() => reject(new SolveEnded(error.message)));
    const onExit = () => settle(() => reject(new SolveEnded("the solver thread ended")));
    const settle = (act: () => void) => {
      clearTimeout(force);
      options.signal?.removeEventListener("abort", stop);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      act();
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    if (options.signal?.aborted === true) stop();
    else options.signal?.addEventListener("abort", stop, { once: true });
    worker.postMessage({ ...asked, flag, ...nodeLimit } satisfies ToWorker);
  });
}
