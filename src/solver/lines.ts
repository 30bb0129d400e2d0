import { at, tallyOf } from "./board.ts";
import type { Board, Flows, Move } from "./board.ts";
import { gapOf, PROVEN } from "./engine.ts";
import type { EngineStage } from "./engine.ts";
import type { Allocation, Line, Reason, StageReport, StageValue } from "./plan.ts";
import type { StageName } from "./problem.ts";
import { partsOf, valueOf } from "./values.ts";

/** A movement as the plan prints it. */
export function lineOf(board: Board, move: Move): Line {
  const supply = at(board.supplies, move.supply);
  const source = at(board.sources, supply.source).id;
  const need = at(board.needs, move.need).id;
  const { lot, item, unit = "", leaves: leavesMinutes } = supply;
  const { shipped: quantity, counted, arrives: arrivesMinutes, covers, set } = move;
  // Written out, for a plan may have a hundred thousand lines and spreading is slow.
  if (lot !== undefined && item !== undefined)
    return { source, lot, need, item, quantity, counted, leavesMinutes, arrivesMinutes };
  const line = { source, unit, need, quantity, counted, leavesMinutes, arrivesMinutes };
  const seat = {
    ...(covers === undefined ? {} : { covers }),
    ...(set === undefined ? {} : { set }),
  };
  return { ...line, ...seat };
}

/** The same with its reasons. */
export function allocationOf(board: Board, move: Move, reasons: readonly Reason[]): Allocation {
  const line = lineOf(board, move);
  const { source, lot, need, item, quantity, counted, leavesMinutes, arrivesMinutes } = line;
  if (lot === undefined || item === undefined) return { ...line, reasons };
  // Made whole in one go: a row that is added to takes far more room. Its keys stand in order, so
  // that the plan's hash is soon written.
  return { arrivesMinutes, counted, item, leavesMinutes, lot, need, quantity, reasons, source };
}

/** What a plan is worth in each stage. */
export function stageValues(board: Board, flows: Flows, names: readonly StageName[]): StageValue[] {
  const tally = tallyOf(board, flows);
  return names.map((name) => {
    const parts = partsOf(board, tally, name);
    return { name, value: valueOf(name, parts), parts };
  });
}

/**
 * A bound below which the plan itself is proves nothing: of numbers of very unlike size the package
 * may be wrong about its own answer.
 */
export const credible = (
  values: readonly StageValue[],
  stages: readonly EngineStage[],
): EngineStage[] =>
  stages.map((stage, index) => ({
    ...stage,
    parts: stage.parts.map((proof, part) => {
      const value = values[index]?.parts[part] ?? proof.best;
      const isPassed = value < proof.bound - PROVEN * Math.max(1, Math.abs(proof.bound));
      return isPassed ? { ...proof, bound: 0 } : proof;
    }),
  }));

/** The final values beside what was found and proven when each stage ran. */
export function stageReports(
  values: readonly StageValue[],
  stages: readonly EngineStage[],
): StageReport[] {
  return values.map((value, index) => {
    const stage = at(stages, index);
    const openPart = stage.parts.findIndex((proof) => gapOf(proof) > PROVEN);
    const proof = stage.parts[openPart];
    return {
      ...value,
      best: valueOf(
        value.name,
        stage.parts.map((part) => part.best),
      ),
      bound: valueOf(
        value.name,
        stage.parts.map((part) => part.bound),
      ),
      gap: proof === undefined ? 0 : gapOf(proof),
      ms: stage.ms,
      ...(proof === undefined ? {} : { open: { part: openPart, ...proof } }),
    };
  });
}
