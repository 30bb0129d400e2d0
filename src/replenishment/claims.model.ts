import type { ClaimKind, ClaimSide, ClaimState } from "../../schema/words/ledger.ts";
import type { Regime } from "../../schema/words/regions.ts";
import type { ServiceUnit } from "../../schema/words/replenishment.ts";
import type { Evidence } from "./goods.model.ts";

export interface ConfirmInput {
  readonly claimId: string;
}

export interface DisputeInput {
  readonly claimId: string;
  /** A part becomes a claim of its own first; absent: the whole claim. */
  readonly quantity?: number | undefined;
  /** False takes a dispute back. */
  readonly disputed: boolean;
  /** What this side holds to be owed of the disputed part, in the claim's own unit. */
  readonly says?: number | undefined;
  readonly reason: string;
}

export interface FigureInput {
  readonly claimId: string;
  /** What this side holds to be owed, in the claim's own unit. */
  readonly quantity: number;
  readonly reason: string;
}

/** A side's figure, as it is kept. */
export interface NewFigure extends FigureInput {
  readonly id: string;
  readonly side: ClaimSide;
  readonly org: string;
}

export interface FigureRow extends NewFigure {
  readonly saidAt: Date;
}

/** That it was told: so many days (`stage`) before the due day, or (−1) that it had passed. */
export interface ReminderRow {
  readonly subjectId: string;
  readonly dueOn: string;
  readonly stage: number;
  readonly toldAt: Date;
}

export interface CashInput {
  readonly claimId: string;
  /** In the claim's own unit: base units of goods, or 分. */
  readonly quantity: number;
  /** 分 per base unit; absent for a claim that is in money already. */
  readonly unitPriceFen?: number | undefined;
  readonly voucher: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface WaiveInput {
  readonly claimId: string;
  readonly quantity: number;
  readonly reason: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

/** A claim as far as its settlement in money or by waiver depends on it. */
export interface SettledClaim {
  readonly kind: ClaimKind;
  readonly state: ClaimState;
  readonly item: string;
  readonly outstanding: number;
  /** What the agreement of its order says; null where none governs it. */
  readonly regime: Regime | null;
  /** The version that says so. */
  readonly pact?: { readonly id: string; readonly version: number } | undefined;
  /** 分 per base unit that equal one unit by the agreement; null: the two sides name the price. */
  readonly cashFen?: number | null;
}

export interface SheetLine {
  /** The day of the work, `YYYY-MM-DD`, Asia/Shanghai. */
  readonly day: string;
  readonly unit: ServiceUnit;
  readonly quantity: number;
  /** 分 per person-day, machine-shift or litre, as the rate table says. */
  readonly rateFen: number;
  readonly note?: string | undefined;
}

/** 工时单: signed by both who stood there; the rates come from a table that it names. */
export interface ServiceInput {
  readonly orderLineId: string;
  readonly sheetNumber: string;
  readonly rateTable: string;
  /** Duties, not names: who signed for the team and for the command post. */
  readonly signedForTeam: string;
  readonly signedForReceiver: string;
  readonly lines: readonly SheetLine[];
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}
