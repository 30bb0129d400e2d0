import type {
  LotCondition,
  StocktakeReason,
  StocktakeStage,
  StocktakeState,
} from "../../schema/words/reserves.ts";

/** What one counter found, and what the book says lay there at that instant. */
export interface CountFact {
  readonly counted: number;
  readonly booked: number;
  readonly by: string;
}

export interface StocktakeRow {
  readonly id: string;
  readonly depotId: string;
  readonly org: string;
  readonly items: readonly string[];
  readonly bins: readonly string[];
  readonly state: StocktakeState;
  readonly openedAt: Date;
  readonly endedAt: Date | null;
  readonly note: string | null;
  readonly version: number;
}

/** The depot of a count: whose it is, who keeps it, and who may know of it. */
export interface CountedDepot {
  readonly id: string;
  readonly ownerOrg: string;
  readonly custodianOrg: string;
}

/** A lot on the sheet with all its counts, oldest first, as the closing needs them. */
export interface CountedLine {
  readonly id: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly item: string;
  readonly ownerOrg: string;
  readonly underNorm: boolean;
  readonly condition: LotCondition;
  readonly lotVersion: number;
  readonly counts: readonly (CountFact & { readonly at: string })[];
  /** Booked as a shortage or a surplus since the last count: part of a difference is told. */
  readonly shortSince: number;
  readonly surplusSince: number;
  readonly onHand: number;
  readonly blocked: number;
}

/** A line as it is kept. */
export interface SheetRow {
  readonly id: string;
  readonly stocktakeId: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly item: string;
  readonly bin: string | null;
  readonly batch: string;
  readonly ended: boolean;
  readonly counted: number | null;
  readonly booked: number | null;
  readonly posted: number | null;
  readonly reason: StocktakeReason | null;
  readonly note: string | null;
  readonly counts: readonly CountFact[];
}

/** A line as it is shown: figures only when they can no longer lead a counter. */
export interface LineView {
  readonly id: string;
  readonly stocktakeId: string;
  readonly lotId: string;
  readonly lotCode: string;
  readonly item: string;
  readonly bin: string | null;
  readonly batch: string;
  readonly stage: StocktakeStage;
  readonly counts: number;
  readonly counted: number | null;
  readonly booked: number | null;
  readonly difference: number | null;
  readonly posted: number | null;
  readonly reason: StocktakeReason | null;
  readonly note: string | null;
}

export interface CountInput {
  readonly lotId: string;
  readonly counted: number;
  /** When it was counted; absent: now. */
  readonly countedAt?: Date | null | undefined;
}

export interface ReasonInput {
  readonly lotId: string;
  readonly reason: StocktakeReason;
  readonly note?: string | null | undefined;
}
