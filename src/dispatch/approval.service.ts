import { word } from "../../schema/words/word.ts";
import { approvalState } from "../../schema/words/dispatch.ts";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { assert } from "../kernel/assert.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { holdMinutesDefault, minutesAfter } from "./adoption.rules.ts";
import type { ApprovalRow, Decision } from "./approval.model.ts";
import { missingOf, next } from "./approval.rules.ts";
import { readApproval, readApprovals, updateApprovals } from "./approval.store.ts";
import { endOrders } from "./order-end.service.ts";
import type { OrderRow } from "./order.model.ts";
import { lockOrder, readLines, readTerms, updateOrder } from "./order.store.ts";

export interface DecideInput {
  readonly approvalId: string;
  readonly decision: Decision;
  /** Needed for a refusal. */
  readonly reason?: string | null | undefined;
  /** Number of the decision by which goods are requisitioned; absent: the hub gives one. */
  readonly certificate?: string | null | undefined;
}

/**
 * An APPROVER of the asked organization grants or refuses. A refusal ends this order and no
 * other: its holds go and the need reopens by the difference. What went first under 先调后补 is
 * ratified or refused afterwards; then the goods stay where they are and the papers say so.
 */
export function decideApproval(
  database: Database,
  asking: Asking,
  input: DecideInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "decideApproval", input };
  return asked(database, asking, request, (tx, principal) => decide(tx, principal, input));
}

async function decide(
  tx: Tx,
  principal: Principal,
  { approvalId, decision, reason, certificate }: DecideInput,
): Promise<Outcome<Written>> {
  const found = await lockApproval(tx, approvalId);
  if (found === undefined) return refuseFor("NOT_FOUND", "approvalId");
  const { order, approval, all } = found;
  const allowed = may(principal, "approval:decide", [approval.org]);
  if (!allowed.ok) return allowed;
  const state = next(approval.state, decision);
  const wrong = [
    ...decisionRefusals(order, approval, decision, reason ?? ""),
    ...certificateRefusals(certificate),
  ];
  if (wrong.length > 0 || state === undefined) return refuse(wrong);
  const change = { id: approval.id, state, decidedBy: principal.id };
  const [changed] = await updateApprovals(tx, [
    reason === undefined || reason === null ? change : { ...change, reason },
  ]);
  assert(changed !== undefined, "the decided approval was changed");
  await tellDecided(tx, order, changed);
  if (changed.kind === "REFILL_PLEDGE" && decision === "GRANT")
    await certify(tx, order, certificate);
  if (state === "REFUSED") await endRefused(tx, order, changed, allowed.value);
  // A pledge of a payer that was replaced has lapsed: nobody waits for it.
  const rest = all.filter((row) => row.id !== approval.id && row.state !== "LAPSED");
  if (state === "GRANTED" && missingOf(rest).length === 0) await extendHold(tx, order);
  return ok({ kind: "APPROVAL", id: approval.id });
}

/** The order's lock covers its approvals: two approvers of one order wait for each other. */
async function lockApproval(tx: Tx, id: string) {
  const orderId = (await readApproval(tx, id))?.orderId;
  const order = orderId === undefined ? undefined : await lockOrder(tx, orderId);
  if (order === undefined) return undefined;
  const all = await readApprovals(tx, [order.id]);
  const approval = all.find((row) => row.id === id);
  return approval === undefined ? undefined : { order, approval, all };
}

const decided: readonly ApprovalRow["state"][] = [
  "GRANTED",
  "REFUSED",
  "RATIFIED",
  "REFUSED_AFTERWARDS",
];

function decisionRefusals(
  order: OrderRow,
  approval: ApprovalRow,
  decision: Decision,
  reason: string,
): Refusal[] {
  if (decided.includes(approval.state)) return [refusal("ALREADY_DECIDED", "approvalId")];
  if (next(approval.state, decision) === undefined) {
    const facts = { state: approvalState[approval.state], action: word("审批", "decide it") };
    return [refusal("ILLEGAL_TRANSITION", "approvalId", facts)];
  }
  if (decision === "GRANT") return [];
  const found: Refusal[] = [];
  if (reason.trim() === "")
    found.push(
      refusal("INVALID_INPUT", "reason", { why: word("须写明理由", "a reason is needed") }),
    );
  if (order.authority === "COMMAND" && approval.kind !== "REFILL_PLEDGE")
    found.push(refusal("CANNOT_REFUSE_COMMAND", "decision"));
  return found;
}

const certificateMax = 100;

const certificateRefusals = (certificate: string | null | undefined): Refusal[] =>
  (certificate ?? "").length <= certificateMax
    ? []
    : [
        refusal("INVALID_INPUT", "certificate", {
          why: word(`1–${certificateMax} 字`, `1–${certificateMax} characters`),
        }),
      ];

/** 征用凭证: the payer that pledges to compensate for goods requisitions them by this number. */
async function certify(tx: Tx, order: OrderRow, given: string | null | undefined): Promise<void> {
  const lines = await readLines(tx, [order.id]);
  if (order.certificate !== null || lines.every(({ basis }) => basis !== "REQUISITION")) return;
  const certificate = given?.trim() === "" || !given ? `ZY-${order.number}` : given.trim();
  await updateOrder(tx, order.id, { certificate });
}

const tellDecided = (tx: Tx, order: OrderRow, approval: ApprovalRow): Promise<void> =>
  appendFact(tx, {
    kind: "APPROVAL_DECIDED",
    subject: { kind: "APPROVAL", id: approval.id, version: approval.version },
    parties: order.parties,
    facts: { orderId: order.id, state: approval.state, reason: approval.reason },
  });

async function endRefused(
  tx: Tx,
  order: OrderRow,
  { kind, org, reason }: ApprovalRow,
  actorOrg: string,
): Promise<void> {
  const ending = {
    order,
    lines: await readLines(tx, [order.id]),
    approvals: await readApprovals(tx, [order.id]),
  };
  const said = `${kind} ${org}: ${reason ?? ""}`;
  await endOrders(tx, [ending], { actorOrg, reason: said, firmness: "soft" });
}

/** With the last approval the lender has agreed: the requester gets the whole hold to issue. */
async function extendHold(tx: Tx, order: OrderRow): Promise<void> {
  const terms = await readTerms(tx, order);
  const holdLapsesAt = minutesAfter(tx.now, terms?.holdMinutes ?? holdMinutesDefault);
  await updateOrder(tx, order.id, { holdLapsesAt });
}
