import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { lapseHolds } from "../../src/dispatch/lapse.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { renewHold } from "../../src/dispatch/order.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openServerTest } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { balancesOf, orderNow, ordersOf, runOut } from "../support/dispatch-state.ts";
import { asks, by, fillDispatchWorld, lots, orgs, personOf } from "../support/dispatch-world.ts";

const lender = personOf(orgs.lendsToo);
const rounds = 6;

describe("deciding at the same moment", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  /** A draft of the second lender, with its owner's approval; the pledge is given if `pledged`. */
  async function drafted(pledged: boolean) {
    const proposed = await propose(database, [{ lot: "second", quantity: 3 }]);
    await adoptProposal(database, by(asks), proposed);
    const [found] = await ordersOf(database, proposed.proposalId);
    const approval = (kind: string) => found!.approvals.find((one) => one.kind === kind)!.id;
    const pledge = { approvalId: approval("REFILL_PLEDGE"), decision: "GRANT" as const };
    if (pledged) await decideApproval(database, by(asks), pledge);
    return { orderId: found!.order.id, owner: approval("OWNER"), ...proposed };
  }

  /** The book says of every order what the order says of itself, and nobody else holds a tent. */
  async function holdsOf(orderIds: readonly string[]) {
    let held = 0;
    let firm = 0;
    for (const id of orderIds) {
      const { order, lines } = await orderNow(database, id);
      const sum = lines.reduce((total, line) => total + line.held, 0);
      expect(sum).toBe(order.cancelledAt === null ? 3 : 0);
      expect(order.issuedAt === null || order.cancelledAt === null).toBe(true);
      if (order.issuedAt === null) held += sum;
      else firm += sum;
    }
    const books = await balancesOf(database, lots.second);
    expect({ soft: books.soft ?? 0, firm: books.firm ?? 0 }).toEqual({ soft: held, firm });
    expect(books.ON_HAND).toBe(100 - held - firm);
  }

  const ids: string[] = [];

  it("of two approvers one decides, and the other hears so", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { orderId, owner } = await drafted(true);
      ids.push(orderId);
      const [first, second] = await Promise.all([
        decideApproval(database, by(lender), { approvalId: owner, decision: "GRANT" }),
        decideApproval(database, by(lender), {
          approvalId: owner,
          decision: "REFUSE",
          reason: "无",
        }),
      ]);
      expect([first.ok, second.ok].filter(Boolean)).toHaveLength(1);
      const loser = first.ok ? second : first;
      expect(loser.ok ? [] : loser.refused.map(({ code }) => code)).toEqual(["ALREADY_DECIDED"]);
      const { order } = await orderNow(database, orderId);
      expect(order.cancelledAt !== null).toBe(second.ok);
    }
    await holdsOf(ids);
  });

  it("a refusal and an issue never both happen", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { orderId, owner } = await drafted(true);
      ids.push(orderId);
      const [granted, refused, issued] = await Promise.all([
        decideApproval(database, by(lender), { approvalId: owner, decision: "GRANT" }),
        decideApproval(database, by(lender), {
          approvalId: owner,
          decision: "REFUSE",
          reason: "无",
        }),
        issueOrder(database, by(asks), { orderId }),
      ]);
      expect(granted.ok).toBe(!refused.ok);
      expect(issued.ok && refused.ok).toBe(false);
      if (!issued.ok)
        expect(["APPROVAL_MISSING", "ILLEGAL_TRANSITION"]).toContain(issued.refused[0]?.code);
    }
    await holdsOf(ids);
  });

  it("a hold that runs out lapses, or is issued or renewed in time, never two", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const ready = await drafted(true);
      const waiting = await drafted(true);
      await decideApproval(database, by(lender), { approvalId: ready.owner, decision: "GRANT" });
      ids.push(ready.orderId, waiting.orderId);
      await runOut(
        database,
        `update qipan.dispatch_order
         set hold_lapses_at = clock_timestamp() + $2 * interval '1 ms' where id = any ($1)`,
        [[ready.orderId, waiting.orderId], round * 12],
      );
      const [issued, renewed] = await Promise.all([
        issueOrder(database, by(asks), { orderId: ready.orderId }),
        renewHold(database, by(lender), { orderId: waiting.orderId }),
        lapseHolds(database),
        lapseHolds(database),
      ]);
      await lapseHolds(database);
      const first = await orderNow(database, ready.orderId);
      expect([first.order.issuedAt !== null, first.order.cancelledAt !== null]).toEqual(
        issued.ok ? [true, false] : [false, true],
      );
      const second = await orderNow(database, waiting.orderId);
      expect(second.order.cancelledAt === null).toBe(renewed.ok);
      const states = second.approvals.map(({ state }) => state).sort();
      expect(states).toEqual(renewed.ok ? ["GRANTED", "PENDING"] : ["GRANTED", "LAPSED"]);
    }
    await holdsOf(ids);
  });
});
