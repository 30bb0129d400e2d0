import * as sealer from "../feed/sealer.service.ts";
import type { Database } from "../postgres/pool.ts";
import { appendToBooks } from "./book.service.ts";

/** Seals all that has committed, events and entries, and brings the books up to it. */
export const sealOnce = (database: Database): Promise<sealer.Sealing> =>
  sealer.sealOnce(database, appendToBooks);

export type { RunningSealer, Sealing } from "../feed/sealer.service.ts";

/** Seals every `intervalMs` milliseconds until `stop()`; `onSealed` hears of each success. */
export const startSealer = (
  database: Database,
  options: Omit<sealer.SealerOptions, "onBatch">,
): sealer.RunningSealer => sealer.startSealer(database, { ...options, onBatch: appendToBooks });
