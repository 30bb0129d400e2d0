import { appendFact } from "../feed/append.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { readApprovals, updateApprovals } from "./approval.store.ts";
import { lockLapsedOrders, lockOverduePapers } from "./lapse.store.ts";
import { endOrders } from "./order-end.service.ts";
import { readLines, readOrders } from "./order.store.ts";
import { releaseUnbound } from "./pact.service.ts";

/** Orders that one transaction ends: few enough that nobody waits long for its locks. */
const batch = 20;

export interface Lapsed {
  readonly orders: number;
  readonly papers: number;
  /** Drafts whose agreement binds no more. */
  readonly unbound: number;
}

/**
 * The expiry worker's part: soft holds that ran out by the database's time go, papers that were
 * due are overdue, and drafts end with the agreement under which they were made. Several workers,
 * and approvers who decide meanwhile, do not wait for it.
 */
export async function lapseHolds(database: Database): Promise<Lapsed> {
  let orders = 0;
  for (let ended = batch; ended === batch; orders += ended)
    ended = await withTx(database, hubReader, lapseOrders);
  let papers = 0;
  for (let marked = batch; marked === batch; papers += marked)
    marked = await withTx(database, hubReader, lapsePapers);
  return { orders, papers, unbound: await releaseUnbound(database) };
}

async function lapseOrders(tx: Tx): Promise<number> {
  const ids = await lockLapsedOrders(tx, batch);
  if (ids.length === 0) return 0;
  const orders = await readOrders(tx, ids);
  const lines = await readLines(tx, ids);
  const approvals = await readApprovals(tx, ids);
  const ended = orders.map((order) => ({
    order,
    lines: lines.filter(({ orderId }) => orderId === order.id),
    approvals: approvals.filter(({ orderId }) => orderId === order.id),
  }));
  await endOrders(tx, ended, { actorOrg: "hub", reason: "HOLD_LAPSED", firmness: "soft" });
  return ids.length;
}

async function lapsePapers(tx: Tx): Promise<number> {
  const ids = await lockOverduePapers(tx, batch);
  const overdue = await updateApprovals(
    tx,
    ids.map((id) => ({ id, state: "PAPERS_OVERDUE" as const })),
  );
  const orders = await readOrders(tx, [...new Set(overdue.map(({ orderId }) => orderId))]);
  for (const approval of overdue)
    await appendFact(tx, {
      kind: "APPROVAL_DECIDED",
      subject: { kind: "APPROVAL", id: approval.id, version: approval.version },
      parties: orders.find(({ id }) => id === approval.orderId)?.parties ?? [approval.org],
      facts: { orderId: approval.orderId, state: approval.state },
    });
  return ids.length;
}
