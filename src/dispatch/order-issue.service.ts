import { word } from "../../schema/words/word.ts";
import { approvalKind } from "../../schema/words/dispatch.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { explainLiability } from "../ledger/liability.rules.ts";
import { firm } from "../ledger/posting.hold.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readIncidentFacts } from "./adoption.store.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { approvalsNow, missingOf, pledgeUnasked } from "./approval.rules.ts";
import { readApprovals } from "./approval.store.ts";
import { liabilityFactsOf, lineFactsOf } from "./order-line.rules.ts";
import { isOnward, takeOver } from "./order-onward-issue.service.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import {
  openOrder,
  requesterOf,
  tellOrder,
  type OpenOrder,
  type OrderInput,
  type OrderStep,
} from "./order.service.ts";
import { endUnbound, lockedPactRefusals } from "./pact.service.ts";
import { askPayer, payerRefusals } from "./pledge.service.ts";
import {
  readHubIsFree,
  readSectors,
  readTerms,
  updateLiability,
  updateOrder,
} from "./order.store.ts";

/**
 * 下达: by the requester, when every approval is given or deemed and the hold still lasts. The
 * holds become firm, and who owes for what does not come back is fixed line by line with the
 * payer of this moment: a level that is raised later changes only orders that are issued later, and
 * a payer that was named after adoption is asked for its pledge first. An order whose agreement
 * binds no more is refused, and then ends in a transaction of its own.
 */
export async function issueOrder(
  database: Database,
  asking: Asking,
  input: OrderInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "issueOrder", input };
  const outcome = await asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:issue", event: "ISSUE", orgs: requesterOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const { order } = opened.value;
    if (order.holdLapsesAt !== null && order.holdLapsesAt <= tx.now)
      return refuseFor("ILLEGAL_TRANSITION", "orderId", {
        state: word("占用已到期", "lapsed: its hold is over"),
        action: word("下达", "issue it"),
      });
    const incident = await readIncidentFacts(tx, order.incidentId);
    const payerOrg = incident.payerOrg ?? order.payerOrg;
    const wrong = [
      ...(await lockedPactRefusals(tx, order, payerOrg)),
      ...(await payerRefusals(tx, order, payerOrg)),
      ...missingRefusals(order, await readApprovals(tx, [order.id]), payerOrg),
    ];
    if (wrong.length > 0) return refuse(wrong);
    return issue(tx, opened.value, principal.id);
  });
  if (refusedFor(outcome, "AGREEMENT_LAPSED")) await endUnbound(database, input.orderId);
  else if (refusedFor(outcome, "APPROVAL_MISSING") && asking.principal !== undefined)
    await askPayer(database, asking.principal, input.orderId);
  return outcome;
}

const refusedFor = (outcome: Outcome<unknown>, code: Refusal["code"]): boolean =>
  !outcome.ok && outcome.refused.some((one) => one.code === code);

function missingRefusals(
  order: OrderRow,
  approvals: readonly ApprovalRow[],
  payerOrg: string,
): readonly Refusal[] {
  const missing = [
    ...missingOf(approvalsNow(approvals, payerOrg)),
    ...(pledgeUnasked(order, approvals, payerOrg)
      ? [{ kind: "REFILL_PLEDGE" as const, org: payerOrg }]
      : []),
  ];
  if (missing.length === 0) return [];
  const names = missing.map(({ kind, org }) => `${approvalKind[kind].zh} ${org}`);
  return [refusal("APPROVAL_MISSING", "orderId", { missing: names.join("、") })];
}

async function issue(
  tx: Tx,
  { order, lines, org }: OpenOrder,
  issuedBy: string,
): Promise<Outcome<Written>> {
  const incident = await readIncidentFacts(tx, order.incidentId);
  const payerOrg = incident.payerOrg ?? order.payerOrg;
  const parties = [...new Set([...order.parties, payerOrg])];
  const change = { issuedAt: tx.now, issuedBy, holdLapsesAt: null, payerOrg, parties };
  const issued = { ...order, ...change };
  const version = await updateOrder(tx, order.id, change);
  await fixLiability(tx, issued, lines, incident.responsibleOrg);
  await tellOrder(tx, "ORDER_ISSUED", issued, version, { payerOrg });
  if (isOnward(lines)) return takeOver(tx, { ...issued, version }, { org, by: issuedBy });
  const loads = lines.flatMap((line) => {
    const facts = line.lotId === null ? undefined : lineFactsOf(order, line, undefined);
    return facts === undefined || line.held === 0 ? [] : [{ line: facts, quantity: line.held }];
  });
  if (loads.length === 0) return ok({ kind: "ORDER", id: order.id });
  const booked = await post(tx, org, firm({ evidence: { order: order.number } }, loads));
  return booked.ok ? ok({ kind: "ORDER", id: order.id }) : refuse(booked.refused);
}

async function fixLiability(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
  responsibleOrg: string | null,
): Promise<void> {
  const terms = await readTerms(tx, order);
  const sectors = await readSectors(
    tx,
    lines.map(({ ownerOrg }) => ownerOrg),
  );
  const noLiabilityHub = await readHubIsFree(tx);
  await updateLiability(
    tx,
    lines.map((line) => {
      const ownerSector = sectors.get(line.ownerOrg);
      assert(ownerSector !== undefined, "an owner is an organization");
      const law = { noLiabilityHub, ownerSector, responsibleOrg, terms };
      return { id: line.id, terms: explainLiability(liabilityFactsOf(order, line, law)) };
    }),
  );
}
