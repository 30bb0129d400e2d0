import { describe, expect, test } from "vitest";
import { unmetCriteria, type ModeCriterion } from "../../src/regions/mode.rules.ts";

const criterion = (over: Partial<ModeCriterion>): ModeCriterion => ({
  ...{ code: "C", mode: "EMERGENCY", measure: "RESPONSE_LEVEL", most: 3, validFrom: "2024-11-01" },
  ...{ textZh: "", textEn: "", sourceZh: "", sourceEn: "" },
  ...over,
});
const level = criterion({});
const quiet = criterion({ code: "Q", mode: "ROUTINE", measure: "OPEN_RESPONSES", most: 0 });
const road = criterion({ code: "R", mode: "ROUTINE", measure: "GOODS_ON_THE_ROAD", most: 0 });

describe("the operating mode", () => {
  test.each([
    [null, 0, 0, false, false],
    [4, 1, 0, false, true],
    [3, 1, 0, true, true],
    [1, 2, 1, true, true],
    [null, 0, 1, false, true],
  ])("level %s, %d responses, %d legs", (reached, responses, legs, enters, stays) => {
    const measures = { level: reached, responses, legs };
    const all = [level, quiet, road];
    expect(unmetCriteria("EMERGENCY", all, measures).met).toBe(enters);
    const back = unmetCriteria("ROUTINE", all, measures);
    expect(back.met).toBe(!stays);
    expect(back.unmet.map(({ code }) => code)).toEqual([
      ...(responses > 0 ? ["Q"] : []),
      ...(legs > 0 ? ["R"] : []),
    ]);
  });
  test("without a criterion nothing is met, and one of several is enough to enter", () => {
    const measures = { level: 4, responses: 0, legs: 0 };
    expect(unmetCriteria("EMERGENCY", [quiet], measures).met).toBe(false);
    expect(unmetCriteria("ROUTINE", [level], measures).met).toBe(false);
    const wide = criterion({ code: "W", most: 4 });
    expect(unmetCriteria("EMERGENCY", [level, wide], measures).met).toBe(true);
  });
});
