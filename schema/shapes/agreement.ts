import type {
  ApprovalTier,
  DueAnchor,
  PriceBasis,
  RefillQuality,
  Regime,
  RiskPassesAt,
} from "../words/regions.ts";
import type { ApprovalKind } from "../words/dispatch.ts";
import type { ServiceUnit } from "../words/replenishment.ts";

/**
 * The executable part of an agreement. Whatever is a number or a yes/no between cities stands
 * here, in a dated row, and never in code.
 */
export interface AgreementTerms {
  readonly regime: Regime;
  /** Item codes or category codes that the agreement covers; empty covers all. */
  readonly items: readonly string[];
  readonly categories: readonly string[];
  /** The lender keeps at least this share (0–1) of its stock of an item on each shelf. */
  readonly lenderFloorShare: number;
  /** How long a soft hold lasts, in minutes. */
  readonly holdMinutes: number;
  /** At most this share (0–1) of the agreement's free stock may be held unapproved. */
  readonly holdShare: number;
  /** Whose approval each tier asks for. */
  readonly approvals: Readonly<Record<ApprovalTier, readonly ApprovalKind[]>>;
  /** 先调后补: absent means never. Units are base units of the item, per order. */
  readonly actFirst?: {
    readonly maxQuantity: number;
    readonly papersWithinDays: number;
    readonly minResponseLevel: number;
  };
  readonly riskPassesAt: RiskPassesAt;
  readonly dueAnchor: DueAnchor;
  readonly dueDays: number;
  /** For the anchor DATE: the agreed day, `YYYY-MM-DD`. */
  readonly dueOn?: string;
  readonly differenceWindowHours: number;
  /** Refill goods count if they have at least this many months of shelf life left. */
  readonly refillShelfMonths: number;
  /** At what price a loss is valued; absent: book value, and the parties agree at settlement. */
  readonly priceBasis?: PriceBasis;
  /** What equals what was lent, in kind and in money. */
  readonly equivalence?: Equivalence;
  /** 视同消耗: so many days after the response the rest is booked as used. */
  readonly deemedUsedAfterDays?: number;
  /** 费率表: what a unit of work of a team or a machine costs; absent: each sheet names its rates. */
  readonly serviceRates?: readonly ServiceRate[];
  /** How much of a claim each borrower bears (basis points, 10,000 in all); absent: the payer. */
  readonly shares?: readonly { readonly orgId: string; readonly basisPoints: number }[];
}

export interface ServiceRate {
  readonly unit: ServiceUnit;
  /** 分 per unit. */
  readonly rateFen: number;
}

export interface Equivalence {
  readonly quality: RefillQuality;
  /** In money: so many per cent of the price for each base unit. */
  readonly cashPercent: number;
  /** In kind: at least so many per cent of the item's storage life are left. */
  readonly shelfLifePercent: number;
  /** Other items that may come in place of what was lent; absent: the item itself alone. */
  readonly substitutes?: readonly EquivalentItem[];
}

/** `give` base units of `substitute` count as `counts` base units of `item`; not transitive. */
export interface EquivalentItem {
  readonly item: string;
  readonly substitute: string;
  readonly give: number;
  readonly counts: number;
}
