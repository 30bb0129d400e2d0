import type { EquivalentItem } from "../../schema/shapes/agreement.ts";
import type { ClaimKind, ClaimState } from "../../schema/words/ledger.ts";
import type { LotCondition, LotOrigin } from "../../schema/words/reserves.ts";
import type { OpenClaim, ShelfFacts, TaskFacts } from "../ledger/posting.model.ts";
import type { Evidence } from "./goods.model.ts";

/** What is on the label; a refill makes a lot of its own on the shelf. */
export interface NewLot {
  readonly batch: string;
  /** `YYYY-MM-DD`; absent where the goods do not show it. */
  readonly madeOn?: string | undefined;
  readonly expiresOn?: string | undefined;
  readonly bin?: string | undefined;
  /** 分 per base unit. */
  readonly unitValueFen?: number | undefined;
}

/** A refill answers a task, the claim behind it, or both. */
export interface RefillOf {
  readonly taskId?: string | undefined;
  readonly claimId?: string | undefined;
}

export interface BoughtInput extends RefillOf {
  /** The sku that came; absent: what is owed. */
  readonly item?: string | undefined;
  readonly arrived: number;
  /** What the inspection lets through; the rest goes back to the seller and was never ours. */
  readonly passed: number;
  /** Of them, beyond what is owed: an explicit gift, which settles nothing. */
  readonly gift?: number | undefined;
  readonly lot: NewLot;
  readonly voucher: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface SendInput extends RefillOf {
  /** A lot of whoever is to refill. */
  readonly lotId: string;
  readonly quantity: number;
  /** Of them, beyond what is owed: an explicit gift, which settles nothing. */
  readonly gift?: number | undefined;
  /** A swap that the creditor offers for this refill: it may bring more than is owed. */
  readonly offerId?: string | undefined;
  readonly carrierOrg: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface SentInput extends RefillOf {
  readonly shipmentId: string;
  readonly bin?: string | undefined;
  /** Counted at the gate: passed + rejected + missing = what is under way. */
  readonly passed: number;
  /** Of them, beyond what is owed: an explicit gift, which settles nothing. */
  readonly gift?: number | undefined;
  /** Turned away; the sender takes it back. */
  readonly rejected: number;
  /** Stays under way until the sender finds it, or agrees that it is lost. */
  readonly missing: number;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

/** What the keeper did not take in: it is back on the sender's shelf, or it is lost. */
export interface TakeBackInput {
  readonly shipmentId: string;
  readonly returned: number;
  readonly missing: number;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

/** The shelf to be refilled and what its goods must be. */
export interface RefillGround {
  readonly task: (TaskFacts & { readonly performerOrg: string }) | undefined;
  readonly claim:
    (OpenClaim & { readonly kind: ClaimKind; readonly state: ClaimState }) | undefined;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly custodianOrg: string;
  readonly item: string;
  readonly unit: string;
  /** The item has a shelf life, so an unknown expiry day does not qualify. */
  readonly expires: boolean;
  /** Goods count if they are good to the end of this day at least; `YYYY-MM-DD`. */
  readonly goodUntil: string;
  /** The agreement asks for newly bought goods: what lay on another shelf is not equal. */
  readonly newOnly?: boolean;
  /** The version that governs it; null where none does. */
  readonly pact?: { readonly id: string; readonly version: number } | null;
  /** What that version lets come in place of the item. */
  readonly substitutes?: readonly EquivalentItem[];
  /** Sent already and not taken in yet: for this task, and for this claim by all its tasks. */
  readonly underway: { readonly task: number; readonly claim: number };
}

/** Goods of the debtor that are on their way to the shelf, or about to be. */
export interface SourceLot extends NewLot {
  readonly shelf: ShelfFacts;
  readonly condition: LotCondition;
  readonly origin: LotOrigin;
}

export interface LotRow extends NewLot {
  readonly id: string;
  readonly code: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly underNorm: boolean;
  readonly origin: LotOrigin;
  readonly countSource: string;
}

/** What is under way to a refill: one balance of the debtor's book. */
export interface Shipment {
  /** The swap under which it was sent. */
  readonly offerId: string | null;
  readonly carrierOrg: string;
  readonly quantity: number;
  readonly lot: SourceLot;
}

/** A shipment as its sender sees it. */
export interface Sent {
  readonly carrierOrg: string;
  readonly lot: SourceLot;
  readonly underway: number;
  readonly rejected: number;
}
