import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import type { LineRow, OrderState } from "../../src/dispatch/order.model.ts";
import { orderState } from "../../src/dispatch/order.rules.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { propose, type Draw, type Proposing } from "./dispatch-proposals.ts";
import { orderNow, ordersOf } from "./dispatch-state.ts";
import { asks, by, orgs, personOf } from "./dispatch-world.ts";

/** `CODE path` of each refusal; empty when it was done. */
export const codes = (outcome: Outcome<unknown>): string[] =>
  outcome.ok ? [] : outcome.refused.map(({ code, path }) => `${code} ${path}`);

/** The value of what must have been done. */
export function done<V>(outcome: Outcome<V>): V {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
  return outcome.value;
}

export interface Issued {
  readonly orderId: string;
  readonly needIds: readonly string[];
  readonly lines: readonly LineRow[];
}

/** A draft order of one lender, as adoption makes it. */
export async function drafted(
  database: Database,
  draws: readonly Draw[],
  lender: string = orgs.lends,
  proposing: Proposing = {},
) {
  const proposed = await propose(database, draws, proposing);
  done(await adoptProposal(database, by(asks), proposed));
  const orders = await ordersOf(database, proposed.proposalId);
  const found = orders.find(({ order }) => order.lenderOrg === lender)!;
  return { ...found, ...proposed, orderId: found.order.id };
}

/** The same, approved by whoever is asked, and issued. */
export async function issued(
  database: Database,
  draws: readonly Draw[],
  lender: string = orgs.lends,
): Promise<Issued> {
  const { approvals, orderId, needIds, lines } = await drafted(database, draws, lender);
  for (const { id, org } of approvals) {
    const input = { approvalId: id, decision: "GRANT" as const };
    done(await decideApproval(database, by(personOf(org, ["APPROVER"])), input));
  }
  done(await issueOrder(database, by(asks), { orderId }));
  return { orderId, needIds, lines };
}

/** The same, acknowledged and loaded whole by its keeper. */
export async function loaded(
  database: Database,
  draws: readonly Draw[],
  lender: string = orgs.lends,
): Promise<Issued> {
  const order = await issued(database, draws, lender);
  const { orderId } = order;
  const keeper = personOf(lender, ["KEEPER"]);
  done(await acknowledgeOrder(database, by(keeper), { orderId }));
  const lines = order.lines.map(({ id, ordered }) => ({ lineId: id, loaded: ordered }));
  done(await loadOrder(database, by(keeper), { orderId, lines }));
  return order;
}

/** Counted out with whatever vehicles of the carrier hold it. */
export const leave = (
  database: Database,
  orderId: string,
  lines: readonly { readonly id: string; readonly ordered: number }[],
  lender: string = orgs.lends,
) =>
  departOrder(database, by(personOf(lender, ["KEEPER"])), {
    orderId,
    carrierOrg: orgs.carries,
    lines: lines.map(({ id, ordered }) => ({ orderLineId: id, departed: ordered })),
  });

export async function stateOf(database: Database, orderId: string): Promise<OrderState> {
  const { order, lines } = await orderNow(database, orderId);
  return orderState(order, lines);
}
