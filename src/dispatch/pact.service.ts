import { plainFact, type Refusal } from "../kernel/refusal.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { lockPact } from "../regions/agreement.service.ts";
import { readApprovals } from "./approval.store.ts";
import { readDraftsUnderPacts } from "./lapse.store.ts";
import { endOrders } from "./order-end.service.ts";
import { lockOrder, readLines } from "./order.store.ts";
import { pactRefusals, type PactOfOrder } from "./pact.rules.ts";

/**
 * Whether the version under which the order was made binds its sides at this moment, and until
 * this transaction commits: who suspends the agreement meanwhile waits, or was there first.
 */
export async function lockedPactRefusals(
  tx: Tx,
  order: PactOfOrder,
  payerNow: string = order.payerOrg,
): Promise<readonly Refusal[]> {
  const { agreementId, agreementVersion, lenderOrg, requesterOrg, payerOrg } = order;
  if (agreementId === null) return [];
  const borrowers = [...new Set([requesterOrg, payerOrg, payerNow])];
  const leaning = { version: agreementVersion ?? 0, lenderOrg, borrowers };
  return pactRefusals(order, await lockPact(tx, agreementId, leaning));
}

/**
 * Ends a draft whose agreement binds no more: its holds are free and its needs reopen. Agreements
 * lie upstream and know nothing of orders, so this looks for what they left behind. Answers
 * whether it ended.
 */
export const endUnbound = (database: Database, orderId: string): Promise<boolean> =>
  withTx(database, hubReader, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order === undefined || order.issuedAt !== null || order.cancelledAt !== null) return false;
    const [lapsed] = await lockedPactRefusals(tx, order);
    if (lapsed === undefined) return false;
    const why = lapsed.facts["why"];
    const ended = {
      order,
      lines: await readLines(tx, [order.id]),
      approvals: await readApprovals(tx, [order.id]),
    };
    // Kept with the order, for readers of either language.
    const both = typeof why === "object" ? `${why.zh} / ${why.en}` : plainFact(why);
    const reason = `AGREEMENT_LAPSED ${both}`;
    await endOrders(tx, [ended], { actorOrg: "hub", reason, firmness: "soft" });
    return true;
  });

/** The expiry worker's part: every draft that leans on an agreement is asked once. */
export async function releaseUnbound(database: Database): Promise<number> {
  const drafts = await withTx(database, hubReader, (tx) => readDraftsUnderPacts(tx));
  let ended = 0;
  for (const id of drafts) if (await endUnbound(database, id)) ended += 1;
  return ended;
}
