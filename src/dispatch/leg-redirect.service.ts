import { lockNeeds, sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { LockedLeg } from "./leg-receive.service.ts";
import type { LineRow } from "./order.model.ts";
import { needsOf, orderState } from "./order.rules.ts";
import { tellOrder } from "./order.service.ts";
import { updateLines, updateOrder } from "./order.store.ts";

/**
 * All that is on the leg will not arrive under this order: the needs reopen by it, and an order
 * of which nothing else is left is closed. Answers the lines that were on the leg.
 */
export async function redirectLeg(
  tx: Tx,
  { order, lines, legLines }: LockedLeg,
): Promise<readonly LineRow[]> {
  const changes = legLines.map(({ orderLineId, departed }) => {
    const before = lines.find(({ id }) => id === orderLineId);
    assert(before !== undefined, "a leg carries lines of its order");
    return { before, after: { ...before, redirected: before.redirected + departed } };
  });
  const needs = needsOf(changes.map(({ before }) => before));
  await lockNeeds(tx, needs);
  await updateLines(
    tx,
    changes.map(({ after: { id, redirected } }) => ({ id, redirected })),
  );
  await sumNeeds(tx, needs);
  const now = lines.map((line) => changes.find(({ before }) => before === line)?.after ?? line);
  const isOver = orderState(order, now) === "CLOSED";
  // Said in the row too: an incident closes once all its orders are, and nobody can close this one.
  const version = await updateOrder(tx, order.id, isOver ? { closedAt: tx.now } : {});
  if (isOver) await tellOrder(tx, "ORDER_CLOSED", order, version);
  return changes.map(({ before }) => before);
}
