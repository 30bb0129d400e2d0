import type { ClaimKind, ClaimState } from "../../schema/words/ledger.ts";
import type { LotOrigin } from "../../schema/words/reserves.ts";
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
  readonly arrived: number;
  /** What the inspection lets through; the rest goes back to the seller and was never ours. */
  readonly passed: number;
  readonly lot: NewLot;
  readonly voucher: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface SendInput extends RefillOf {
  /** A lot of whoever is to refill. */
  readonly lotId: string;
  readonly quantity: number;
  readonly carrierOrg: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface SentInput extends RefillOf {
  readonly shipmentId: string;
  readonly bin?: string | undefined;
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
}

/** Goods of the debtor that are on their way to the shelf, or about to be. */
export interface SourceLot extends NewLot {
  readonly shelf: ShelfFacts;
  readonly free: number;
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
  readonly carrierOrg: string;
  readonly quantity: number;
  readonly lot: SourceLot;
}
