import { assert } from "../kernel/assert.ts";
import { decodeCursor } from "../kernel/page.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readCutRow } from "./cut.store.ts";
import { cursorOf, placeOf, readHubIn } from "./feed.service.ts";

/** A moment of the book that no later write changes: all that was sealed up to `seq`. */
export interface Cut {
  readonly seq: number;
  /** What to cite: the same cursor stands for the same figures as long as the hub lives. */
  readonly cursor: string;
  /** When it was sealed, in whole milliseconds; null: nothing had been recorded by then. */
  readonly sealedAt: Date | null;
  /** Its day in Asia/Shanghai, on which expiry is judged. */
  readonly day: string | null;
}

export interface CutWish {
  readonly time?: Date | null | undefined;
  readonly cursor?: string | null | undefined;
}

/**
 * The last cut at or before a time or a cursor, or the latest. Between two cuts the book is not
 * whole for readers: transactions are half sealed, or crossed each other. Refused: a time that
 * has not come, a cursor that is not sealed, not ours, or from before a restore.
 */
export async function readCut(
  tx: Tx,
  { time = null, cursor = null }: CutWish,
): Promise<Outcome<Cut>> {
  if (time !== null && cursor !== null)
    return refuseFor("INVALID_INPUT", "cursor", { why: "give time or cursor, not both" });
  const { epoch } = await readHubIn(tx);
  const place = cursor === null ? undefined : placeOf(decodeCursor(cursor));
  if (cursor !== null && place === undefined) return refuseFor("FEED_CURSOR_INVALID", "cursor");
  if (place !== undefined && place.epoch !== epoch) return refuseFor("AS_OF_OTHER_EPOCH", "cursor");
  const row = await readCutRow(tx, place?.seq ?? null, time);
  assert(row !== undefined, "a reader is told a cut");
  if (row.problem === "FUTURE")
    return refuseFor("AS_OF_FUTURE", "time", { now: tx.now.toISOString() });
  if (row.problem === "UNSEALED") return refuseFor("AS_OF_NOT_SEALED", "cursor");
  const { seq, at, day } = row;
  return ok({ seq, cursor: cursorOf(epoch, seq), sealedAt: at, day });
}
