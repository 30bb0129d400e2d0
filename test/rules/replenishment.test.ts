import { describe, expect, it } from "vitest";
import type { SettledClaim } from "../../src/replenishment/claims.model.ts";
import { cashMeans, cashRefusals, waiveRefusals } from "../../src/replenishment/claims.rules.ts";
import type { RefillGround, SourceLot } from "../../src/replenishment/refill.model.ts";
import {
  sendRoom,
  sentRefusals,
  takeBackRefusals,
} from "../../src/replenishment/refill-stock.rules.ts";
import {
  refillRoom,
  settledClaim,
  shelfLifeRefusals,
} from "../../src/replenishment/refill.rules.ts";
import type { Movement } from "../../src/replenishment/statement.model.ts";
import { ageOf, claimLines, taskLines } from "../../src/replenishment/statement.rules.ts";

const movement = (more: Partial<Movement>): Movement => ({
  ...{ org: null, side: "COLLECT", counterparty: "G01", kind: "REFILL", item: "TENT", unit: "顶" },
  ...{ when: "SINCE", what: "OPENED", means: "", quantity: 0 },
  ...more,
});

describe("a statement", () => {
  it("goes on where the last one ended, and tells what was settled by which means", () => {
    const lines = claimLines(
      [
        movement({ when: "BEFORE", quantity: 100 }),
        movement({ when: "BEFORE", what: "SETTLED", means: "GOODS", quantity: 30 }),
        movement({ quantity: 20 }),
        movement({ what: "SETTLED", means: "GOODS", quantity: 10 }),
        movement({ what: "SETTLED", means: "CASH_EQUIVALENT", quantity: 5 }),
        movement({ what: "REVERSED", quantity: -2 }),
      ],
      [
        {
          ...{ org: null, side: "COLLECT", counterparty: "G01", kind: "REFILL" },
          ...{ item: "TENT", quantity: 7 },
        },
      ],
    );
    expect(lines).toEqual([
      {
        ...{ side: "COLLECT", counterparty: "G01", kind: "REFILL", item: "TENT", unit: "顶" },
        ...{ opening: 70, opened: 20, reversed: -2, closing: 73, disputed: 7 },
        settled: [
          { means: "CASH_EQUIVALENT", quantity: 5 },
          { means: "GOODS", quantity: 10 },
        ],
      },
    ]);
  });

  it("never adds up two items, two sides or money with goods", () => {
    const lines = claimLines(
      [
        movement({ quantity: 1 }),
        movement({ item: "BAG", unit: "条", quantity: 2 }),
        movement({ item: null, unit: "分", quantity: 3 }),
        movement({ side: "OWE", quantity: 4 }),
      ],
      [],
    );
    expect(lines.map(({ closing }) => closing).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it("is silent about what was settled before it began", () => {
    const before = movement({ when: "BEFORE", quantity: 5 });
    const gone = movement({ when: "BEFORE", what: "SETTLED", means: "WAIVED", quantity: 5 });
    expect(claimLines([before, gone], [])).toEqual([]);
  });

  it.each([
    [0, "WITHIN_30"],
    [30, "WITHIN_30"],
    [31, "WITHIN_90"],
    [365, "WITHIN_365"],
    [366, "OLDER"],
  ])("counts a task of %i days as %s", (days, age) => {
    expect(ageOf(days)).toBe(age);
  });

  it("adds up empty shelves of one depot, item, performer and age", () => {
    const task = { depot: "D", performer: "G01", item: "TENT", unit: "顶", missing: 3 };
    expect(taskLines([task, task].map((one, at) => ({ ...one, days: at })))).toEqual([
      { ...task, missing: 6, age: "WITHIN_30" },
    ]);
  });
});

const claim = (more: Partial<SettledClaim>): SettledClaim => ({
  ...{ kind: "REFILL", state: "CONFIRMED", item: "TENT", outstanding: 10, regime: null },
  ...more,
});
const cash = {
  ...{ claimId: "", quantity: 10, unitPriceFen: 100, voucher: "1", evidence: {} },
  occurredAt: new Date(0),
};

describe("settling without goods", () => {
  it.each([
    ["what both signed", claim({}), cash, []],
    ["what one side signed", claim({ state: "PROVISIONAL" }), cash, ["claimId"]],
    ["what is disputed", claim({ state: "DISPUTED" }), cash, ["claimId"]],
    ["goods that are still out", claim({ kind: "RETURN" }), cash, ["claimId"]],
    ["a pact that wants goods", claim({ regime: "REFILL_IN_KIND" }), cash, ["claimId"]],
    ["more than is owed", claim({ outstanding: 9 }), cash, ["quantity"]],
    ["no price", claim({}), { ...cash, unitPriceFen: undefined }, ["unitPriceFen"]],
    ["money without a price", claim({ item: "CNY" }), { ...cash, unitPriceFen: undefined }, []],
    ["no voucher", claim({}), { ...cash, voucher: " " }, ["voucher"]],
  ])("in money: %s", (_what, settled, input, paths) => {
    expect(cashRefusals(settled, input).map(({ path }) => path)).toEqual(paths);
  });

  it("names an invoice for work and money, an equivalent for goods", () => {
    expect(cashMeans(claim({}))).toBe("CASH_EQUIVALENT");
    expect(cashMeans(claim({ kind: "RESTORE" }))).toBe("INVOICE");
    expect(cashMeans(claim({ item: "CNY", kind: "COMPENSATE" }))).toBe("INVOICE");
  });

  it("by grace: every reason at once", () => {
    const input = { claimId: "", quantity: 11, reason: "", evidence: {}, occurredAt: new Date(0) };
    const wrong = waiveRefusals(claim({ kind: "RETURN", state: "SETTLED" }), input);
    expect(wrong.map(({ path }) => path)).toEqual(["claimId", "claimId", "quantity", "reason"]);
  });
});

const open = { debtorOrg: "G01", creditorOrg: "G06", item: "TENT", mirrors: null } as const;
it("a pact that wants goods is named with its version and clause", () => {
  const pact = { id: "PACT", version: 2 };
  const paid = { ...claim({ regime: "REFILL_IN_KIND" }), pact };
  expect(cashRefusals(paid, cash)).toEqual([
    {
      ...{ code: "REFILL_IN_KIND_ONLY", path: "claimId" },
      facts: { agreement: "PACT", version: 2, clause: "清偿方式", clauseEn: "the regime" },
    },
  ]);
});

const ground: RefillGround = {
  task: { id: "t", ownerOrg: "G06", quantity: 100, done: 40, performerOrg: "G01" },
  claim: { ...open, id: "c", kind: "REFILL", state: "CONFIRMED", outstanding: 50 },
  ...{ ownerOrg: "G06", depotId: "D", custodianOrg: "G06", item: "TENT", unit: "顶" },
  ...{ expires: true, goodUntil: "2026-07-01", underway: { task: 0, claim: 0 } },
};

describe("a refill", () => {
  it("has room for what both the task and the claim still miss", () => {
    expect(refillRoom(ground)).toBe(50);
    expect(refillRoom({ ...ground, claim: undefined })).toBe(60);
  });

  it("is not sent twice: what is under way for the task, or for the claim, is not missing", () => {
    expect(sendRoom(ground)).toBe(50);
    expect(sendRoom({ ...ground, underway: { task: 20, claim: 30 } })).toBe(20);
    expect(sendRoom({ ...ground, underway: { task: 60, claim: 0 } })).toBe(0);
  });

  const shelf = {
    ...{ owner: "G01", custodian: "G01", depot: "D", lot: "l", item: "TENT", underNorm: true },
  };
  const lot: SourceLot = {
    ...{ shelf, batch: "B", expiresOn: "2027-01-01", condition: "GOOD", origin: "PURCHASED" },
  };
  const shipment = { carrierOrg: "K01", offerId: null, quantity: 30, lot };
  const said = { evidence: {}, occurredAt: new Date(0), shipmentId: "s" };

  it.each([
    ["all of it", {}, { passed: 30 }, []],
    ["what came of it", {}, { passed: 20, rejected: 8, missing: 2 }, []],
    ["another's goods", { shelf: { ...shelf, owner: "G03" } }, { passed: 30 }, ["shipmentId"]],
    ["a recalled lot", { condition: "RECALLED" as const }, { passed: 30 }, ["shipmentId"]],
    ["goods too old", { expiresOn: "2026-06-30" }, { passed: 30 }, ["lot.expiresOn"]],
    ["a wrong count", {}, { passed: 28 }, ["passed"]],
    ["nothing", {}, { rejected: 30 }, ["passed"]],
  ])("takes in of a shipment: %s", (_what, odd, counts, paths) => {
    const input = { ...said, passed: 0, rejected: 0, missing: 0, ...counts };
    const sent = { ...shipment, lot: { ...lot, ...odd } };
    const wrong = sentRefusals(ground, sent, input, { today: "2026-01-01" });
    expect(wrong.map(({ path }) => path)).toEqual(paths);
  });

  it.each([
    ["turned away and lost", { returned: 8, missing: 2 }, []],
    ["nothing", { returned: 0, missing: 0 }, ["returned"]],
    ["more than is out", { returned: 11, missing: 0 }, ["returned"]],
    ["as lost what the keeper turned away", { returned: 0, missing: 3 }, ["missing"]],
  ])("takes back: %s", (_what, counts, paths) => {
    const sent = { carrierOrg: "K01", lot, underway: 2, rejected: 8 };
    const wrong = takeBackRefusals(sent, { ...said, ...counts });
    expect(wrong.map(({ path }) => path)).toEqual(paths);
  });

  it("settles nothing when the task has passed to the owner, who was paid for it", () => {
    const own = { ...ground, task: { ...ground.task!, performerOrg: "G06" } };
    expect(settledClaim(own)).toBeUndefined();
    expect(refillRoom(own)).toBe(60);
  });

  it.each([
    ["good to the very day", { expiresOn: "2026-07-01" }, []],
    ["a day short", { expiresOn: "2026-06-30" }, ["lot.expiresOn"]],
    ["unknown", {}, ["lot.expiresOn"]],
    ["made tomorrow", { madeOn: "2026-01-02", expiresOn: "2027-01-01" }, ["lot.madeOn"]],
  ])("is qualified by what is left of its shelf life: %s", (_what, lot, paths) => {
    const wrong = shelfLifeRefusals(ground, lot, "2026-01-01");
    expect(wrong.map(({ path }) => path)).toEqual(paths);
  });
});
