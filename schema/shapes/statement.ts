import type { AccountKind, ClaimKind, SettlementMeans, TransferOp } from "../words/ledger.ts";
import type { TaskAge } from "../words/replenishment.ts";

/**
 * 对账单: what one book said at one sealed head. Quantities are base units of the item, or 分
 * where `item` is null; lines of different items or units are never added up.
 */
export interface StatementContent {
  readonly head: {
    readonly size: number;
    readonly root: string;
    readonly hash: string;
    readonly sealedAt: string;
  } | null;
  /** Entries of the book that the statement before this one already told. */
  readonly fromSize: number;
  /** When that one was cut; absent where there was none. */
  readonly fromCutAt?: string;
  readonly claims: readonly StatementClaim[];
  readonly goodsOut: readonly StatementGoods[];
  readonly tasks: readonly StatementTasks[];
  /** 补记: booked since the statement before this one, but it happened before that was cut. */
  readonly late?: readonly StatementLate[];
}

export interface StatementLate {
  readonly occurredOn: string;
  readonly recordedOn: string;
  readonly transfer: string;
  readonly op: TransferOp;
  readonly side: "COLLECT" | "OWE";
  readonly counterparty: string;
  readonly kind: ClaimKind;
  readonly item: string | null;
  readonly unit: string;
  /** Positive: the claim grew by it. */
  readonly quantity: number;
}

export interface StatementClaim {
  /** COLLECT: due to this organization; OWE: due from it. */
  readonly side: "COLLECT" | "OWE";
  readonly counterparty: string;
  readonly kind: ClaimKind;
  readonly item: string | null;
  readonly unit: string;
  readonly opening: number;
  readonly opened: number;
  readonly settled: readonly { readonly means: SettlementMeans; readonly quantity: number }[];
  /** What reversals added (positive) or took back (negative). */
  readonly reversed: number;
  readonly closing: number;
  /** Of the closing figure, as disputed when the statement was issued. */
  readonly disputed: number;
}

/** 在外: own goods that somebody else has in hand. */
export interface StatementGoods {
  readonly kind: AccountKind;
  readonly holder: string;
  readonly place: string;
  readonly item: string;
  readonly unit: string;
  readonly quantity: number;
}

export interface StatementTasks {
  readonly age: TaskAge;
  readonly depot: string;
  readonly performer: string;
  readonly item: string;
  readonly unit: string;
  readonly missing: number;
}
