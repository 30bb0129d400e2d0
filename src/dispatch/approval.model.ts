import type { ApprovalKind, ApprovalState } from "../../schema/words/dispatch.ts";

export interface ApprovalRow {
  readonly id: string;
  readonly orderId: string;
  readonly kind: ApprovalKind;
  readonly org: string;
  readonly state: ApprovalState;
  readonly reason: string | null;
  readonly askedAt: Date;
  readonly lapsesAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly version: number;
}

/** GRANT and REFUSE are an approver's, DEEM the requester's, LAPSE and EXPIRE the clock's. */
export type ApprovalEvent = "GRANT" | "REFUSE" | "DEEM" | "LAPSE" | "EXPIRE";

export type Decision = "GRANT" | "REFUSE";

/** What 先调后补 is judged by, for one order. */
export interface ActFirstFacts {
  /** The agreement in force today between the two, with its act-first terms. */
  readonly terms: { readonly maxQuantity: number; readonly minResponseLevel: number } | undefined;
  /** 1 is the gravest; undefined: no level is set. */
  readonly responseLevel: number | undefined;
  readonly setByApprover: boolean;
  readonly lines: readonly {
    readonly item: string | null;
    readonly ordered: number;
    readonly ownerSector: string;
    readonly lotOrigin: string | null;
  }[];
}
