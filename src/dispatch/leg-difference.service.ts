import { randomUUID } from "node:crypto";
import { legState } from "../../schema/words/dispatch.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { assert } from "../kernel/assert.ts";
import { post } from "../ledger/ledger.service.ts";
import { difference as differencePosting, type Difference } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { lockLeg, type LockedLeg } from "./leg-receive.service.ts";
import { lockOverdueDifference, updateLeg } from "./leg.store.ts";
import { receivedOn } from "./order-line.rules.ts";
import { readLineFacts } from "./order-line.service.ts";
import { updateOrder } from "./order.store.ts";

export interface LegInput {
  readonly legId: string;
}

/**
 * The sender agrees that what the receiver missed is missing: it is destroyed, whoever bears the
 * risk refills, and the carrier owes damages to that party.
 */
export function confirmDifference(
  database: Database,
  asking: Asking,
  input: LegInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "confirmDifference", input };
  return asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const allowed = may(principal, "order:difference", [locked.order.lenderOrg]);
    if (!allowed.ok) return allowed;
    const { differenceSettledAt, differenceWindowEndsAt, state } = locked.leg;
    if (differenceSettledAt !== null) return refuseFor("ALREADY_DECIDED", "legId");
    if (differenceWindowEndsAt === null)
      return refuseFor("ILLEGAL_TRANSITION", "legId", {
        state: legState[state].zh,
        action: "确认差异",
      });
    return settle(tx, locked, { org: allowed.value, by: principal.id });
  });
}

/**
 * The expiry worker's part: differences whose window has passed are deemed agreed, each in a
 * transaction of its own by the database's time. Answers how many; several workers share them.
 */
export async function settleDifferences(database: Database): Promise<number> {
  for (let settled = 0; ; settled += 1) {
    const found = await withTx(database, hubReader, async (tx) => {
      const due = await lockOverdueDifference(tx);
      const locked = due === undefined ? undefined : await lockLeg(tx, due.id);
      if (locked === undefined) return false;
      const outcome = await settle(tx, locked, { org: locked.order.lenderOrg, by: null });
      assert(outcome.ok, "goods that are missing are still in transit");
      return true;
    });
    if (!found) return settled;
  }
}

interface Settling {
  readonly org: string;
  /** Null: nobody confirmed, the window passed. */
  readonly by: string | null;
}

async function settle(
  tx: Tx,
  { leg, order, lines, legLines }: LockedLeg,
  { org, by }: Settling,
): Promise<Outcome<Written>> {
  const settled = { differenceSettledAt: tx.now };
  const version = await updateLeg(
    tx,
    leg.id,
    by === null ? settled : { ...settled, differenceSettledBy: by },
  );
  await updateOrder(tx, order.id, {});
  await appendFact(tx, {
    kind: "DIFFERENCE_CONFIRMED",
    subject: { kind: "LEG", id: leg.id, version },
    parties: order.parties,
    facts: { orderId: order.id, number: order.number, deemed: by === null },
  });
  const written = ok({ kind: "LEG", id: leg.id } as const);
  const facts = await readLineFacts(tx, order, lines);
  const missing = legLines.flatMap((legLine): Difference[] => {
    const line = facts.get(legLine.orderLineId);
    if (line === undefined || legLine.missing === 0) return [];
    const road = { legLineId: legLine.id, carrierOrg: leg.carrierOrg };
    const where = { way: "OUT", leg: road, relayed: leg.priorLegId !== null } as const;
    return [{ line: receivedOn(line, leg.arrivedAt), quantity: legLine.missing, where }];
  });
  if (missing.length === 0) return written;
  const evidence = { order: order.number, leg: leg.id, confirmedBy: by ?? "WINDOW_PASSED" };
  const booked = await post(tx, org, differencePosting({ evidence }, missing, randomUUID));
  return booked.ok ? written : refuse(booked.refused);
}
