import type { NeedState } from "../../schema/words/incidents.ts";

/** A quantity of an item, or whole units with a capability, wanted at a place by a time. */
export interface NeedRow {
  readonly id: string;
  readonly incidentId: string;
  /** A road node. */
  readonly node: string;
  readonly item: string | null;
  readonly capability: string | null;
  /** Two to six, by code: each set that is wanted has all of them. */
  readonly capabilities: readonly string[] | null;
  /** Base units of the item, or teams and machines, or sets of them. */
  readonly quantity: number;
  /** 1 life at stake … 5. */
  readonly priority: number;
  readonly deadlineAt: Date | null;
  readonly minShelfMinutes: number;
  readonly requestedByOrg: string;
  /** What adopted proposals fill of it, in the need's unit. */
  readonly promised: number;
  /** What receivers accepted of it, in the need's unit. */
  readonly received: number;
  readonly withdrawnAt: Date | null;
  readonly lapsesAt: Date | null;
  readonly declaredAt: Date;
  readonly version: number;
}

export interface NeedLine {
  readonly item?: string | null | undefined;
  readonly capability?: string | null | undefined;
  readonly capabilities?: readonly string[] | null | undefined;
  readonly quantity: number;
  /** The unit in which the caller counted; refused unless it is the item's base unit. */
  readonly unit?: string | null | undefined;
  readonly priority?: number | null | undefined;
  readonly node?: string | null | undefined;
  readonly deadlineAt?: Date | null | undefined;
  readonly minShelfMinutes?: number | null | undefined;
  readonly lapsesAt?: Date | null | undefined;
}

export interface DeclareInput {
  readonly incidentId: string;
  readonly requestedByOrg?: string | null | undefined;
  readonly needs: readonly NeedLine[];
}

/** What the lines of a declaration are judged by. */
export interface NeedWords {
  /** Unit code and its Chinese name by sku. */
  readonly units: ReadonlyMap<string, { readonly unit: string; readonly unitZh: string }>;
  readonly skills: ReadonlySet<string>;
  readonly nodes: ReadonlySet<string>;
  readonly now: Date;
}

/** One set of units of a need of several capabilities, by code. */
export interface NeedSet {
  readonly needId: string;
  readonly setId: string;
  /** What units cover that may still serve: neither cancelled, turned away nor turned back. */
  readonly standing: readonly string[];
  /** What of it units cover that are with the set yet: held for it, on the way or on scene. */
  readonly present: readonly string[];
  /** What units cover that came. */
  readonly received: readonly string[];
}

export type { NeedState };

/** A need with its state at the instant of reading. */
export interface NeedView extends NeedRow {
  readonly state: NeedState;
}
