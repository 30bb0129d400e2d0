import type { PgTable } from "drizzle-orm/pg-core";
import { membership, principal } from "../schema/tables/access.ts";
import { campaign as campaigns } from "../schema/tables/campaigns.ts";
import * as catalog from "../schema/tables/catalog.ts";
import * as published from "../schema/tables/disclosures.ts";
import * as gifts from "../schema/tables/donations.ts";
import * as forces from "../schema/tables/forces.ts";
import { roadLink, roadNode } from "../schema/tables/network.ts";
import * as places from "../schema/tables/regions.ts";
import * as reserves from "../schema/tables/reserves.ts";
import type { Calendar } from "./calendar.ts";
import { packRows, publishedGifts } from "./donations.ts";
import type { Term } from "./places.model.ts";
import type { World } from "./world.model.ts";

export interface Filling {
  readonly into: PgTable;
  readonly rows: Record<string, unknown>[];
}

/** The column names and types are checked here; beyond, a table is only a table. */
const fill = <Table extends PgTable>(
  into: Table,
  rows: readonly Table["$inferInsert"][],
): Filling => ({ into, rows: [...rows] });

/** Every row in an order in which each reference is already there. */
export const tablesOf = (world: World, calendar: Calendar): Filling[] => [
  ...placeTables(world),
  ...catalogTables(world),
  ...pactTables(world, calendar),
  ...reserveTables(world, calendar),
  ...forceTables(world, calendar),
  ...memberTables(world),
  ...giftTables(world, calendar),
];

const placeTables = (world: World): Filling[] => [
  fill(places.region, world.regions),
  fill(places.cluster, [world.cluster]),
  fill(
    places.clusterMember,
    world.clusterMembers.map((regionCode) => ({ clusterId: world.cluster.id, regionCode })),
  ),
  fill(places.organization, world.organizations),
  fill(roadNode, world.roadNodes),
  fill(roadLink, world.roadLinks),
];

const catalogTables = (world: World): Filling[] => [
  fill(catalog.itemCategory, world.itemCategories),
  fill(catalog.item, world.items),
  fill(catalog.kitComponent, world.kitComponents),
  fill(catalog.itemSubstitute, world.substitutes),
  fill(catalog.skill, world.skills),
  fill(catalog.equipmentType, world.equipmentTypes),
];

const termOf = ({ validFromDays, validToDays }: Term, { day }: Calendar) => ({
  validFrom: day(validFromDays),
  validTo: day(validToDays),
});

const pactTables = ({ agreements, storageAgreements }: World, calendar: Calendar): Filling[] => [
  fill(
    places.agreement,
    agreements.map((row) => ({
      id: row.id,
      version: row.version,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      terms: row.terms,
      ...termOf(row, calendar),
    })),
  ),
  fill(
    places.agreementParty,
    agreements.flatMap(({ id: agreementId, version, parties }) =>
      parties.map((party) => ({ agreementId, version, ...party })),
    ),
  ),
  fill(
    places.storageAgreement,
    storageAgreements.map(({ validFromDays, validToDays, ...row }) => ({
      ...row,
      ...termOf({ validFromDays, validToDays }, calendar),
    })),
  ),
];

const reserveTables = (world: World, calendar: Calendar): Filling[] => [
  fill(reserves.depot, world.depots),
  fill(
    reserves.stockLot,
    world.lots.map(({ madeInDays, expiresInDays, countedDaysAgo, ...row }) => ({
      ...row,
      madeOn: calendar.day(madeInDays),
      expiresOn: expiresInDays === null ? null : calendar.day(expiresInDays),
      countedAt: countedDaysAgo === null ? null : calendar.daysAgo(countedDaysAgo),
    })),
  ),
  fill(reserves.reserveTarget, world.targets),
  fill(
    reserves.commitment,
    world.commitments.map(({ validFromDays, validToDays, ...row }) => ({
      ...row,
      ...termOf({ validFromDays, validToDays }, calendar),
    })),
  ),
];

const forceTables = (world: World, calendar: Calendar): Filling[] => [
  fill(
    forces.team,
    world.teams.map(({ insuredUntilDays, ...row }) => ({
      ...row,
      insuredUntil: insuredUntilDays === null ? null : calendar.day(insuredUntilDays),
    })),
  ),
  fill(forces.equipmentUnit, world.equipmentUnits),
  fill(forces.teamLicence, licencesOf(world, calendar)),
  fill(
    forces.carrier,
    world.carriers.map(({ orgId, insuredUntilDays }) => ({
      orgId,
      insuredUntil: calendar.day(insuredUntilDays),
    })),
  ),
  fill(forces.vehicle, world.vehicles),
];

/** Every crew of the demo holds what its machines ask for, for most of a year. */
function licencesOf({ equipmentTypes, equipmentUnits }: World, { day }: Calendar) {
  const held = equipmentUnits.flatMap(({ type, teamId }) => {
    const licence = equipmentTypes.find(({ code }) => code === type)?.operatorLicence;
    return licence === undefined ? [] : [[teamId, licence] as const];
  });
  const once = new Map(
    held.map(([teamId, licence]) => [`${teamId} ${licence}`, { teamId, licence }]),
  );
  return [...once.values()].map((row) => ({ ...row, validUntil: day(330) }));
}

const memberTables = ({ principals }: World): Filling[] => [
  fill(
    principal,
    principals.map(({ id, name, kind }) => ({ id, name, kind })),
  ),
  fill(
    membership,
    principals.flatMap(({ id: principalId, memberships }) =>
      memberships.flatMap(({ orgId, roles }) =>
        roles.map((role) => ({ principalId, orgId, role })),
      ),
    ),
  ),
];

function giftTables(world: World, calendar: Calendar): Filling[] {
  const { campaign, disclosure, version, donation, intake, line } = publishedGifts(world, calendar);
  return [
    fill(gifts.itemPack, packRows(world)),
    fill(campaigns, campaign),
    fill(published.disclosure, disclosure),
    fill(published.disclosureVersion, version),
    fill(gifts.donation, donation),
    fill(gifts.donationIntake, intake),
    fill(published.disclosureLine, line),
  ];
}
