import { movesOf } from "./board.ts";
import type { Board, Flows } from "./board.ts";
import { lineOf } from "./lines.ts";
import type { Allocation } from "./plan.ts";

export function reasonsOf(board: Board, flows: Flows): Allocation[] {
  return movesOf(board, flows).map((move) => ({ ...lineOf(board, move), reasons: [] }));
}
