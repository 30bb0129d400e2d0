import type { NettingMode, NettingState } from "../../schema/words/netting.ts";
import type { ClaimKind } from "../../schema/words/ledger.ts";

/** A claim as far as netting weighs it: confirmed, undisputed, between governments. */
export interface NettableClaim {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly item: string;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  /** In the claim's own unit: base units of goods, or 分. */
  readonly outstanding: number;
  readonly dueOn: string | null;
}

/** What a round does to one claim. */
export interface NettingMove extends Omit<NettableClaim, "id" | "outstanding" | "dueOn"> {
  readonly claimId: string;
  /** So much of it is netted, in the claim's own unit. */
  readonly quantity: number;
  /** 更替: instead of being netted it is owed by this party from now on. */
  readonly newDebtorOrg?: string;
  /** By value: 分 for one unit at the round's price list. */
  readonly unitPriceFen?: number;
  /** By value: what the last unit was worth beyond its share stays owed in money, in 分. */
  readonly residueFen?: number;
}

/** The one price list of a round by value: 分 for a base unit of each item. */
export type PriceList = Readonly<Record<string, number>>;

/** 互抵 as it was proposed, and how far it is. */
export interface NettingRow {
  readonly id: string;
  readonly org: string;
  readonly mode: NettingMode;
  readonly kind: ClaimKind | null;
  readonly item: string | null;
  readonly prices: PriceList | null;
  readonly moves: readonly NettingMove[];
  /** Each of whom must accept. */
  readonly parties: readonly string[];
  readonly state: NettingState;
  readonly version: number;
  readonly reason: string | null;
  readonly transferId: string | null;
  readonly proposedAt: Date;
  readonly closedAt: Date | null;
}

/** One party's word on a round; it is not taken back. */
export interface NettingAnswer {
  readonly roundId: string;
  readonly org: string;
  readonly accepts: boolean;
  readonly answeredAt: Date;
}
