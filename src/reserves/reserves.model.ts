import type { Sector } from "../../schema/words/regions.ts";
import type { LotCondition, LotOrigin, ReserveMode } from "../../schema/words/reserves.ts";
import type { DayCall } from "./commitment.rules.ts";

/** Where goods stand, as far as a dispatch cares. */
export interface DepotFacts {
  readonly depotId: string;
  readonly depotNameZh: string;
  readonly node: string;
  readonly lon: number;
  readonly lat: number;
  readonly regionCode: string;
  readonly depotOwnerOrg: string;
  readonly custodianOrg: string;
  readonly depotSector: Sector;
  readonly reserveMode: ReserveMode;
  readonly readyMinutes: number;
}

/** A visible lot with something free on it. Days are `YYYY-MM-DD`, Asia/Shanghai. */
export interface DispatchableLot extends DepotFacts {
  readonly lotId: string;
  readonly code: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly ownerSector: Sector;
  /** ON_HAND of the ledger: neither held nor blocked nor on its way. */
  readonly freeQuantity: number;
  /** Good to the end of this day; null: does not expire. */
  readonly expiresOn: string | null;
  readonly condition: LotCondition;
  readonly origin: LotOrigin;
  readonly earmark: string | null;
  readonly countedAt: Date | null;
  readonly countSource: string;
  readonly underNorm: boolean;
  readonly unitValueFen: number | null;
  readonly version: number;
}

/** A call right that is open today. */
export interface DispatchableCommitment extends DepotFacts {
  readonly commitmentId: string;
  readonly item: string;
  readonly supplierOrg: string;
  readonly supplierSector: Sector;
  readonly contractingOrg: string;
  readonly maxQuantity: number;
  readonly promised: number;
  /** maxQuantity − promised. */
  readonly available: number;
  readonly dailyRate: number;
  readonly leadMinutes: number;
  readonly unitPriceFen: number;
  readonly validTo: string;
  /** Promised for today and each day after it, to whomever. */
  readonly calls: readonly DayCall[];
  readonly version: number;
}

export interface LockedCommitment {
  readonly id: string;
  readonly item: string;
  readonly supplierOrg: string;
  readonly contractingOrg: string;
  readonly maxQuantity: number;
  readonly promised: number;
  readonly dailyRate: number;
  readonly unitPriceFen: number;
  readonly leadMinutes: number;
  readonly validTo: string;
  /** Whether the database's day is within its term. */
  readonly inForce: boolean;
  /** Promised for today and each day after it, to whomever. */
  readonly calls: readonly DayCall[];
  readonly version: number;
}

/** A depot that has enough of an item. */
export interface NearRow {
  readonly depotId: string;
  readonly metres: number;
  /** Free, good and unexpired. */
  readonly quantity: number;
  readonly lots: number;
  readonly expiresFirst: string | null;
  /** The oldest count; null: one of the lots was never counted. */
  readonly countedAt: Date | null;
}

/** One item of a region's position. What is unknown is null and never zero. */
export interface PositionRow {
  readonly item: string;
  readonly onHand: number | null;
  readonly usable: number | null;
  readonly held: number | null;
  readonly target: number | null;
  readonly gap: number | null;
  readonly lots: number;
  readonly uncountedLots: number;
  readonly countedAt: Date | null;
}

export interface CommitmentRow {
  readonly id: string;
  readonly depotId: string;
  readonly supplierOrg: string;
  readonly contractingOrg: string;
  readonly item: string;
  readonly maxQuantity: number;
  readonly promised: number;
  readonly available: number;
  readonly dailyRate: number;
  readonly leadMinutes: number;
  readonly unitPriceFen: number;
  readonly validFrom: string;
  readonly validTo: string;
  readonly inForceToday: boolean;
  readonly version: number;
}
