import { setTimeout } from "node:timers/promises";
import type { ProposalState } from "../../schema/words/dispatch.ts";
import { solvingHeard, solvingOf, solvingState } from "../dispatch/proposal.service.ts";
import type { Context } from "../graph/context.ts";
import { granted } from "../graph/refused.ts";
import type { Progress } from "../solver/engine.ts";
import { endable } from "./endable.ts";
import type { Following } from "./follow.ts";

/** Where a solve stands, and the context under whose rights that was read. */
export interface SolveNews {
  readonly state: ProposalState;
  readonly progress: Progress | undefined;
  readonly context: Context;
}

/** Between two messages at least this long: a solve can come further hundreds of times a second. */
const restMs = 250;
/** What another node solves is looked at this often. */
const lookMs = 1_000;

/** News of one solve until it is over, under the rights of each moment. */
export const followSolve = (
  { renew }: Pick<Following, "renew">,
  id: string,
): AsyncIterableIterator<SolveNews> =>
  endable(async function* (signal): AsyncGenerator<SolveNews, undefined> {
    while (!signal.aborted) {
      const context = await renew();
      const state = await stateOf(context, id);
      const { database } = context.hub;
      // Listened for before it is told, or what comes in between would be missed for a second.
      const until = AbortSignal.any([signal, AbortSignal.timeout(lookMs)]);
      const heard = solvingHeard(database, id, until).catch(() => undefined);
      yield { state, progress: solvingOf(database, id), context };
      if (state !== "SOLVING") return;
      await Promise.all([heard, setTimeout(restMs, undefined, { signal }).catch(() => undefined)]);
    }
  });

async function stateOf(context: Context, id: string): Promise<ProposalState> {
  try {
    return granted(context, await solvingState(await context.reading.tx(), id));
  } finally {
    await context.endReading();
  }
}
