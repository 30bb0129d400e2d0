import { describe, expect, it } from "vitest";
import { wideWorld } from "../../seeds/wide.ts";
import { regionLevel } from "../../schema/words/regions.ts";

const city = wideWorld(1, "city");
const lots = [...city.lots()];
const province = wideWorld(1, "province");

describe("a wide world", () => {
  it("is as large as it says", () => {
    expect([lots.length, city.world.depots.length]).toEqual([10_000, 30]);
    const { regions, depots } = province.world;
    expect([province.lotCount, depots.length]).toEqual([1_000_000, 3000]);
    const prefectures = regions.filter(({ level }) => level === "PREFECTURE");
    expect(Object.keys(regionLevel)).toContain("PREFECTURE");
    expect(new Set(prefectures.map(({ nameZh }) => nameZh)).size).toBe(333);
  });

  it("is the same for the same seed, told as often as one likes, and another for another", () => {
    expect([...city.lots()].slice(0, 500)).toEqual(lots.slice(0, 500));
    expect(wideWorld(1, "city").world).toEqual(city.world);
    expect([...wideWorld(2, "city").lots()][0]).not.toEqual(lots[0]);
  });

  it("says each code once, and names nothing absent", () => {
    expect(new Set(lots.map(({ code }) => code)).size).toBe(lots.length);
    expect(new Set(lots.map(({ id }) => id)).size).toBe(lots.length);
    const { regions, organizations, depots, roadNodes, roadLinks, agreements } = province.world;
    const codes = new Set(regions.map(({ code }) => code));
    const orgs = new Set(organizations.map(({ id }) => id));
    const nodes = new Set(roadNodes.map(({ id }) => id));
    expect([codes.size, orgs.size]).toEqual([regions.length, organizations.length]);
    for (const { regionCode, ownerOrg, custodianOrg, node } of depots) {
      expect([codes.has(regionCode), nodes.has(node)]).toEqual([true, true]);
      expect([orgs.has(ownerOrg), orgs.has(custodianOrg)]).toEqual([true, true]);
    }
    for (const { fromNode, toNode } of roadLinks)
      expect([nodes.has(fromNode), nodes.has(toNode)]).toEqual([true, true]);
    for (const { orgId } of agreements.flatMap(({ parties }) => parties))
      expect(orgs.has(orgId)).toBe(true);
  });

  it("can be driven through from end to end", () => {
    const ways = new Map<string, string[]>();
    for (const { fromNode, toNode } of province.world.roadLinks)
      for (const [from, to] of [
        [fromNode, toNode],
        [toNode, fromNode],
      ] as const)
        ways.set(from, [...(ways.get(from) ?? []), to]);
    const reached = new Set(["X10100"]);
    for (const node of reached) for (const next of ways.get(node) ?? []) reached.add(next);
    expect(reached.size).toBe(province.world.roadNodes.length);
  });

  it("cannot be taken for real places, and says that it is made up", () => {
    for (const { code, nameZh } of province.world.regions) {
      expect(code).toMatch(/^X\d{5}$/);
      expect(nameZh).toMatch(/示例/);
    }
    const { organizations, depots, agreements } = province.world;
    for (const { nameZh } of [...organizations, ...depots, ...agreements])
      expect(nameZh).toContain("示例");
    for (const { uscc } of organizations) expect(uscc).toBeNull();
  });

  it("has twenty goods of which one lot in a hundred is, and ten that are hard to find", () => {
    const often = new Map<string, number>();
    for (const { item } of lots) often.set(item, (often.get(item) ?? 0) + 1);
    const counts = [...often.values()].sort((a, b) => b - a);
    expect(counts.slice(0, 20).every((count) => count >= 85)).toBe(true);
    expect(often.size).toBeLessThan(city.world.items.length);
  });

  it("opens lots that were made before they expire, in whole units", () => {
    for (const { quantity, madeInDays, expiresInDays } of lots) {
      expect(Number.isSafeInteger(quantity) && quantity > 0).toBe(true);
      expect(madeInDays).toBeLessThanOrEqual(0);
      if (expiresInDays !== null) expect(expiresInDays).toBeGreaterThanOrEqual(madeInDays);
    }
    const expired = lots.filter(({ expiresInDays }) => (expiresInDays ?? 0) < 0).length;
    expect(expired).toBeGreaterThan(100);
    expect(lots.filter(({ countedDaysAgo }) => countedDaysAgo === null).length).toBeGreaterThan(
      100,
    );
  });
});
