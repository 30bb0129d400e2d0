import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Posting } from "../ledger/ledger.model.ts";
import { post, postEach } from "../ledger/ledger.service.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { FoundInput, Loss } from "./found.model.ts";
import {
  dutyOf,
  foundPosting,
  foundRefusals,
  goingOn,
  relieved,
  restOfCount,
  stillLost,
} from "./found.rules.ts";
import { lockLoss, readExcess } from "./found.store.ts";

/**
 * 找回: what was lost is there after all. The loss is taken back by its mirror, and with it what was
 * owed and what was to be refilled; what is still missing of a shelf is booked as lost again. What
 * was on the road of an order comes home, what was not found at loading is free on its shelf. Once
 * anything of it was made good the goods belong to whoever paid, and it is refused.
 */
export const recordFound = (
  database: Database,
  asking: Asking,
  input: FoundInput,
): Promise<Outcome<Written>> =>
  asked(database, asking, { mutation: "recordFound", input }, async (tx, principal) => {
    const loss = await lockLoss(tx, input);
    if (loss === undefined) return refuseFor("NOT_FOUND", "transferId");
    const { action, orgs } = dutyOf(loss);
    const allowed = may(principal, action, orgs);
    if (!allowed.ok) return allowed;
    const wrong = foundRefusals(loss, input, tx.now);
    if (wrong.length > 0) return refuse(wrong);
    await tellFound(tx, loss, input.quantity);
    const booked = await bookFound(tx, allowed.value, loss, input);
    return booked.ok ? ok({ kind: "LOT", id: loss.lotId }) : booked;
  });

const tellFound = (tx: Tx, loss: Loss, quantity: number): Promise<void> =>
  appendFact(tx, {
    kind: "GOODS_FOUND",
    subject: { kind: "LOT", id: loss.lotId, version: loss.lotVersion },
    parties: [
      loss.ownerOrg,
      loss.custodianOrg,
      ...(loss.orderLineId === null ? [] : [loss.holderOrg, loss.lenderOrg ?? loss.ownerOrg]),
    ],
    facts: { item: loss.item, depot: loss.depotId, quantity },
  });

async function bookFound(
  tx: Tx,
  org: string,
  loss: Loss,
  { quantity, reason, occurredAt }: FoundInput,
): Promise<Outcome<unknown>> {
  const occasion = { evidence: { reason: reason.trim() }, occurredAt };
  const back = await post(tx, org, foundPosting(occasion, loss));
  if (!back.ok) return back;
  const excess = loss.orderLineId === null ? [] : await readExcess(tx, loss.orderLineId);
  const why = reason.trim();
  const more: Posting[] = [
    ...goingOn(occasion, loss),
    ...(excess.length === 0 ? [] : [relieved(occasion, excess)]),
    ...(quantity === loss.quantity ? [] : [stillLost(loss, quantity, why, randomUUID)]),
    ...restOfCount(loss, why, randomUUID),
  ];
  return postEach(tx, org, more);
}
