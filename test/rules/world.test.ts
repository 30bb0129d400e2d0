import { describe, expect, it } from "vitest";
import { openingLines } from "../../seeds/opening.ts";
import { uuidOf } from "../../seeds/identity.ts";
import { searchTextOf } from "../../seeds/search-text.ts";
import type { World } from "../../seeds/world.model.ts";
import { world } from "../../seeds/world.ts";

const tiny = world(1, "tiny");
const demo = world(1, "demo");

const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id));
const unknown = (known: ReadonlySet<string>, said: readonly (string | null)[]) =>
  said.filter((id) => id !== null && !known.has(id));

function loose(given: World): (string | null)[] {
  const types = new Set(given.equipmentTypes.map(({ code }) => code));
  const skills = new Set(given.skills.map(({ code }) => code));
  const carriers = new Set(given.carriers.map(({ orgId }) => orgId));
  const categories = new Set(given.itemCategories.map(({ code }) => code));
  const { equipmentUnits: units, vehicles, teams, agreements } = given;
  return [
    ...unknown(new Set(given.regions.map(({ code }) => code)), regionsSaid(given)),
    ...unknown(ids(given.organizations), organizationsSaid(given)),
    ...unknown(ids(given.depots), depotsSaid(given)),
    ...unknown(new Set(given.items.map(({ sku }) => sku)), itemsSaid(given)),
    ...unknown(ids(given.roadNodes), nodesSaid(given)),
    ...unknown(
      categories,
      given.items.map(({ category }) => category),
    ),
    ...unknown(
      categories,
      agreements.flatMap(({ terms }) => terms.categories),
    ),
    ...unknown(
      types,
      [...units, ...vehicles].map(({ type }) => type),
    ),
    ...unknown(
      skills,
      teams.flatMap((row) => row.skills),
    ),
    ...unknown(
      ids(teams),
      units.map(({ teamId }) => teamId),
    ),
    ...unknown(
      carriers,
      vehicles.map(({ carrierOrg }) => carrierOrg),
    ),
  ];
}

const regionsSaid = (given: World): (string | null)[] => [
  ...given.regions.map(({ parentCode }) => parentCode),
  ...[...given.organizations, ...given.depots, ...given.teams].map((row) => row.regionCode),
  ...given.clusterMembers,
  given.cluster.hubCode,
];

const organizationsSaid = (given: World): (string | null)[] => [
  ...given.organizations.map(({ superiorOrg }) => superiorOrg),
  ...given.agreements.flatMap(({ parties }) => parties.map(({ orgId }) => orgId)),
  ...given.depots.flatMap(({ ownerOrg, custodianOrg }) => [ownerOrg, custodianOrg]),
  ...given.storageAgreements.flatMap((row) => [row.ownerOrg, row.custodianOrg, row.contractingOrg]),
  ...given.commitments.flatMap((row) => [row.supplierOrg, row.contractingOrg]),
  ...[...given.lots, ...given.teams, ...given.equipmentUnits].map(({ ownerOrg }) => ownerOrg),
  ...given.carriers.map(({ orgId }) => orgId),
  ...given.principals.flatMap((row) => row.memberships.map(({ orgId }) => orgId)),
];

const depotsSaid = ({ lots, targets, commitments, storageAgreements }: World): string[] =>
  [...lots, ...targets, ...commitments, ...storageAgreements].map(({ depotId }) => depotId);

const itemsSaid = (given: World): string[] => [
  ...[...given.lots, ...given.targets, ...given.commitments].map(({ item }) => item),
  ...given.substitutes.flatMap(({ item, substitute }) => [item, substitute]),
  ...given.kitComponents.flatMap(({ kit, component }) => [kit, component]),
  ...given.scenarios.flatMap(({ demands }) => demands.map(({ sku }) => sku)),
  ...given.agreements.flatMap(({ terms }) => terms.items),
];

const nodesSaid = (given: World): string[] => [
  ...[...given.depots, ...given.scenarios].map(({ node }) => node),
  ...given.roadLinks.flatMap(({ fromNode, toNode }) => [fromNode, toNode]),
  ...[...given.teams, ...given.equipmentUnits, ...given.vehicles].map(({ baseNode }) => baseNode),
];

describe.each([
  ["tiny", tiny],
  ["demo", demo],
] as const)("the %s world", (size, given) => {
  it("has no reference that leads nowhere", () => {
    expect(loose(given)).toEqual([]);
  });

  it("counts in whole positive base units", () => {
    for (const { code, quantity } of given.lots)
      expect(Number.isSafeInteger(quantity) && quantity > 0, code).toBe(true);
    for (const { quantity } of given.targets) expect(Number.isSafeInteger(quantity)).toBe(true);
  });

  it("says each code once", () => {
    const codes = [
      ...given.lots.map(({ code }) => code),
      ...given.lots.map(({ id }) => id),
      ...given.targets.map(({ depotId, item }) => `target ${depotId} ${item}`),
      ...given.equipmentUnits.map(({ id }) => id),
      ...given.vehicles.flatMap(({ id, plate }) => [id, plate]),
      ...given.principals.map(({ id }) => id),
      ...given.agreements.map(({ id, version }) => `${id} ${String(version)}`),
    ];
    expect(codes.length - new Set(codes).size).toBe(0);
  });

  it("makes goods before they expire, as long before as they keep", () => {
    const life = new Map(given.items.map((item) => [item.sku, item.storageLifeMonths]));
    for (const { code, item, madeInDays, expiresInDays } of given.lots) {
      expect(madeInDays, code).toBeLessThanOrEqual(0);
      const months = life.get(item);
      if (months === null || months === undefined) expect(expiresInDays, code).toBeNull();
      else expect(expiresInDays! - madeInDays, code).toBe(Math.round(months * 30.4375));
    }
  });

  it("is the same for the same seed and another for another", () => {
    expect(world(1, size)).toEqual(given);
    expect(world(2, size)).not.toEqual(given);
    expect(world(2, size).lots[0]!.id).not.toBe(given.lots[0]!.id);
  });

  it("opens each lot with its quantity, at its keeper", () => {
    const lines = openingLines(given);
    expect(lines.map(({ lot }) => lot)).toEqual(given.lots.map(({ id }) => id));
    const custodial = given.depots.find(({ id }) => id === "DEP003")!;
    const line = lines.find(({ depot }) => depot === "DEP003")!;
    expect(line).toMatchObject({ owner: custodial.ownerOrg, custodian: custodial.custodianOrg });
  });

  it("names no person, telephone or identity number, and marks what is made up", () => {
    const said = JSON.stringify(given);
    expect(said).not.toMatch(/(?<![\d-])1[3-9]\d{9}(?!\d)/);
    expect(said).not.toMatch(/(?<![\dA-Z])\d{17}[\dXx](?![\dA-Z])/);
    expect(said).not.toMatch(/[\w.]+@[\w-]+\.\w+/);
    const named = [...given.organizations, ...given.teams, ...given.depots, ...given.agreements];
    for (const { nameZh } of named) expect(nameZh).toContain("示例");
    for (const { name } of given.principals) expect(name).toContain("示例");
    for (const { plate } of given.vehicles) expect(plate).toMatch(/^演[A-Z]\d{4}$/);
  });
});

describe("the tiny world", () => {
  it("is two cities of two provinces and ten lots at most", () => {
    expect(tiny.clusterMembers).toEqual(["150300", "640200"]);
    expect(tiny.depots.map(({ regionCode }) => regionCode.slice(0, 2))).toEqual(["15", "64", "15"]);
    expect(tiny.lots.length).toBeLessThanOrEqual(10);
    expect([tiny.teams.length, tiny.vehicles.length]).toEqual([1, 3]);
    expect(tiny.agreements.length).toBeGreaterThan(0);
  });
});

describe("names and ids of the seed", () => {
  it("finds a Chinese name by pinyin, initials, English and code", () => {
    const text = searchTextOf("棋盘井园区应急物资库(示例)", "Qipanjing depot", "DEP007");
    for (const part of ["棋盘井", "qipanjing", "qpjyq", "qipanjing depot", "dep007"])
      expect(text).toContain(part);
    expect(text).toBe(text.toLowerCase());
    expect(searchTextOf("鄂托克旗", null, "x")).toContain("etuokeqi");
  });

  it("derives UUIDs of version 8 from seed and name", () => {
    expect(uuidOf(1, "a")).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
    expect(uuidOf(1, "a")).toBe(uuidOf(1, "a"));
    expect(uuidOf(1, "a")).not.toBe(uuidOf(2, "a"));
  });
});
