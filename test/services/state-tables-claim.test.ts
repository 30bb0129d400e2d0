import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  claimState,
  refillTaskState,
  type ClaimState,
  type RefillTaskState,
} from "../../schema/words/ledger.ts";
import { codesOf } from "../../schema/words/word.ts";
import { arbitrateClaim } from "../../src/conference/arbitration.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { confirmClaim, settleInCash, waiveClaim } from "../../src/replenishment/claims.service.ts";
import { disputeClaim, stateFigure } from "../../src/replenishment/dispute.service.ts";
import { recordUse } from "../../src/replenishment/goods.service.ts";
import { receiveRefill } from "../../src/replenishment/refill.service.ts";
import { openEmbeddedTest } from "../support/embedded.ts";
import { rowsOf, runOut } from "../support/dispatch-state.ts";
import { done } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends } from "../support/dispatch-world.ts";
import { bring } from "../support/state-orders.ts";
import { cellsOf, expectUnmoved, moves } from "../support/state-walk.ts";

const evidence = { note: "示例" };
const said = () => ({ evidence, occurredAt: new Date() });
let database: Database;
beforeAll(async () => {
  database = await openEmbeddedTest();
  await fillDispatchWorld(database, { quantity: 10_000 });
  const regime = `update qipan.agreement set terms = terms || '{"regime": "REFILL_OR_CASH"}'`;
  await runOut(database, regime, []);
});
afterAll(() => database.close());

/** Four tents are used up: so many are to be refilled by the asker, and the shelf is empty. */
async function owing(): Promise<{ readonly claimId: string; readonly taskId: string }> {
  const { lineId: orderLineId } = await bring(database, "RECEIVED");
  const use = { orderLineId, consumed: 4, distributed: [], scrapped: 0, destroyed: 0 };
  done(await recordUse(database, by(asks), { ...use, ...said() }));
  const sql = `select c.id as "claimId", t.id as "taskId" from qipan.claim c
    join qipan.refill_task t on t.claim_id = c.id
    where c.order_line_id = $1 and c.kind = 'REFILL'`;
  return (await rowsOf<{ claimId: string; taskId: string }>(database, sql, [orderLineId]))[0]!;
}

const stateOf = async (table: "claim" | "refill_task", id: string) =>
  (
    await rowsOf<{ state: string }>(database, `select state from qipan.${table} where id = $1`, [
      id,
    ])
  )[0]?.state;

describe("a claim, cell by cell", () => {
  type Deed = "CONFIRM" | "DISPUTE" | "TAKE_BACK" | "PAY" | "WAIVE" | "FIGURE" | "DECIDE";
  /**
   * CONFIRM is the debtor's, after the creditor's; PAY is for one piece, WAIVE for the rest; DECIDE
   * is a resolution that upholds all but one.
   */
  const table = `
             CONFIRM          DISPUTE          TAKE_BACK        PAY         WAIVE   FIGURE DECIDE
PROVISIONAL  CONFIRMED        DISPUTED         ALREADY_DECIDED! .           SETTLED .      .
CONFIRMED    ALREADY_DECIDED! DISPUTED         ALREADY_DECIDED! PART_SETTLED SETTLED .     .
PART_SETTLED ALREADY_DECIDED! DISPUTED         ALREADY_DECIDED! ~           SETTLED .      .
SETTLED      ALREADY_DECIDED! .                ALREADY_DECIDED! .           .       .      .
DISPUTED     .                ALREADY_DECIDED! PROVISIONAL      .           .       ~      CONFIRMED
REVERSED     .                .                ALREADY_DECIDED! .           .       .      .`;

  const dispute = (claimId: string, disputed: boolean) =>
    disputeClaim(database, by(asks), { claimId, disputed, reason: "数目不符" });
  const deeds: Readonly<Record<Deed, (claimId: string) => Promise<Outcome<unknown>>>> = {
    CONFIRM: (claimId) => confirmClaim(database, by(asks), { claimId }),
    DISPUTE: (claimId) => dispute(claimId, true),
    TAKE_BACK: (claimId) => dispute(claimId, false),
    PAY: (claimId) =>
      settleInCash(database, by(lends), {
        ...{ claimId, quantity: 1, unitPriceFen: 100, voucher: "FP-1", ...said() },
      }),
    WAIVE: async (claimId) => {
      const sql = "select outstanding from qipan.claim where id = $1";
      const [row] = await rowsOf<{ outstanding: number }>(database, sql, [claimId]);
      const quantity = Math.max(1, row!.outstanding);
      const wish = { claimId, quantity, reason: "支援", ...said() };
      return waiveClaim(database, by(lends), wish);
    },
    FIGURE: (claimId) =>
      stateFigure(database, by(asks), { claimId, quantity: 2, reason: "已交还两顶" }),
    DECIDE: async (claimId) =>
      arbitrateClaim(database, by(asks), { resolutionId: await resolved(claimId) }),
  };

  /** Adopted by the lender's secretary, with the agreement of both sides. */
  async function resolved(claimId: string): Promise<string> {
    const id = randomUUID();
    const sides = [asks.orgId, lends.orgId];
    await runOut(
      database,
      `insert into qipan.resolution (id, org, subject_kind, subject_code, readers, title_zh,
         text_zh, reference_kind, reference_id, decided_quantity, state, agreed, proposed_by,
         proposed_at)
       values ($1, $2, 'REGION', 'x', $3, 'x', 'x', 'CLAIM', $4, 3, 'ADOPTED', $3, 'x', now())`,
      [id, lends.orgId, sides, claimId],
    );
    return id;
  }

  const ways: Readonly<Record<ClaimState, readonly Deed[]>> = {
    PROVISIONAL: [],
    CONFIRMED: ["CONFIRM"],
    PART_SETTLED: ["CONFIRM", "PAY"],
    SETTLED: ["CONFIRM", "WAIVE"],
    DISPUTED: ["DISPUTE"],
    REVERSED: [],
  };

  async function reach(state: ClaimState): Promise<string> {
    const { claimId } = await owing();
    done(await confirmClaim(database, by(lends), { claimId }));
    for (const deed of ways[state]) done(await deeds[deed](claimId));
    // Only a posting that reverses its loss reverses a claim; nobody asks for that by itself.
    if (state === "REVERSED")
      await runOut(
        database,
        "update qipan.claim set state = 'REVERSED', outstanding = 0 where id = $1",
        [claimId],
      );
    return claimId;
  }

  it.each(codesOf(claimState))("%s", async (state) => {
    const all = cellsOf(table, codesOf(claimState), Object.keys(deeds) as Deed[]);
    const fixture = await reach(state);
    expect(await stateOf("claim", fixture)).toBe(state);
    await expectUnmoved(database, all, state, (deed) => deeds[deed](fixture));
    for (const [, deed, after] of all.filter(([of, , cell]) => of === state && moves(cell))) {
      const claimId = await reach(state);
      done(await deeds[deed](claimId));
      expect([deed, await stateOf("claim", claimId)]).toEqual([deed, after]);
    }
  });
});

describe("a refill task, cell by cell", () => {
  /** Two tents of four are taken in at a time; a claim that is paid for is no refill. */
  const table = `
          TAKE_IN               PAY_CLAIM
OPEN      PART_DONE             ~
PART_DONE DONE                  ~
DONE      . .`;
  type Deed = "TAKE_IN" | "PAY_CLAIM";

  interface Owing {
    readonly claimId: string;
    readonly taskId: string;
  }
  const deeds: Readonly<Record<Deed, (one: Owing) => Promise<Outcome<unknown>>>> = {
    TAKE_IN: ({ taskId }) =>
      receiveRefill(database, by(lends), {
        ...{ taskId, arrived: 2, passed: 2, voucher: "FP-2", ...said() },
        lot: { batch: "补-1", expiresOn: "2999-12-31" },
      }),
    PAY_CLAIM: ({ claimId }) =>
      settleInCash(database, by(lends), {
        ...{ claimId, quantity: 1, unitPriceFen: 100, voucher: "FP-1", ...said() },
      }),
  };

  async function reach(state: RefillTaskState): Promise<Owing> {
    const one = await owing();
    for (const signer of [asks, lends])
      done(await confirmClaim(database, by(signer), { claimId: one.claimId }));
    for (let times = codesOf(refillTaskState).indexOf(state); times > 0; times -= 1)
      done(await deeds.TAKE_IN(one));
    return one;
  }

  it.each(codesOf(refillTaskState))("%s", async (state) => {
    const all = cellsOf(table, codesOf(refillTaskState), Object.keys(deeds) as Deed[]);
    const fixture = await reach(state);
    expect(await stateOf("refill_task", fixture.taskId)).toBe(state);
    await expectUnmoved(database, all, state, (deed) => deeds[deed](fixture));
    for (const [, deed, after] of all.filter(([of, , cell]) => of === state && moves(cell))) {
      const one = await reach(state);
      done(await deeds[deed](one));
      expect([deed, await stateOf("refill_task", one.taskId)]).toEqual([deed, after]);
    }
  });
});
