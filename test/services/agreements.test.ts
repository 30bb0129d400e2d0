import { afterAll, beforeAll, expect, it } from "vitest";
import { adoptProposal } from "../../src/dispatch/adoption.service.ts";
import { decideApproval } from "../../src/dispatch/approval.service.ts";
import { lapseHolds } from "../../src/dispatch/lapse.service.ts";
import { issueOrder } from "../../src/dispatch/order-issue.service.ts";
import { renewHold } from "../../src/dispatch/order.service.ts";
import { readerOf } from "../../src/access/reader.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withTx } from "../../src/postgres/transaction.ts";
import {
  leaveAgreement,
  resumeAgreement,
  suspendAgreement,
} from "../../src/regions/agreement-standing.service.ts";
import {
  proposeAgreementVersion,
  signAgreement,
  withdrawAgreementVersion,
} from "../../src/regions/agreement-version.service.ts";
import { onBothShapes } from "../support/database.ts";
import { propose } from "../support/dispatch-proposals.ts";
import { balancesOf, needOf, orderNow, rowsOf, runOut, toldOf } from "../support/dispatch-state.ts";
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
import { pactTerms } from "../support/pact-terms.ts";

const lendsToo = personOf(orgs.lendsToo);
const stranger = personOf(orgs.stranger);
const parties = [orgs.asks, orgs.lends, orgs.lendsToo].map((orgId) => ({
  ...{ orgId, lends: true, borrows: true },
}));
const input = {
  ...{ code: "PACT", nameZh: "互助", nameEn: "pact", parties },
  ...{ validFrom: "2000-01-01", validTo: "2999-12-31" },
  terms: { ...pactTerms, lenderFloorShare: 0, holdShare: 1, holdMinutes: 30 },
};

onBothShapes("agreements", (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await fillDispatchWorld(database);
  });
  afterAll(() => database.close());

  const sees = (who: Principal, version: number): Promise<boolean> =>
    withTx(database, readerOf(who), async ({ client }) => {
      const { rowCount } = await client.query(
        "select from qipan.agreement where id = 'PACT' and version = $1",
        [version],
      );
      return rowCount === 1;
    });
  const agreementId = (version: number): string => `PACT@${version}`;
  const why = "本市进入一级响应";

  /** A draft of the second lender that waits for nobody's word. */
  async function ready() {
    const order = await drafted(database, [{ lot: "second", quantity: 3 }], orgs.lendsToo);
    for (const { id, org } of order.approvals)
      done(
        await decideApproval(database, by(personOf(org)), { approvalId: id, decision: "GRANT" }),
      );
    return order;
  }
  const issue = (orderId: string) => issueOrder(database, by(asks), { orderId });

  it("are proposed by a party, and told to those who are to sign", async () => {
    expect(codes(await proposeAgreementVersion(database, by(stranger), input))).toEqual([
      "NOT_ALLOWED ",
    ]);
    const viewer = personOf(orgs.asks, ["VIEWER", "DISPATCHER"]);
    expect(codes(await proposeAgreementVersion(database, by(viewer), input))).toEqual([
      "NOT_ALLOWED ",
    ]);
    expect(done(await proposeAgreementVersion(database, by(asks), input)).id).toBe("PACT@2");
    expect(codes(await proposeAgreementVersion(database, by(lends), input))).toEqual([
      "ILLEGAL_TRANSITION code",
    ]);
    // A code that strangers proposed to each other is not told to others.
    const sides = [orgs.asks, orgs.lends].map((orgId) => ({ orgId, lends: true, borrows: true }));
    const quiet = { ...input, code: "QUIET", parties: sides };
    done(await proposeAgreementVersion(database, by(asks), quiet));
    const theirs = [orgs.stranger, orgs.lends].map((orgId) => ({
      ...{ orgId, lends: true, borrows: true },
    }));
    const same = { ...quiet, parties: theirs };
    expect(codes(await proposeAgreementVersion(database, by(stranger), same))).toEqual([
      "NOT_FOUND code",
    ]);
    expect([await sees(lends, 2), await sees(stranger, 2), await sees(stranger, 1)]).toEqual([
      true,
      false,
      true,
    ]);
    const withdraw = { agreementId: agreementId(2), reason: why };
    done(await withdrawAgreementVersion(database, by(lends), withdraw));
    expect(codes(await signAgreement(database, by(asks), withdraw))).toEqual([
      "ILLEGAL_TRANSITION agreementId",
    ]);
  });

  it("count when every party has signed, and not before; an order keeps its version", async () => {
    const issued = await ready();
    done(await issue(issued.orderId));
    const waiting = await ready();
    expect(done(await proposeAgreementVersion(database, by(lends), input)).id).toBe("PACT@3");
    const third = { agreementId: agreementId(3) };
    expect(codes(await signAgreement(database, by(stranger), third))).toEqual([
      "NOT_FOUND agreementId",
    ]);
    for (const who of [asks, lends]) done(await signAgreement(database, by(who), third));
    expect(codes(await signAgreement(database, by(asks), third))).toEqual([
      "ALREADY_DECIDED agreementId",
    ]);
    const before = await ready();
    expect(before.order.agreementVersion).toBe(1);
    done(await signAgreement(database, by(lendsToo), third));
    const after = await ready();
    expect(after.order.agreementVersion).toBe(3);
    done(await issue(after.orderId));
    expect((await orderNow(database, issued.orderId)).order.agreementVersion).toBe(1);
    expect(await sees(stranger, 3)).toBe(true);
    expect(await issue(waiting.orderId)).toMatchObject({
      refused: [
        {
          ...{ code: "AGREEMENT_LAPSED", path: "orderId" },
          facts: {
            agreement: "PACT",
            version: 1,
            why: { en: "replaced by a later version", zh: "已被新版本取代" },
          },
        },
      ],
    });
    const told = ["AGREEMENT_PROPOSED", ...Array<string>(3).fill("AGREEMENT_SIGNED")];
    expect(await toldOf(database, agreementId(3))).toEqual(told);
  });

  it("carry nothing that was not issued before they were suspended", async () => {
    await lapseHolds(database);
    const free = (await balancesOf(database, lots.second))["ON_HAND"];
    const [first, second] = [await ready(), await ready()];
    const plan = await propose(database, [{ lot: "second", quantity: 1 }]);
    const third = { agreementId: agreementId(3), reason: why };
    expect(codes(await suspendAgreement(database, by(lends), { ...third, reason: " " }))).toEqual([
      "INVALID_INPUT reason",
    ]);
    done(await suspendAgreement(database, by(lends), third));
    expect(codes(await suspendAgreement(database, by(lends), third))).toEqual([
      "ALREADY_DECIDED agreementId",
    ]);
    expect(codes(await renewHold(database, by(lendsToo), { orderId: first.orderId }))).toEqual([
      "AGREEMENT_LAPSED orderId",
    ]);
    expect(codes(await adoptProposal(database, by(asks), plan))).toEqual([
      `AGREEMENT lenders.${orgs.lendsToo}`,
    ]);
    expect(codes(await issue(first.orderId))).toEqual(["AGREEMENT_LAPSED orderId"]);
    expect((await orderNow(database, first.orderId)).order.cancelReason).toContain("suspended");
    expect(await lapseHolds(database)).toMatchObject({ unbound: 1 });
    expect((await orderNow(database, second.orderId)).order.cancelledAt).not.toBeNull();
    expect((await balancesOf(database, lots.second))["ON_HAND"]).toBe(free);
    expect((await needOf(database, first.needIds[0]!)).promised).toBe(0);
  });

  it("are resumed by whoever suspended them", async () => {
    const third = { agreementId: agreementId(3), reason: why };
    done(await suspendAgreement(database, by(asks), third));
    expect(codes(await resumeAgreement(database, by(lendsToo), third))).toEqual([
      "ILLEGAL_TRANSITION agreementId",
    ]);
    done(await resumeAgreement(database, by(asks), third));
    const again = async () =>
      adoptProposal(database, by(asks), await propose(database, [{ lot: "second", quantity: 1 }]));
    expect(codes(await again())).toHaveLength(1);
    done(await resumeAgreement(database, by(lends), third));
    expect(codes(await again())).toEqual([]);
    const from = new Date(Date.UTC(2999, 0, 1));
    done(await suspendAgreement(database, by(asks), { ...third, from }));
    expect(codes(await again())).toEqual([]);
  });

  it("are left at the end of a day, and bind the party until then", async () => {
    const leave = { agreementId: agreementId(3), reason: "并入新协议", lastDay: "2000-01-01" };
    expect(codes(await leaveAgreement(database, by(lendsToo), leave))).toEqual([
      "INVALID_INPUT lastDay",
    ]);
    const order = await ready();
    const [{ today }] = (await rowsOf<{ today: string }>(
      database,
      "select qipan.day_of(now())::text as today",
    )) as [{ today: string }];
    done(await leaveAgreement(database, by(lendsToo), { ...leave, lastDay: today }));
    done(await issue((await ready()).orderId));
    await runOut(
      database,
      "update qipan.agreement_party set left_on = $1::date - 1 where left_on is not null",
      [today],
    );
    expect(await issue(order.orderId)).toMatchObject({
      refused: [
        { facts: { why: { en: "the lender is no party any more", zh: "出借方不再是缔约方" } } },
      ],
    });
  });

  it("never change their terms, and let nobody sign for another", async () => {
    const as = (who: Principal, sql: string) =>
      withTx(database, readerOf(who), async ({ client }) => (await client.query(sql)).rowCount);
    await expect(as(asks, "update qipan.agreement set terms = '{}'")).rejects.toMatchObject({
      code: "42501",
    });
    const sign = "update qipan.agreement_signature set signed_at = now(), signed_by = 'x'";
    expect(await as(stranger, sign)).toBe(0);
    expect(await as(stranger, "update qipan.agreement set revision = 9")).toBe(0);
    const leave = "update qipan.agreement_party set left_on = now()";
    expect(await as(stranger, leave)).toBe(0);
    const forge = `insert into qipan.agreement (id, version, name_zh, name_en, valid_from, valid_to,
      terms, proposed_by_org) values ('X', 1, 'x', 'x', now(), now(), '{}', '${orgs.stranger}')`;
    await expect(as(stranger, forge)).rejects.toMatchObject({ code: "42501" });
  });
});
