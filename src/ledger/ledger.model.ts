import type {
  AccountKind,
  ClaimKind,
  ClaimSide,
  LiabilityRule,
  SettlementMeans,
  TransferOp,
} from "../../schema/words/ledger.ts";
import type { DueAnchor } from "../../schema/words/regions.ts";

/** The parts of an account's key; what is absent does not distinguish it. */
export interface AccountKey {
  readonly owner: string;
  readonly kind: AccountKind;
  /** A sku, or `CNY` for money in 分. */
  readonly item: string;
  readonly lot?: string;
  readonly custodian?: string;
  readonly place?: string;
  /** Claims: the other party. Goods that are out: the incident they are out for. */
  readonly counterparty?: string;
  readonly claimKind?: ClaimKind;
  /** What makes two holdings different: see `account.rules.ts`. Claims: the claim's id. */
  readonly ref?: string;
}

/** One movement: `quantity` base units leave `origin` and arrive at `target`. */
export interface Line {
  readonly origin: AccountKey;
  readonly target: AccountKey;
  readonly quantity: number;
  /** How a claim is made smaller; on lines out of RECEIVABLE, and on no other. */
  readonly means?: SettlementMeans;
}

/** A claim that this posting opens or adds to; its quantity is in the lines that name its id. */
export interface ClaimOpening {
  readonly id: string;
  readonly kind: ClaimKind;
  readonly debtorOrg: string;
  readonly creditorOrg: string;
  readonly item: string;
  readonly liability: LiabilityRule;
  readonly dueAnchor: DueAnchor;
  readonly dueDays: number;
  readonly dueOn?: string;
  /** The day from which `dueDays` run, where the caller knows it already. */
  readonly anchorOn?: string;
  /** A child may be born disputed. */
  readonly state?: "DISPUTED";
  readonly disputedBy?: ClaimSide;
  readonly lotId?: string;
  readonly incidentId?: string;
  readonly orderLineId?: string;
  readonly depotId?: string;
  readonly custodianOrg?: string;
  readonly unitPriceFen?: number;
  readonly mirrors?: string;
  readonly parentId?: string;
}

/** 补库任务 that this posting opens, one for each loss of goods under a norm. */
export interface TaskOpening {
  readonly id: string;
  readonly ownerOrg: string;
  readonly depotId: string;
  readonly item: string;
  readonly lotId: string;
  readonly quantity: number;
  readonly funderOrg: string;
  readonly performerOrg: string;
  readonly claimId?: string;
  readonly incidentId?: string;
  readonly orderLineId?: string;
  readonly dueOn?: string;
}

/**
 * Part of a task passes to another performer and funder, or goes with a claim that is split off;
 * `quantity` ≤ what it still misses.
 */
export interface TaskSplit {
  readonly taskId: string;
  readonly newTaskId: string;
  readonly quantity: number;
  readonly performerOrg: string;
  readonly funderOrg: string;
  /** The child that the part names from now on; absent: the claim that it named before. */
  readonly claimId?: string;
}

/** Everything that one event of the posting table books: all of it, or none. */
export interface Posting {
  readonly op: TransferOp;
  readonly lines: readonly Line[];
  readonly claims?: readonly ClaimOpening[];
  readonly tasks?: readonly TaskOpening[];
  /** Qualified intake against tasks: how much of each is done. */
  readonly intake?: readonly { readonly taskId: string; readonly quantity: number }[];
  readonly splits?: readonly TaskSplit[];
  /** Vouchers, slips, reasons: what an auditor would ask for. */
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly occurredAt?: Date;
  readonly reverses?: string;
}
