import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { sealSql, type SealedBatch } from "./sealer.store.ts";

export type { SealedBatch } from "./sealer.store.ts";

/** Done in the sealing transaction for each batch: the ledger appends the books' leaves. */
export type OnBatch = (tx: Tx, batch: SealedBatch) => Promise<void>;

export interface Sealing {
  readonly sealed: number;
  /** The transaction id up to which everything is sealed; undefined: another sealer was at work. */
  readonly horizon: string | undefined;
}

/** Rows per transaction: few enough that a kill loses no time, many enough to keep up. */
const batchLimit = 1000;

/**
 * Seals all that has committed, batch by batch. Each batch is one transaction, so that a sealer
 * that is killed leaves every row either sealed with all that belongs to it, or unsealed.
 */
export async function sealOnce(database: Database, onBatch: OnBatch): Promise<Sealing> {
  let sealed = 0;
  for (;;) {
    const batch = await withTx(
      database,
      hubReader,
      async (tx, first) => {
        const [got] = first as readonly SealedBatch[];
        if (got !== undefined && got.sealed > 0) await onBatch(tx, got);
        return got;
      },
      // One sealer serves all writers and waits its turn among them: the fewer trips the better.
      { first: sealSql(batchLimit) },
    );
    sealed += batch?.sealed ?? 0;
    if (batch === undefined || batch.sealed < batchLimit)
      return { sealed, horizon: batch?.horizon };
  }
}

export interface SealerOptions {
  /** Milliseconds between two looks; a tenth of it while there is something to seal. */
  readonly intervalMs: number;
  readonly onBatch: OnBatch;
  readonly onSealed?: ((sealing: Sealing) => void) | undefined;
  readonly onError?: ((error: unknown) => void) | undefined;
}

export interface RunningSealer {
  /** Seals now instead of at the next tick. */
  wake(): void;
  /** Resolves when the batch at hand is done; nothing is sealed afterwards. */
  stop(): Promise<void>;
}

/** Seals again and again; a failure is told and the next tick tries again. */
export function startSealer(database: Database, options: SealerOptions): RunningSealer {
  const { intervalMs, onBatch, onSealed, onError } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const look = async (): Promise<number> => {
    try {
      const sealing = await sealOnce(database, onBatch);
      if (sealing.sealed === 0) return intervalMs;
      onSealed?.(sealing);
      return intervalMs / 10;
    } catch (error) {
      onError?.(error);
      return intervalMs;
    }
  };
  const tick = (): void => {
    if (stopped || running !== undefined) return;
    clearTimeout(timer);
    running = look().then((waitMs) => {
      running = undefined;
      if (!stopped) timer = setTimeout(tick, waitMs).unref();
    });
  };
  tick();
  return {
    wake: tick,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
