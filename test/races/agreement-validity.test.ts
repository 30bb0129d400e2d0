import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { resumeAgreement, suspendAgreement } from "../../src/regions/agreement-standing.service.ts";
import { openServerTest } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { balancesOf, orderNow } from "../support/dispatch-state.ts";
import { codes, done, drafted } from "../support/dispatch-steps.ts";
import {
  asks,
  by,
  fillDispatchWorld,
  lends,
  lots,
  orgs,
  personOf,
} from "../support/dispatch-world.ts";

const pact = { agreementId: "PACT@1", reason: "一级响应" };

describe("suspending a pact while others lean on it", () => {
  let database: Database;
  beforeAll(async () => {
    database = await openServerTest();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const draw = [{ lot: "second", quantity: 2 }] as const;
  async function ready(): Promise<string> {
    const { orderId, approvals } = await drafted(database, draw, orgs.lendsToo);
    for (const { id, org } of approvals)
      done(
        await decideApproval(database, by(personOf(org)), { approvalId: id, decision: "GRANT" }),
      );
    return orderId;
  }
  const suspend = () => suspendAgreement(database, by(lends), pact);
  const resume = async () => done(await resumeAgreement(database, by(lends), pact));

  /** Runs `act` while someone else's open transaction has the pact's rows, then commits that. */
  async function behind<T>(lock: string, change: string, act: () => Promise<T>): Promise<T> {
    let acting: Promise<T> | undefined;
    await withOwnerTx(database, async ({ client }) => {
      await client.query(`select from qipan.agreement where id = 'PACT' ${lock}`);
      acting = act();
      const early = await Promise.race([acting.then(() => "done"), pause(150, "waits")]);
      expect(early).toBe("waits");
      await client.query(change);
    });
    return acting!;
  }
  const suspended = "update qipan.agreement set suspended_at = now() where id = 'PACT'";
  const back = () =>
    withOwnerTx(database, ({ client }) =>
      client.query("update qipan.agreement set suspended_at = null where id = 'PACT'"),
    );

  it("an issue that comes second is refused, and its holds are free", async () => {
    const orderId = await ready();
    const issue = () => issueOrder(database, by(asks), { orderId });
    expect(codes(await behind("for update", suspended, issue))).toEqual([
      "AGREEMENT_LAPSED orderId",
    ]);
    expect((await orderNow(database, orderId)).order.cancelledAt).not.toBeNull();
    expect(await balancesOf(database, lots.second)).toEqual({ ON_HAND: 100 });
    await back();
  });

  it("an adoption that comes second is refused", async () => {
    const plan = await propose(database, draw);
    const adopt = () => adoptProposal(database, by(asks), plan);
    expect(codes(await behind("for update", suspended, adopt))).toEqual([
      `AGREEMENT lenders.${orgs.lendsToo}`,
    ]);
    await back();
  });

  it("a suspension that comes second waits, and what was issued stays", async () => {
    expect(codes(await behind("for share", "select 1", suspend))).toEqual([]);
    await resume();
  });

  it("together they end one way or the other, never both", async () => {
    const issued: string[] = [];
    for (let round = 0; round < 8; round += 1) {
      const orderId = await ready();
      const plan = await propose(database, draw);
      const acts: (() => Promise<Outcome<unknown>>)[] = [
        () => issueOrder(database, by(asks), { orderId }),
        suspend,
        () => adoptProposal(database, by(asks), plan),
      ];
      const order = round % 2 === 0 ? acts : acts.toReversed();
      const outcomes = await Promise.all(order.map((act) => act()));
      const [issue, stop, adopt] = round % 2 === 0 ? outcomes : outcomes.toReversed();
      expect(codes(stop!)).toEqual([]);
      const now = await orderNow(database, orderId);
      expect(now.order.issuedAt !== null).toBe(issue!.ok);
      expect(now.order.cancelledAt === null).toBe(issue!.ok);
      if (issue!.ok) issued.push(orderId);
      else expect(codes(issue!)).toEqual(["AGREEMENT_LAPSED orderId"]);
      if (!adopt!.ok) expect(codes(adopt!)).toEqual([`AGREEMENT lenders.${orgs.lendsToo}`]);
      await resume();
    }
    expect((await balancesOf(database, lots.second)).firm ?? 0).toBe(2 * issued.length);
  });
});
