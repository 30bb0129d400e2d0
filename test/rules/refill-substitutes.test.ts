import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refill } from "../../src/ledger/posting.refill.rules.ts";
import type { BoughtInput, RefillGround } from "../../src/replenishment/refill.model.ts";
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
    expect(refused("TENT-S", 20, "2026-06-30")).toEqual(["INVALID_INPUT lot.expiresOn"]);
    expect(boughtRefusals(ground, came("QUILT", 2), "2026-01-01")).toMatchObject([
      { code: "SUBSTITUTE_NOT_ALLOWED", path: "item", facts: { allowed: "TENT、TENT-S" } },
    ]);
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
        for (const { target, quantity } of lines)
          expect([target.item, quantity]).toEqual(["TENT-S", passed]);
      }),
    );
  });
});
