import type { RegionLevel } from "../schema/words/regions.ts";
import type { RawDepot, RawOrganization, RawRegion, SeedData } from "./data.model.ts";
import type { DepotRow } from "./goods.model.ts";
import { searchTextOf } from "./search-text.ts";
import type { OrganizationRow, RegionRow, World } from "./world.model.ts";

const levels: Readonly<Record<RawRegion["level"], RegionLevel>> = {
  province: "PROVINCE",
  prefecture: "PREFECTURE",
  county: "COUNTY",
};

export function placesOf(
  data: SeedData,
): Pick<
  World,
  "regions" | "cluster" | "clusterMembers" | "organizations" | "depots" | "roadNodes" | "roadLinks"
> {
  const { id, nameZh, nameEn, hub, members } = data.cluster;
  return {
    regions: data.regions.map(regionRow),
    cluster: { id, nameZh, nameEn, hubCode: hub },
    clusterMembers: members,
    organizations: data.organizations.map(organizationRow),
    depots: data.depots.map((depot) => depotRow(depot, data.norms.readyMinutes)),
    roadNodes: data.roadNodes.map(({ id: node, kind, nameZh: name, lon, lat }) => ({
      id: node,
      kind,
      nameZh: name,
      lon,
      lat,
    })),
    roadLinks: data.roadLinks.map((link) => ({
      id: link.id,
      fromNode: link.from,
      toNode: link.to,
      roads: link.roads,
      km: link.distanceKm,
      minutes: link.durationMin,
      tags: link.risks,
    })),
  };
}

const regionRow = (raw: RawRegion): RegionRow => ({
  code: raw.code,
  level: levels[raw.level],
  nameZh: raw.nameZh,
  nameEn: raw.nameEn,
  pinyin: raw.pinyin,
  parentCode: raw.parentCode,
  lon: raw.lon,
  lat: raw.lat,
  population: raw.population,
  populationNote: raw.populationNote,
});

const organizationRow = (raw: RawOrganization): OrganizationRow => ({
  id: raw.id,
  sector: raw.sector,
  nameZh: raw.nameZh,
  nameEn: raw.nameEn ?? null,
  uscc: raw.uscc,
  regionCode: raw.regionCode,
  superiorOrg: raw.superiorOrgId ?? null,
  legalForm: raw.legalForm ?? null,
  industry: raw.industry ?? null,
  publicFundraisingQualified: raw.publicFundraisingQualified ?? null,
  searchText: searchTextOf(raw.nameZh, raw.nameEn ?? null, raw.id),
});

const depotRow = (
  raw: RawDepot,
  readyMinutes: Readonly<Record<DepotRow["tier"], number>>,
): DepotRow => ({
  id: raw.id,
  nameZh: raw.nameZh,
  nameEn: null,
  regionCode: raw.regionCode,
  tier: raw.tier,
  sector: raw.sector,
  reserveMode: raw.reserveMode,
  ownerOrg: raw.ownerOrgId,
  custodianOrg: raw.custodianOrgId,
  visibility: raw.publicVisibility,
  lon: raw.lon,
  lat: raw.lat,
  node: raw.node,
  capacityM3: raw.capacityM3,
  readyMinutes: readyMinutes[raw.tier],
  searchText: searchTextOf(raw.nameZh, null, raw.id),
});
