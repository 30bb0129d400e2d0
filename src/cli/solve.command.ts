import { readFile } from "node:fs/promises";
import type { Progress } from "../solver/engine.ts";
import type { Plan } from "../solver/plan.ts";
import { SolveEnded, SolverThreads } from "../solver/threads.worker.ts";
import {
  exitCode,
  positional,
  printJson,
  WrongUse,
  type Args,
  type Command,
  type Io,
} from "./command.ts";
import { table } from "./table.ts";

/** `qipan solve FILE`: one problem file in, one checked plan out; nothing else is touched. */
export const solveCommand: Command = {
  name: "solve",
  says: "求解一份调度问题文件 / solve one dispatch problem file",
  usage: "qipan solve FILE [--json]",
  run: { alone: solveFile },
};

/** In a thread: HiGHS holds its own, and an interrupt must still be heard. */
async function solveFile(args: Args, io: Io): Promise<number> {
  const problem = await readProblem(positional(args, 0, "FILE"));
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once("SIGINT", interrupted);
  const threads = new SolverThreads();
  const onProgress = (progress: Progress) => {
    if (io.terminal) io.err(progressLine(progress));
  };
  const plan = await threads
    .solve(problem, { signal: stop.signal, onProgress })
    .catch((error: unknown) => {
      if (error instanceof SolveEnded) return undefined;
      throw error;
    })
    .finally(() => threads.close());
  process.off("SIGINT", interrupted);
  if (plan === undefined) {
    io.err("求解中止,没有可用的方案 / the solve ended without a plan\n");
    return exitCode.refused;
  }
  if (args.values.json === true) printJson(io, plan);
  else io.out(planText(plan));
  return plan.status === "INVALID" ? exitCode.refused : exitCode.good;
}

function progressLine({ stage, part, best, bound, ms }: Progress): string {
  const seconds = (ms / 1000).toFixed(1);
  return `${seconds} s  ${stage} ${String(part + 1)}  ${String(best)} (≥ ${String(bound)})\n`;
}

async function readProblem(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new WrongUse(`无法读取文件 / cannot read ${file}: ${String(error)}`);
  });
  try {
    // Notepad opens a file with a byte-order mark, which is no part of the JSON.
    return JSON.parse(text.replace(/^\uFEFF/, "")) as unknown;
  } catch (error) {
    throw new WrongUse(`不是 JSON 文件 / not JSON: ${file}: ${String(error)}`);
  }
}

export function planText(plan: Plan): string {
  if (plan.errors !== undefined && plan.errors.length > 0)
    return `INVALID\n${table(errorColumns, plan.errors)}`;
  const nearest = new Map(plan.baseline.stages.map((stage) => [stage.name, stage.value]));
  return [
    `${plan.status}${plan.stoppedBy === undefined ? "" : ` (${plan.stoppedBy})`}  ${plan.planHash}`,
    "目标 / stages",
    table(
      [
        { title: "stage", cell: ({ name }) => name },
        { title: "value", cell: ({ value }) => value },
        { title: "bound", cell: ({ bound }) => bound },
        { title: "gap", cell: ({ gap }) => gap },
        { title: "就近 nearest-first", cell: ({ name }) => nearest.get(name) },
      ],
      plan.stages,
    ),
    "调出 / allocations",
    table(columnsFor(plan.allocations), plan.allocations),
    "缺口 / shortages",
    plan.shortages.length === 0 ? "  —\n" : table(shortageColumns, plan.shortages),
  ].join("\n");
}

const errorColumns = [
  { title: "path", cell: ({ path }: { path: string }) => path },
  { title: "code", cell: ({ code }: { code: string }) => code },
  { title: "message", cell: ({ message }: { message: string }) => message },
];

const allocationColumns = [
  { title: "source", cell: ({ source }: Allocation) => source },
  { title: "lot/unit", cell: ({ lot, unit }: Allocation) => lot ?? unit },
  { title: "need", cell: ({ need }: Allocation) => need },
  { title: "quantity", cell: ({ quantity }: Allocation) => quantity },
  { title: "counted", cell: ({ counted }: Allocation) => counted },
  { title: "arrives min", cell: ({ arrivesMinutes }: Allocation) => arrivesMinutes },
  { title: "why", cell: ({ reasons }: Allocation) => reasons.map(({ code }) => code).join(" ") },
];

/** Only where sets are asked for does a line say which one it is in and what it covers there. */
const columnsFor = (lines: Plan["allocations"]) =>
  lines.every(({ covers }) => covers === undefined)
    ? allocationColumns
    : [
        ...allocationColumns.slice(0, 3),
        { title: "set", cell: ({ set }: Allocation) => set },
        { title: "covers", cell: ({ covers }: Allocation) => covers?.join(" ") },
        ...allocationColumns.slice(3),
      ];

const shortageColumns = [
  { title: "need", cell: ({ need }: Shortage) => need },
  { title: "missing", cell: ({ missing }: Shortage) => missing },
  {
    title: "limits",
    cell: ({ limits }: Shortage) =>
      limits
        .map(({ code, capability, quantity }) => [code, capability, quantity])
        .map((words) => words.filter((word) => word !== undefined).join(" "))
        .join(", "),
  },
];

type Allocation = Plan["allocations"][number];
type Shortage = Plan["shortages"][number];
