import { closeSettled, superviseLate } from "../conference/supervise-due.service.ts";
import { lapseHolds } from "../dispatch/lapse.service.ts";
import { settleDifferences } from "../dispatch/leg-difference.service.ts";
import { resumeProposals } from "../dispatch/proposal.service.ts";
import { ringClocks } from "../donations/clock.service.ts";
import type { Database } from "../postgres/pool.ts";
import { deemUse, settleDueDates } from "../replenishment/due.service.ts";
import { remindDue } from "../replenishment/due-reminder.service.ts";
import { bookAccepted } from "../replenishment/netting.service.ts";
import { tellPacts } from "../regions/sight.service.ts";
import { tellStock } from "../reserves/stock-told.service.ts";
import { sweepExpired } from "../reserves/disposal.service.ts";

export interface Workers {
  /** Resolves when the round at hand is done. */
  stop(): Promise<void>;
}

const roundEveryMs = 10_000;
/** A plan takes seconds; one that is asked for since longer than this has perhaps no solver. */
const abandonedSeconds = 120;

/**
 * What time alone makes due, by the database's clock: pacts that begin and end, depots whose stock
 * has changed, holds that lapse, differences that are deemed agreed, claims that get their due day,
 * goods that are deemed used, netting that all have accepted, claims and refills that are due, what
 * their policy puts under supervision and what of it is settled, lots that expired, disclosures
 * that are due; and plans that a node which is gone no longer solves. Several nodes may run the
 * same round; each step locks what it ends and finds nothing the second time.
 */
const steps: readonly ((database: Database) => Promise<unknown>)[] = [
  tellPacts,
  tellStock,
  lapseHolds,
  settleDifferences,
  settleDueDates,
  deemUse,
  bookAccepted,
  remindDue,
  superviseLate,
  closeSettled,
  sweepExpired,
  (database) => resumeProposals(database, abandonedSeconds),
  ringClocks,
];

export function startWorkers(database: Database, onError: (error: unknown) => void): Workers {
  let stopped = false;
  let running: Promise<void> | undefined;

  const round = async (): Promise<void> => {
    for (const step of steps) {
      if (stopped) return;
      await step(database).catch(onError);
    }
  };
  const timer = setInterval(() => {
    running ??= round().finally(() => {
      running = undefined;
    });
  }, roundEveryMs);
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
