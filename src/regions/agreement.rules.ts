import type { AgreementState, PactLapse } from "../../schema/words/regions.ts";
import type { AgreementDates, AgreementVersion } from "./regions.model.ts";

/** Who leans on which version of an agreement. */
export interface Leaning {
  readonly version: number;
  readonly lenderOrg: string;
  /** The requester or the payer: one of them must be a borrower. */
  readonly borrowers: readonly string[];
}

export interface BoundVersion extends AgreementVersion {
  readonly lenders: readonly string[];
  readonly borrowers: readonly string[];
}

/**
 * Why the version does not bind the two sides on `day`; undefined when it does. The versions are
 * the signed ones of one agreement, with the parties that each has on that day.
 */
export function pactLapseOf(
  versions: readonly BoundVersion[],
  { version, lenderOrg, borrowers }: Leaning,
  day: string,
): PactLapse | undefined {
  const mine = versions.find((one) => one.version === version);
  if (mine === undefined) return "PROPOSED";
  if (versions.some((one) => one.version > version && one.validFrom <= day)) return "SUPERSEDED";
  if (mine.suspended) return "SUSPENDED";
  if (day < mine.validFrom) return "UPCOMING";
  if (day > mine.validTo) return "EXPIRED";
  if (!mine.lenders.includes(lenderOrg)) return "LENDER_LEFT";
  return borrowers.some((org) => mine.borrowers.includes(org)) ? undefined : "BORROWER_LEFT";
}

/** Where a version stands on `day`; the first sentence that holds decides. */
export function agreementState(version: AgreementDates, day: string): AgreementState {
  const { signedAt, withdrawnAt, validFrom, validTo, suspended, superseded, peopled } = version;
  if (withdrawnAt !== null) return "WITHDRAWN";
  if (signedAt === null) return "PROPOSED";
  if (superseded) return "SUPERSEDED";
  if (day > validTo) return "EXPIRED";
  if (!peopled) return "ENDED";
  if (suspended) return "SUSPENDED";
  return day < validFrom ? "UPCOMING" : "IN_FORCE";
}
