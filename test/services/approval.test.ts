import { afterAll, beforeAll, expect, it } from "vitest";
import { actFirst } from "../../src/dispatch/approval-first.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { lapseHolds } from "../../src/dispatch/lapse.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { cancelOrder, renewHold } from "../../src/dispatch/order.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { balancesOf, needOf, orderNow, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
import { codes, done, drafted, stateOf } from "../support/dispatch-steps.ts";
import {
  asks,
  by,
  fillDispatchWorld,
  lends,
  lots,
  orgs,
  personOf,
} from "../support/dispatch-world.ts";

onBothShapes("an approval", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const lapse = "update qipan.dispatch_order set hold_lapses_at = now() where id = $1";
  const idOf = (approvals: readonly { id: string; kind: string }[], kind: string) =>
    approvals.find((one) => one.kind === kind)!.id;

  it("that is refused ends that order alone, and all of it is free again", async () => {
    const draws = [{ lot: "tents", quantity: 8 }, { team: "TEAM-1" }] as const;
    const { orderId, approvals, needIds } = await drafted(database, draws);
    const other = await drafted(database, [{ lot: "tents", quantity: 2 }]);
    const approvalId = idOf(approvals, "OWNER");
    const refuse = { approvalId, decision: "REFUSE" as const };
    expect(codes(await decideApproval(database, by(asks), refuse))).toEqual(["NOT_ALLOWED "]);
    expect(codes(await decideApproval(database, by(lends), refuse))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await decideApproval(database, by(lends), { ...refuse, reason: "本地也需要" }));
    expect(await stateOf(database, orderId)).toBe("CANCELLED");
    expect(await balancesOf(database, lots.tents)).toEqual({ ON_HAND: 98, soft: 2 });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 0, received: 0 });
    const now = await orderNow(database, orderId);
    expect(now.approvals.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "OWNER REFUSED",
      "REFILL_PLEDGE LAPSED",
    ]);
    expect(await stateOf(database, other.orderId)).toBe("DRAFT");
    expect(await toldOf(database, approvalId)).toEqual(["APPROVAL_ASKED", "APPROVAL_DECIDED"]);
    const team = "select state from qipan.team where id = 'TEAM-1'";
    expect(await rowsOf<object>(database, team)).toEqual([{ state: "STANDBY" }]);
  });

  it("is asked of a payer that was named after adoption, who owes nothing unpledged", async () => {
    const { orderId, approvals, incidentId } = await drafted(database, [
      { lot: "more", quantity: 3 },
    ]);
    const grant = async (row: { id: string; org: string }) => {
      const input = { approvalId: row.id, decision: "GRANT" as const };
      done(await decideApproval(database, by(personOf(row.org, ["APPROVER"])), input));
    };
    for (const row of approvals) await grant(row);
    const named = "update qipan.incident set payer_org = $2 where id = $1";
    await runOut(database, named, [incidentId, orgs.stranger]);
    const outcome = await issueOrder(database, by(asks), { orderId });
    expect(outcome.ok ? [] : outcome.refused).toMatchObject([
      { code: "APPROVAL_MISSING", facts: { missing: `补库承诺 ${orgs.stranger}` } },
    ]);
    expect(codes(await issueOrder(database, by(asks), { orderId }))).toHaveLength(1);
    const now = await orderNow(database, orderId);
    const pledges = now.approvals.filter(({ kind }) => kind === "REFILL_PLEDGE");
    expect(pledges.map(({ org, state }) => `${org} ${state}`).toSorted()).toEqual(
      [`${orgs.asks} GRANTED`, `${orgs.stranger} PENDING`].toSorted(),
    );
    const asked = pledges.find(({ org }) => org === orgs.stranger)!;
    expect(await toldOf(database, asked.id)).toEqual(["APPROVAL_ASKED"]);
    await grant(asked);
    done(await issueOrder(database, by(asks), { orderId }));
    const issued = await orderNow(database, orderId);
    expect(issued.order.payerOrg).toBe(orgs.stranger);
    expect(issued.lines.map(({ debtorOrg }) => debtorOrg)).toEqual([orgs.stranger]);
    done(await cancelOrder(database, by(asks), { orderId, reason: "不再需要" }));
  });

  it("is waited for by the issue, each by its name", async () => {
    const { orderId, approvals } = await drafted(
      database,
      [{ lot: "second", quantity: 1 }],
      orgs.lendsToo,
    );
    const owner = personOf(orgs.lendsToo, ["APPROVER"]);
    const grant = (approvalId: string) => ({ approvalId, decision: "GRANT" as const });
    done(await decideApproval(database, by(owner), grant(idOf(approvals, "OWNER"))));
    const missing = await issueOrder(database, by(asks), { orderId });
    expect(missing.ok ? [] : missing.refused).toMatchObject([
      { code: "APPROVAL_MISSING", facts: { missing: `补库承诺 ${orgs.asks}` } },
    ]);
    done(await decideApproval(database, by(asks), grant(idOf(approvals, "REFILL_PLEDGE"))));
    done(await issueOrder(database, by(asks), { orderId }));
  });

  it("of a command cannot be refused", async () => {
    const { approvals, orderId } = await drafted(
      database,
      [{ lot: "second", quantity: 1 }],
      orgs.lendsToo,
    );
    const command = "update qipan.dispatch_order set authority = 'COMMAND' where id = $1";
    await runOut(database, command, [orderId]);
    const owner = personOf(orgs.lendsToo, ["APPROVER"]);
    const refuse = {
      approvalId: idOf(approvals, "OWNER"),
      decision: "REFUSE",
      reason: "不",
    } as const;
    expect(codes(await decideApproval(database, by(owner), refuse))).toEqual([
      "CANNOT_REFUSE_COMMAND decision",
    ]);
  });

  it("lapses with the hold, which the lender alone renews", async () => {
    const { orderId, approvals, needIds } = await drafted(database, [{ lot: "more", quantity: 4 }]);
    await runOut(database, lapse, [orderId]);
    expect(codes(await renewHold(database, by(asks), { orderId }))).toEqual(["NOT_ALLOWED "]);
    done(await renewHold(database, by(lends), { orderId }));
    expect(await lapseHolds(database)).toMatchObject({ orders: 0, papers: 0 });
    await runOut(database, lapse, [orderId]);
    const late = await issueOrder(database, by(asks), { orderId });
    expect(codes(late)).toEqual(["ILLEGAL_TRANSITION orderId"]);
    expect(await lapseHolds(database)).toMatchObject({ orders: 1, papers: 0 });
    expect(await balancesOf(database, lots.more)).toEqual({ ON_HAND: 100 });
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 0, received: 0 });
    const now = await orderNow(database, orderId);
    expect(now.order.cancelReason).toBe("HOLD_LAPSED");
    expect(now.approvals.map(({ state }) => state)).toEqual(["LAPSED", "LAPSED"]);
    expect(await toldOf(database, approvals[0]!.id)).toEqual(["APPROVAL_ASKED", "APPROVAL_LAPSED"]);
  });

  it("comes afterwards where the pact lets one act first, and its papers fall due", async () => {
    const much = await drafted(database, [{ lot: "more", quantity: 51 }]);
    const reason = "人员被困";
    const over = await actFirst(database, by(asks), { orderId: much.orderId, reason });
    expect(codes(over)).toEqual(["ACT_FIRST_NOT_ALLOWED "]);
    const { orderId, approvals } = await drafted(database, [{ lot: "kept", quantity: 50 }]);
    done(await actFirst(database, by(asks), { orderId, reason }));
    done(await issueOrder(database, by(asks), { orderId }));
    expect((await orderNow(database, orderId)).approvals.map(({ state }) => state)).toEqual([
      "DEEMED",
      "DEEMED",
      "DEEMED",
    ]);
    const owner = { approvalId: idOf(approvals, "OWNER"), decision: "GRANT" } as const;
    done(await decideApproval(database, by(lends), owner));
    const due = "update qipan.approval set lapses_at = now() where order_id = $1";
    await runOut(database, due, [orderId]);
    expect(await lapseHolds(database)).toMatchObject({ orders: 0, papers: 2 });
    const keeper = personOf(orgs.keeps, ["APPROVER"]);
    const denied = { approvalId: idOf(approvals, "KEEPER"), decision: "REFUSE", reason } as const;
    done(await decideApproval(database, by(keeper), denied));
    const now = await orderNow(database, orderId);
    expect(now.approvals.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      "KEEPER REFUSED_AFTERWARDS",
      "OWNER RATIFIED",
      "REFILL_PLEDGE PAPERS_OVERDUE",
    ]);
    expect(await stateOf(database, orderId)).toBe("ISSUED");
    expect(await balancesOf(database, lots.kept)).toEqual({ ON_HAND: 50, firm: 50 });
  });
});
