import { word } from "../../schema/words/word.ts";
import { may, type Action } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact, type Fact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, lockIncidentState, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { holdMinutesDefault, minutesAfter } from "./adoption.rules.ts";
import { readApprovals, updateApprovals } from "./approval.store.ts";
import { endOrders } from "./order-end.service.ts";
import type { LineRow, OrderEvent, OrderRow } from "./order.model.ts";
import { illegal, incidentRefusals, orderState } from "./order.rules.ts";
import { readOpenDifferences } from "./leg.store.ts";
import { lockOrder, readLines, readTerms, updateOrder } from "./order.store.ts";
import { lockedPactRefusals } from "./pact.service.ts";

export interface OrderInput {
  readonly orderId: string;
}

/** An order that is locked, that the principal may act on, and that bears the event. */
export interface OpenOrder {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  /** The organization in whose name the principal acts. */
  readonly org: string;
}

export interface OrderStep {
  readonly action: Action;
  readonly event: OrderEvent;
  /** Whose duty the step is. */
  readonly orgs: (order: OrderRow, lines: readonly LineRow[]) => readonly string[];
}

/**
 * Locks the order first, asks `may` under the lock, then whether its state bears the event, and the
 * incident's: nobody closes it, or changes its payer, meanwhile.
 */
export async function openOrder(
  tx: Tx,
  principal: Principal,
  orderId: string,
  { action, event, orgs }: OrderStep,
): Promise<Outcome<OpenOrder>> {
  const order = await lockOrder(tx, orderId);
  if (order === undefined) return refuseFor("NOT_FOUND", "orderId");
  const lines = await readLines(tx, [order.id]);
  const allowed = may(principal, action, orgs(order, lines));
  if (!allowed.ok) return allowed;
  const incident = await lockIncidentState(tx, order.incidentId);
  const wrong = [...illegal(orderState(order, lines), event), ...incidentRefusals(incident, event)];
  if (wrong.length > 0) return refuse(wrong);
  return ok({ order, lines, org: allowed.value });
}

/** The lender and whoever keeps its goods. */
export const keepersOf = (order: OrderRow, lines: readonly LineRow[]): readonly string[] => [
  order.lenderOrg,
  ...lines.map(({ custodianOrg }) => custodianOrg),
];

export const tellOrder = (
  tx: Tx,
  kind: Fact["kind"],
  { id, number, incidentId, parties }: OrderRow,
  version: number,
  facts: NonNullable<Fact["facts"]> = {},
): Promise<void> =>
  appendFact(tx, {
    kind,
    subject: { kind: "ORDER", id, version },
    parties,
    facts: { number, incidentId, ...facts },
  });

/** 接令, by the lender or a keeper. A command is acknowledged like any other order. */
export function acknowledgeOrder(
  database: Database,
  asking: Asking,
  input: OrderInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "acknowledgeOrder", input };
  return asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:acknowledge", event: "ACKNOWLEDGE", orgs: keepersOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const { order } = opened.value;
    const change = { acknowledgedAt: tx.now, acknowledgedBy: principal.id };
    const version = await updateOrder(tx, order.id, change);
    await tellOrder(tx, "ORDER_ACKNOWLEDGED", order, version);
    return ok({ kind: "ORDER", id: order.id });
  });
}

export interface CancelInput extends OrderInput {
  readonly reason: string;
}

/** By the requester, while nothing has left: everything that was held is free again. */
export function cancelOrder(
  database: Database,
  asking: Asking,
  input: CancelInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "cancelOrder", input };
  return asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:cancel", event: "CANCEL", orgs: requesterOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const reasons = reasonRefusals(input.reason);
    if (reasons.length > 0) return refuse(reasons);
    const { order, lines, org } = opened.value;
    const approvals = await readApprovals(tx, [order.id]);
    const firmness = order.issuedAt === null ? "soft" : "firm";
    const ending = { actorOrg: org, reason: input.reason.trim(), firmness } as const;
    await endOrders(tx, [{ order, lines, approvals }], ending);
    return ok({ kind: "ORDER", id: order.id });
  });
}

export const requesterOf = ({ requesterOrg }: OrderRow): readonly string[] => [requesterOrg];

const reasonMax = 500;

export const reasonRefusals = (reason: string): readonly Refusal[] => {
  const length = reason.trim().length;
  if (length > 0 && length <= reasonMax) return [];
  return [
    {
      code: "INVALID_INPUT",
      path: "reason",
      facts: { why: word(`1–${reasonMax} 字`, `1–${reasonMax} characters`) },
    },
  ];
};

/** By the lender alone: the hold and what is still asked last the agreement's minutes from now. */
export function renewHold(
  database: Database,
  asking: Asking,
  input: OrderInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "renewHold", input };
  return asked(database, asking, request, async (tx, principal) => {
    const orgs = ({ lenderOrg }: OrderRow) => [lenderOrg];
    const step: OrderStep = { action: "approval:decide", event: "RENEW", orgs };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const { order } = opened.value;
    const lapsed = await lockedPactRefusals(tx, order);
    if (lapsed.length > 0) return refuse(lapsed);
    const terms = await readTerms(tx, order);
    const holdLapsesAt = minutesAfter(tx.now, terms?.holdMinutes ?? holdMinutesDefault);
    const version = await updateOrder(tx, order.id, { holdLapsesAt });
    const approvals = await readApprovals(tx, [order.id]);
    const waiting = approvals.filter(({ state }) => state === "PENDING");
    await updateApprovals(
      tx,
      waiting.map(({ id }) => ({ id, state: "PENDING", lapsesAt: holdLapsesAt })),
    );
    await tellOrder(tx, "HOLD_RENEWED", order, version, { until: holdLapsesAt.toISOString() });
    return ok({ kind: "ORDER", id: order.id });
  });
}

/** By the requester, when all that left was received and every difference is settled. */
export function closeOrder(
  database: Database,
  asking: Asking,
  input: OrderInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "closeOrder", input };
  return asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:issue", event: "CLOSE", orgs: requesterOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const { order } = opened.value;
    const open = await readOpenDifferences(tx, order.id);
    if (open > 0) return refuseFor("GOODS_STILL_OUT", "orderId");
    const version = await updateOrder(tx, order.id, { closedAt: tx.now });
    await tellOrder(tx, "ORDER_CLOSED", order, version);
    return ok({ kind: "ORDER", id: order.id });
  });
}
