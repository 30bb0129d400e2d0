import type { StageName } from "./problem.ts";

/** What the solver answers: a plan, how good it is proven to be, and why it is as it is. */
export interface Plan {
  readonly status: "OPTIMAL" | "FEASIBLE" | "INVALID";
  readonly stoppedBy?: StoppedBy;
  readonly errors?: readonly ProblemError[];
  readonly stages: readonly StageReport[];
  readonly allocations: readonly Allocation[];
  readonly shortages: readonly Shortage[];
  /** One row for each pair that fits by kind but may not be used, and each reason against it. */
  readonly excluded: readonly Excluded[];
  /** What the ledger holds beyond its 10,000 rows, counted by code. */
  readonly excludedBeyond?: readonly { readonly code: string; readonly count: number }[];
  /** Nearest first, what people would do by hand: always shown beside the plan. */
  readonly baseline: Baseline;
  readonly warnings: readonly Warning[];
  /** SHA-256 of the RFC 8785 form of status, allocations, shortages and stage values. */
  readonly planHash: string;
  readonly solver: { readonly engine: string; readonly version: string; readonly ms: number };
}

export type StoppedBy = "TIME" | "CANCEL" | "LIMIT";

/** `path` is a JSON pointer into the file, `code` is stable, `message` is for people. */
export interface ProblemError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/**
 * One stage of the order of wishes.
 *
 * `value`, `best` and `bound` are the sum of the parts for unmet and fairness, whose parts are
 * priorities, and the first part for the others, whose parts are of unlike units. `gap` is that
 * of the first part that is not proven; `open` then names it with its own best and bound.
 */
export interface StageReport extends StageValue {
  readonly best: number;
  readonly bound: number;
  readonly gap: number;
  readonly ms: number;
  readonly open?: { readonly part: number; readonly best: number; readonly bound: number };
}

export interface StageValue {
  readonly name: StageName;
  readonly value: number;
  readonly parts: readonly number[];
}

export interface Baseline {
  readonly stages: readonly StageValue[];
  readonly allocations: readonly Line[];
}

/**
 * One movement: `quantity` pieces of `item` are shipped and fill `counted` of the need. Of the
 * units in a set the first that covers the need's first capability is counted, the others are 0.
 */
export interface Line {
  readonly source: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need: string;
  readonly item?: string;
  readonly quantity: number;
  readonly counted: number;
  readonly leavesMinutes: number;
  readonly arrivesMinutes: number;
  /** Only where the need asks for several capabilities: those of them that the unit has. */
  readonly covers?: readonly string[];
  /** Which of the need's sets it is part of, from 1; absent with `covers`: a pin, in none. */
  readonly set?: number;
}

export interface Allocation extends Line {
  readonly reasons: readonly Reason[];
}

export type ReasonCode =
  | "NEAREST_ELIGIBLE"
  | "ONLY_SOURCE"
  | "SOONEST_EXPIRY"
  | "LEGAL_ORDER"
  | "PINNED"
  | "KEPT_FROM_PREVIOUS"
  | "CHEAPEST"
  | "FEWER_SENDERS"
  | "FULLEST"
  | "ON_BALANCE";

/**
 * Why this line and not the next best one.
 *
 * `figure` is the line's own, `next` that of the best `other` source that still has something to
 * give. By code: minutes of arrival (NEAREST_ELIGIBLE), rank (LEGAL_ORDER), cost per piece counted
 * (CHEAPEST), minutes until expiry, `next` that of the next lot of the same source
 * (SOONEST_EXPIRY), pieces (PINNED, KEPT_FROM_PREVIOUS), lines on the same lane beside none on
 * that of any other source (FEWER_SENDERS), pieces counted beside how many other sources were
 * eligible and are used up (ONLY_SOURCE).
 *
 * Where the line is the best by none of these, LEGAL_ORDER is against those that are not later. Of
 * those that are neither later nor behind in legal order, FULLEST has what the line's source fills
 * of the need beside the most that any one of them could still, and ON_BALANCE minutes of arrival
 * beside the nearest of them: the stages as a whole decide.
 */
export interface Reason {
  readonly code: ReasonCode;
  readonly figure: number;
  readonly next?: number;
  readonly other?: string;
}

export interface Shortage {
  readonly need: string;
  readonly missing: number;
  readonly limits: readonly Limit[];
  /** What there is beyond its 20 rows, counted by code. */
  readonly limitsBeyond?: readonly { readonly code: string; readonly count: number }[];
  readonly certificate: Certificate;
  readonly measures: readonly Measure[];
}

/** What keeps how much (in the needed item's unit) from this need; a forbid's reason is a code. */
export interface Limit {
  readonly code: string;
  readonly source?: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need?: string;
  /** Of several asked for at once, which one there is too little of. */
  readonly capability?: string;
  readonly quantity: number;
}

/**
 * Why no other plan could miss less: these needs want `demand`; what these stocks may still give
 * beside floors and pins, and what pins bring to these needs, is `supply`; the rest is missing.
 *
 * Where a capacity or an uneven ratio binds, `prices` makes both sums weighted: demand is Σ price
 * × wanted, supply is Σ price × what stocks, floors, capacities and pins allow, and `missing` is
 * then a proven least Σ weight × missing over the needs of this priority, perhaps a fraction.
 * Needs more urgent than that count with what the plan gives them. All empty: nothing is proven.
 */
export interface Certificate {
  /**
   * Where sets are asked for: each takes a unit that has this, so these needs, which all ask for
   * it, are counted against the units that have it.
   */
  readonly capability?: string;
  readonly needs: readonly string[];
  readonly stocks: readonly StockRef[];
  readonly demand: number;
  readonly supply: number;
  readonly missing: number;
  readonly capacities?: readonly CapacityPrice[];
  /** A long proof is told once: this other shortage's proves this one too; all else is empty. */
  readonly like?: string;
  /** Present with `capacities`: one for each of `needs` and `stocks` in order, and by floor. */
  readonly prices?: CertificatePrices;
}

export interface StockRef {
  readonly source: string;
  readonly lot?: string;
  readonly unit?: string;
}

export interface CapacityPrice {
  readonly source: string;
  readonly kg?: number;
  readonly m3?: number;
  readonly price: number;
}

export interface CertificatePrices {
  readonly needs: readonly number[];
  readonly stocks: readonly number[];
  readonly floors: readonly { readonly rule: number; readonly price: number }[];
}

export type MeasureCode =
  "EXTEND_DEADLINE" | "LOWER_FLOOR" | "ADD_CAPACITY" | "OPEN_LANE" | "LIFT_FORBID" | "ADD_STOCK";

/**
 * A cure that was tried by solving again: with it this need could miss only `missingAfter`, for
 * what its priority misses in all falls by as much and nothing more urgent misses more.
 */
export interface Measure {
  readonly code: MeasureCode;
  readonly target: MeasureTarget;
  /** Minutes, pieces or kg, by code; 1 for a lane or a forbid. */
  readonly amount: number;
  readonly missingBefore: number;
  readonly missingAfter: number;
}

export interface MeasureTarget {
  readonly need?: string;
  readonly source?: string;
  readonly lot?: string;
  readonly item?: string;
  /** LOWER_FLOOR of a group: who keeps it together. */
  readonly sources?: readonly string[];
  /** ADD_STOCK of units: so many more with each of these. */
  readonly capabilities?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  /** m3 or kg, for a capacity. */
  readonly dimension?: "kg" | "m3";
  /** Position in rules.floors or rules.forbid. */
  readonly rule?: number;
  readonly reason?: string;
}

export interface Excluded {
  readonly source: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need: string;
  readonly code: string;
}

export interface Warning {
  readonly code: string;
  readonly source?: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need?: string;
}
