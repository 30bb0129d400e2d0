import { parentPort } from "node:worker_threads";
import type { Problem } from "./problem.ts";
import { robustnessOf } from "./robustness.ts";
import type { FromWorker, ToWorker } from "./threads.worker.ts";
import { solve } from "./solve.ts";

/** The thread's side of `threads.worker.ts`: one question in, progress and one answer out. */
parentPort?.on("message", (message: ToWorker) => {
  void answer(message);
});

async function answer({ problem, plan, flag, nodeLimit, limit }: ToWorker): Promise<void> {
  const word = new Int32Array(flag);
  const options = {
    cancelled: () => Atomics.load(word, 0) === 1,
    ...(nodeLimit === undefined ? {} : { nodeLimit }),
  };
  try {
    const found =
      plan === undefined
        ? await solve(problem, {
            ...options,
            onProgress: (progress) => say({ kind: "progress", progress }),
          })
        : await robustnessOf(problem as Problem, plan, {
            ...options,
            ...(limit === undefined ? {} : { limit }),
            onLoss: (done, of) => say({ kind: "loss", done, of }),
          });
    say({ kind: "done", answer: found, heldMb: heldMb() });
  } catch (error) {
    say({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

/** Megabytes that this thread holds by itself: its heap, and WebAssembly's memory outside it. */
function heldMb(): number {
  const { heapTotal, external } = process.memoryUsage();
  return (heapTotal + external) / 2 ** 20;
}

const say = (message: FromWorker): void => parentPort?.postMessage(message);
