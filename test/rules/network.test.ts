import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import type { Network, RoadLink } from "../../src/network/network.model.ts";
import { routesTo } from "../../src/network/network.routes.ts";
import {
  bearingDegrees,
  crossProvince,
  distanceKm,
  inZone,
  nodesInZone,
} from "../../src/network/network.rules.ts";

const node = (id: string, lon: number, lat: number) => ({
  id,
  kind: "county_seat",
  nameZh: id,
  lon,
  lat,
});
const link = (id: string, fromNode: string, toNode: string, minutes: number): RoadLink => ({
  id,
  fromNode,
  toNode,
  roads: "",
  km: minutes,
  minutes,
  tags: [],
});

const square: Network = {
  nodes: [node("A", 0, 0), node("B", 1, 0), node("C", 1, 1), node("D", 0, 1), node("E", 9, 9)],
  links: [
    link("AB", "A", "B", 10),
    link("BC", "B", "C", 10),
    link("CD", "D", "C", 15),
    link("AD", "D", "A", 10),
    link("AD2", "A", "D", 12),
  ],
};

describe("the quickest way", () => {
  test("runs from the origin to the destination, along named roads", () => {
    expect(routesTo(square, "C").get("A")).toEqual({
      from: "A",
      to: "C",
      minutes: 20,
      km: 20,
      nodes: ["A", "B", "C"],
      links: ["AB", "BC"],
    });
    expect(routesTo(square, "C").get("C")).toMatchObject({ minutes: 0, km: 0, links: [] });
  });
  test("leaves out what cannot be reached", () => {
    expect([...routesTo(square, "C").keys()].toSorted()).toEqual(["A", "B", "C", "D"]);
    expect(routesTo(square, "nowhere").size).toBe(0);
  });
  test("goes around a closed road, and takes the parallel one", () => {
    const closedLinks = new Set(["AB", "AD"]);
    expect(routesTo(square, "C", { closedLinks }).get("A")?.links).toEqual(["AD2", "CD"]);
  });
  test("neither starts nor passes inside a zone, but still reaches the scene", () => {
    const around = routesTo(square, "C", { excludedNodes: new Set(["B", "C"]) });
    expect(around.get("B")).toBeUndefined();
    expect(around.get("A")?.links).toEqual(["AD", "CD"]);
  });
  test("takes longer with a slow vehicle, rounded up", () => {
    expect(routesTo(square, "C", { speedFactor: 1.31 }).get("A")?.minutes).toBe(27);
    expect(routesTo(square, "C", { speedFactor: 1.3 }).get("A")?.minutes).toBe(26);
  });
  test("is as short as the shortest by Floyd and Warshall, on any network", () => {
    const links = fc.array(
      fc.record({ a: fc.nat(7), b: fc.nat(7), minutes: fc.integer({ min: 1, max: 90 }) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(links, (drawn) => {
        const network: Network = {
          nodes: Array.from({ length: 8 }, (_, at) => node(`N${at}`, at, at)),
          links: drawn.map(({ a, b, minutes }, at) => link(`L${at}`, `N${a}`, `N${b}`, minutes)),
        };
        const shortest = allPairs(drawn, 8);
        const found = routesTo(network, "N0");
        for (let from = 0; from < 8; from += 1)
          expect(found.get(`N${from}`)?.minutes ?? Infinity).toBe(shortest[from]?.[0]);
      }),
    );
  });
});

function allPairs(links: readonly { a: number; b: number; minutes: number }[], size: number) {
  const table = Array.from({ length: size }, (_, at) =>
    Array.from({ length: size }, (__, to) => (at === to ? 0 : Infinity)),
  );
  const better = (a: number, b: number, minutes: number): void => {
    if (minutes < table[a]![b]!) table[a]![b] = minutes;
  };
  for (const { a, b, minutes } of links) {
    better(a, b, minutes);
    better(b, a, minutes);
  }
  for (let via = 0; via < size; via += 1)
    for (let a = 0; a < size; a += 1)
      for (let b = 0; b < size; b += 1) better(a, b, table[a]![via]! + table[via]![b]!);
  return table;
}

describe("a hazard zone", () => {
  const at = new Date("2026-03-01T12:00:00Z");
  const zone: HazardZone = {
    lon: 106.7,
    lat: 39.5,
    radiusKm: 5,
    fromIso: "2026-03-01T10:00:00Z",
    untilIso: "2026-03-01T16:00:00Z",
  };
  const north = { ...zone, windTowardsDegrees: 350, sectorDegrees: 60 };
  test.each([
    ["its source", zone, 106.7, 39.5, true],
    ["4 km north", zone, 106.7, 39.536, true],
    ["6 km north", zone, 106.7, 39.554, false],
    ["downwind", north, 106.7, 39.536, true],
    ["downwind across north", north, 106.705, 39.536, true],
    ["beside the wind", north, 106.74, 39.51, false],
    ["upwind", north, 106.7, 39.464, false],
    ["the source of a sector", north, 106.7, 39.5, true],
  ])("at %s", (_where, shape, lon, lat, inside) => {
    expect(inZone(shape, lon, lat, at)).toBe(inside);
  });
  test.each([
    ["2026-03-01T09:59:59Z", false],
    ["2026-03-01T10:00:00Z", true],
    ["2026-03-01T15:59:59Z", true],
    ["2026-03-01T16:00:00Z", false],
  ])("lasts from its first instant up to its last: %s", (instant, inside) => {
    expect(inZone(zone, 106.7, 39.5, new Date(instant))).toBe(inside);
  });
  test("shuts the nodes inside", () => {
    const network = { nodes: [node("in", 106.7, 39.52), node("out", 107, 40)], links: [] };
    expect([...nodesInZone(network, zone, at)]).toEqual(["in"]);
  });
});

test("distances and bearings are the known ones", () => {
  const wuhai = { lon: 106.8158, lat: 39.6844 };
  const yinchuan = { lon: 106.2309, lat: 38.4872 };
  expect(distanceKm(wuhai, yinchuan)).toBeCloseTo(142.3, 0);
  expect(distanceKm({ lon: 0, lat: 0 }, { lon: 180, lat: 0 })).toBeCloseTo(20015.1, 0);
  expect(bearingDegrees({ lon: 0, lat: 0 }, { lon: 1, lat: 0 })).toBeCloseTo(90, 9);
  expect(bearingDegrees({ lon: 0, lat: 0 }, { lon: 0, lat: -1 })).toBeCloseTo(180, 9);
});

test.each([
  [["150302", "150304"], false],
  [["150302", "640205"], true],
  [["150302", "P-WST", "150304"], false],
  [["P-WST"], false],
])("a way over %j crosses a border: %s", (nodes, crosses) => {
  expect(crossProvince({ nodes })).toBe(crosses);
});
