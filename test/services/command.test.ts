import { afterAll, beforeAll, expect, it } from "vitest";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { objectToOrder } from "../../src/dispatch/order-objection.service.ts";
import type { Ground } from "../../src/dispatch/proposal.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { orderNow, toldOf } from "../support/dispatch-state.ts";
import { codes, done, drafted, stateOf } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";

const commanded: Partial<Ground> = {
  ...{ basis: "COMMAND", authority: "COMMAND", agreement: null, approvals: [] },
};
const requisitioned: Partial<Ground> = {
  ...{ basis: "REQUISITION", authority: "COMMAND", agreement: null, rank: 5 },
  approvals: [{ kind: "REFILL_PLEDGE", org: orgs.asks }],
};

onBothShapes("a command", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  it("asks nobody who lends; the lender objects once, and it goes on", async () => {
    const draw = { lot: "tents", quantity: 2, ground: commanded } as const;
    const { orderId, approvals } = await drafted(database, [draw]);
    expect(approvals).toEqual([]);
    const objection = { orderId, reason: " 本地储备已低于下限 " };
    expect(codes(await objectToOrder(database, by(asks), objection))).toEqual(["NOT_ALLOWED "]);
    const blank = { orderId, reason: " " };
    expect(codes(await objectToOrder(database, by(lends), blank))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await objectToOrder(database, by(lends), objection));
    expect(codes(await objectToOrder(database, by(lends), objection))).toEqual([
      "ALREADY_DECIDED orderId",
    ]);
    const { order } = await orderNow(database, orderId);
    expect([order.objection, order.objectedBy]).toEqual(["本地储备已低于下限", lends.id]);
    expect(await toldOf(database, orderId)).toContain("ORDER_OBJECTED");
    done(await issueOrder(database, by(asks), { orderId }));
    expect(await stateOf(database, orderId)).toBe("ISSUED");
  });

  it("is objected to, a request is refused instead", async () => {
    const { orderId } = await drafted(database, [{ lot: "more", quantity: 1 }]);
    const objection = { orderId, reason: "不同意" };
    expect(codes(await objectToOrder(database, by(lends), objection))).toEqual([
      "ILLEGAL_TRANSITION orderId",
    ]);
  });

  it.each([
    ["决〔2026〕12号", "决〔2026〕12号"],
    [undefined, "ZY-"],
  ])(
    "to requisition waits for the payer's pledge, under a certificate (%s)",
    async (given, kept) => {
      const draw = { lot: "kept", quantity: 2, ground: requisitioned } as const;
      const { orderId, approvals } = await drafted(database, [draw]);
      const [pledge] = approvals;
      expect(approvals.map(({ kind, org }) => [kind, org])).toEqual([["REFILL_PLEDGE", orgs.asks]]);
      expect(codes(await issueOrder(database, by(asks), { orderId }))).toEqual([
        "APPROVAL_MISSING orderId",
      ]);
      const grant = { approvalId: pledge!.id, decision: "GRANT" as const };
      const long = { ...grant, certificate: "号".repeat(101) };
      expect(codes(await decideApproval(database, by(asks), long))).toEqual([
        "INVALID_INPUT certificate",
      ]);
      expect(codes(await decideApproval(database, by(lends), grant))).toEqual(["NOT_ALLOWED "]);
      done(await decideApproval(database, by(asks), { ...grant, certificate: given }));
      done(await issueOrder(database, by(asks), { orderId }));
      const { order, lines } = await orderNow(database, orderId);
      expect(order.certificate).toContain(kept);
      expect(lines.map(({ liability }) => liability)).toEqual(["REQUISITION"]);
    },
  );
});
