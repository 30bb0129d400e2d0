import { at } from "./board.ts";
import type { Outlook } from "./limits.ts";
import type { Reason } from "./plan.ts";

const NONE: readonly Reason[] = [];

/**
 * Of the same goods at the same source, this lot goes first because it would spoil first: only
 * where something that keeps longer stays behind, and nothing that spoils sooner does.
 */
export function expiryReason(
  { board, room }: Outlook,
  arc: number,
  need: number,
): readonly Reason[] {
  const { starts, supply } = board.arcs;
  const lotOf = (row: number) => at(board.supplies, supply[row] ?? -1);
  const own = lotOf(arc);
  if (own.expires === Infinity) return NONE;
  // Arcs come by supply, and supplies by source.
  let first = arc;
  while (first > (starts[need] ?? 0) && lotOf(first - 1).source === own.source) first -= 1;
  let [isAnyLeft, next] = [false, Infinity];
  for (let row = first; row < (starts[need + 1] ?? 0); row += 1) {
    const { source, item, expires } = lotOf(row);
    if (source !== own.source) break;
    if (row === arc || item !== own.item || room.stockLeft(supply[row] ?? -1) <= 0) continue;
    isAnyLeft = true;
    next = Math.min(next, expires);
  }
  if (!isAnyLeft || next <= own.expires) return NONE;
  return [{ code: "SOONEST_EXPIRY", figure: own.expires, ...(next === Infinity ? {} : { next }) }];
}
