import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalState, type ApprovalState } from "../../schema/words/dispatch.ts";
import { codesOf } from "../../schema/words/word.ts";
import { actFirst } from "../../src/dispatch/approval-first.service.ts";
import type { ApprovalEvent } from "../../src/dispatch/approval.model.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { lapseHolds } from "../../src/dispatch/lapse.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { cancelOrder } from "../../src/dispatch/order.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import { ok } from "../../src/kernel/result.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { balancesOf, needOf, orderNow, runOut } from "../support/dispatch-state.ts";
import { done, stateOf } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots } from "../support/dispatch-world.ts";
import { bring, grantAll, type Specimen } from "../support/state-orders.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

const reason = "理由";
type Deed = ApprovalEvent | "CANCEL";

/** DEEM is the requester's, LAPSE and EXPIRE are the sweep's, CANCEL ends the order meanwhile. */
const table = `
                   GRANT REFUSE DEEM LAPSE EXPIRE CANCEL
PENDING            GRANTED REFUSED DEEMED LAPSED = LAPSED
GRANTED            ALREADY_DECIDED! ALREADY_DECIDED! ALREADY_DECIDED! ~ = ~
REFUSED            ALREADY_DECIDED! ALREADY_DECIDED! . = = .
LAPSED             . . . = = .
DEEMED             RATIFIED REFUSED_AFTERWARDS ALREADY_DECIDED! LAPSED PAPERS_OVERDUE LAPSED
RATIFIED           ALREADY_DECIDED! ALREADY_DECIDED! ALREADY_DECIDED! ~ = ~
REFUSED_AFTERWARDS ALREADY_DECIDED! ALREADY_DECIDED! ALREADY_DECIDED! ~ = ~
PAPERS_OVERDUE     RATIFIED REFUSED_AFTERWARDS ALREADY_DECIDED! LAPSED = LAPSED`;

describe("an approval, cell by cell", () => {
  let database: Database;
  const fixtures = new Map<ApprovalState, Asked>();
  beforeAll(async () => {
    database = await openEmbeddedTest();
    await fillDispatchWorld(database, { quantity: 10_000 });
    for (const state of codesOf(approvalState)) fixtures.set(state, await reach(state));
  });
  afterAll(() => database.close());

  type Asked = Specimen & { readonly approvalId: string };

  /** What leads from PENDING to each state, through the services alone. */
  const ways: Readonly<Record<ApprovalState, readonly Deed[]>> = {
    PENDING: [],
    GRANTED: [],
    REFUSED: ["REFUSE"],
    LAPSED: ["CANCEL"],
    DEEMED: ["DEEM"],
    RATIFIED: ["DEEM", "GRANT"],
    REFUSED_AFTERWARDS: ["DEEM", "REFUSE"],
    PAPERS_OVERDUE: ["DEEM", "EXPIRE"],
  };

  async function reach(state: ApprovalState): Promise<Asked> {
    const one = await bring(database, "DRAFT");
    const { approvals } = await orderNow(database, one.orderId);
    const owner = approvals.find(({ kind }) => kind === "OWNER")!;
    const asked = { ...one, approvalId: owner.id };
    if (state === "GRANTED") await grantAll(database, one.orderId);
    for (const deed of ways[state]) done(await deeds[deed](asked));
    return asked;
  }

  const decide = (decision: "GRANT" | "REFUSE") => (asked: Asked) =>
    decideApproval(database, by(lends), { approvalId: asked.approvalId, decision, reason });

  const deeds: Readonly<Record<Deed, (asked: Asked) => Promise<Outcome<unknown>>>> = {
    GRANT: decide("GRANT"),
    REFUSE: decide("REFUSE"),
    DEEM: ({ orderId }) => actFirst(database, by(asks), { orderId, reason }),
    LAPSE: async ({ orderId }) => {
      const due = `update qipan.dispatch_order set hold_lapses_at = now()
        where id = $1 and hold_lapses_at is not null`;
      await runOut(database, due, [orderId]);
      return ok(await lapseHolds(database));
    },
    EXPIRE: async ({ approvalId }) => {
      const due = "update qipan.approval set lapses_at = now() where id = $1 and state = 'DEEMED'";
      await runOut(database, due, [approvalId]);
      return ok(await lapseHolds(database));
    },
    CANCEL: ({ orderId }) => cancelOrder(database, by(asks), { orderId, reason }),
  };

  const now = async ({ orderId, approvalId }: Asked): Promise<ApprovalState> =>
    (await orderNow(database, orderId)).approvals.find(({ id }) => id === approvalId)!.state;

  const all = cellsOf(table, codesOf(approvalState), Object.keys(deeds) as Deed[]);

  it("is in each state by what the services did", async () => {
    for (const [state, asked] of fixtures)
      expect([state, await now(asked)]).toEqual([state, state]);
  });

  it.each(codesOf(approvalState))("refuses in %s what it does not bear", (state) =>
    expectUnmoved(database, all, state, (deed) => deeds[deed](fixtures.get(state)!)),
  );

  it.each(all.filter(([, , cell]) => moves(cell)))(
    "%s bears %s: %s",
    async (state, deed, after) => {
      const before = await balancesOf(database, lots.tents);
      const asked = await reach(state);
      done(await deeds[deed](asked));
      expect(await now(asked)).toBe(after);
      const ends = deed === "CANCEL" || deed === "LAPSE" || after === "REFUSED";
      expect(await stateOf(database, asked.orderId)).toBe(ends ? "CANCELLED" : "DRAFT");
      expect(await needOf(database, asked.needId)).toMatchObject({ promised: ends ? 0 : 4 });
      if (ends) {
        // Its goods are free again, and no other approval of the order waits for anybody.
        expect(await balancesOf(database, lots.tents)).toEqual(before);
        const { approvals } = await orderNow(database, asked.orderId);
        const open = ["PENDING", "DEEMED", "PAPERS_OVERDUE"];
        expect(approvals.filter((one) => open.includes(one.state))).toEqual([]);
      } else done(await cancelOrder(database, by(asks), { orderId: asked.orderId, reason }));
    },
  );

  it("that was refused afterwards holds up none that went first, only what waited", async () => {
    const asked = await reach("DEEMED");
    done(await issueOrder(database, by(asks), { orderId: asked.orderId }));
    done(await deeds.REFUSE(asked));
    expect(await stateOf(database, asked.orderId)).toBe("ISSUED");
    const next = await reach("REFUSED_AFTERWARDS");
    expect(await issueOrder(database, by(asks), { orderId: next.orderId })).toMatchObject({
      ok: false,
      refused: [{ code: "APPROVAL_MISSING" }],
    });
  });
});
