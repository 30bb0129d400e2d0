import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RefillGround, SourceLot } from "../../src/replenishment/refill.model.ts";
import { partSwap } from "../../src/replenishment/refill.rules.ts";
import { sendRefusals, sentRefusals } from "../../src/replenishment/refill-stock.rules.ts";
import type { SwapOffer } from "../../src/reserves/rotation-swap.rules.ts";

const today = "2026-01-01";
const shelf = { owner: "G06", custodian: "G06", depot: "D6", lot: "f", item: "TENT" };
const fresh: SourceLot = {
  shelf: { ...shelf, underNorm: true },
  ...{ batch: "F", expiresOn: "2028-01-01", condition: "GOOD", origin: "PURCHASED" },
};
const claim: Omit<NonNullable<RefillGround["claim"]>, "outstanding"> = {
  ...{ id: "c", kind: "REFILL", debtorOrg: "G06", creditorOrg: "G02", item: "TENT" },
  ...{ mirrors: null, state: "CONFIRMED" },
};
const groundOf = (outstanding: number, missing: number): RefillGround => ({
  task: { id: "t", ownerOrg: "G02", quantity: missing, done: 0, performerOrg: "G06" },
  claim: { ...claim, outstanding },
  ...{ ownerOrg: "G02", depotId: "D2", custodianOrg: "G02", item: "TENT", unit: "顶" },
  ...{ expires: true, goodUntil: "2026-07-01", underway: { task: 0, claim: 0 } },
});
const swapOf = (quantity: number, taken: number, more: Partial<SwapOffer> = {}): SwapOffer => ({
  ...{ id: "o", claimId: "c", quantity, taken, untilOn: "2026-03-01", withdrawnAt: null },
  ...{ parties: ["G06"], version: 1, ownerOrg: "G02", item: "TENT" },
  lot: {
    ...{ lotId: "a", code: "A", item: "TENT", owner: "G02", custodian: "G02", depot: "D2" },
    ...{ underNorm: true, condition: "GOOD", expiresOn: "2026-06-01" },
  },
  ...more,
});
const said = { shipmentId: "s", evidence: {}, occurredAt: new Date(0) };
const takenIn = (ground: RefillGround, swap: SwapOffer | undefined, passed: number) =>
  sentRefusals(
    ground,
    { offerId: "o", carrierOrg: "K", quantity: passed, lot: fresh },
    { ...said, passed, rejected: 0, missing: 0 },
    { today, swap },
  ).map(({ code, path }) => `${code} ${path}`);

describe("a swap", () => {
  const count = fc.integer({ min: 0, max: 1_000 });

  it("settles what is owed first and trades no more than is left of the offer", () => {
    fc.assert(
      fc.property(count, count, count, count, count, (owed, missing, left, taken, passed) => {
        fc.pre(passed > 0);
        const ground = groundOf(owed, missing);
        const room = Math.min(owed, missing);
        const refused = takenIn(ground, swapOf(left + taken, taken), passed);
        expect(refused).toEqual(passed <= room + left ? [] : ["QUANTITY_OUT_OF_RANGE passed"]);
        if (refused.length > 0) return;
        const { owed: settled, exchanged } = partSwap(ground, passed);
        expect(settled + exchanged).toBe(passed);
        expect(settled).toBe(Math.min(passed, room));
        expect(exchanged).toBeLessThanOrEqual(left);
      }),
    );
  });

  it.each([
    ["it was withdrawn", { withdrawnAt: "2026-01-01T00:00:00Z" }],
    ["its day has passed", { untilOn: "2025-12-31" }],
    ["its lot was recalled", { lot: { ...swapOf(9, 0).lot, condition: "RECALLED" } }],
    ["its lot has expired", { lot: { ...swapOf(9, 0).lot, expiresOn: "2025-12-31" } }],
    ["it is another refill's", { claimId: "d" }],
  ] as const)("adds nothing once %s", (_what, more) => {
    const odd = swapOf(9, 0, more);
    expect(takenIn(groundOf(5, 5), odd, 6)).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    const input = { lotId: "f", quantity: 6 };
    const refused = sendRefusals(groundOf(5, 5), fresh, input, { today, swap: odd });
    expect(refused.map(({ path }) => path)).toContain("offerId");
  });

  it("is for goods that last longer than those that they replace", () => {
    const sent = (expiresOn: string) =>
      sendRefusals(
        groundOf(5, 5),
        { ...fresh, expiresOn },
        { lotId: "f", quantity: 6 },
        { today, swap: swapOf(9, 0, { lot: { ...swapOf(9, 0).lot, expiresOn: "2027-01-01" } }) },
      ).map(({ code }) => code);
    expect(sent("2027-01-01")).toEqual(["REFILL_TOO_OLD"]);
    expect(sent("2027-01-02")).toEqual([]);
  });
});
