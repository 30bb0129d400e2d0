import type { AgreementTerms } from "../../schema/shapes/agreement.ts";

/** One version of an agreement as it was signed; days are `YYYY-MM-DD`, Asia/Shanghai. */
export interface AgreementVersion {
  readonly id: string;
  readonly version: number;
  readonly terms: AgreementTerms;
  readonly validFrom: string;
  readonly validTo: string;
  readonly suspended: boolean;
}

/** What the state of a version follows from. */
export interface AgreementDates {
  readonly validFrom: string;
  readonly validTo: string;
  /** Null: not every party has signed. */
  readonly signedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly suspended: boolean;
  /** A later version has begun. */
  readonly superseded: boolean;
  /** Someone is left who lends to someone else. */
  readonly peopled: boolean;
}

/** What a dispatch needs to know of the agreement that it leans on. */
export interface AgreementInForce {
  readonly id: string;
  readonly version: number;
  readonly terms: AgreementTerms;
}

/** An agreement in force under which a borrower may call on these lenders. */
export interface OpenAgreement extends AgreementInForce {
  readonly lenders: readonly string[];
}

/** Why a unified social credit code cannot be right. */
export type UsccFault = "LENGTH" | "CHARACTER" | "CHECK_DIGIT";
