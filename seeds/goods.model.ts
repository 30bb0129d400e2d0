import type { PlanClass, Recovery } from "../schema/words/catalog.ts";
import type { Sector, StorageTitle } from "../schema/words/regions.ts";
import type {
  DepotTier,
  LotCondition,
  LotOrigin,
  ReserveMode,
  Visibility,
} from "../schema/words/reserves.ts";
import type { Point, Term } from "./places.model.ts";

export interface ItemRow {
  readonly sku: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly unitZh: string;
  readonly category: string;
  readonly gbMajor: string;
  readonly gbCode: string | null;
  readonly planClass: PlanClass;
  readonly hazards: readonly string[];
  readonly storageLifeMonths: number | null;
  readonly weightKg: number;
  readonly volumeM3: number;
  readonly recovery: Recovery;
  readonly recoveryMonths: number | null;
  readonly needsRestoring: boolean;
  readonly dangerousGoods: string | null;
  readonly valueFen: number;
  readonly isKit: boolean;
  readonly searchText: string;
}

export interface KitComponentRow {
  readonly kit: string;
  readonly component: string;
  readonly quantity: number;
}

export interface SubstituteRow {
  readonly item: string;
  readonly substitute: string;
  readonly give: number;
  readonly counts: number;
  readonly note: string;
}

export interface DepotRow extends Point {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly regionCode: string;
  readonly tier: DepotTier;
  readonly sector: Sector;
  readonly reserveMode: ReserveMode;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
  readonly visibility: Visibility;
  readonly node: string;
  readonly capacityM3: number;
  readonly readyMinutes: number;
  readonly searchText: string;
}

/** One batch on one shelf, with the quantity (base units) that the ledger opens with. */
export interface LotRow {
  readonly id: string;
  readonly code: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly bin: string;
  readonly batch: string;
  readonly madeInDays: number;
  readonly expiresInDays: number | null;
  readonly condition: LotCondition;
  readonly origin: LotOrigin;
  readonly earmark: string | null;
  readonly underNorm: boolean;
  readonly unitValueFen: number;
  /** Absent: reported, but never counted. */
  readonly countedDaysAgo: number | null;
  readonly countSource: string;
  readonly quantity: number;
}

export interface TargetRow {
  readonly depotId: string;
  readonly item: string;
  readonly quantity: number;
  readonly basis: string;
  readonly status: string;
}

export interface CommitmentRow extends Term {
  readonly id: string;
  readonly depotId: string;
  readonly supplierOrg: string;
  readonly contractingOrg: string;
  readonly item: string;
  readonly maxQuantity: number;
  /** Base units per day; the first day's are ready after `leadMinutes`. */
  readonly dailyRate: number;
  readonly leadMinutes: number;
  readonly unitPriceFen: number;
}

export interface StorageAgreementRow extends Term {
  readonly id: string;
  readonly depotId: string;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
  readonly contractingOrg: string;
  readonly title: StorageTitle;
  /** 分 per call-out. */
  readonly handlingFeeFen: number;
}
