import type { AccountKind, ClaimKind, SettlementMeans, TransferOp } from "../words/ledger.ts";
import type { TaskAge } from "../words/replenishment.ts";

/**
 * 对账单: what one book said at its head at a cut. Quantities are base units of the item, or 分
 * where `item` is null; lines of different items or units are never added up.
 */
export interface StatementContent {
  /** The cut's place in the order of seals; absent where the head need not have been at one. */
  readonly cutSeq?: number;
  readonly head: StatementHead | null;
  /** A region's statement: each book in it, with its own head; `head` is null then. */
  readonly books?: readonly StatementBook[];
  /** Governments of the region whose books the issuer may not read: not in the figures. */
  readonly untold?: readonly string[];
  /** Entries of the book (of all books) that the statement before this one already told. */
  readonly fromSize: number;
  /** When that one was cut; absent where there was none. */
  readonly fromCutAt?: string;
  readonly claims: readonly StatementClaim[];
  /** Between two governments of the region, once, as the creditor's book says where it is read. */
  readonly within?: readonly StatementClaim[];
  readonly goodsOut: readonly StatementGoods[];
  readonly tasks: readonly StatementTasks[];
  /** 补记: booked since the statement before this one, but it happened before that was cut. */
  readonly late?: readonly StatementLate[];
}

interface StatementHead {
  readonly size: number;
  readonly root: string;
  readonly hash: string;
  readonly sealedAt: string;
}

export interface StatementBook {
  readonly org: string;
  readonly fromSize: number;
  readonly head: StatementHead | null;
}

/** One transfer that moved a line, with its papers as far as every reader may see them. */
export interface StatementVoucher {
  readonly occurredOn: string;
  readonly recordedOn: string;
  readonly transfer: string;
  readonly op: TransferOp;
  /** Positive: the claim grew by it. */
  readonly quantity: number;
  /** Numbers of the dispatch orders that the claims come from. */
  readonly orders: readonly string[];
  /** Legs of those goods whose hand-over slips are signed. */
  readonly slips: readonly string[];
  /** Invoices, time sheets, certificates, reports, as they were entered. */
  readonly papers: readonly string[];
}

export interface StatementLate {
  readonly occurredOn: string;
  readonly recordedOn: string;
  readonly transfer: string;
  readonly op: TransferOp;
  /** Within a region: whose side is told. */
  readonly org?: string;
  readonly side: "COLLECT" | "OWE";
  readonly counterparty: string;
  readonly kind: ClaimKind;
  readonly item: string | null;
  readonly unit: string;
  /** Positive: the claim grew by it. */
  readonly quantity: number;
}

export interface StatementClaim {
  /** Within a region: whose side is told. */
  readonly org?: string;
  /** COLLECT: due to this organization or region; OWE: due from it. */
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
  /** Of this period's movements; the opening figure has those of the statements before. */
  readonly vouchers?: readonly StatementVoucher[];
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
