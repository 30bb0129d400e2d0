import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmDifference } from "../../src/dispatch/leg-difference.service.ts";
import { receiveLeg } from "../../src/dispatch/leg-receive.service.ts";
import { loadOrder } from "../../src/dispatch/order-load.service.ts";
import { acknowledgeOrder } from "../../src/dispatch/order.service.ts";
import type { Outcome } from "../../src/kernel/refusal.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { confirmClaim, settleInCash, waiveClaim } from "../../src/replenishment/claims.service.ts";
import { recordFound } from "../../src/replenishment/found.service.ts";
import { readLosses } from "../../src/replenishment/found.store.ts";
import { openServerTest } from "../support/database.ts";
import { balancesOf, rowsOf, runOut } from "../support/dispatch-state.ts";
import { codes, done, issued, leave, loaded } from "../support/dispatch-steps.ts";
import { asks, by, fillDispatchWorld, lends, lots, orgs } from "../support/dispatch-world.ts";
import { asHub } from "../support/ledger-world.ts";
import { personIn, wrongIn } from "../support/peace-world.ts";

const rounds = 6;
const occurredAt = new Date("2026-01-02T00:00:00Z");
const keepers = ["1", "2", "3"].map((name) =>
  personIn(orgs.lends, ["KEEPER", "APPROVER", "DISPATCHER"], name),
);

let database: Database;
beforeAll(async () => {
  database = await openServerTest();
  await fillDispatchWorld(database, { quantity: 10_000 });
  const regime = `update qipan.agreement set terms = terms || '{"regime": "REFILL_OR_CASH"}'`;
  await runOut(database, regime, []);
});
afterAll(async () => {
  expect(await wrongIn(database)).toEqual([]);
  expect([...database.strains.retried]).toEqual([]);
  await database.close();
});

type Lot = "tents" | "more";
const both = ["tents", "more"] as const;

/** The newest loss of each lot, and how to find it. */
async function lossOf(lot: Lot) {
  const [loss] = await asHub(database, (tx) => readLosses(tx, [lots[lot]]));
  const found = { transferId: loss!.transferId, quantity: loss!.quantity, reason: "在车上找到" };
  const find = (who = lends) => recordFound(database, by(who), { ...found, occurredAt });
  return { transferId: found.transferId, find };
}

/** Four of each of two lots never came. */
async function lostOnTheRoad() {
  const trip = await loaded(
    database,
    both.map((lot) => ({ lot, quantity: 10 })),
  );
  const leg = done(await leave(database, trip.orderId, trip.lines));
  const lines = trip.lines.map(({ id: orderLineId }) => {
    return { orderLineId, accepted: 6, rejected: 0, missing: 4 };
  });
  done(await receiveLeg(database, by(asks), { legId: leg.id, code: leg.arrivalCode!, lines }));
  done(await confirmDifference(database, by(lends), { legId: leg.id }));
  return { tents: await lossOf("tents"), more: await lossOf("more") };
}

/** Four of each of two lots were not found when they were to be loaded. */
async function lostAtLoading() {
  const draws = both.map((lot) => ({ lot, quantity: 5 }));
  const { orderId, lines } = await issued(database, draws);
  done(await acknowledgeOrder(database, by(lends), { orderId }));
  const short = lines.map(({ id: lineId }) => {
    return { lineId, loaded: 1, shortReason: "NOT_FOUND" as const };
  });
  done(await loadOrder(database, by(lends), { orderId, lines: short }));
  return { tents: await lossOf("tents"), more: await lossOf("more") };
}

const gone = async (lot: Lot) => {
  const { DESTROYED = 0, SHORTAGE = 0 } = await balancesOf(database, lots[lot]);
  return DESTROYED + SHORTAGE;
};

const toldOf = (all: readonly Outcome<unknown>[]) => all.map((one) => codes(one).join()).toSorted();

/** Runs all of them at once, in another order each time. */
const atOnce = async (round: number, deeds: readonly (() => Promise<Outcome<unknown>>)[]) => {
  const turned = [...deeds.slice(round % deeds.length), ...deeds.slice(0, round % deeds.length)];
  return toldOf(await Promise.all(turned.map((deed) => deed())));
};

describe.each([
  ["on the road", lostOnTheRoad],
  ["at loading", lostAtLoading],
])("goods lost %s", (_, lose) => {
  it("are found once by three keepers at once, and beside those of another line", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const before = [await gone("tents"), await gone("more")];
      const { tents, more } = await lose();
      const all = [...keepers.map((who) => () => tents.find(who)), () => more.find()];
      const told = await atOnce(round, all);
      const late = "ALREADY_DECIDED transferId";
      expect(told, `round ${String(round)}`).toEqual(["", "", late, late]);
      expect([await gone("tents"), await gone("more")]).toEqual(before);
    }
  });
});

interface Owed {
  readonly id: string;
  readonly kind: string;
  readonly creditor: string;
  readonly debtor: string;
}

const claimsOf = (transferId: string) =>
  rowsOf<Owed>(
    database,
    `select c.id, c.kind, c.creditor_org as creditor, c.debtor_org as debtor
     from qipan.claim c where c.outstanding > 0 and c.id::text in (select a.ref from qipan.entry e
       join qipan.account a on a.id = e.target and a.kind = 'RECEIVABLE'
       where e.transfer_id = $1)`,
    [transferId],
  );

describe("of a find and of what makes the loss good at once one is done", () => {
  const said = { evidence: { note: "示例" }, occurredAt: new Date() };
  const chief = (org: string) => personIn(org, ["APPROVER", "FINANCE"]);
  const waive = ({ id: claimId, creditor }: Owed, quantity: number) =>
    waiveClaim(database, by(chief(creditor)), { claimId, quantity, reason: "支援", ...said });
  const pay = ({ id: claimId, creditor }: Owed, quantity: number) => {
    const money = { quantity, unitPriceFen: 100, voucher: "FP-1" };
    return settleInCash(database, by(chief(creditor)), { claimId, ...money, ...said });
  };
  const owing = async (kind: string) => {
    const before = await gone("tents");
    const { tents } = await lostOnTheRoad();
    const claim = (await claimsOf(tents.transferId)).find((one) => one.kind === kind)!;
    for (const org of [claim.debtor, claim.creditor])
      done(await confirmClaim(database, by(chief(org)), { claimId: claim.id }));
    return { before, find: tents.find, claim };
  };

  it.each([
    ["waived", "REFILL", waive],
    ["waived", "DAMAGES", waive],
    ["paid", "REFILL", pay],
  ] as const)("when it is %s (%s)", async (_, kind, settle) => {
    for (let round = 0; round < rounds; round += 1) {
      const { before, find, claim } = await owing(kind);
      const told = await atOnce(round, [() => find(), () => settle(claim, 3)]);
      const refused = told[1]!;
      expect(told[0], `round ${String(round)}: ${told.join()}`).toBe("");
      const isFound = refused !== "LOSS_MADE_GOOD transferId";
      if (isFound)
        expect(refused).toBe("ILLEGAL_TRANSITION claimId,QUANTITY_OUT_OF_RANGE quantity");
      expect(await gone("tents")).toBe(isFound ? before : before + 4);
      expect(codes(await find())).toEqual([
        isFound ? "ALREADY_DECIDED transferId" : "LOSS_MADE_GOOD transferId",
      ]);
    }
  });
});
