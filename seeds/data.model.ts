import type { AgreementRow, PrincipalRow, Scenario } from "./world.model.ts";
import type {
  EquipmentTypeRow,
  SkillRow,
  TeamRow,
  VehicleRow,
  CarrierRow,
} from "./forces.model.ts";
import type {
  CommitmentRow,
  DepotRow,
  ItemRow,
  StorageAgreementRow,
  SubstituteRow,
} from "./goods.model.ts";
import type { NamedRow, Point } from "./places.model.ts";

/** The files of this folder as they are written: provenance stands in each file's `meta`. */
export interface SeedData {
  readonly cluster: {
    readonly id: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly hub: string;
    readonly members: readonly string[];
  };
  readonly regions: readonly RawRegion[];
  readonly organizations: readonly RawOrganization[];
  readonly depots: readonly RawDepot[];
  readonly categories: readonly NamedRow[];
  readonly items: readonly RawItem[];
  readonly recovery: RecoveryRules;
  readonly substitutes: readonly SubstituteRow[];
  readonly skills: readonly RawSkill[];
  readonly equipment: readonly RawEquipment[];
  readonly roadNodes: readonly RawRoadNode[];
  readonly roadLinks: readonly RawRoadLink[];
  readonly teams: readonly RawTeam[];
  readonly carriers: readonly CarrierRow[];
  readonly vehicles: readonly VehicleRow[];
  readonly agreements: readonly AgreementRow[];
  readonly storageAgreements: readonly StorageAgreementRow[];
  readonly commitments: readonly CommitmentRow[];
  readonly standards: readonly NormRule[];
  readonly norms: Norms;
  readonly quantities: readonly ShelfOverride[];
  readonly marks: readonly LotMark[];
  readonly principals: readonly PrincipalRow[];
  readonly scenarios: readonly Scenario[];
  readonly tiny: TinyScope;
}

export interface RawRegion extends NamedRow, Point {
  readonly level: "province" | "prefecture" | "county";
  readonly pinyin: string;
  readonly parentCode: string | null;
  readonly population: number | null;
  readonly populationNote: string | null;
  /** Counties that share a border. */
  readonly neighbors?: readonly string[];
}

export interface RawOrganization {
  readonly id: string;
  readonly sector: DepotRow["sector"];
  readonly regionCode: string;
  readonly nameZh: string;
  readonly nameEn?: string;
  readonly uscc: string;
  readonly superiorOrgId?: string;
  readonly legalForm?: string;
  readonly industry?: string;
  readonly publicFundraisingQualified?: boolean;
}

export interface RawDepot
  extends
    Point,
    Pick<
      DepotRow,
      "id" | "regionCode" | "nameZh" | "tier" | "sector" | "reserveMode" | "capacityM3" | "node"
    > {
  readonly ownerOrgId: string;
  readonly custodianOrgId: string;
  readonly publicVisibility: DepotRow["visibility"];
}

export interface RawItem
  extends
    NamelessItem,
    Pick<ItemRow, "sku" | "nameZh" | "nameEn" | "planClass" | "hazards" | "storageLifeMonths"> {
  readonly lifecycle: "CONSUMABLE" | "REUSABLE";
  /** An order of magnitude for the demo's books, in yuan. */
  readonly indicativeUnitValueCny: number;
  readonly dangerousGoods?: string;
  readonly isKit?: boolean;
  readonly components?: readonly { readonly sku: string; readonly qty: number }[];
}

type NamelessItem = Pick<
  ItemRow,
  "unit" | "unitZh" | "category" | "gbMajor" | "gbCode" | "weightKg" | "volumeM3"
>;

export interface RecoveryRules {
  readonly byLifecycle: Readonly<Record<RawItem["lifecycle"], ItemRow["recovery"]>>;
  readonly returnedIfUnderMonths: Readonly<Record<string, number>>;
  readonly notRecovered: { readonly items: readonly string[] };
  readonly needsRestoring: readonly string[];
}

export interface RawSkill extends Omit<SkillRow, "standard"> {
  readonly standardOrCertificate: string | null;
}

export interface RawEquipment extends Omit<EquipmentTypeRow, "skills"> {
  readonly requiredSkills: readonly string[];
}

export interface RawRoadNode extends Point {
  readonly id: string;
  readonly kind: string;
  readonly nameZh: string;
}

export interface RawRoadLink {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly roads: string;
  readonly distanceKm: number;
  readonly durationMin: number;
  readonly risks: readonly string[];
}

export interface RawTeam extends Pick<
  TeamRow,
  "id" | "nameZh" | "category" | "regionCode" | "baseNode" | "headcount" | "skills"
> {
  readonly ownerOrgId: string;
  readonly mobilisationMin: number;
  readonly equipment: readonly { readonly code: string; readonly qty: number }[];
  readonly insuredUntilDays?: number;
  readonly restHours?: number;
  readonly parts?: readonly Pick<TeamRow, "nameZh" | "headcount" | "skills">[];
}

export interface NormRule {
  readonly id: string;
  readonly basis: string;
  readonly status: string;
}

export interface Norms {
  readonly rules: readonly NormRule[];
  readonly coverage: readonly Coverage[];
  readonly readyMinutes: Readonly<Record<DepotRow["tier"], number>>;
  /** The share (0–1) of a norm that the demo holds. */
  readonly heldShare: Readonly<Record<DepotRow["tier"], number>>;
  /** Held quantities vary by this share (0–1) up or down. */
  readonly jitter: number;
  readonly profiles: readonly NormProfile[];
}

/** How many people a depot of a tier provides for: per 10,000 residents of an area. */
export interface Coverage {
  readonly tier: DepotRow["tier"];
  readonly per10k: number;
  readonly of: "OWN_COUNTY" | "OWN_PREFECTURE" | "OWN_PROVINCE" | "HUB_CITY_AND_BORDERING_COUNTIES";
  readonly rule: string;
}

export interface NormProfile {
  readonly id: string;
  readonly nameZh: string;
  readonly per: "PERSON" | "DEPOT";
  /** Absent for PERSON: the coverage rule of the depot's tier is the ground. */
  readonly rule: string | null;
  /** A smaller norm is not kept at all. */
  readonly leastShelf: number;
  readonly depots: Readonly<Record<string, number>>;
  readonly items: Readonly<Record<string, number>>;
}

export interface ShelfOverride {
  readonly depot: string;
  readonly item: string;
  readonly quantity: number;
  readonly target?: number;
  /** An owner other than the depot's. */
  readonly owner?: string;
}

export interface LotMark {
  readonly depot: string;
  readonly item: string;
  readonly mark: "EXPIRED" | "BLOCKED" | "RECALLED" | "STALE" | "UNCOUNTED" | "EARMARK";
  readonly earmark?: string;
}

export interface TinyScope {
  readonly regions: readonly string[];
  readonly organizations: readonly string[];
  readonly depots: readonly string[];
  readonly roadNodes: readonly string[];
  readonly items: readonly string[];
  readonly teams: readonly string[];
  readonly vehicles: readonly string[];
  readonly agreements: readonly string[];
  readonly shelves: readonly ShelfOverride[];
}
