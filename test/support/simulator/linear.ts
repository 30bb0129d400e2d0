import type { Board } from "./board.ts";
import type { Deed, Verdict } from "./deed.ts";

/** What became of a deed that others did at the same time. */
export interface Happened {
  readonly deed: Deed;
  readonly codes: Verdict;
}

/**
 * Every board that the deeds may have left if they had been done one after another, in some order
 * in which the model says of each what the hub said. A hub whose answers fit no order has let two
 * callers see each other's halves. Which of several true reasons a refused one hears depends on
 * what it had read before it waited, so among deeds that raced any refusal is as good as another.
 */
export function* inSomeOrder(
  board: Board,
  left: readonly Happened[],
): Generator<Board, void, undefined> {
  if (left.length === 0) {
    yield board;
    return;
  }
  for (const one of left) {
    const after = board.copy();
    const verdict = one.deed.judge(after);
    if ((verdict.length === 0) !== (one.codes.length === 0)) continue;
    const rest = left.filter((other) => other !== one);
    yield* inSomeOrder(verdict.length === 0 ? after : board, rest);
  }
}

/** What the model would say to each if it came first; for the story of a failure. */
export const firstVerdicts = (board: Board, all: readonly Happened[]): string[] =>
  all.map(({ deed, codes }) => {
    const [model, hub] = [deed.judge(board.copy()), codes].map((list) => list.join() || "done");
    return `${deed.kind} ${deed.about}: model, if first, ${model}; hub ${hub}`;
  });
