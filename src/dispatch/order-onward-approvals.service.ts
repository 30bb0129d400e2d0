import { randomUUID } from "node:crypto";
import type { Principal } from "../access/principal.model.ts";
import type { Tx } from "../postgres/transaction.ts";
import { approvalTier } from "../regions/regions.rules.ts";
import type { ApprovalRow } from "./approval.model.ts";
import type { OnwardGround } from "./order-onward.rules.ts";
import { readOrganizationFacts } from "./problem.store.ts";
import type { ApprovalNeeded } from "./proposal.model.ts";

interface Asked {
  readonly ground: OnwardGround;
  readonly lenderOrg: string;
  readonly asker: string;
  readonly payerOrg: string;
}

/**
 * Goods on the road or on site change hands by the lender's word, always; the new payer pledges
 * where the agreement asks for it. A keeper gave them out already and is not asked again.
 */
export async function onwardApprovals(
  tx: Tx,
  { ground, lenderOrg, asker, payerOrg }: Asked,
): Promise<readonly ApprovalNeeded[]> {
  if (ground.authority === "COMMAND") return [];
  const owner = { kind: "OWNER", org: lenderOrg } as const;
  const organizations = await readOrganizationFacts(tx);
  const regionOf = (org: string): string => organizations.get(org)?.regionCode ?? "";
  const tier = approvalTier(regionOf(lenderOrg), regionOf(asker));
  const kinds = ground.agreement?.terms.approvals[tier] ?? [];
  return kinds.includes("REFILL_PLEDGE") && payerOrg !== lenderOrg
    ? [owner, { kind: "REFILL_PLEDGE", org: payerOrg }]
    : [owner];
}

interface Given {
  readonly principal: Principal;
  /** The lender's approver offers: its word is given. */
  readonly consent: boolean;
  readonly lenderOrg: string;
  readonly reason: string;
  readonly lapsesAt: Date;
}

export const approvalRows = (
  tx: Tx,
  orderId: string,
  needed: readonly ApprovalNeeded[],
  { principal, consent, lenderOrg, reason, lapsesAt }: Given,
): ApprovalRow[] =>
  needed.map(({ kind, org }) => {
    const given = consent && kind === "OWNER" && org === lenderOrg;
    return {
      ...{ id: randomUUID(), orderId, kind, org, askedAt: tx.now, lapsesAt, version: 1 },
      state: given ? "GRANTED" : "PENDING",
      reason: given ? reason : null,
      decidedAt: given ? tx.now : null,
      decidedBy: given ? principal.id : null,
    };
  });
