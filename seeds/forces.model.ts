import type { OperatorLicence, TeamCategory } from "../schema/words/forces.ts";
import type { NamedRow, Point } from "./places.model.ts";

export interface SkillRow extends NamedRow {
  readonly domain: string;
  readonly standard: string | null;
}

export interface EquipmentTypeRow extends NamedRow {
  readonly class: string;
  readonly crewSize: number;
  readonly transportMode: string;
  readonly capacity: number | null;
  readonly capacityUnit: string | null;
  readonly roadSpeedKmh: number | null;
  readonly skills: readonly string[];
  /** What its crew must be licensed for; absent: nothing. */
  readonly operatorLicence?: OperatorLicence;
}

export interface RoadNodeRow extends Point {
  readonly id: string;
  readonly kind: string;
  readonly nameZh: string;
}

export interface RoadLinkRow {
  readonly id: string;
  readonly fromNode: string;
  readonly toNode: string;
  readonly roads: string;
  readonly km: number;
  readonly minutes: number;
  readonly tags: readonly string[];
}

export interface TeamRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly category: TeamCategory;
  readonly ownerOrg: string;
  readonly regionCode: string;
  readonly baseNode: string;
  readonly headcount: number;
  readonly mobilisationMinutes: number;
  readonly skills: readonly string[];
  /** Hours of rest after a turn before it stands by again. */
  readonly restHours: number;
  /** Null: it is a part, and its insurance is the whole team's. */
  readonly insuredUntilDays: number | null;
  /** Of which team it is a part (编组); null: a whole team. */
  readonly parentId: string | null;
}

export interface EquipmentUnitRow {
  readonly id: string;
  readonly type: string;
  readonly ownerOrg: string;
  readonly teamId: string;
  readonly baseNode: string;
}

export interface CarrierRow {
  readonly orgId: string;
  readonly insuredUntilDays: number;
}

export interface VehicleRow {
  readonly id: string;
  readonly carrierOrg: string;
  readonly type: string;
  readonly plate: string;
  readonly baseNode: string;
  readonly loadKg: number;
  readonly loadM3: number;
  readonly licences: readonly string[];
  readonly passes: readonly string[];
  /** Multiplies planned road minutes. */
  readonly speedFactor: number;
}
