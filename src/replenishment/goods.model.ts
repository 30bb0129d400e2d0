import type { ServiceRate } from "../../schema/shapes/agreement.ts";
import type { AccountKind } from "../../schema/words/ledger.ts";
import type { IncidentState } from "../../schema/words/incidents.ts";
import type { LineRow, OrderRow } from "../dispatch/order.model.ts";
import type { Regime } from "../../schema/words/regions.ts";
import type { ClaimTerms, LineFacts, WayBack } from "../ledger/posting.model.ts";

/** A balance of an order line's goods; `ref` as `account.rules.ts` of the ledger says. */
export interface Standing {
  readonly kind: AccountKind;
  readonly custodian: string;
  readonly place: string;
  readonly ref: string;
  readonly balance: number;
}

export type CaseOrder = Pick<
  OrderRow,
  | "id"
  | "number"
  | "incidentId"
  | "lenderOrg"
  | "requesterOrg"
  | "receiverOrg"
  | "payerOrg"
  | "agreementId"
  | "agreementVersion"
  | "parties"
  | "version"
>;

/** One order line with all that decides about its goods. */
export interface LineCase {
  readonly order: CaseOrder;
  readonly line: LineRow;
  readonly incidentState: IncidentState;
  readonly responsibleOrg: string | null;
  readonly hazard: string;
  /** Goods are counted in it; null for a team or a machine. */
  readonly unit: string | null;
  readonly needsRestoring: boolean;
  readonly earmark: string | null;
  /** Carriers of the order's legs, first leg first. */
  readonly carriers: readonly string[];
  /** Undefined for a team or a machine, which no book holds. */
  readonly facts: LineFacts | undefined;
  readonly terms: ClaimTerms;
  /** What the agreement says of what is owed; null where no agreement governs the order. */
  readonly regime: Regime | null;
  /** 费率表 of the agreement's version; null: each sheet names its rates. */
  readonly serviceRates: readonly ServiceRate[] | null;
  readonly standings: readonly Standing[];
}

/** 发放: where, to what kind of unit, how much, on which day; never to whom by name. */
export interface Distribution {
  readonly place: string;
  readonly unit: string;
  readonly quantity: number;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly day: string;
}

/** Slips, photographs, reports: what an auditor would ask for. */
export interface Evidence {
  readonly note?: string | undefined;
  readonly documents?: readonly string[] | undefined;
}

export interface UseInput {
  readonly orderLineId: string;
  /** Base units. */
  readonly consumed: number;
  readonly distributed: readonly Distribution[];
  readonly scrapped: number;
  readonly destroyed: number;
  /** Of these: donated goods that were used against their earmark, or lost by the holder. */
  readonly againstEarmark?: number | undefined;
  /** Goods kept at a depot may be used too; absent: goods on site. */
  readonly from?: "ON_SITE" | "BORROWED" | undefined;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface KeepInput {
  readonly orderLineId: string;
  readonly quantity: number;
  /** A depot of the holder. */
  readonly depotId: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface StartReturnInput {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly carrierOrg: string;
  readonly from?: "ON_SITE" | "BORROWED" | undefined;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

/** Goods on their way back; `relayed` may be left out where the line has one kind of them. */
export interface ReturnInput extends WayBack {
  readonly orderLineId: string;
  readonly carrierOrg: string;
  readonly quantity: number;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface InspectInput extends WayBack {
  readonly orderLineId: string;
  readonly good: number;
  readonly repair: number;
  readonly scrapped: number;
  /** Of the good ones: so many must first be recharged, decontaminated or tested. */
  readonly restore: number;
  /** Who spoiled what is scrapped: a carrier of the order or its receiver. */
  readonly spoiledByOrg?: string | undefined;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

/** A keeper's handling or storage fee, by its contract with the owner. */
export interface FeeInput {
  readonly orderLineId: string;
  readonly amountFen: number;
  /** The contract's bill. */
  readonly voucher: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}

export interface RepairInput extends WayBack {
  readonly orderLineId: string;
  readonly fixed: number;
  readonly scrapped: number;
  /** The workshop's invoice. */
  readonly voucher: string;
  readonly evidence: Evidence;
  readonly occurredAt: Date;
}
