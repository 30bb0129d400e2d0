/**
 * The dispatch problem file, version 1: who has what, who needs what, and what lies between.
 *
 * Quantities are whole numbers 0…2^53−1. Minutes count from the problem's own zero. An absent
 * optional means the default named beside it. JSON Schema: `schema/problem.schema.json`.
 */
export interface Problem {
  readonly version: 1;
  readonly items: readonly Item[];
  readonly sources: readonly Source[];
  readonly needs: readonly Need[];
  readonly lanes: readonly Lane[];
  readonly rules?: Rules;
  /** An earlier plan's lines: after the last stage, the plan that changes them least wins. */
  readonly previous?: readonly PreviousLine[];
  readonly options?: ProblemOptions;
}

export interface Item {
  readonly id: string;
  /** Per piece, default 0. */
  readonly kg?: number;
  /** Per piece, default 0. */
  readonly m3?: number;
  /** Makes unlike units comparable, default 1. */
  readonly weight?: number;
  readonly substitutes?: readonly Substitute[];
}

/** `give` pieces of the other item count as `counts` of this one. */
export interface Substitute {
  readonly item: string;
  readonly give: number;
  readonly counts: number;
}

export interface Source {
  readonly id: string;
  readonly region?: string;
  readonly sector?: string;
  /** Legal order of drawing on it: 1 own level … 5 requisition; default 1. */
  readonly rank?: number;
  readonly readyMinutes?: number;
  readonly fixedCost?: number;
  /** What it can ship in the whole plan; absent: no limit. */
  readonly capacity?: { readonly kg?: number; readonly m3?: number };
  readonly stock?: readonly Lot[];
  readonly units?: readonly Unit[];
}

export interface Lot {
  readonly lot: string;
  readonly item: string;
  readonly quantity: number;
  /** What must stay in the lot, default 0. */
  readonly floor?: number;
  readonly availableMinutes?: number;
  /** Absent: it keeps for ever. */
  readonly expiresInMinutes?: number;
  readonly unitCost?: number;
  /** Wins over the source's. */
  readonly rank?: number;
  readonly sector?: string;
}

/** A team or a machine: whole, for one need at most. */
export interface Unit {
  readonly id: string;
  readonly kind?: string;
  readonly capabilities: readonly string[];
  readonly readyMinutes?: number;
}

export interface Need {
  readonly id: string;
  readonly place: string;
  /** An item, a capability, or `capabilities`: one of the three. */
  readonly item?: string;
  readonly capability?: string;
  /**
   * Two to six, all at once: `quantity` then counts sets. A set is whole where each of these is
   * among what its units can do; a unit is in one set only, and covers in it all that it can.
   * What would not be whole is not sent, nor a unit that its set could do without.
   */
  readonly capabilities?: readonly string[];
  readonly quantity: number;
  /** 1 life at stake … 5; default 3. */
  readonly priority?: number;
  /** Hard; absent: any time will do. */
  readonly deadlineMinutes?: number;
  readonly minShelfMinutes?: number;
}

export interface Lane {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly km?: number;
  readonly open?: boolean;
  readonly unitCost?: number;
  readonly fixedCost?: number;
  readonly crossProvince?: boolean;
}

export interface Rules {
  readonly floors?: readonly GroupFloor[];
  readonly forbid?: readonly Forbid[];
  readonly pins?: readonly Pin[];
}

/** Together these sources keep `keep` pieces of the item. */
export interface GroupFloor {
  readonly sources: readonly string[];
  readonly item: string;
  readonly keep: number;
}

/** What the file cannot say by numbers; an absent key matches all. */
export interface Forbid {
  readonly source?: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need?: string;
  readonly reason: string;
}

/** Already approved: at least this much goes, even against floor, deadline, forbid or road. */
export interface Pin {
  readonly source: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need: string;
  /** As shipped; a unit has none. */
  readonly quantity?: number;
}

export interface PreviousLine {
  readonly source: string;
  readonly lot?: string;
  readonly unit?: string;
  readonly need: string;
  readonly quantity?: number;
}

export const STAGE_NAMES = ["unmet", "fairness", "arrival", "order", "breadth", "cost"] as const;
export type StageName = (typeof STAGE_NAMES)[number];
export type Preset = "FASTEST" | "BALANCED" | "LOCAL_FIRST";

export interface ProblemOptions {
  readonly preset?: Preset;
  readonly stages?: readonly StageName[];
  /** How far later stages may raise a stage's value, as a share of its optimum. */
  readonly slack?: { readonly arrival?: number };
  readonly timeLimitMs?: number;
  readonly mipGap?: number;
}
