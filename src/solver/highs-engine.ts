import highsPackage from "highs";
import type { Highs } from "highs";
import { flowCount, tallyOf } from "./board.ts";
import type { Control, Engine, EngineAnswer, Task } from "./engine.ts";
import { pricesOf } from "./highs-prices.ts";
import { runStages } from "./stage-run.ts";
import { partsOf } from "./values.ts";

/** The package's types describe its CommonJS form; its ES module exports the loader itself. */
const loadHighs = highsPackage as unknown as typeof highsPackage.default;

let loading: Promise<Highs> | undefined;

/** The engine: our network simplex as far as it reaches, and HiGHS, loaded once in a thread. */
export async function loadHighsEngine(): Promise<Engine> {
  loading ??= loadHighs();
  const highs = await loading;
  return {
    name: "network simplex, highs",
    version: highs.version.string,
    run: (task, control) => runSafely(highs, task, control),
    prices: (ask) => pricesOf(highs, ask),
  };
}

/** Beyond this the model would not fit into the 2 GiB that the package can address. */
const LARGEST_MODEL = 700_000;

/** What the package throws ends a run with the plan it began with, unproven; it is loaded anew. */
function runSafely(highs: Highs, task: Task, control: Control): EngineAnswer {
  const size = flowCount(task.board) + task.board.needs.length;
  if (size === 0 || size > LARGEST_MODEL) return untouched(task);
  try {
    return runStages(highs, task, control);
  } catch {
    loading = undefined;
    return untouched(task);
  }
}

function untouched(task: Task): EngineAnswer {
  const tally = tallyOf(task.board, task.start);
  const isEmpty = flowCount(task.board) === 0;
  const stages = task.stages.map(({ name }) => {
    const parts = partsOf(task.board, tally, name).map((best) => {
      return { best, bound: isEmpty ? best : 0 };
    });
    return { name, parts, ms: 0 };
  });
  return { flows: task.start, stages, ...(isEmpty ? {} : { stoppedBy: "LIMIT" as const }) };
}
