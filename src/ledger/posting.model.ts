import type { Basis } from "../../schema/words/dispatch.ts";
import type {
  ClaimKind,
  ClaimState,
  LiabilityClause,
  LiabilityRule,
} from "../../schema/words/ledger.ts";
import type { DueAnchor, RiskPassesAt } from "../../schema/words/regions.ts";

/** Makes the next id; handed in, so that a rule is a function of its facts. */
export type NewId = () => string;

/** Vouchers, slips, reasons and, where it differs from now, when it happened. */
export interface Occasion {
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly occurredAt?: Date;
}

/** Goods of one lot on one shelf. */
export interface ShelfFacts {
  readonly owner: string;
  /** Who keeps the depot: the custodian under a storage agreement, else the owner. */
  readonly custodian: string;
  readonly depot: string;
  /** The lot's id; empty for goods delivered under a commitment, which have no shelf. */
  readonly lot: string;
  readonly item: string;
  /** The lot's own mark: its losses open refill tasks. */
  readonly underNorm: boolean;
}

/** A part of a claim: basis points of all parties add up to 10,000. */
export interface Share {
  readonly orgId: string;
  readonly basisPoints: number;
}

/** What `explainLiability` decided, kept on the order line from its issue on. */
export interface Liability {
  readonly rule: LiabilityRule;
  /** Who owes, first-named first; empty: nobody. */
  readonly debtors: readonly Share[];
  readonly creditor: string;
  /** What a loss becomes; absent: a refill task of the owner at most. */
  readonly lossClaim?: Extract<ClaimKind, "REFILL" | "COMPENSATE" | "PAY" | "DAMAGES">;
  /** The contracting government claims from the user what it pays. */
  readonly onward?: { readonly debtorOrg: string; readonly creditorOrg: string };
  /** In an accident: the firm from which each who bears a loss may recover it. */
  readonly recourseFrom?: string;
  /** The version of the agreement that decided, and which of its terms. */
  readonly pact?: { readonly id: string; readonly version: number };
  readonly clause?: LiabilityClause;
}

export interface ClaimTerms {
  readonly riskPassesAt: RiskPassesAt;
  readonly dueAnchor: DueAnchor;
  readonly dueDays: number;
  /** For the anchor DATE: the agreed day. */
  readonly dueOn?: string;
  /** The anchor's day where it is known: the receipt, or the end of the response. */
  readonly anchorOn?: string;
}

/** A claim on the order line as it stands; `readClaims` answers these and more. */
export interface OpenClaim {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  readonly item: string;
  readonly mirrors: ClaimKind | null;
  readonly state: ClaimState;
  readonly outstanding: number;
}

/** An order line's goods, the law that governs them, and what is owed for them already. */
export interface LineFacts extends ShelfFacts {
  readonly orderLineId: string;
  readonly incidentId: string;
  readonly basis: Basis;
  readonly liability: Liability;
  readonly terms: ClaimTerms;
  /** The lot is blocked or recalled: what comes back does not lie free again. */
  readonly unfit?: boolean;
  /** 分 per base unit (net value, contract price); needed where a loss is owed in money. */
  readonly unitPriceFen?: number;
  /** Every claim of this order line: RETURN shrinks here, more of a kind is added here. */
  readonly claims: readonly OpenClaim[];
}

/** Goods of an order line, so many base units. */
export interface Load {
  readonly line: LineFacts;
  readonly quantity: number;
}

/** A stretch of road: one leg's part of one order line. */
export interface LegFacts {
  readonly legLineId: string;
  readonly carrierOrg: string;
}

/** How goods come back. */
export interface WayBack {
  /** False: rejected by the receiver, or turned back on the road. */
  readonly received: boolean;
  /** Of those: they had changed carriers on the way out; a risk that passes there has passed. */
  readonly relayed?: boolean | undefined;
}

/** Where goods in use are: on site, or kept at the holder's depot. */
export type Whereabouts =
  | { readonly kind: "ON_SITE"; readonly holderOrg: string; readonly place: string }
  | { readonly kind: "BORROWED"; readonly holderOrg: string; readonly place: string };

/** A refill task as far as its settlement needs it. */
export interface TaskFacts {
  readonly id: string;
  readonly ownerOrg: string;
  readonly quantity: number;
  readonly done: number;
}
