import { expect, test } from "vitest";
import { ageInDays, confidenceOf } from "../../src/reserves/gap.rules.ts";

const rule = { category: "x", highDays: 90, mediumDays: 180 };

test.each([
  [0, "HIGH"],
  [90, "HIGH"],
  [91, "MEDIUM"],
  [180, "MEDIUM"],
  [181, "LOW"],
  [null, null],
])("a count of %s days is trusted: %s", (age, trusted) => {
  expect(confidenceOf(age, rule)).toBe(trusted);
  expect(confidenceOf(age, null)).toBeNull();
});

test.each([
  ["2026-03-01T15:59:59Z", "2026-03-01", 0],
  ["2026-03-01T16:00:00Z", "2026-03-02", 0],
  ["2026-02-28T15:59:59Z", "2026-03-02", 2],
])("from %s to %s are %i days of Asia/Shanghai", (at, today, days) => {
  expect(ageInDays(new Date(at), today)).toBe(days);
});
