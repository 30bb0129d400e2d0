import type { AgreementTerms } from "../schema/shapes/agreement.ts";
import type { PrincipalKind, Role } from "../schema/words/access.ts";
import type { IncidentGrade } from "../schema/words/incidents.ts";
import type { RegionLevel, Sector } from "../schema/words/regions.ts";
import type {
  CarrierRow,
  EquipmentTypeRow,
  EquipmentUnitRow,
  RoadLinkRow,
  RoadNodeRow,
  SkillRow,
  TeamRow,
  VehicleRow,
} from "./forces.model.ts";
import type {
  CommitmentRow,
  DepotRow,
  ItemRow,
  KitComponentRow,
  LotRow,
  StorageAgreementRow,
  SubstituteRow,
  TargetRow,
} from "./goods.model.ts";
import type { NamedRow, Point, Term } from "./places.model.ts";

/**
 * A whole hub before its first day: rows for the tables, and what each lot opens with. It knows
 * no date: days count from an unnamed today (negative: the past), and the loader names it.
 */
export interface World {
  readonly seed: number;
  readonly size: WorldSize;
  readonly regions: readonly RegionRow[];
  readonly cluster: ClusterRow;
  readonly clusterMembers: readonly string[];
  readonly organizations: readonly OrganizationRow[];
  readonly agreements: readonly AgreementRow[];
  readonly storageAgreements: readonly StorageAgreementRow[];
  readonly itemCategories: readonly NamedRow[];
  readonly items: readonly ItemRow[];
  readonly kitComponents: readonly KitComponentRow[];
  readonly substitutes: readonly SubstituteRow[];
  readonly skills: readonly SkillRow[];
  readonly equipmentTypes: readonly EquipmentTypeRow[];
  readonly roadNodes: readonly RoadNodeRow[];
  readonly roadLinks: readonly RoadLinkRow[];
  readonly depots: readonly DepotRow[];
  readonly lots: readonly LotRow[];
  readonly targets: readonly TargetRow[];
  readonly commitments: readonly CommitmentRow[];
  readonly teams: readonly TeamRow[];
  readonly equipmentUnits: readonly EquipmentUnitRow[];
  readonly carriers: readonly CarrierRow[];
  readonly vehicles: readonly VehicleRow[];
  readonly principals: readonly PrincipalRow[];
  readonly scenarios: readonly Scenario[];
}

export type WorldSize = "tiny" | "demo" | "wide";

export interface RegionRow extends NamedRow, Point {
  readonly level: RegionLevel;
  readonly pinyin: string;
  readonly parentCode: string | null;
  readonly population: number | null;
  readonly populationNote: string | null;
}

export interface ClusterRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly hubCode: string;
}

export interface OrganizationRow {
  readonly id: string;
  readonly sector: Sector;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly uscc: string | null;
  readonly regionCode: string;
  readonly superiorOrg: string | null;
  readonly legalForm: string | null;
  readonly industry: string | null;
  readonly publicFundraisingQualified: boolean | null;
  readonly searchText: string;
}

export interface AgreementRow extends Term {
  readonly id: string;
  readonly version: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly terms: AgreementTerms;
  readonly parties: readonly {
    readonly orgId: string;
    readonly lends: boolean;
    readonly borrows: boolean;
  }[];
}

export interface PrincipalRow {
  readonly id: string;
  readonly name: string;
  readonly kind: PrincipalKind;
  /** Printed among the demo sign-ins. */
  readonly shown?: boolean;
  readonly memberships: readonly { readonly orgId: string; readonly roles: readonly Role[] }[];
}

/** A fictional exercise: what happens where, and what is asked for. Not a table: a script. */
export interface Scenario extends Point {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly hazard: string;
  readonly incidentGrade: IncidentGrade;
  /** 1 is gravest. */
  readonly responseLevel: number;
  readonly regionCode: string;
  readonly node: string;
  readonly affectedPopulation: number;
  readonly evacuees: number;
  readonly payerOrgId: string;
  readonly responsibleOrgId?: string;
  readonly hazardZone?: { readonly radiusKm: number; readonly note: string };
  /** Ids of road links that are closed while it lasts. */
  readonly closedRoads?: readonly string[];
  readonly demands: readonly {
    readonly sku: string;
    readonly qty: number;
    readonly neededWithinHours: number;
    readonly priority: number;
  }[];
  readonly teamNeeds: readonly {
    readonly skill: string;
    readonly teams: number;
    readonly neededWithinHours: number;
    readonly priority: number;
  }[];
}
