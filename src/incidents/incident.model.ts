import type { HazardZone } from "../../schema/shapes/hazard-zone.ts";
import type {
  IncidentCategory,
  IncidentGrade,
  IncidentState,
  ResponseLevel,
  WarningLevel,
} from "../../schema/words/incidents.ts";

export interface IncidentRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly category: IncidentCategory;
  /** A hazard code such as `HAZCHEM`; earmarked gifts are compared with it. */
  readonly hazard: string;
  readonly incidentGrade: IncidentGrade | null;
  readonly warningLevel: WarningLevel | null;
  readonly responseLevel: ResponseLevel | null;
  readonly state: IncidentState;
  readonly regionCode: string;
  readonly node: string;
  readonly lon: number;
  readonly lat: number;
  readonly leadOrg: string;
  readonly governmentOrg: string;
  readonly payerOrg: string | null;
  readonly responsibleOrg: string | null;
  readonly zone: HazardZone | null;
  readonly closedRoads: readonly string[];
  readonly occurredAt: Date;
  readonly reportedAt: Date;
  readonly responseStartedAt: Date | null;
  readonly responseEndedAt: Date | null;
  readonly version: number;
}

/** One line of the history of levels: what was in force from `setAt` on, and who set it. */
export interface LevelRow {
  readonly id: string;
  readonly incidentId: string;
  readonly responseLevel: ResponseLevel | null;
  readonly incidentGrade: IncidentGrade | null;
  readonly warningLevel: WarningLevel | null;
  readonly payerOrg: string | null;
  readonly setBy: string;
  /** Set by an approver of the government of the incident's region: act-first asks for it. */
  readonly setByApprover: boolean;
  readonly setAt: Date;
  readonly reason: string;
}

export interface ReportInput {
  readonly nameZh: string;
  readonly nameEn?: string | null | undefined;
  readonly category: IncidentCategory;
  readonly hazard: string;
  readonly incidentGrade?: IncidentGrade | null | undefined;
  readonly warningLevel?: WarningLevel | null | undefined;
  readonly regionCode: string;
  /** Where help is taken to; absent: the road node nearest to the point. */
  readonly node?: string | null | undefined;
  /** WGS-84 degrees; absent: the node's own. */
  readonly lon?: number | null | undefined;
  readonly lat?: number | null | undefined;
  readonly leadOrg?: string | null | undefined;
  readonly responsibleOrg?: string | null | undefined;
  readonly occurredAt?: Date | null | undefined;
}

export interface LevelInput {
  readonly incidentId: string;
  readonly responseLevel: ResponseLevel;
  readonly incidentGrade?: IncidentGrade | null | undefined;
  readonly warningLevel?: WarningLevel | null | undefined;
  readonly payerOrg?: string | null | undefined;
  readonly reason: string;
}

export interface ZoneInput {
  readonly incidentId: string;
  readonly zone?: ZoneShape | null | undefined;
  /** Ids of road links that are shut to this response; absent: as before. */
  readonly closedRoads?: readonly string[] | null | undefined;
}

/** What a caller gives of a zone; the rest is the incident's own point and the present. */
export interface ZoneShape {
  readonly lon?: number | null | undefined;
  readonly lat?: number | null | undefined;
  readonly radiusKm: number;
  readonly windTowardsDegrees?: number | null | undefined;
  readonly sectorDegrees?: number | null | undefined;
  readonly from?: Date | null | undefined;
  readonly until: Date;
}

export interface EndInput {
  readonly incidentId: string;
  readonly reason?: string | null | undefined;
}
