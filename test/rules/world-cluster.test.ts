import { describe, expect, it } from "vitest";
import { world } from "../../seeds/world.ts";

const demo = world(1, "demo");
/** Lies in the yard, not in the depot. */
const bulk = new Set(["FL-STONE", "HZ-SAND"]);

describe("the demo world", () => {
  it("is the whole cluster", () => {
    const { regions, organizations, depots, items } = demo;
    const teams = demo.teams.filter(({ parentId }) => parentId === null);
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
