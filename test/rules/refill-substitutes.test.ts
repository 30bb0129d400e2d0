import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refill, refillAccept } from "../../src/ledger/posting.refill.rules.ts";
import type { Refusal } from "../../src/kernel/refusal.ts";
import type { BoughtInput, RefillGround, SourceLot } from "../../src/replenishment/refill.model.ts";
import { sendRefusals, sentRefusals } from "../../src/replenishment/refill-stock.rules.ts";
import { boughtRefusals, shelfOf } from "../../src/replenishment/refill.rules.ts";
import { countedAt, leastFor } from "../../src/replenishment/substitute.rules.ts";

const swap = { item: "TENT", substitute: "TENT-S", give: 2, counts: 1 };
const ground: RefillGround = {
  task: { id: "t", ownerOrg: "G06", quantity: 10, done: 0, performerOrg: "G01" },
  claim: undefined,
  ...{ ownerOrg: "G06", depotId: "D", custodianOrg: "G06", item: "TENT", unit: "顶" },
  ...{ expires: true, goodUntil: "2026-07-01", underway: { task: 0, claim: 0 } },
  substitutes: [swap],
};
const came = (item: string, passed: number, expiresOn = "2099-01-01"): BoughtInput => ({
  ...{ item, arrived: passed, passed, lot: { batch: "B", expiresOn }, voucher: "V" },
  ...{ evidence: {}, occurredAt: new Date(0) },
});
const refused = (item: string, passed: number, expiresOn?: string): string[] =>
  boughtRefusals(ground, came(item, passed, expiresOn), "2026-01-01").map(
    ({ code, path }) => `${code} ${path}`,
  );

describe("a substitute", () => {
  it("refills at the agreed ratio, in whole units, and nothing else does", () => {
    expect(refused("TENT-S", 20)).toEqual([]);
    expect(refused("TENT-S", 3)).toEqual(["SUBSTITUTE_EXCESS passed"]);
    expect(refused("TENT-S", 1)).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    expect(refused("TENT-S", 22)).toEqual(["QUANTITY_OUT_OF_RANGE passed"]);
    expect(refused("TENT-S", 20, "2026-06-30")).toEqual(["REFILL_TOO_OLD lot.expiresOn"]);
    expect(boughtRefusals(ground, came("QUILT", 2), "2026-01-01")).toMatchObject([
      { code: "SUBSTITUTE_NOT_ALLOWED", path: "item", facts: { allowed: "TENT、TENT-S" } },
    ]);
  });

  it("is refused alike when it is bought, sent from stock, and counted at the gate", () => {
    const shelf = { owner: "G01", custodian: "G01", depot: "D1", underNorm: false, lot: "l" };
    const label = { batch: "B", expiresOn: "2099-01-01", condition: "GOOD", origin: "PURCHASED" };
    const lotOf = (item: string) => ({ ...label, shelf: { ...shelf, item } }) as SourceLot;
    const said = ({ code, path }: Refusal) => `${code} ${path}`;
    const road = { ...ground, underway: { task: 4, claim: 0 } };
    const sending = (item: string, quantity: number) =>
      sendRefusals(road, lotOf(item), { lotId: "l", quantity }, { today: "2026-01-01" }).map(said);
    const counting = (item: string, passed: number, rejected = 0) => {
      const sent = {
        carrierOrg: "K",
        offerId: null,
        quantity: passed + rejected,
        lot: lotOf(item),
      };
      const counts = { shipmentId: "s", passed, rejected, missing: 0 };
      const input = { ...counts, evidence: {}, occurredAt: new Date(0) };
      return sentRefusals(road, sent, input, { today: "2026-01-01" }).map(said);
    };
    expect(sending("TENT-S", 12)).toEqual([]);
    expect(sending("TENT-S", 14)).toEqual(["QUANTITY_OUT_OF_RANGE quantity"]);
    expect(sending("TENT-S", 5)).toEqual(["SUBSTITUTE_EXCESS quantity"]);
    expect(sending("QUILT", 2)).toEqual(["SUBSTITUTE_NOT_ALLOWED lotId"]);
    expect(counting("TENT-S", 4, 1)).toEqual([]);
    expect(counting("TENT-S", 5)).toEqual(["SUBSTITUTE_EXCESS passed"]);
    expect(counting("QUILT", 2)).toEqual(["SUBSTITUTE_NOT_ALLOWED shipmentId"]);
  });

  it("conserves: no unit of the substitute counts twice, and none that would count is lost", () => {
    const ratios = fc.record({ give: fc.integer({ min: 1, max: 1e6 }), counts: fc.nat(1e6) });
    fc.assert(
      fc.property(ratios, fc.nat(1e9), ({ give, counts: at }, passed) => {
        const ratio = { give, counts: at + 1 };
        const { counted, least } = countedAt(ratio, passed);
        const exact = (quantity: number) => BigInt(quantity) * BigInt(ratio.counts);
        expect(BigInt(counted) * BigInt(give) <= exact(passed)).toBe(true);
        expect(BigInt(counted + 1) * BigInt(give) > exact(passed)).toBe(true);
        expect(least).toBeLessThanOrEqual(passed);
        expect(countedAt(ratio, leastFor(ratio, counted)).counted).toBeGreaterThanOrEqual(counted);
      }),
    );
  });

  it("stands on the shelf as itself, while the task shrinks by what it counts", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), (units) => {
        const [passed, shelf] = [units * swap.give, shelfOf(ground, "lot", "TENT-S")];
        const { counted } = countedAt(swap, passed);
        const arrival = { shelf, quantity: passed, counted, task: ground.task! };
        const { lines, intake } = refill({ evidence: {} }, [arrival]);
        expect(intake).toEqual([{ taskId: "t", quantity: units }]);
        const from = { ...shelf, owner: "G01", underNorm: true };
        const sent = { ...arrival, from, carrierOrg: "K", shipmentId: "s" };
        const accepted = refillAccept({ evidence: {} }, [sent], () => "own");
        expect(accepted.intake).toEqual(intake);
        expect(accepted.tasks).toMatchObject([{ ownerOrg: "G01", quantity: passed }]);
        for (const { target, quantity } of lines)
          expect([target.item, quantity]).toEqual(["TENT-S", passed]);
      }),
    );
  });
});
