import type { Cut } from "../feed/cut.service.ts";
import type { Tx } from "../postgres/transaction.ts";
import {
  readPastApprovals,
  readPastLegLines,
  readPastLegs,
  type PastApprovalRow,
  type PastLegLineRow,
  type PastLegRow,
} from "./as-of-legs.store.ts";

export type PastApproval = PastApprovalRow;
export type PastLegLine = PastLegLineRow;

export interface PastLeg extends PastLegRow {
  readonly lines: readonly PastLegLine[];
}

/** What belonged to an order at a cut; null where it changed before the hub kept what it was. */
export interface PastParts {
  readonly approvals: readonly PastApproval[] | null;
  readonly legs: readonly PastLeg[] | null;
}

export async function readPastParts(
  tx: Tx,
  cut: Cut,
  orderIds: readonly string[],
): Promise<(orderId: string) => PastParts> {
  const approvals = await readPastApprovals(tx, cut, orderIds);
  const legs = await readPastLegs(tx, cut, orderIds);
  const legIds = legs.map(({ id }) => id);
  const counted = legIds.length === 0 ? [] : await readPastLegLines(tx, cut, legIds);
  return (orderId) => {
    const own = legs.filter((leg) => leg.orderId === orderId);
    const whole = own.map((leg) => {
      const lines = counted.filter(({ legId }) => legId === leg.id);
      return { ...leg, known: leg.known && lines.every(({ known }) => known), lines };
    });
    return {
      approvals: kept(approvals.filter((one) => one.orderId === orderId)),
      legs: kept(whole),
    };
  };
}

const kept = <One extends { readonly known: boolean }>(all: readonly One[]) =>
  all.every(({ known }) => known) ? all : null;
