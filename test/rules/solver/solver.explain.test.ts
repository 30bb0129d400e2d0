import { describe, expect, it } from "vitest";
import {
  explainError,
  explainExclusion,
  explainLimit,
  explainMeasure,
  explainReason,
  explainWarning,
} from "../../../src/solver/explain.ts";

const line = { source: "乌海市库", need: "N1" };

describe("every code has a sentence that a duty officer would say", () => {
  it.each([
    [{ code: "NEAREST_ELIGIBLE", figure: 95, next: 150, other: "银川库" }, "最快：95分钟到"],
    [{ code: "ONLY_SOURCE", figure: 10, next: 0 }, "只有乌海市库能供"],
    [{ code: "ONLY_SOURCE", figure: 10, next: 3 }, "另外3家能供的都已调空"],
    [{ code: "SOONEST_EXPIRY", figure: 600 }, "600分钟后到期，先用"],
    [{ code: "SOONEST_EXPIRY", figure: 600, next: 900 }, "先到期先出"],
    [{ code: "LEGAL_ORDER", figure: 1, next: 4, other: "商会" }, "调用顺序在先"],
    [{ code: "PINNED", figure: 50 }, "其中50件已经批准"],
    [{ code: "KEPT_FROM_PREVIOUS", figure: 70 }, "沿用上一方案的70件"],
    [{ code: "CHEAPEST", figure: 0.125, next: 2, other: "银川库" }, "每件0.13"],
    [{ code: "FEWER_SENDERS", figure: 2, next: 0 }, "换一家要多开一条"],
  ] as const)("%o", (reason, words) => {
    const sentence = explainReason(reason, line);
    expect(sentence.zh).toContain(words);
    expect(sentence.en).toMatch(/[a-z]/);
  });

  it.each([
    ["NO_STOCK", "差5"],
    ["FLOOR", "底线"],
    ["CAPACITY", "运力不够"],
    ["SHARED_WITH", "给了“N2”"],
    ["ROAD", "路不通"],
    ["DEADLINE", "赶不上时限"],
    ["SHELF_LIFE", "保质期不够"],
    ["EARMARK", "捐赠人指定了用途"],
    ["SOME_NEW_RULE", "SOME_NEW_RULE"],
  ])("limit %s", (code, words) => {
    expect(explainLimit({ code, source: "D1", need: "N2", quantity: 5 }).zh).toContain(words);
  });

  it("of sets, which capability is short and what of it would help", () => {
    const limit = { code: "NO_STOCK", capability: "ENG-CRANE", quantity: 2 };
    expect(explainLimit(limit)).toEqual({
      zh: "全区能“ENG-CRANE”的队伍和机械不够，差2",
      en: "too few units anywhere have ENG-CRANE: 2 short",
    });
    const target = { source: "D1", capabilities: ["ENG-CRANE", "SAR-USAR"] };
    const cure = {
      code: "ADD_STOCK",
      target,
      amount: 2,
      missingBefore: 2,
      missingAfter: 0,
    } as const;
    expect(explainMeasure(cure)).toEqual({
      zh: "D1补能“ENG-CRANE”“SAR-USAR”的队伍或机械各2，就不缺了",
      en: "put 2 more of each at D1: units with ENG-CRANE, SAR-USAR: nothing would be missing",
    });
  });

  it.each([
    [{ code: "EXTEND_DEADLINE", target: { need: "N1" }, amount: 30 }, "时限放宽30分钟"],
    [{ code: "LOWER_FLOOR", target: { source: "D1", lot: "L1" }, amount: 5 }, "底线再让5"],
    [{ code: "LOWER_FLOOR", target: { rule: 0, item: "tent" }, amount: 5 }, "联保底线再让5"],
    [{ code: "ADD_CAPACITY", target: { source: "D1", dimension: "kg" }, amount: 9 }, "9公斤"],
    [{ code: "ADD_CAPACITY", target: { source: "D1", dimension: "m3" }, amount: 9 }, "9立方米"],
    [{ code: "OPEN_LANE", target: { from: "D1", to: "P1" }, amount: 1 }, "抢通D1到P1的路"],
    [{ code: "LIFT_FORBID", target: { source: "D1", reason: "EARMARK" }, amount: 1 }, "解除"],
    [{ code: "ADD_STOCK", target: { source: "D1", item: "tent" }, amount: 8 }, "补8tent"],
  ] as const)("measure %o", (measure, words) => {
    const cured = explainMeasure({ ...measure, missingBefore: 9, missingAfter: 0 });
    const eased = explainMeasure({ ...measure, missingBefore: 9, missingAfter: 4 });
    expect(cured.zh).toContain(words);
    expect(cured.zh).toContain("就不缺了");
    expect(eased.en).toContain("4 instead of 9");
  });

  it("says warnings, exclusions and errors", () => {
    expect(explainExclusion("IN_HAZARD_ZONE").zh).toBe("在警戒区里，出不来");
    expect(explainWarning({ code: "PREVIOUS_LOST", source: "D1", need: "N1" }).zh).toContain("D1");
    expect(explainWarning({ code: "PIN_AGAINST_FLOOR", source: "D1" }).zh).toContain("底线");
    expect(explainWarning({ code: "PIN_AGAINST_DEADLINE", source: "D1", need: "N1" }).zh).toBe(
      "D1给“N1”的一笔已批准，照办，但赶不上时限",
    );
    const error = { path: "/needs/0", code: "MISSING_KEY", message: "this key is required" };
    expect(explainError(error)).toEqual({
      zh: "/needs/0：缺少这个字段",
      en: "/needs/0: this key is required",
    });
  });
});
