import type { Facts } from "./check-facts.ts";
import type { Rows } from "./check-lines.ts";
import { rankAt } from "./check-pairs.ts";
import type { Plan, StageReport, StageValue } from "./plan.ts";
import type { Lane, Need, ProblemOptions, Source, StageName } from "./problem.ts";

const NEAR = 1e-9;
const ORDERS: Readonly<Record<string, readonly StageName[]>> = {
  FASTEST: ["unmet", "fairness", "arrival", "order", "breadth", "cost"],
  BALANCED: ["unmet", "fairness", "arrival", "order", "breadth", "cost"],
  LOCAL_FIRST: ["unmet", "fairness", "order", "arrival", "breadth", "cost"],
};

/** Every stage counted anew from the lines, and its claims held against each other. */
export function stageFaults(facts: Facts, plan: Plan, rows: Rows): string[] {
  const options = facts.problem.options ?? {};
  const names = options.stages ?? ORDERS[options.preset ?? "BALANCED"] ?? [];
  const told = plan.stages.map((stage) => stage.name).join(" ");
  if (told !== names.join(" ")) return [`the stages are ${told}`];
  const faults = [
    ...valueFaults(facts, plan.stages, rows),
    ...plan.stages.flatMap((stage) => claimFaults(stage, slackOf(options, stage.name))),
  ];
  const allowed = Math.max(options.mipGap ?? 0, NEAR);
  const isProven = plan.stages.every((stage) => stage.gap <= allowed);
  if ((plan.status === "OPTIMAL") !== isProven) faults.push(`the status ${plan.status} is not so`);
  if ((plan.status === "FEASIBLE") !== STOPS.has(plan.stoppedBy ?? ""))
    faults.push("stoppedBy does not fit the status");
  return faults;
}

const STOPS = new Set(["TIME", "CANCEL", "LIMIT"]);

function slackOf(options: ProblemOptions, stage: StageName): number {
  if (stage !== "arrival") return 0;
  const preset = options.stages === undefined ? (options.preset ?? "BALANCED") : "NONE";
  return options.slack?.arrival ?? (preset === "BALANCED" ? 0.1 : 0);
}

/** Values and parts of a list of stages against a list of lines. */
export function valueFaults(facts: Facts, stages: readonly StageValue[], rows: Rows): string[] {
  return stages.flatMap((stage) => {
    const parts = countParts(facts, rows, stage.name);
    const value = oneNumber(stage.name, parts);
    const same =
      stage.parts.length === parts.length &&
      parts.every((part, index) => isNear(part, stage.parts[index] ?? Number.NaN)) &&
      isNear(value, stage.value);
    return same ? [] : [`${stage.name} is ${parts.join("/")}, not ${stage.parts.join("/")}`];
  });
}

function claimFaults(stage: StageReport, slack: number): string[] {
  const faults: string[] = [];
  const gap = Math.max(0, (stage.best - stage.bound) / Math.max(1, Math.abs(stage.best)));
  const { open } = stage;
  const openGap =
    open === undefined ? 0 : (open.best - open.bound) / Math.max(1, Math.abs(open.best));
  const isFirst = open === undefined || open.part === 0;
  if (!isNear(stage.gap, openGap))
    faults.push(`${stage.name}: the gap is not that of best and bound`);
  if (open === undefined && gap > NEAR) faults.push(`${stage.name}: an open part is not named`);
  if (isFirst && open !== undefined && !SUMMED.has(stage.name) && !isNear(gap, openGap))
    faults.push(`${stage.name}: best and bound are not those of the open part`);
  if (stage.bound > stage.best + NEAR * Math.max(1, Math.abs(stage.best)))
    faults.push(`${stage.name}: the bound passes the best`);
  const most = stage.best * (1 + slack);
  if (stage.value > most + NEAR * Math.max(1, Math.abs(most)))
    faults.push(`${stage.name}: later stages gave up what was won`);
  if (stage.value < stage.bound - NEAR * Math.max(1, Math.abs(stage.bound)))
    faults.push(`${stage.name}: the plan is better than its bound`);
  if (!(stage.ms >= 0)) faults.push(`${stage.name}: no time is told`);
  return faults;
}

const SUMMED = new Set<StageName>(["unmet", "fairness"]);

const oneNumber = (stage: StageName, parts: readonly number[]) =>
  SUMMED.has(stage) ? parts.reduce((sum, part) => sum + part, 0) : (parts[0] ?? 0);

export const isNear = (a: number, b: number) =>
  Math.abs(a - b) <= NEAR * Math.max(1, Math.abs(a), Math.abs(b));

function countParts(facts: Facts, rows: Rows, stage: StageName): number[] {
  const { problem } = facts;
  const needOf = (row: number) => problem.needs[rows.needs[row] ?? -1];
  switch (stage) {
    case "unmet":
      return gradeSums(facts, rows, (need, missing) => missing * weightOf(facts, need));
    case "fairness":
      return gradeSums(facts, rows, bandSum);
    case "arrival": {
      const urgencies = new Float64Array(problem.needs.length);
      problem.needs.forEach((need, number) => {
        urgencies[number] = weightOf(facts, need) * (6 - (need.priority ?? 3));
      });
      const { pieces, needs, arrives } = rows;
      return [
        total(
          rows,
          (row) => (pieces[row] ?? 0) * (urgencies[needs[row] ?? 0] ?? 0) * (arrives[row] ?? 0),
        ),
      ];
    }
    case "order":
      return [
        total(rows, (row) => (rows.pieces[row] ?? 0) * (rankAt(facts, rows.stored[row] ?? 0) - 1)),
        usedLanes(facts, rows).filter((lane) => lane.crossProvince === true).length,
      ];
    case "breadth":
      return [
        usedLanes(facts, rows).length,
        new Set(rows.lines.map((line, row) => JSON.stringify([needOf(row)?.id, line.source]))).size,
        rows.arrives.reduce((latest, arrives) => Math.max(latest, arrives), 0),
      ];
    case "cost": {
      const fixed = senders(facts, rows).reduce((sum, { fixedCost = 0 }) => sum + fixedCost, 0);
      const roads = usedLanes(facts, rows).reduce((sum, lane) => sum + (lane.fixedCost ?? 0), 0);
      const pieces = total(rows, (row) => (rows.quantity[row] ?? 0) * pieceAt(facts, rows, row));
      return [pieces + roads + fixed];
    }
  }
}

function total({ lines }: Rows, of: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < lines.length; row += 1) sum += of(row);
  return sum;
}

const pieceAt = ({ held, problem }: Facts, rows: Rows, row: number) =>
  (held.lots[rows.stored[row] ?? 0]?.unitCost ?? 0) +
  (problem.lanes[rows.lanes[row] ?? 0]?.unitCost ?? 0);

function senders({ problem, held }: Facts, { stored }: Rows): Source[] {
  const isSending = new Uint8Array(problem.sources.length);
  for (let row = 0; row < stored.length; row += 1) isSending[held.homes[stored[row] ?? 0] ?? 0] = 1;
  return problem.sources.filter((_, home) => isSending[home] === 1);
}

/** The file has one lane between two ends, so one row of it is one lane. */
function usedLanes({ problem }: Facts, { lanes }: Rows): Lane[] {
  const isUsed = new Uint8Array(problem.lanes.length);
  for (let row = 0; row < lanes.length; row += 1) isUsed[lanes[row] ?? 0] = 1;
  return problem.lanes.filter((_, lane) => isUsed[lane] === 1);
}

const weightOf = (facts: Facts, need: Need) =>
  need.item === undefined ? 1 : (facts.items.get(need.item)?.weight ?? 1);

function gradeSums(
  { problem }: Facts,
  { counted }: Rows,
  of: (need: Need, missing: number) => number,
): number[] {
  const sums = [0, 0, 0, 0, 0];
  problem.needs.forEach((need, number) => {
    const missing = need.quantity - (counted[number] ?? 0);
    if (missing === 0) return;
    const grade = (need.priority ?? 3) - 1;
    sums[grade] = (sums[grade] ?? 0) + of(need, missing);
  });
  return sums;
}

/** Σ j=1..missing of ⌈10·j/quantity⌉: band b ends at its last whole piece, ⌊b·quantity/10⌋. */
function bandSum(need: Need, missing: number): number {
  let sum = 0;
  let before = 0;
  for (let band = 1; band <= 10 && before < missing; band += 1) {
    const end = Number((BigInt(band) * BigInt(need.quantity)) / 10n);
    const last = Math.min(end, missing);
    sum += band * Math.max(0, last - before);
    before = Math.max(before, last);
  }
  return sum;
}
