import { at, missingOf, movesOf } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import type { Control, Engine, StageWish } from "./engine.ts";
import type { Shortage } from "./plan.ts";

export interface Explaining {
  readonly engine: Engine;
  readonly control: Control;
  readonly wishes: readonly StageWish[];
}

export function shortagesOf(board: Board, flows: Flows, explaining: Explaining): Shortage[] {
  return missingOf(board, movesOf(board, flows)).flatMap((missing, index) =>
    missing === 0
      ? []
      : [
          {
            need: at(board.needs, index).id,
            missing,
            limits: [],
            measures: [],
            certificate: { needs: [], stocks: [], demand: 0, supply: 0, missing: 0 },
          },
        ],
  );
}
