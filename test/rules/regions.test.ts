import { describe, expect, test } from "vitest";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import type { AgreementVersion } from "../../src/regions/regions.model.ts";
import {
  approvalTier,
  chooseAgreement,
  usccFault,
  usccWarning,
  versionInForce,
} from "../../src/regions/regions.rules.ts";

test.each([
  ["150302", "150304", "SAME_CITY"],
  ["150300", "150304", "SAME_CITY"],
  ["150302", "150602", "SAME_PROVINCE"],
  ["150000", "150300", "SAME_PROVINCE"],
  ["150302", "640205", "CROSS_PROVINCE"],
  ["110101", "110229", "SAME_CITY"],
  ["500101", "500229", "SAME_CITY"],
  ["429004", "429005", "SAME_PROVINCE"],
  ["429004", "429004", "SAME_CITY"],
])("%s and %s are %s", (a, b, tier) => {
  expect(approvalTier(a, b)).toBe(tier);
  expect(approvalTier(b, a)).toBe(tier);
});

describe("a unified social credit code", () => {
  test.each([
    ["91350100M000100Y43", null],
    ["91350100M000100Y44", "CHECK_DIGIT"],
    ["91350100M000100Y4", "LENGTH"],
    ["91350100M000100YI3", "CHARACTER"],
    ["91350100m000100y43", "CHARACTER"],
  ])("%s has the fault %s", (uscc, fault) => {
    expect(usccFault(uscc)).toBe(fault);
  });
  test("warns in the reader's language, and only when there is one", () => {
    expect(usccWarning("91350100M000100Y44", "zh")).toBe("统一社会信用代码校验位不符");
    expect(usccWarning("91350100M000100Y44", "en")).toContain("check digit");
    expect(usccWarning("91350100M000100Y43", "zh")).toBeNull();
    expect(usccWarning(null, "zh")).toBeNull();
  });
  test("notices every change of one character", () => {
    const good = "91350100M000100Y43";
    for (let at = 0; at < good.length; at += 1)
      for (const other of "0123456789ABCDEFGHJKLMNPQRTUWXY")
        if (other !== good[at])
          expect(usccFault(good.slice(0, at) + other + good.slice(at + 1))).toBe("CHECK_DIGIT");
  });
});

const terms = (items: string[] = [], categories: string[] = []): AgreementTerms => ({
  regime: "FREE",
  items,
  categories,
  lenderFloorShare: 0,
  holdMinutes: 60,
  holdShare: 0.5,
  approvals: { SAME_CITY: [], SAME_PROVINCE: [], CROSS_PROVINCE: [] },
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RECEIPT",
  dueDays: 30,
  differenceWindowHours: 48,
  refillShelfMonths: 4,
});

const version = (
  number: number,
  validFrom: string,
  validTo: string,
  suspended = false,
): AgreementVersion => ({
  id: "AG",
  version: number,
  terms: terms(),
  validFrom,
  validTo,
  suspended,
});

describe("the version in force", () => {
  const first = version(1, "2024-01-01", "2027-12-31");
  const second = version(2, "2025-01-01", "2025-06-30");
  test.each([
    ["2023-12-31", undefined],
    ["2024-01-01", 1],
    ["2024-12-31", 1],
    ["2025-01-01", 2],
    ["2025-06-30", 2],
    ["2025-07-01", undefined],
  ])("on %s it is %s: what was superseded does not come back", (day, number) => {
    expect(versionInForce([first, second], day)?.version).toBe(number);
    expect(versionInForce([second, first], day)?.version).toBe(number);
  });
  test("a suspended one does not count", () => {
    expect(versionInForce([version(1, "2024-01-01", "2027-12-31", true)], "2025-01-01")).toBe(
      undefined,
    );
  });
});

describe("the agreement that decides", () => {
  const all = { id: "A-ALL", terms: terms() };
  const tents = { id: "B-TENTS", terms: terms(["TENT"]) };
  const shelter = { id: "C-SHELTER", terms: terms([], ["SHELTER"]) };
  test.each([
    ["TENT", "SHELTER", "B-TENTS"],
    ["BED", "SHELTER", "C-SHELTER"],
    ["WATER", "WATER", "A-ALL"],
  ])("about %s of %s is %s", (item, category, id) => {
    expect(chooseAgreement([all, shelter, tents], item, category)?.id).toBe(id);
  });
  test("is none when none speaks of the item", () => {
    expect(chooseAgreement([tents, shelter], "WATER", "WATER")).toBeUndefined();
  });
});
