import { readApprovals } from "../../src/dispatch/approval.store.ts";
import type { PastOrder } from "../../src/dispatch/as-of.service.ts";
import { readLegLines, readLegs } from "../../src/dispatch/leg.store.ts";
import type { Cut } from "../../src/feed/cut.service.ts";
import { listPastNeeds } from "../../src/incidents/as-of.service.ts";
import type { NeedRow } from "../../src/incidents/need.model.ts";
import { needStateOf } from "../../src/incidents/need.rules.ts";
import type { Tx } from "../../src/postgres/transaction.ts";

type Parts = Pick<PastOrder, "approvals" | "legs">;

/** What of approvals and legs the past tells, in one shape for rows of today and of then. */
export const pastParts = ({ approvals, legs }: Parts) => ({
  approvals: approvals?.map((one) => approvalOf(one)) ?? null,
  legs: legs?.map((leg) => ({ ...legOf(leg), lines: leg.lines.map(lineOf) })) ?? null,
});

type Approval = Pick<
  NonNullable<Parts["approvals"]>[number],
  "id" | "kind" | "state" | "reason" | "lapsesAt" | "decidedAt"
>;
const approvalOf = ({ id, kind, state, reason, lapsesAt, decidedAt }: Approval) => ({
  ...{ id, kind, state, reason, lapsesAt, decidedAt },
});

type Leg = Pick<
  NonNullable<Parts["legs"]>[number],
  | "id"
  | "state"
  | "arrivedAt"
  | "differenceWindowEndsAt"
  | "differenceSettledAt"
  | "differenceDeniedAt"
>;
const legOf = ({ id, state, arrivedAt, ...row }: Leg) => {
  const { differenceWindowEndsAt, differenceSettledAt, differenceDeniedAt } = row;
  return {
    ...{ id, state, arrivedAt, differenceWindowEndsAt, differenceSettledAt, differenceDeniedAt },
  };
};

type Line = Pick<
  NonNullable<Parts["legs"]>[number]["lines"][number],
  "orderLineId" | "departed" | "accepted" | "rejected" | "missing" | "deniedMissing"
>;
const lineOf = ({ orderLineId, departed, accepted, rejected, missing, deniedMissing }: Line) => ({
  ...{ orderLineId, departed, accepted, rejected, missing, deniedMissing },
});

/** The same read from the rows as they stand. */
export async function standingParts(tx: Tx, orderIds: readonly string[]) {
  const approvals = await readApprovals(tx, orderIds);
  const legs = await readLegs(tx, orderIds);
  const lines = await readLegLines(
    tx,
    legs.map(({ id }) => id),
  );
  return (orderId: string) => ({
    approvals: approvals.filter((one) => one.orderId === orderId).map(approvalOf),
    legs: legs
      .filter((leg) => leg.orderId === orderId)
      .map((leg) => ({
        ...legOf(leg),
        lines: lines.filter(({ legId }) => legId === leg.id).map(lineOf),
      })),
  });
}

type Need = Pick<NeedRow, "quantity" | "promised" | "received" | "withdrawnAt" | "lapsesAt">;
const needOf = (row: Need, at: Date) => {
  const { quantity, promised, received, withdrawnAt, lapsesAt } = row;
  const state = needStateOf(row, at);
  return { quantity, promised, received, withdrawnAt, lapsesAt, state };
};

/** Every need as it stands, by its id; its state as of the cut. */
export async function standingNeeds(tx: Tx, { sealedAt }: Cut) {
  const { rows } = await tx.client.query<Need & { id: string }>(
    `select id, quantity, promised, received, withdrawn_at as "withdrawnAt",
       lapses_at as "lapsesAt" from qipan.need`,
  );
  return Object.fromEntries(rows.map((row) => [row.id, needOf(row, sealedAt ?? new Date(0))]));
}

/** Every need that the past tells at a cut. */
export async function toldNeeds(tx: Tx, cut: Cut) {
  const told: Record<string, unknown> = {};
  for (let after: string | null = null, more = true; more;) {
    const page = await listPastNeeds(tx, cut, { incidentId: undefined, first: 3, after });
    if (!page.ok) throw new Error(JSON.stringify(page.refused));
    for (const { node } of page.value.edges)
      told[node.id] = node.known && needOf(node.known, cut.sealedAt ?? new Date(0));
    ({ hasNextPage: more, endCursor: after } = page.value.pageInfo);
  }
  return told;
}
