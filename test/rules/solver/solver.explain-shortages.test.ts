import { describe, expect, it } from "vitest";
import { explainMeasure } from "../../../src/solver/explain-cures.ts";
import {
  explainExcluded,
  explainExclusion,
  explainLimit,
  explainLimitsBeyond,
  gatherLimits,
} from "../../../src/solver/explain-limits.ts";
import { named } from "./explain-names.ts";

const hanzi = /\p{Script=Han}/u;

describe("a limit says what keeps how much away, and never more than would help", () => {
  it.each([
    ["NO_STOCK", "全区剩下的全用上，也还差5顶"],
    ["FLOOR", "D1要留底线库存，能顶上的5顶动不得"],
    ["CAPACITY", "D1运力不够，能顶上的5顶装不下"],
    ["SHARED_WITH", "D1能顶上的5顶给了“N2”（优先级1）"],
    ["ROAD", "D1能顶上的5顶用不上：路不通"],
    ["DEADLINE", "D1能顶上的5顶用不上：赶不上时限"],
    ["SHELF_LIFE", "D1能顶上的5顶用不上：到货时保质期不够"],
    ["EARMARK", "D1能顶上的5顶用不上：捐赠人指定了别的用途"],
    ["NOT_INSURED", "D1能顶上的5顶用不上：人身意外保险失效"],
    ["LENDER_REFUSED", "D1能顶上的5顶用不上：出借单位已经拒绝"],
    ["SOME_NEW_RULE", "D1能顶上的5顶用不上：规定不准用（SOME_NEW_RULE）"],
  ])("%s", (code, zh) => {
    const said = explainLimit({ code, source: "D1", need: "N2", quantity: 5 }, "N1", named);
    expect(said.zh).toBe(zh);
    expect(said.en).toMatch(/^(with all|D1|5 顶 at D1)/);
  });

  it("the lots of one source are told together, up to what is missing", () => {
    const rows = [
      { code: "DEADLINE", source: "D1", lot: "L1", quantity: 8 },
      { code: "FLOOR", source: "D1", lot: "L3", quantity: 2 },
      { code: "DEADLINE", source: "D1", lot: "L2", quantity: 8 },
    ];
    expect(gatherLimits(rows, 10)).toEqual([
      { code: "DEADLINE", source: "D1", quantity: 10 },
      { code: "FLOOR", source: "D1", lot: "L3", quantity: 2 },
    ]);
  });

  it("what is not listed is counted", () => {
    const beyond = [
      { code: "FLOOR", count: 10 },
      { code: "DEADLINE", count: 2 },
    ];
    expect(explainLimitsBeyond(beyond)).toEqual({
      zh: "另有12条较小的没有列出：要留底线 10，赶不上时限 2",
      en: "12 smaller ones are not listed: kept as a floor 10; it would arrive too late 2",
    });
  });

  it("of sets, which capability is short", () => {
    const limit = { code: "NO_STOCK", capability: "ENG-CRANE", quantity: 2 };
    expect(explainLimit(limit, "N1")).toEqual({
      zh: "全区剩下的队伍和机械全用上，能“ENG-CRANE”的也还差2支",
      en: "with all that is left anywhere, 2 units with ENG-CRANE would still be missing",
    });
  });

  it("a pair that is left out is a whole sentence", () => {
    expect(explainExclusion("IN_HAZARD_ZONE").zh).toBe("在警戒区里，出不来");
    expect(explainExcluded({ source: "D1", lot: "L", need: "N1", code: "ROAD" })).toEqual({
      zh: "D1不能给“N1”：路不通",
      en: "nothing from D1 for “N1”: no open road",
    });
  });
});

describe("a measure says what to do, to whom, and what it brings", () => {
  it.each([
    [{ code: "EXTEND_DEADLINE", target: { need: "N1" }, amount: 92 }, "“N1”时限放宽1小时32分"],
    [
      { code: "LOWER_FLOOR", target: { source: "D1", lot: "L1", item: "tent" }, amount: 1_005 },
      "D1的底线库存少留1,005顶tent",
    ],
    [
      { code: "LOWER_FLOOR", target: { rule: 0, item: "tent", sources: ["D1", "D2"] }, amount: 5 },
      "D1、D2合起来的底线库存少留5顶tent",
    ],
    [
      { code: "LOWER_FLOOR", target: { rule: 0, item: "tent", sources: ["D1"] }, amount: 5 },
      "D1的底线库存少留5顶tent",
    ],
    [{ code: "ADD_CAPACITY", target: { source: "D1", dimension: "kg" }, amount: 9 }, "9公斤"],
    [{ code: "ADD_CAPACITY", target: { source: "D1", dimension: "m3" }, amount: 9 }, "9立方米"],
    [{ code: "OPEN_LANE", target: { from: "D1", to: "P1" }, amount: 1 }, "抢通D1到P1的路"],
    [
      { code: "LIFT_FORBID", target: { source: "D1", reason: "EARMARK" }, amount: 1 },
      "征得捐赠人同意，动用D1的定向捐赠",
    ],
    [
      { code: "LIFT_FORBID", target: { source: "D1", reason: "SOME_NEW_RULE" }, amount: 1 },
      "放开对D1的限制：规定不准用（SOME_NEW_RULE）",
    ],
    [{ code: "ADD_STOCK", target: { source: "D1", item: "tent" }, amount: 8 }, "给D1再添8顶tent"],
    [
      { code: "ADD_STOCK", target: { source: "D1", capabilities: ["A", "B"] }, amount: 2 },
      "D1增派能“A”“B”的队伍或机械各2支（台）",
    ],
  ] as const)("%o", (measure, words) => {
    const cured = { ...measure, missingBefore: 1_009, missingAfter: 0 };
    const eased = { ...measure, missingBefore: 1_009, missingAfter: 4 };
    expect(explainMeasure(cured, "N1", named).zh).toContain(words);
    expect(explainMeasure(cured, "N1", named).zh).toContain("，这一项可以不缺");
    expect(explainMeasure(eased, "N1", named).zh).toContain("，缺口可从1,009顶降到4顶");
    expect(explainMeasure(eased, "N1").en).toContain("4 instead of 1,009 need be missing");
    expect(explainMeasure(cured, "N1").en).not.toMatch(hanzi);
  });

  it.each([
    ["AGREEMENT", "补签互助协议"],
    ["LICENCE", "有资质"],
    ["STALE_COUNT", "盘点核实"],
    ["QUALITY_HOLD", "检验放行"],
    ["IN_HAZARD_ZONE", "警戒解除或获准后"],
    ["NOT_INSURED", "补办意外保险"],
    ["LENDER_REFUSED", "重新考虑"],
  ])("what stands against a source has its own cure: %s", (reason, words) => {
    const measure = { code: "LIFT_FORBID", target: { source: "D1", reason }, amount: 1 } as const;
    const { zh, en } = explainMeasure({ ...measure, missingBefore: 2, missingAfter: 0 }, "N1");
    expect(zh).toContain(words);
    expect(en).toContain("D1");
    expect(zh).not.toContain(reason);
  });
});
