import { afterAll, beforeAll, expect, it } from "vitest";
import { proposalState } from "../../schema/words/dispatch.ts";
import { codesOf } from "../../schema/words/word.ts";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { actFirst } from "../../src/dispatch/approval-first.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { handOverLeg } from "../../src/dispatch/leg-hand-over.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { planRelay } from "../../src/dispatch/leg-relay.service.ts";
import { turnBackLeg } from "../../src/dispatch/leg-turn-back.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { objectToOrder } from "../../src/dispatch/order-objection.service.ts";
import { divertLeg } from "../../src/dispatch/order-onward.service.ts";
import {
  acknowledgeOrder,
  cancelOrder,
  closeOrder,
  renewHold,
} from "../../src/dispatch/order.service.ts";
import { renewArrivalCode } from "../../src/dispatch/slip-code.service.ts";
import { renewNeed, withdrawNeed } from "../../src/incidents/need.service.ts";
import { isWanted } from "../../src/incidents/need.rules.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { onBothShapes } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { needOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done, drafted, leave, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, orgs } from "../support/dispatch-world.ts";

onBothShapes("what a state does not bear", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const reason = "理由";
  /** Everything that a refusal must leave alone. */
  const versions = () =>
    rowsOf<object>(
      database,
      `select (select sum(version) from qipan.dispatch_order) as orders,
         (select sum(version) from qipan.order_line) as lines,
         (select sum(version) from qipan.leg) as legs,
         (select sum(version) from qipan.need) as needs,
         (select sum(version) from qipan.approval) as approvals,
         (select count(*) from qipan.transfer) as transfers,
         (select count(*) from qipan.event) as events`,
    );

  it("is refused of a proposal that is not ready, whatever else it is", async () => {
    const { proposalId } = await propose(database, [{ lot: "tents", quantity: 1 }]);
    const put = "update qipan.proposal set state = $2 where id = $1";
    for (const state of codesOf(proposalState).filter((one) => one !== "READY")) {
      await runOut(database, put, [proposalId, state]);
      const before = await versions();
      expect(codes(await adoptProposal(database, by(asks), { proposalId }))).toEqual([
        "ILLEGAL_TRANSITION proposalId",
      ]);
      expect(await versions()).toEqual(before);
    }
  });

  it("is refused of an order that is cancelled, deed by deed", async () => {
    const { orderId, lines, approvals } = await drafted(database, [{ lot: "more", quantity: 2 }]);
    done(await cancelOrder(database, by(asks), { orderId, reason }));
    const before = await versions();
    const [line] = lines;
    const load = { orderId, lines: [{ lineId: line!.id, loaded: 1 }] };
    const gone = [{ orderLineId: line!.id, departed: 1 }];
    const refused = [
      await issueOrder(database, by(asks), { orderId }),
      await acknowledgeOrder(database, by(lends), { orderId }),
      await loadOrder(database, by(lends), load),
      await departOrder(database, by(lends), { orderId, carrierOrg: orgs.carries, lines: gone }),
      await cancelOrder(database, by(asks), { orderId, reason }),
      await closeOrder(database, by(asks), { orderId }),
      await renewHold(database, by(lends), { orderId }),
      await actFirst(database, by(asks), { orderId, reason }),
      await objectToOrder(database, by(lends), { orderId, reason }),
    ];
    expect(refused.flatMap(codes)).toEqual(refused.map(() => "ILLEGAL_TRANSITION "));
    const [owner] = approvals.filter(({ kind }) => kind === "OWNER");
    const grant = { approvalId: owner!.id, decision: "GRANT" as const };
    expect(codes(await decideApproval(database, by(lends), grant))).toEqual([
      "ILLEGAL_TRANSITION approvalId",
    ]);
    expect(await versions()).toEqual(before);
  });

  it("is refused of a leg that has arrived, and of its signed slip", async () => {
    const { orderId, lines, needIds } = await loaded(database, [{ lot: "kept", quantity: 2 }]);
    const { id: legId, arrivalCode } = done(await leave(database, orderId, lines));
    const orderLineId = lines[0]!.id;
    const counts = [{ orderLineId, accepted: 2, rejected: 0, missing: 0 }];
    const receipt = { legId, code: arrivalCode!, lines: counts };
    done(await withdrawNeed(database, by(asks), { needId: needIds[0]! }));
    done(await receiveLeg(database, by(asks), receipt));
    expect(await needOf(database, needIds[0]!)).toEqual({ promised: 2, received: 2 });
    const before = await versions();
    const relay = { nodeId: "N-LENDS", carrierOrg: orgs.carries };
    const divert = { legId, reason, lines: [{ orderLineId, needId: needIds[0]! }] };
    const refused = [
      await receiveLeg(database, by(asks), receipt),
      await renewArrivalCode(database, by(lends), { legId }),
      await planRelay(database, by(lends), { legId, relay }),
      await turnBackLeg(database, by(lends), { legId, reason }),
      await divertLeg(database, by(lends), divert),
    ];
    expect(refused.flatMap(codes)).toEqual(refused.map(() => "ILLEGAL_TRANSITION legId"));
    const over = { legId, code: arrivalCode!, lines: [{ orderLineId, taken: 2 }] };
    expect(codes(await handOverLeg(database, by(asks), over))).toEqual(["NOT_ALLOWED "]);
    expect(await versions()).toEqual(before);
  });

  it("is refused of a need that is withdrawn; one that expired is renewed", async () => {
    const { needIds } = await propose(database, [{ lot: "second", quantity: 3 }]);
    const needId = needIds[0]!;
    await runOut(database, "update qipan.need set lapses_at = now() where id = $1", [needId]);
    const wanted = async (): Promise<boolean> => {
      const sql = `select quantity, received, withdrawn_at as "withdrawnAt",
          lapses_at as "lapsesAt", now() as now from qipan.need where id = $1`;
      type Row = Parameters<typeof isWanted>[0] & { readonly now: Date };
      const [row] = await rowsOf<Row>(database, sql, [needId]);
      return isWanted(row!, row!.now);
    };
    expect(await wanted()).toBe(false);
    done(await renewNeed(database, by(asks), { needId }));
    expect(await wanted()).toBe(true);
    done(await withdrawNeed(database, by(asks), { needId }));
    expect(codes(await renewNeed(database, by(asks), { needId }))).toEqual(["ILLEGAL_TRANSITION "]);
    expect(codes(await withdrawNeed(database, by(asks), { needId }))).toEqual([
      "ILLEGAL_TRANSITION ",
    ]);
    expect(await wanted()).toBe(false);
  });
});
