import type { ApprovalKind, ApprovalState, LegState } from "../../schema/words/dispatch.ts";
import type { Cut } from "../feed/cut.service.ts";
import { asItWas, before, wasThere } from "../feed/past.ts";
import type { Tx } from "../postgres/transaction.ts";

export interface PastApprovalRow {
  readonly id: string;
  readonly orderId: string;
  readonly kind: ApprovalKind;
  /** False: nobody kept what it was, and the rest is empty. */
  readonly known: boolean;
  readonly state: ApprovalState;
  readonly reason: string | null;
  readonly lapsesAt: Date;
  readonly decidedAt: Date | null;
}

/** The approvals for which some orders had been asked by the cut. */
export async function readPastApprovals(
  tx: Tx,
  { seq }: Cut,
  orderIds: readonly string[],
): Promise<PastApprovalRow[]> {
  const { rows } = await tx.client.query<PastApprovalRow>(
    `select a.id, a.order_id as "orderId", a.kind, ${asItWas("a", approvalColumns)}
     from qipan.approval a left join ${before("approval_past", "approval_id", "a")} p on true
     where a.order_id = any ($2::uuid[]) and ${wasThere}
     order by a.order_id, a.kind, a.org`,
    [seq, orderIds],
  );
  return rows;
}

const approvalColumns = {
  state: "state",
  reason: "reason",
  lapsesAt: "lapses_at",
  decidedAt: "decided_at",
};

export interface PastLegRow {
  readonly id: string;
  readonly orderId: string;
  readonly known: boolean;
  readonly state: LegState;
  readonly arrivedAt: Date | null;
  readonly differenceWindowEndsAt: Date | null;
  readonly differenceSettledAt: Date | null;
  readonly differenceDeniedAt: Date | null;
}

/** The legs of some orders that had left by the cut. */
export async function readPastLegs(
  tx: Tx,
  { seq }: Cut,
  orderIds: readonly string[],
): Promise<PastLegRow[]> {
  const { rows } = await tx.client.query<PastLegRow>(
    `select l.id, l.order_id as "orderId", ${asItWas("l", legColumns)}
     from qipan.leg l left join ${before("leg_past", "leg_id", "l")} p on true
     where l.order_id = any ($2::uuid[]) and ${wasThere}
     order by l.order_id, l.position`,
    [seq, orderIds],
  );
  return rows;
}

const legColumns = {
  state: "state",
  arrivedAt: "arrived_at",
  differenceWindowEndsAt: "difference_window_ends_at",
  differenceSettledAt: "difference_settled_at",
  differenceDeniedAt: "difference_denied_at",
};

export interface PastLegLineRow {
  readonly id: string;
  readonly legId: string;
  readonly orderLineId: string;
  readonly known: boolean;
  readonly departed: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  readonly deniedMissing: number | null;
}

export async function readPastLegLines(
  tx: Tx,
  { seq }: Cut,
  legIds: readonly string[],
): Promise<PastLegLineRow[]> {
  const { rows } = await tx.client.query<PastLegLineRow>(
    `select l.id, l.leg_id as "legId", l.order_line_id as "orderLineId", l.departed,
       ${asItWas("l", lineColumns)}
     from qipan.leg_line l left join ${before("leg_line_past", "leg_line_id", "l")} p on true
     where l.leg_id = any ($2::uuid[]) and ${wasThere}
     order by l.leg_id, l.order_line_id`,
    [seq, legIds],
  );
  return rows;
}

const lineColumns = {
  accepted: "accepted",
  rejected: "rejected",
  missing: "missing",
  deniedMissing: "denied_missing",
};
