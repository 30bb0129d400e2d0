import type { LicenceClass } from "../../schema/words/catalog.ts";
import type {
  ForceKind,
  ForceState,
  OperatorLicence,
  TeamCategory,
} from "../../schema/words/forces.ts";
import type { Sector } from "../../schema/words/regions.ts";

/** Ids of teams and of machines are apart, so a unit is named by both. */
export interface UnitRef {
  readonly kind: ForceKind;
  readonly id: string;
}

/** A unit on standby that can do something of what was asked. Days are `YYYY-MM-DD`. */
export interface DispatchableUnit extends UnitRef {
  readonly nameZh: string;
  readonly ownerOrg: string;
  readonly ownerSector: Sector;
  readonly regionCode: string;
  readonly node: string;
  readonly skills: readonly string[];
  /** Null: nobody has said how soon it can leave. */
  readonly readyMinutes: number | null;
  /** Of the team, or of the team that mans the machine; null: a machine without a team. */
  readonly category: TeamCategory | null;
  readonly insuredUntil: string | null;
  readonly headcount: number | null;
  /** The machine's type, for its road speed; null: a team. */
  readonly equipmentType: string | null;
  readonly teamId: string | null;
  /** What the machine's crew must hold; null: nothing. */
  readonly licence: OperatorLicence | null;
  /** Until when its crew holds it; null: it does not, or there is no crew. */
  readonly licensedUntil: string | null;
  readonly version: number;
}

export interface LockedUnit extends UnitRef {
  readonly ownerOrg: string;
  readonly state: ForceState;
  readonly orderLineId: string | null;
  readonly category: TeamCategory | null;
  readonly insuredUntil: string | null;
  readonly licence: OperatorLicence | null;
  readonly licensedUntil: string | null;
  /** After its return it rests so long. */
  readonly restHours: number;
  readonly stateSince: Date;
  readonly version: number;
}

export interface Load {
  readonly kg: number;
  readonly m3: number;
  readonly licences: readonly LicenceClass[];
}

export interface VehicleFacts {
  readonly id: string;
  readonly carrierOrg: string;
  readonly baseNode: string;
  readonly type: string;
  readonly plate: string;
  readonly loadKg: number;
  readonly loadM3: number;
  readonly licences: readonly string[];
  readonly speedFactor: number;
  /** The carrier's; null: unknown. */
  readonly insuredUntil: string | null;
}

export type VehicleChoice =
  | { readonly ok: true; readonly vehicle: VehicleFacts }
  /** LICENCE: nobody may carry it (`licence` is the first class that is missing). */
  | { readonly ok: false; readonly why: "LICENCE"; readonly licence: LicenceClass }
  | { readonly ok: false; readonly why: "NOT_INSURED" | "NO_ROOM" };
