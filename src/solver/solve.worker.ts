import { parentPort } from "node:worker_threads";
import type { FromWorker, ToWorker } from "./threads.worker.ts";
import { solve } from "./solve.ts";

/** The thread's side of `threads.worker.ts`: one problem in, progress and one plan out. */
parentPort?.on("message", (message: ToWorker) => {
  void answer(message);
});

async function answer({ problem, flag, nodeLimit }: ToWorker): Promise<void> {
  const word = new Int32Array(flag);
  try {
    const plan = await solve(problem, {
      cancelled: () => Atomics.load(word, 0) === 1,
      onProgress: (progress) => say({ kind: "progress", progress }),
      ...(nodeLimit === undefined ? {} : { nodeLimit }),
    });
    say({ kind: "plan", plan });
  } catch (error) {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

const say = (message: FromWorker): void => parentPort?.postMessage(message);
