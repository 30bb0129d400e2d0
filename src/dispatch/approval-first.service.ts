import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { minutesAfter } from "./adoption.rules.ts";
import type { ActFirstFacts } from "./approval.model.ts";
import { actFirstRefusals, next } from "./approval.rules.ts";
import { readApprovals, readLevel, updateApprovals } from "./approval.store.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { openOrder, reasonRefusals, requesterOf, type OrderStep } from "./order.service.ts";
import { readSectors, readTerms, updateOrder } from "./order.store.ts";
import { lockedPactRefusals } from "./pact.service.ts";

export interface ActFirstInput {
  readonly orderId: string;
  readonly reason: string;
}

const minutesPerDay = 1440;

/**
 * 先调后补: the requester goes first where the pact that is in force today between the two allows
 * it for these items and amounts, and an approver of the incident's region set a level grave
 * enough. What waits is DEEMED and its papers are due; the lender decides on it afterwards.
 */
export function actFirst(
  database: Database,
  asking: Asking,
  input: ActFirstInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "actFirst", input };
  return asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:issue", event: "ACT_FIRST", orgs: requesterOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const { order, lines } = opened.value;
    const waiting = (await readApprovals(tx, [order.id])).filter(
      ({ state }) => next(state, "DEEM") !== undefined,
    );
    const terms = (await readTerms(tx, order))?.actFirst;
    const facts = await readFacts(tx, order, lines, terms);
    const wrong = [
      ...(await lockedPactRefusals(tx, order)),
      ...actFirstRefusals(facts),
      ...reasonRefusals(input.reason),
    ];
    if (wrong.length > 0) return refuse(wrong);
    if (waiting.length === 0) return refuseFor("ALREADY_DECIDED", "orderId");
    const lapsesAt = minutesAfter(tx.now, (terms?.papersWithinDays ?? 0) * minutesPerDay);
    const deemed = await updateApprovals(
      tx,
      waiting.map(({ id }) => ({ id, state: "DEEMED", reason: input.reason, lapsesAt })),
    );
    await updateOrder(tx, order.id, {});
    for (const approval of deemed)
      await appendFact(tx, {
        kind: "APPROVAL_DECIDED",
        subject: { kind: "APPROVAL", id: approval.id, version: approval.version },
        parties: order.parties,
        facts: { orderId: order.id, state: "DEEMED", reason: input.reason },
      });
    return ok({ kind: "ORDER", id: order.id });
  });
}

async function readFacts(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
  terms: ActFirstFacts["terms"],
): Promise<ActFirstFacts> {
  const level = await readLevel(tx, order.incidentId);
  const sectors = await readSectors(
    tx,
    lines.map(({ ownerOrg }) => ownerOrg),
  );
  return {
    terms,
    responseLevel: level?.level,
    setByApprover: level?.setByApprover ?? false,
    lines: lines.map(({ item, ordered, ownerOrg, lotOrigin }) => ({
      item,
      ordered,
      lotOrigin,
      ownerSector: sectors.get(ownerOrg) ?? "MARKET",
    })),
  };
}
