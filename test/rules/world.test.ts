import { describe, expect, it } from "vitest";
import { openingLines } from "../../seeds/opening.ts";
import { uuidOf } from "../../seeds/identity.ts";
import { searchTextOf } from "../../seeds/search-text.ts";
import type { World } from "../../seeds/world.model.ts";
import { world } from "../../seeds/world.ts";

const tiny = world(1, "tiny");
const demo = world(1, "demo");
const bulk = new Set(["FL-STONE", "HZ-SAND"]);

const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id));
const unknown = (known: ReadonlySet<string>, said: readonly (string | null)[]) =>
  said.filter((id) => id !== null && !known.has(id));

function loose(given: World): Record<string, (string | null)[]> {
  const orgs = ids(given.organizations);
  const depots = ids(given.depots);
  const nodes = ids(given.roadNodes);
  const regions = new Set(given.regions.map(({ code }) => code));
  const skus = new Set(given.items.map(({ sku }) => sku));
  const types = new Set(given.equipmentTypes.map(({ code }) => code));
  const skills = new Set(given.skills.map(({ code }) => code));
  const { lots, targets, commitments, storageAgreements, teams, vehicles } = given;
  return {
    region: unknown(regions, [
      ...given.regions.map(({ parentCode }) => parentCode),
      ...[...given.organizations, ...given.depots].map(({ regionCode }) => regionCode),
      ...given.clusterMembers,
      given.cluster.hubCode,
      ...teams.map(({ regionCode }) => regionCode),
    ]),
    organization: unknown(orgs, [
      ...given.organizations.map(({ superiorOrg }) => superiorOrg),
      ...given.agreements.flatMap(({ parties }) => parties.map(({ orgId }) => orgId)),
      ...given.depots.flatMap(({ ownerOrg, custodianOrg }) => [ownerOrg, custodianOrg]),
      ...storageAgreements.flatMap((row) => [row.ownerOrg, row.custodianOrg, row.contractingOrg]),
      ...commitments.flatMap((row) => [row.supplierOrg, row.contractingOrg]),
      ...[...lots, ...teams, ...given.equipmentUnits].map(({ ownerOrg }) => ownerOrg),
      ...given.carriers.map(({ orgId }) => orgId),
      ...given.principals.flatMap((row) => row.memberships.map(({ orgId }) => orgId)),
    ]),
    depot: unknown(
      depots,
      [...lots, ...targets, ...commitments, ...storageAgreements].map(({ depotId }) => depotId),
    ),
    item: unknown(skus, [
      ...[...lots, ...targets, ...commitments].map(({ item }) => item),
      ...given.substitutes.flatMap(({ item, substitute }) => [item, substitute]),
      ...given.kitComponents.flatMap(({ kit, component }) => [kit, component]),
      ...given.scenarios.flatMap(({ demands }) => demands.map(({ sku }) => sku)),
      ...given.agreements.flatMap(({ terms }) => terms.items),
    ]),
    category: unknown(
      new Set(given.itemCategories.map(({ code }) => code)),
      [...given.items.map(({ category }) => category)].concat(
        given.agreements.flatMap(({ terms }) => terms.categories),
      ),
    ),
    node: unknown(nodes, [
      ...given.depots.map(({ node }) => node),
      ...given.roadLinks.flatMap(({ fromNode, toNode }) => [fromNode, toNode]),
      ...[...teams, ...given.equipmentUnits, ...vehicles].map(({ baseNode }) => baseNode),
      ...given.scenarios.map(({ node }) => node),
    ]),
    force: [
      ...unknown(
        types,
        [...given.equipmentUnits, ...vehicles].map(({ type }) => type),
      ),
      ...unknown(
        skills,
        teams.flatMap((row) => row.skills),
      ),
      ...unknown(
        ids(teams),
        given.equipmentUnits.map(({ teamId }) => teamId),
      ),
      ...unknown(
        new Set(given.carriers.map(({ orgId }) => orgId)),
        vehicles.map((row) => row.carrierOrg),
      ),
    ],
  };
}

describe.each([
  ["tiny", tiny],
  ["demo", demo],
] as const)("the %s world", (_size, given) => {
  it("has no reference that leads nowhere", () => {
    expect(Object.values(loose(given)).flat()).toEqual([]);
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
    expect(world(1, given.size)).toEqual(given);
    expect(world(2, given.size)).not.toEqual(given);
    expect(world(2, given.size).lots[0]!.id).not.toBe(given.lots[0]!.id);
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

describe("the demo world", () => {
  it("is the whole cluster", () => {
    const { regions, organizations, depots, items, teams } = demo;
    expect([regions, organizations, depots, items, teams].map(({ length }) => length)).toEqual([
      39, 39, 40, 141, 24,
    ]);
    const stocked = new Set(demo.lots.map(({ item }) => item));
    const contracted = new Set(demo.commitments.map(({ item }) => item));
    expect(items.filter(({ sku }) => !stocked.has(sku) && !contracted.has(sku))).toEqual([]);
  });

  it("puts goods under the norm exactly where a government owns them", () => {
    const sectors = new Map(demo.organizations.map(({ id, sector }) => [id, sector]));
    for (const { code, ownerOrg, underNorm } of demo.lots)
      expect(underNorm, code).toBe(sectors.get(ownerOrg) === "GOVERNMENT");
  });

  it("has room for what it holds", () => {
    const volume = new Map(demo.items.map(({ sku, volumeM3 }) => [sku, volumeM3]));
    for (const { id, capacityM3 } of demo.depots) {
      const held = demo.lots
        .filter(({ depotId, item }) => depotId === id && !bulk.has(item))
        .reduce((sum, { item, quantity }) => sum + quantity * volume.get(item)!, 0);
      expect(held, id).toBeLessThanOrEqual(capacityM3);
    }
  });

  it("has the goods that a keeper must notice", () => {
    const { lots } = demo;
    expect(lots.some(({ expiresInDays }) => (expiresInDays ?? 0) < 0)).toBe(true);
    expect(lots.some(({ condition }) => condition === "BLOCKED")).toBe(true);
    expect(lots.some(({ condition }) => condition === "RECALLED")).toBe(true);
    expect(lots.some(({ earmark }) => earmark !== null)).toBe(true);
    expect(lots.some(({ countedDaysAgo }) => countedDaysAgo === null)).toBe(true);
    expect(lots.some(({ countedDaysAgo }) => (countedDaysAgo ?? 0) > 180)).toBe(true);
    expect(lots.filter(({ condition }) => condition === "GOOD").length).toBeGreaterThan(1000);
  });

  it("keeps each truck in one list only", () => {
    const carriers = new Set(demo.vehicles.map(({ carrierOrg, type }) => `${carrierOrg} ${type}`));
    for (const { id, ownerOrg, type } of demo.equipmentUnits)
      expect(carriers.has(`${ownerOrg} ${type}`), id).toBe(false);
  });

  it("has a pact of each regime in force, and a storage agreement for each kept depot", () => {
    const inForce = demo.agreements.filter((row) => row.validFromDays <= 0 && row.validToDays >= 0);
    expect(new Set(inForce.map(({ terms }) => terms.regime)).size).toBe(4);
    const kept = demo.depots.filter(({ reserveMode }) => reserveMode === "CUSTODIAL");
    const contracts = new Set(demo.storageAgreements.map(({ depotId }) => depotId));
    expect(kept.every(({ id }) => contracts.has(id))).toBe(true);
    const pact = inForce.find(({ id }) => id === "AG-CLUSTER")!;
    const home = new Map(demo.organizations.map(({ id, regionCode }) => [id, regionCode]));
    const cities = pact.parties.map(({ orgId }) => home.get(orgId));
    expect(cities.toSorted()).toEqual(demo.clusterMembers.toSorted());
  });

  it("lets every city, its superior and the wronged firm act in every post", () => {
    const posts = new Set(
      demo.principals.flatMap(({ memberships }) =>
        memberships.flatMap(({ orgId, roles }) => roles.map((role) => `${orgId} ${role}`)),
      ),
    );
    for (const org of ["ORG-G01", "ORG-G04", "ORG-G06", "ORG-G07", "ORG-E01", "ORG-E06", "ORG-C07"])
      for (const role of ["DISPATCHER", "APPROVER", "KEEPER", "RECEIVER", "FINANCE"])
        expect(posts).toContain(`${org} ${role}`);
    for (const post of ["AUDITOR", "CONFERENCE_SECRETARY", "ADMIN"])
      expect([...posts].some((said) => said.endsWith(post))).toBe(true);
  });
});

describe("the tiny world", () => {
  it("is two cities of two provinces and ten lots at most", () => {
    expect(tiny.clusterMembers).toEqual(["150300", "640200"]);
    expect(tiny.depots.map(({ regionCode }) => regionCode.slice(0, 2))).toEqual(["15", "64", "15"]);
    expect(tiny.lots.length).toBeLessThanOrEqual(10);
    expect([tiny.teams.length, tiny.vehicles.length]).toEqual([1, 1]);
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
