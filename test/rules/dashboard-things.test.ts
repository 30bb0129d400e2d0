import { describe, expect, it } from "vitest";
import type { Thing } from "../../src/dashboard/views/need-draft.ts";
import { meantIn, thingsIn } from "../../src/dashboard/views/things-found.ts";

const skills = [
  { code: "SEARCH", nameZh: "搜索", nameEn: "search" },
  { code: "LIFT", nameZh: "起重", nameEn: "lifting" },
  { code: "RESCUE", nameZh: "救援", nameEn: "rescue" },
];
const boats = {
  ...{ sku: "BOATS", nameZh: "冲锋舟组(4艘+拖车)", nameEn: "boats" },
  ...{ unit: "set", unitZh: "组" },
};

/** As the hub answers a search: goods whose name has the text, and every skill. */
const findThings = (text: string): Thing[] => {
  const edges = boats.nameZh.includes(text) ? [{ node: boats }] : [];
  return thingsIn({ items: { edges }, skills }, text);
};
const meantBy = (text: string) => meantIn(findThings(text), text);

describe("what a row of the needs' form may mean", () => {
  it.each(["search + lift", "搜索+起重", "SEARCH\uFF0B起", "搜索 \uFF0B lifting"])(
    "%s is a set of both, on whichever keyboard",
    (text) => {
      expect(findThings(text)[0]).toMatchObject({
        ...{ kind: "set", code: "SEARCH+LIFT", nameZh: "搜索 + 起重", unitZh: "套" },
      });
    },
  );

  it("offers what may still join, and never the same twice", () => {
    const found = findThings("SEARCH+LIFT+");
    expect(found.map(({ code }) => code)).toEqual(["SEARCH+LIFT+RESCUE"]);
  });

  it("finds goods that have a plus in their name", () => {
    expect(findThings("4艘+拖车").map(({ code }) => code)).toEqual(["BOATS"]);
    expect(meantBy(boats.nameZh)).toMatchObject({ kind: "item", code: "BOATS" });
  });

  it.each(["搜索+LIFT", "search+LIFT+救援"])("a pasted %s means just that", (text) => {
    expect(meantBy(text)?.code).toBe(text.includes("救") ? "SEARCH+LIFT+RESCUE" : "SEARCH+LIFT");
  });

  it("a pasted set of what nobody knows means nothing", () => {
    expect(meantBy("SEARCH+FLY")).toBeNull();
    expect(meantBy("FLY+SEARCH")).toBeNull();
  });
});
