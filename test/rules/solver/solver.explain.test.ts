import { describe, expect, it } from "vitest";
import { countedEn, countedZh, shelf, span } from "../../../src/solver/explain-figures.ts";
import { explainReason, explainWarning } from "../../../src/solver/explain.ts";
import { explainFault } from "../../../src/solver/fault-words.ts";
import { named } from "./explain-names.ts";

const line = { source: "乌海市库", need: "N1", item: "tent" };

describe("a reason says why this one, and by how much", () => {
  it.each([
    [
      { code: "NEAREST_ELIGIBLE", figure: 25, next: 82, other: "银川库" },
      "乌海市库25分钟能到，比其他还能调的都早；次早的银川库要1小时22分",
      "乌海市库 can be there in 25 min, before any other with something left; " +
        "the next, 银川库, needs 1 h 22 min",
    ],
    [
      { code: "ONLY_SOURCE", figure: 10, next: 0 },
      "够条件的只有乌海市库一家",
      "乌海市库 is the only one that can send this",
    ],
    [
      { code: "ONLY_SOURCE", figure: 10, next: 3 },
      "其他3家够条件的都已没有可调的，乌海市库的也要用上",
      "the 3 other sources that could send this have none left to give, so 乌海市库 is needed too",
    ],
    [
      { code: "SOONEST_EXPIRY", figure: 166_540, next: 179_500 },
      "先到期先出：这批115天后到期，同库下一批要124天后",
      "what expires first goes first: in 115 days; the next lot there in 124 days",
    ],
    [
      { code: "SOONEST_EXPIRY", figure: 600 },
      "先到期先出：这批10小时后到期，同库另一批长期可存",
      "what expires first goes first: in 10 h; another lot there keeps for ever",
    ],
    [
      { code: "LEGAL_ORDER", figure: 1, next: 4, other: "商会仓" },
      "按调用顺序乌海市库在先：第1顺位（本级），商会仓是第4顺位（慈善，须征得同意）",
      "first in legal order: 乌海市库 is number 1 (own level), 商会仓 is number 4 (charity by consent)",
    ],
    [
      { code: "PINNED", figure: 1_050 },
      "其中1,050顶已经批准，不再变动",
      "1,050 顶 of these are approved already",
    ],
    [
      { code: "KEPT_FROM_PREVIOUS", figure: 70 },
      "沿用上一方案的70顶，少变动",
      "70 顶 are kept from the earlier plan",
    ],
    [
      { code: "CHEAPEST", figure: 33.333, next: 49, other: "银川库" },
      "乌海市库最省：每顶33.33公里，还能调的里次省的银川库要49公里",
      "乌海市库 costs least: 33.33 公里 for each 顶; the next with some left, 银川库, 49",
    ],
    [
      { code: "FEWER_SENDERS", figure: 2, next: 0 },
      "乌海市库到那里的路线已经在用（共2笔），换别家要多开一条线",
      "乌海市库 sends there anyway (2 lines); any other would open a new lane",
    ],
    [
      { code: "FULLEST", figure: 2_960, next: 113, other: "银川库" },
      "乌海市库一家就出2,960顶；不比它晚、还能调的里，最多的银川库也只顶得上113顶，换了要多找一家",
      "乌海市库 gives 2,960 顶 by itself; of those with some left and no later, " +
        "银川库 could fill in 113 at most, so it would take one sender more",
    ],
    [
      { code: "ON_BALANCE", figure: 90, next: 44, other: "银川库" },
      "单看这一行，乌海市库（1小时30分到）不比还能调的银川库（44分钟到）强；这样排，整个方案才最好",
      "taken alone, 乌海市库 (there in 1 h 30 min) is no better than 银川库 (44 min), " +
        "which has some left; the plan as a whole is better so",
    ],
  ] as const)("%o", (reason, zh, en) => {
    expect(explainReason(reason, line, named)).toEqual({ zh, en });
  });

  it("without names speaks of 件 and of bare numbers", () => {
    const held = { code: "PINNED", figure: 50 } as const;
    expect(explainReason(held, line)).toEqual({
      zh: "其中50件已经批准，不再变动",
      en: "50 of these are approved already",
    });
    const cheap = { code: "CHEAPEST", figure: 2, next: 3, other: "B" } as const;
    expect(explainReason(cheap, line).en).toBe(
      "乌海市库 costs least: 2 for each; the next with some left, B, 3",
    );
  });
});

describe("figures are told as people tell them", () => {
  it.each([
    [45, "45分钟", "45 min"],
    [60, "1小时", "1 h"],
    [82, "1小时22分", "1 h 22 min"],
    [95.46, "1小时35.5分", "1 h 35.5 min"],
    [2_597, "1天19小时17分", "1 d 19 h 17 min"],
    [1_445, "1天5分", "1 d 5 min"],
  ])("%d minutes", (minutes, zh, en) => {
    expect(span(minutes)).toEqual({ zh, en });
  });

  it("shelf life in days, unless two lots would look alike", () => {
    expect(shelf(166_540, 179_500).zh).toBe("115天");
    expect(shelf(166_540, 166_600).zh).toBe("115天15小时40分");
  });

  it("quantities with their unit", () => {
    expect([countedZh(1_200, "顶"), countedZh(3, "")]).toEqual(["1,200顶", "3件"]);
    expect([countedEn(2, "bag"), countedEn(1, "bag"), countedEn(4_000, "m3")]).toEqual([
      "2 bags",
      "1 bag",
      "4,000 m³",
    ]);
    expect(countedEn(2, "box")).toBe("2 boxes");
  });
});

it("says warnings and faults", () => {
  const words = [
    { code: "PREVIOUS_LOST", source: "D1", need: "N1" },
    { code: "PIN_AGAINST_FLOOR", source: "D1" },
    { code: "PIN_AGAINST_DEADLINE", source: "D1", need: "N1" },
  ].map((warning) => explainWarning(warning).zh);
  expect(words).toEqual([
    "上一方案里D1给“N1”的一笔已不能用",
    "D1已批准的数量动了底线库存，照办，请知悉",
    "D1给“N1”的一笔已批准，照办，但赶不上时限",
  ]);
  const fault = { path: "/needs/0", code: "MISSING_KEY", message: "this key is required" };
  expect(explainFault(fault)).toEqual({ zh: "缺少必填项", en: "this key is required" });
});
