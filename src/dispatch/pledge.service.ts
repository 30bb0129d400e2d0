import { randomUUID } from "node:crypto";
import type { Principal } from "../access/principal.model.ts";
import { readerOf } from "../access/reader.ts";
import { appendFact } from "../feed/append.ts";
import { lockIncidentState } from "../incidents/incident.service.ts";
import { refusal, type Refusal } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import { withTx, type Tx } from "../postgres/transaction.ts";
import { readOpenAgreements } from "../regions/agreement.service.ts";
import { readIncidentFacts } from "./adoption.store.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { pledgeUnasked } from "./approval.rules.ts";
import { insertApproval, readApprovals, updateApprovals } from "./approval.store.ts";
import type { OrderRow } from "./order.model.ts";
import { lockOrder, updateOrder } from "./order.store.ts";

/** The agreement of an order binds its lender to the payer of this moment, or to the requester. */
export async function payerRefusals(
  tx: Tx,
  { agreementId, lenderOrg, requesterOrg, payerOrg }: OrderRow,
  payerNow: string,
): Promise<readonly Refusal[]> {
  if (payerNow === payerOrg || agreementId === null) return [];
  const open = await readOpenAgreements(tx, [requesterOrg, payerNow]);
  if (open.some(({ id, lenders }) => id === agreementId && lenders.includes(lenderOrg))) return [];
  return [refusal("AGREEMENT", `lenders.${lenderOrg}`, { lender: lenderOrg })];
}

/**
 * The payer changed after adoption: the new one is asked for its pledge, and nobody waits any more
 * for the old one's. In a transaction of its own, because the refused issue leaves nothing behind.
 */
export async function askPayer(
  database: Database,
  principal: Principal,
  orderId: string,
): Promise<void> {
  await withTx(database, readerOf(principal), async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order === undefined || order.issuedAt !== null || order.cancelledAt !== null) return;
    await lockIncidentState(tx, order.incidentId);
    const { payerOrg: org } = await readIncidentFacts(tx, order.incidentId);
    const approvals = await readApprovals(tx, [order.id]);
    if (org === null || !pledgeUnasked(order, approvals, org)) return;
    await updateApprovals(
      tx,
      approvals
        .filter(({ kind, state }) => kind === "REFILL_PLEDGE" && state === "PENDING")
        .map(({ id }) => ({ id, state: "LAPSED" })),
    );
    const parties = [...new Set([...order.parties, org])];
    await updateOrder(tx, order.id, { parties });
    const pledge = pledgeOf(tx, order, org);
    await insertApproval(tx, pledge);
    await appendFact(tx, {
      kind: "APPROVAL_ASKED",
      subject: { kind: "APPROVAL", id: pledge.id, version: 1 },
      parties,
      facts: { orderId: order.id, approvalKind: pledge.kind, org },
    });
  });
}

const pledgeOf = (tx: Tx, { id, holdLapsesAt }: OrderRow, org: string): ApprovalRow => ({
  id: randomUUID(),
  orderId: id,
  kind: "REFILL_PLEDGE",
  org,
  state: "PENDING",
  reason: null,
  askedAt: tx.now,
  lapsesAt: holdLapsesAt ?? tx.now,
  decidedAt: null,
  decidedBy: null,
  version: 1,
});
