import { describe, expect, test } from "vitest";
import { sourceSaid } from "../../src/reserves/count-source.rules.ts";
import { disposalsOf } from "../../src/reserves/lot.rules.ts";
import { audienceOf, gapOf, nextCondition } from "../../src/reserves/reserves.rules.ts";
import {
  lotCondition,
  lotEvent,
  type LotCondition,
  type LotEvent,
  type WriteOffOutcome,
} from "../../schema/words/reserves.ts";
import { codesOf } from "../../schema/words/word.ts";

describe("a lot's condition", () => {
  const cells: readonly (readonly [LotCondition, LotEvent, LotCondition | undefined])[] = [
    ["GOOD", "BLOCK", "BLOCKED"],
    ["GOOD", "RECALL", "RECALLED"],
    ["GOOD", "RELEASE", undefined],
    ["BLOCKED", "BLOCK", undefined],
    ["BLOCKED", "RECALL", "RECALLED"],
    ["BLOCKED", "RELEASE", "GOOD"],
    ["RECALLED", "BLOCK", undefined],
    ["RECALLED", "RECALL", undefined],
    ["RECALLED", "RELEASE", undefined],
  ];
  test.each(cells)("%s on %s: %s", (condition, event, next) => {
    expect(nextCondition(condition, event)).toBe(next);
  });
  test("the table is whole", () => {
    expect(cells).toHaveLength(codesOf(lotCondition).length * codesOf(lotEvent).length);
  });
});

test("the hub's own sources of a figure are said in both languages, an owner's as written", () => {
  expect(sourceSaid("盘点")).toBe("盘点 / stocktake");
  expect(sourceSaid("季度盘点(示例)")).toBe("季度盘点(示例)");
});

test.each([
  [100, 40, 60],
  [100, 140, 0],
  [100, 0, 100],
  [100, null, null],
  [null, 40, null],
])("a target of %s and %s usable leave a gap of %s", (target, usable, gap) => {
  expect(gapOf(target, usable)).toBe(gap);
});

test.each([
  ["PUBLIC", ["public"]],
  ["PARTNER", ["G", "K", "L", "P"]],
  ["PUBLIC_AGGREGATE", ["G", "K", "L", "P"]],
  ["RESTRICTED", ["G", "K", "L"]],
])("what happens in a %s depot is told to %j", (visibility, told) => {
  const depot = { visibility, depotOwnerOrg: "G", custodianOrg: "K" };
  expect(audienceOf(depot, "L", ["P"])).toEqual(told);
});

describe("what is disposed of", () => {
  const there = { onHand: 50, blocked: 10 };
  const whole = (condition: LotCondition, outcome: WriteOffOutcome, quantity: number) =>
    disposalsOf({ condition, outcome }, there, quantity)?.map(
      (part) => `${part.from} ${String(part.quantity)}`,
    );
  test.each([
    ["GOOD", "SCRAPPED", 10, ["BLOCKED 10"]],
    ["GOOD", "SCRAPPED", 12, ["BLOCKED 10", "ON_HAND 2"]],
    ["GOOD", "ROTATED_OUT", 12, ["ON_HAND 12"]],
    ["RECALLED", "ROTATED_OUT", 12, ["BLOCKED 10", "ON_HAND 2"]],
    ["GOOD", "SCRAPPED", 61, undefined],
  ] as const)("of a %s lot, %s, %d: %j", (condition, outcome, quantity, parts) => {
    expect(whole(condition, outcome, quantity)).toEqual(parts);
  });
});
