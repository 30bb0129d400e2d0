import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { orderState, type OrderState } from "../../schema/words/dispatch.ts";
import { codesOf } from "../../schema/words/word.ts";
import { actFirst } from "../../src/dispatch/approval-first.service.ts";
import { lapseHolds } from "../../src/dispatch/lapse.service.ts";
import { departOrder } from "../../src/dispatch/leg.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { objectToOrder } from "../../src/dispatch/order-objection.service.ts";
import type { OrderEvent } from "../../src/dispatch/order.model.ts";
import {
  acknowledgeOrder,
  cancelOrder,
  closeOrder,
  renewHold,
} from "../../src/dispatch/order.service.ts";
import { ok } from "../../src/kernel/result.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { balancesOf, needOf, orderNow, rowsOf, runOut } from "../support/dispatch-state.ts";
import { done, stateOf } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots, orgs } from "../support/dispatch-world.ts";
import { bring, commanded, grantAll, type Specimen } from "../support/state-orders.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

const reason = "理由";
type Deed = OrderEvent | "LAPSE";

/** LAPSE is the sweep of holds that ran out. */
const table = `
                         RENEW ACT_FIRST ISSUE ACKNOWLEDGE LOAD DEPART CANCEL CLOSE OBJECT LAPSE
DRAFT                    ~ ~ ISSUED . . . CANCELLED . ~ CANCELLED
ISSUED                   . . . ACKNOWLEDGED . . CANCELLED . ~ =
ACKNOWLEDGED             . . . . LOADING . CANCELLED . ~ =
LOADING                  . . . . ~ PARTLY_SHIPPED CANCELLED . ~ =
PARTLY_SHIPPED           . . . . ~ ~ . . ~ =
IN_TRANSIT               . . . . . . . . ~ =
PARTLY_RECEIVED          . . . . ~ ~ . . ~ =
RECEIVED                 . . . . . . . CLOSED ~ =
RECEIVED_WITH_DIFFERENCE . . . . . . . CLOSED ~ =
CLOSED                   . . . . . . . . . =
CANCELLED                . . . . . . . . . =`;

describe("an order, cell by cell", () => {
  let database: Database;
  const fixtures = new Map<OrderState, Specimen>();
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await fillDispatchWorld(database, { quantity: 10_000 });
    for (const state of codesOf(orderState)) fixtures.set(state, await bring(database, state));
  });
  afterAll(() => database.close());

  const deeds: Readonly<Record<Deed, (one: Specimen) => Promise<Outcome<unknown>>>> = {
    RENEW: ({ orderId }) => renewHold(database, by(lends), { orderId }),
    ACT_FIRST: ({ orderId }) => actFirst(database, by(asks), { orderId, reason }),
    ISSUE: ({ orderId }) => issueOrder(database, by(asks), { orderId }),
    ACKNOWLEDGE: ({ orderId }) => acknowledgeOrder(database, by(lends), { orderId }),
    LOAD: ({ orderId, lineId }) =>
      loadOrder(database, by(lends), { orderId, lines: [{ lineId, loaded: 1 }] }),
    DEPART: ({ orderId, lineId }) =>
      departOrder(database, by(lends), {
        ...{ orderId, carrierOrg: orgs.carries },
        lines: [{ orderLineId: lineId, departed: 1 }],
      }),
    CANCEL: ({ orderId }) => cancelOrder(database, by(asks), { orderId, reason }),
    CLOSE: ({ orderId }) => closeOrder(database, by(asks), { orderId }),
    OBJECT: ({ orderId }) => objectToOrder(database, by(lends), { orderId, reason }),
    LAPSE: async ({ orderId }) => {
      const past = "update qipan.dispatch_order set hold_lapses_at = now() where id = $1";
      if ((await orderNow(database, orderId)).order.holdLapsesAt !== null)
        await runOut(database, past, [orderId]);
      return ok(await lapseHolds(database));
    },
  };

  it("knows each state from what the services did", async () => {
    for (const [state, { orderId }] of fixtures)
      expect([state, await stateOf(database, orderId)]).toEqual([state, state]);
  });

  const all = cellsOf(table, codesOf(orderState), Object.keys(deeds) as Deed[]);
  const fresh = { LAPSE: "hold", CANCEL: "hold" } as Partial<Record<Deed, string>>;

  it.each(codesOf(orderState))("refuses in %s what it does not bear", (state) =>
    expectUnmoved(database, all, state, (deed) => deeds[deed](fixtures.get(state)!)),
  );

  it.each(all.filter(([, , cell]) => moves(cell)))(
    "%s bears %s and is %s",
    async (state, deed, after) => {
      const ground = deed === "OBJECT" ? commanded : {};
      const more = fresh[deed] === undefined ? [] : [{ team: "TEAM-1" }];
      const before = await balancesOf(database, lots.tents);
      const one = await bring(database, state, { ground, more });
      if (deed === "ISSUE") await grantAll(database, one.orderId);
      done(await deeds[deed](one));
      expect(await stateOf(database, one.orderId)).toBe(after);
      if (after === "CANCELLED") await expectFreed(one, before);
      // The next one wants a vehicle.
      await runOut(database, "update qipan.leg set state = 'ARRIVED'", []);
    },
  );

  /** Goods, the team, the need and whoever was asked are as before: nobody waits for anything. */
  async function expectFreed({ orderId, needId }: Specimen, before: object): Promise<void> {
    const { approvals, lines } = await orderNow(database, orderId);
    expect(await balancesOf(database, lots.tents)).toEqual(before);
    expect(lines.map(({ held, loaded, ordered, cancelled }) => [held, loaded, ordered - cancelled]))
      .toEqual(lines.map(() => [0, 0, 0])); // prettier-ignore
    expect(await needOf(database, needId)).toEqual({ promised: 0, received: 0 });
    expect(approvals.filter(({ state }) => state === "PENDING")).toEqual([]);
    const crew = "select state, order_line_id as line from qipan.team where id = 'TEAM-1'";
    expect(await rowsOf(database, crew)).toEqual([{ state: "STANDBY", line: null }]);
  }
});
