import { at, movesOf } from "./board.ts";
import type { Board, Flows, Move } from "./board.ts";
import { nameOf } from "./eligible.ts";
import { gapOf } from "./engine.ts";
import type { EngineStage } from "./engine.ts";
import type { Line, StageReport, StageValue } from "./plan.ts";
import type { StageName } from "./problem.ts";
import { partsOf, valueOf } from "./values.ts";

/** A movement as the plan prints it. */
export function lineOf(board: Board, move: Move): Line {
  const supply = at(board.supplies, move.supply);
  return {
    ...nameOf(board, supply),
    need: at(board.needs, move.need).id,
    ...(supply.item === undefined ? {} : { item: supply.item }),
    quantity: move.shipped,
    counted: move.counted,
    leavesMinutes: supply.leaves,
    arrivesMinutes: move.arrives,
    ...(move.covers === undefined ? {} : { covers: move.covers }),
    ...(move.set === undefined ? {} : { set: move.set }),
  };
}

/** What a plan is worth in each stage. */
export function stageValues(board: Board, flows: Flows, names: readonly StageName[]): StageValue[] {
  const moves = movesOf(board, flows);
  return names.map((name) => {
    const parts = partsOf(board, moves, name);
    return { name, value: valueOf(name, parts), parts };
  });
}

const PROVEN = 1e-9;

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
