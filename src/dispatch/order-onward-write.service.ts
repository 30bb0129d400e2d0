import { randomBytes, randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import type { Written } from "../feed/write.ts";
import { sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { tellDrafted } from "./adoption-orders.service.ts";
import { holdMinutesOf, minutesAfter } from "./adoption.rules.ts";
import { insertOrders, type IncidentFacts } from "./adoption.store.ts";
import { approvalRows, onwardApprovals } from "./order-onward-approvals.service.ts";
import type { OnwardGround, OnwardLine } from "./order-onward.rules.ts";
import type { OrderRow } from "./order.model.ts";
import { needsOf, orderNumber } from "./order.rules.ts";
import { updateOrder } from "./order.store.ts";

export interface Offer {
  readonly reason: string;
  readonly fromLegId: string | null;
  /** Who offers, and who has the goods in hand: both read the new order. */
  readonly holders: readonly string[];
}

export interface OnwardDraft {
  readonly order: OrderRow;
  readonly onward: readonly OnwardLine[];
  readonly grounds: readonly OnwardGround[];
  readonly ground: OnwardGround;
  readonly offer: Offer;
  readonly incident: IncidentFacts;
  readonly asker: string;
  readonly destination: string;
}

/** The draft of an onward order, its approvals, and the promise to its needs. */
export async function writeOnward(
  tx: Tx,
  principal: Principal,
  draft: OnwardDraft,
): Promise<Outcome<Written>> {
  const { order, onward, grounds, ground, offer, incident, asker, destination } = draft;
  const { lenderOrg } = order;
  const payerOrg = incident.payerOrg ?? asker;
  const holdLapsesAt = minutesAfter(tx.now, holdMinutesOf(ground.agreement));
  const needed = await onwardApprovals(tx, { ground, lenderOrg, asker, payerOrg });
  const consent =
    order.authority !== "COMMAND" && may(principal, "approval:decide", [lenderOrg]).ok;
  const keepers = onward.flatMap(({ line }) => [line.ownerOrg, line.custodianOrg]);
  const parties = [lenderOrg, asker, payerOrg, ...keepers, ...offer.holders];
  const id = randomUUID();
  const row = {
    ...{ id, number: orderNumber(incident.day, randomBytes(6)), proposalId: null },
    ...{ incidentId: incident.id, lenderOrg, requesterOrg: asker, receiverOrg: asker, payerOrg },
    ...{ destination, authority: ground.authority, holdLapsesAt, draftedAt: tx.now },
    agreementId: ground.agreement?.id ?? null,
    agreementVersion: ground.agreement?.version ?? null,
    fromLegId: offer.fromLegId,
    parties: [...new Set([...parties, ...needed.map(({ org }) => org)])],
  };
  const given = { principal, consent, reason: offer.reason, lapsesAt: holdLapsesAt };
  const approvals = approvalRows(tx, id, needed, { ...given, lenderOrg });
  const lines = onward.map((one, at) => ({
    ...lineOf(tx, id, one, grounds[at] ?? ground),
    reasons: [{ code: "REDIRECTED", other: offer.reason }],
  }));
  await insertOrders(tx, [row], lines, approvals);
  await sumNeeds(tx, needsOf(lines));
  // Whoever issues the new order takes the goods out of the old one, and must see it.
  const seers = [...new Set([...order.parties, asker, payerOrg])];
  await updateOrder(tx, order.id, { parties: seers });
  await tellDrafted(tx, { order: row, approvals });
  return ok({ kind: "ORDER", id });
}

function lineOf(tx: Tx, orderId: string, one: OnwardLine, { basis }: OnwardGround) {
  const { line, quantity, need } = one;
  assert(need !== undefined, "an unknown need was refused");
  const { depotId, lotId, commitmentId, teamId, equipmentId, item, arrivesAt } = line;
  const { ownerOrg, custodianOrg, contractingOrg, lotOrigin, underNorm, unitPriceFen } = line;
  return {
    ...{ id: randomUUID(), orderId, needId: need.id, fromLineId: line.id, basis },
    ...{ depotId, lotId, commitmentId, teamId, equipmentId, item, ownerOrg, custodianOrg },
    ...{ contractingOrg, lotOrigin, underNorm, unitPriceFen },
    ...{ ordered: quantity, counted: quantity, held: 0 },
    leavesAt: tx.now,
    arrivesAt: arrivesAt > tx.now ? arrivesAt : tx.now,
  };
}
