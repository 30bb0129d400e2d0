import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import { write } from "../feed/write.ts";
import { refuseFor } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import { dueFromResponseEnd, post } from "../ledger/ledger.service.ts";
import { use } from "../ledger/posting.use.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { readForgotten, readUndated } from "./due.store.ts";
import type { LineCase } from "./goods.model.ts";
import { partUse, standingAt, takeFrom, totalOf } from "./goods.rules.ts";
import { lockCase } from "./goods.store.ts";

/**
 * Gives claims whose term runs from the end of the response their due day, once it has ended.
 * Incidents lie upstream and know nothing of claims, so this looks for what they left behind;
 * run again it finds nothing. Answers how many claims were dated.
 */
export const settleDueDates = (database: Database): Promise<number> =>
  withTx(database, hubReader, async (tx) => {
    let dated = 0;
    for (const { incidentId, endedOn } of await readUndated(tx))
      dated += await dueFromResponseEnd(tx, incidentId, endedOn);
    return dated;
  });

/** Days after the end of the response, where no agreement says how many. */
export const deemedUsedAfterDaysDefault = 30;

/**
 * 视同消耗: what is still on site when the term after the response has run out is booked as
 * used, line by line, each in a transaction of its own. Answers how many lines were booked.
 */
export async function deemUse(database: Database): Promise<number> {
  const forgotten = await withTx(database, hubReader, (tx) =>
    readForgotten(tx, deemedUsedAfterDaysDefault),
  );
  let booked = 0;
  for (const { id: orderLineId, turn } of forgotten) {
    const key = `deem-use:${orderLineId}:${turn}`;
    const request = { mutation: "deemUse", key, org: "hub", input: { orderLineId } };
    const outcome = await write(database, hubReader, request, (tx) => deemLine(tx, orderLineId));
    if (outcome.ok) booked += 1;
  }
  return booked;
}

async function deemLine(tx: Tx, orderLineId: string) {
  const found = await lockCase(tx, orderLineId);
  if (found?.facts === undefined) return refuseFor("NOT_FOUND", "orderLineId");
  const out = standingAt(found, "ON_SITE", orderLineId);
  const rest = totalOf(out);
  // Someone told what became of the goods while this line waited for its turn.
  if (rest === 0) return refuseFor("RECOVERY_NOT_DUE", "orderLineId", { available: 0, wanted: 0 });
  const input = { consumed: rest, scrapped: 0, destroyed: 0, distributed: [] };
  const uses = partUse(found.facts, takeFrom(out, rest), input);
  await tellDeemed(tx, found, rest);
  const posting = use({ evidence: { deemed: "视同消耗" } }, uses, randomUUID);
  const booked = await post(tx, found.order.receiverOrg, posting);
  return booked.ok ? ok({ kind: "ORDER" as const, id: found.order.id }) : booked;
}

const tellDeemed = (tx: Tx, { order, line }: LineCase, quantity: number): Promise<void> =>
  appendFact(tx, {
    kind: "GOODS_USED",
    subject: { kind: "ORDER", id: order.id, version: order.version },
    parties: order.parties,
    facts: { orderLineId: line.id, deemed: true, quantity },
  });
