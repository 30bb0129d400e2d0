import { expect, it } from "vitest";
import type { ServiceUnit } from "../../schema/words/replenishment.ts";
import type { CaseOrder } from "../../src/replenishment/goods.model.ts";
import { rateRefusals } from "../../src/replenishment/timesheet.rules.ts";

const order = { agreementId: "PACT", agreementVersion: 2 } as CaseOrder;
const serviceRates = [
  { unit: "PERSON_DAY", rateFen: 30_000 },
  { unit: "LITRE", rateFen: 800 },
] as const;
const line = (unit: ServiceUnit, rateFen: number) => ({
  ...{ day: "2026-01-01", unit, quantity: 1, rateFen },
});

it.each([
  ["each at its rate", [line("PERSON_DAY", 30_000), line("LITRE", 800)], []],
  ["one fen more", [line("PERSON_DAY", 30_001)], ["lines.0.rateFen"]],
  ["one fen less", [line("LITRE", 800), line("LITRE", 799)], ["lines.1.rateFen"]],
  ["a unit that is not in the table", [line("MACHINE_SHIFT", 800)], ["lines.0.rateFen"]],
  ["every wrong line", [line("LITRE", 1), line("PERSON_DAY", 1)], [0, 1].map(pathOf)],
])("a rate table refuses what is not its own: %s", (_what, lines, paths) => {
  const refused = rateRefusals({ order, serviceRates }, lines);
  expect(refused.map(({ path }) => path)).toEqual(paths);
  for (const { code, facts } of refused) {
    expect(code).toBe("SERVICE_RATE_AGREED");
    expect(facts).toMatchObject({
      ...{ agreement: "PACT", version: 2 },
      ratesEn: "person-day 30000 分, litre of fuel 800 分",
    });
  }
});

it.each([null, []])("without a table any rate may be claimed", (none) => {
  expect(rateRefusals({ order, serviceRates: none }, [line("LITRE", 1)])).toEqual([]);
});

function pathOf(at: number): string {
  return `lines.${at}.rateFen`;
}
