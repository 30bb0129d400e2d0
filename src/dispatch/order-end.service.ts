import { appendFact } from "../feed/append.ts";
import { lockNeeds, sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import type { Firmness } from "../ledger/account.rules.ts";
import { post } from "../ledger/ledger.service.ts";
import { release } from "../ledger/posting.hold.rules.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ApprovalRow } from "./approval.model.ts";
import { next } from "./approval.rules.ts";
import { updateApprovals } from "./approval.store.ts";
import { lineFactsOf } from "./order-line.rules.ts";
import { moveUnits, promiseCommitments } from "./order-sources.service.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { needsOf } from "./order.rules.ts";
import { lockUnfitLots, updateLines, updateOrder } from "./order.store.ts";

/** A locked order of which nothing has left, with its lines and approvals. */
export interface EndingOrder {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly approvals: readonly ApprovalRow[];
}

export interface Ending {
  readonly actorOrg: string;
  readonly reason: string;
  readonly firmness: Firmness;
}

/**
 * Ends orders before departure: goods, teams, machines and contracts are free again, needs reopen
 * by what was promised, approvals that wait will not be asked any more. Everything is locked in
 * the global order, and all goods go in one posting, however many orders end.
 */
export async function endOrders(
  tx: Tx,
  ended: readonly EndingOrder[],
  ending: Ending,
): Promise<void> {
  const lines = ended.flatMap((order) => order.lines);
  const needs = needsOf(lines);
  await lockNeeds(tx, needs);
  await moveUnits(tx, lines, "RELEASE");
  await promiseCommitments(
    tx,
    lines.map((line) => ({ ...line, freed: line.held })),
    "FREE",
  );
  await updateLines(
    tx,
    lines.map(({ id, ordered }) => ({ id, held: 0, loaded: 0, cancelled: ordered })),
  );
  await sumNeeds(tx, needs);
  for (const order of ended) await close(tx, order, ending);
  await releaseGoods(tx, ended, ending);
}

async function close(tx: Tx, { order, approvals }: EndingOrder, ending: Ending): Promise<void> {
  const { reason } = ending;
  const change = { cancelledAt: tx.now, cancelReason: reason, holdLapsesAt: null };
  const version = await updateOrder(tx, order.id, change);
  await lapseApprovals(tx, order, approvals, reason);
  const { parties } = order;
  await appendFact(tx, {
    kind: "ORDER_CANCELLED",
    subject: { kind: "ORDER", id: order.id, version },
    parties,
    facts: { number: order.number, reason, resolve: true, incidentId: order.incidentId },
  });
}

/** Nobody is asked any more for an order that ended, and no papers are due for it. */
export async function lapseApprovals(
  tx: Tx,
  { id, parties }: OrderRow,
  approvals: readonly ApprovalRow[],
  reason: string,
): Promise<void> {
  const lapsing = approvals.filter(({ state }) => next(state, "LAPSE") !== undefined);
  const lapsed = await updateApprovals(
    tx,
    lapsing.map((approval) => ({ id: approval.id, state: "LAPSED" as const })),
  );
  for (const approval of lapsed)
    await appendFact(tx, {
      kind: "APPROVAL_LAPSED",
      subject: { kind: "APPROVAL", id: approval.id, version: approval.version },
      parties,
      facts: { orderId: id, org: approval.org, reason },
    });
}

async function releaseGoods(
  tx: Tx,
  ended: readonly EndingOrder[],
  { actorOrg, reason, firmness }: Ending,
): Promise<void> {
  const unfit = await lockUnfitLots(
    tx,
    ended.flatMap(({ lines }) => lines),
  );
  const loads = ended.flatMap(({ order, lines }) =>
    lines.flatMap((line) => {
      const facts = line.lotId === null ? undefined : lineFactsOf(order, line, undefined);
      if (facts === undefined || line.held === 0) return [];
      return [{ line: { ...facts, unfit: unfit.has(facts.lot) }, quantity: line.held }];
    }),
  );
  if (loads.length === 0) return;
  const evidence = { orders: ended.map(({ order }) => order.number), reason };
  const booked = await post(tx, actorOrg, release({ evidence }, loads, firmness));
  assert(booked.ok, "what a line holds is on its account");
}
