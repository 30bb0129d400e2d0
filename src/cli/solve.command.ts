import { readFile } from "node:fs/promises";
import type { Progress } from "../solver/engine.ts";
import { explainFault } from "../solver/fault-words.ts";
import type { Plan, ProblemError } from "../solver/plan.ts";
import type { Problem } from "../solver/problem.ts";
import { LOSSES_TRIED } from "../solver/robustness.ts";
import { SolveEnded, SolverThreads } from "../solver/threads.worker.ts";
import { whatIf } from "../solver/what-if.ts";
import {
  exitCode,
  positional,
  printJson,
  text,
  WrongUse,
  type Args,
  type Command,
  type Io,
} from "./command.ts";
import { robustnessText, whatIfText } from "./solve.tables.ts";
import { shortagesText } from "./solve.words.ts";
import { table } from "./table.ts";

/** `qipan solve FILE`: one problem file in, one checked plan out; nothing else is touched. */
export const solveCommand: Command = {
  name: "solve",
  says: "求解一份调度问题文件,或推演其变化 / solve one dispatch problem file, or ask what if",
  usage: "qipan solve FILE [--what-if EDITS | --robustness [--losses N]] [--json]",
  options: {
    "what-if": { type: "string" },
    robustness: { type: "boolean" },
    losses: { type: "string" },
  },
  run: { alone: solveFile },
};

/** What is asked of the plan beside itself. */
interface Asked {
  readonly problem: Problem;
  readonly edits?: unknown;
  readonly losses?: number;
}

/** In a thread: HiGHS holds its own, and an interrupt must still be heard. */
async function solveFile(args: Args, io: Io): Promise<number> {
  const asked = await readAsked(args);
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once("SIGINT", interrupted);
  const threads = new SolverThreads();
  try {
    const said = await answerTo(asked, threads, stop.signal, io);
    if (args.values.json === true) printJson(io, said.value);
    else io.out(said.text);
    return said.isRefused ? exitCode.refused : exitCode.good;
  } catch (error) {
    if (!(error instanceof SolveEnded)) throw error;
    io.err("求解中止,没有可用的方案 / the solve ended without a plan\n");
    return exitCode.refused;
  } finally {
    process.off("SIGINT", interrupted);
    await threads.close();
  }
}

async function readAsked(args: Args): Promise<Asked> {
  const file = positional(args, 0, "FILE");
  const [editsFile, losses] = [text(args, "what-if"), text(args, "losses")];
  const isSweep = args.values["robustness"] === true;
  if (editsFile !== undefined && isSweep)
    throw new WrongUse("--what-if 与 --robustness 不能同用 / either --what-if or --robustness");
  if (losses !== undefined && (!isSweep || !/^[1-9]\d{0,5}$/.test(losses)))
    throw new WrongUse("--losses 须为正整数,随 --robustness 使用 / --losses N with --robustness");
  return {
    problem: (await readJson(file)) as Problem,
    ...(editsFile === undefined ? {} : { edits: await readJson(editsFile) }),
    ...(isSweep ? { losses: Number(losses ?? LOSSES_TRIED) } : {}),
  };
}

interface Said {
  readonly value: unknown;
  readonly text: string;
  readonly isRefused: boolean;
}

async function answerTo(
  { problem, edits, losses }: Asked,
  threads: SolverThreads,
  signal: AbortSignal,
  io: Io,
): Promise<Said> {
  const tell = (line: string) => {
    if (io.terminal) io.err(line);
  };
  const solve = (file: Problem) =>
    threads.solve(file, { signal, onProgress: (progress) => tell(progressLine(progress)) });
  const plan = await solve(problem);
  if (plan.status === "INVALID") return { value: plan, text: planText(plan), isRefused: true };
  if (losses !== undefined) {
    const onLoss = (done: number, of: number) => tell(`${String(done)}/${String(of)}\n`);
    const found = await threads.robustness(problem, plan, { signal, limit: losses, onLoss });
    return { value: found, text: robustnessText(found), isRefused: false };
  }
  if (edits === undefined) return { value: plan, text: planText(plan), isRefused: false };
  const answer = await whatIf(problem, plan, edits, solve);
  return answer.ok
    ? { value: answer.value, text: whatIfText(answer.value), isRefused: false }
    : { value: { errors: answer.refused }, text: faultsText(answer.refused), isRefused: true };
}

function progressLine({ stage, part, best, bound, ms }: Progress): string {
  const seconds = (ms / 1000).toFixed(1);
  return `${seconds} s  ${stage} ${String(part + 1)}  ${String(best)} (≥ ${String(bound)})\n`;
}

async function readJson(file: string): Promise<unknown> {
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
    return `INVALID\n${faultsText(plan.errors)}`;
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
    ...(plan.shortages.length === 0 ? [] : ["缺口说明 / in words", shortagesText(plan)]),
  ].join("\n");
}

const faultsText = (errors: readonly ProblemError[]): string =>
  table(
    [
      { title: "path", cell: ({ path }) => path },
      { title: "code", cell: ({ code }) => code },
      { title: "说明", cell: (error) => explainFault(error).zh },
      { title: "message", cell: (error) => explainFault(error).en },
    ],
    errors,
  );

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
