import type { Share } from "../ledger/posting.model.ts";

export interface ReportInput {
  readonly incidentId: string;
  /** 文号 of the report. */
  readonly number: string;
  /** Who issued it: the government that had it made, or the group that it appointed. */
  readonly issuedBy: string;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly decidedOn: string;
  /** Where it can be read. */
  readonly document?: string | undefined;
  /** First-named first; what they lack to 10,000 basis points is nobody's. */
  readonly shares: readonly Share[];
  /** Claims with shares of their own; none of them: the whole claim goes. */
  readonly exceptions: readonly {
    readonly claimId: string;
    readonly shares: readonly Share[];
  }[];
}

export interface ReportRow extends ReportInput {
  readonly id: string;
  readonly org: string;
  readonly recordedAt: Date;
}

/** What a report decided of one claim, in the claim's own unit. */
export interface RecourseDecisionRow {
  readonly claimId: string;
  readonly reportId: string;
  readonly upheld: number;
  readonly elsewhere: number;
  readonly denied: number;
}
