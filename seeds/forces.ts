import type { RawTeam, SeedData } from "./data.model.ts";
import type { EquipmentUnitRow, TeamRow, VehicleRow } from "./forces.model.ts";
import { chanceFor, pick } from "./identity.ts";
import type { World } from "./world.model.ts";

export function forcesOf(
  data: SeedData,
  seed: number,
): Pick<World, "skills" | "equipmentTypes" | "teams" | "equipmentUnits" | "carriers" | "vehicles"> {
  return {
    skills: data.skills.map(({ code, domain, nameZh, nameEn, standardOrCertificate }) => ({
      code,
      domain,
      nameZh,
      nameEn,
      standard: standardOrCertificate,
    })),
    equipmentTypes: data.equipment.map((raw) => ({
      code: raw.code,
      nameZh: raw.nameZh,
      nameEn: raw.nameEn,
      class: raw.class,
      crewSize: raw.crewSize,
      transportMode: raw.transportMode,
      capacity: raw.capacity,
      capacityUnit: raw.capacityUnit,
      roadSpeedKmh: raw.roadSpeedKmh,
      skills: raw.requiredSkills,
      ...(raw.operatorLicence === undefined ? {} : { operatorLicence: raw.operatorLicence }),
    })),
    teams: data.teams.flatMap((raw) => teamRows(raw, seed)),
    equipmentUnits: data.teams.flatMap((raw) => unitsOf(raw, data.vehicles)),
    carriers: data.carriers,
    vehicles: data.vehicles,
  };
}

/** A team, and its parts with the ids that a split would give them. */
function teamRows(raw: RawTeam, seed: number): TeamRow[] {
  const insured = pick(chanceFor(seed, `insured|${raw.id}`), 40, 330);
  const whole: TeamRow = {
    id: raw.id,
    nameZh: raw.nameZh,
    nameEn: null,
    category: raw.category,
    ownerOrg: raw.ownerOrgId,
    regionCode: raw.regionCode,
    baseNode: raw.baseNode,
    headcount: raw.headcount,
    mobilisationMinutes: raw.mobilisationMin,
    skills: raw.skills,
    restHours: raw.restHours ?? 0,
    insuredUntilDays: raw.insuredUntilDays ?? insured,
    parentId: null,
  };
  const parts = raw.parts ?? [];
  return [
    whole,
    ...parts.map((part, at) => ({
      ...whole,
      ...part,
      ...{ id: `${raw.id}-${at + 1}`, parentId: raw.id, insuredUntilDays: null },
    })),
  ];
}

/**
 * One row for each machine. The trucks of a transport team are its carrier's vehicles and stand
 * there: in both places, one truck could be booked twice.
 */
function unitsOf(raw: RawTeam, vehicles: readonly VehicleRow[]): EquipmentUnitRow[] {
  return raw.equipment
    .filter(
      ({ code }) =>
        !vehicles.some(({ carrierOrg, type }) => carrierOrg === raw.ownerOrgId && type === code),
    )
    .flatMap(({ code, qty }) =>
      Array.from({ length: qty }, (_, index) => ({
        id: `${raw.id}-${code.replace(/^EQ-/, "")}-${String(index + 1).padStart(2, "0")}`,
        type: code,
        ownerOrg: raw.ownerOrgId,
        teamId: raw.id,
        baseNode: raw.baseNode,
      })),
    );
}
