import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { assert } from "../kernel/assert.ts";
import { postEach } from "../ledger/ledger.service.ts";
import { difference as differencePosting, type Difference } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import { hubReader, withTx, type Tx } from "../postgres/transaction.ts";
import { admitted, deniedLines, denyRefusals, settledRefusals } from "./difference.rules.ts";
import { bookReceipt, countIn, lockLeg, type LockedLeg } from "./leg-receive.service.ts";
import type { DeniedLine } from "./leg.model.ts";
import { lockOverdueDifference, updateDenied, updateLeg, updateLegLines } from "./leg.store.ts";
import { receivedOn } from "./order-line.rules.ts";
import { readLineFacts } from "./order-line.service.ts";
import { reasonRefusals } from "./order.service.ts";
import { readLines, updateOrder } from "./order.store.ts";

export interface LegInput {
  readonly legId: string;
}

/**
 * The sender agrees that what the receiver missed is missing: it is destroyed, whoever bears the
 * risk refills, and the carrier owes damages to that party. Where the sender denied it, either
 * side ends it by accepting the other's figure; who signs for both accepts the receiver's count.
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
    const { leg, order } = locked;
    const sender = may(principal, "order:difference", [order.lenderOrg]);
    const contested = leg.differenceDeniedAt !== null;
    const receiver = contested ? may(principal, "order:receive", [order.receiverOrg]) : sender;
    if (!sender.ok && !receiver.ok) return sender;
    const wrong = settledRefusals(leg, word("确认差异", "confirm the difference"));
    if (wrong.length > 0) return refuse(wrong);
    if (sender.ok) return settle(tx, locked, { org: sender.value, by: principal.id });
    assert(receiver.ok, "one of the two sides signs");
    return admit(tx, locked, { org: receiver.value, by: principal.id });
  });
}

export interface DenyInput extends LegInput {
  readonly reason: string;
  readonly lines: readonly DeniedLine[];
}

/**
 * The sender says that less is missing than the receiver counted, with its own figures: what is
 * missing stays in transit and nobody owes for it until one side accepts the other's figures. The
 * window does not decide it any more.
 */
export function denyDifference(
  database: Database,
  asking: Asking,
  input: DenyInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "denyDifference", input };
  return asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const { leg, order, legLines } = locked;
    const allowed = may(principal, "order:difference", [order.lenderOrg]);
    if (!allowed.ok) return allowed;
    const illegal = denyRefusals(leg, tx.now);
    if (illegal.length > 0) return refuse(illegal);
    const denied = deniedLines(legLines, input.lines);
    const reasons = reasonRefusals(input.reason);
    if (!denied.ok || reasons.length > 0)
      return refuse([...(denied.ok ? [] : denied.refused), ...reasons]);
    const reason = input.reason.trim();
    await updateDenied(tx, denied.value);
    const version = await updateLeg(tx, leg.id, {
      ...{ differenceDeniedAt: tx.now, differenceDeniedBy: principal.id },
      differenceDeniedReason: reason,
    });
    await updateOrder(tx, order.id, {});
    await appendFact(tx, {
      kind: "DIFFERENCE_DENIED",
      subject: { kind: "LEG", id: leg.id, version },
      parties: order.parties,
      facts: { orderId: order.id, number: order.number, reason },
    });
    return ok({ kind: "LEG", id: leg.id });
  });
}

/** The receiver accepts the sender's figures: what it did have is received, the rest is lost. */
async function admit(tx: Tx, locked: LockedLeg, signed: Settling): Promise<Outcome<Written>> {
  const found = admitted(locked.legLines);
  const arrivedAt = locked.leg.arrivedAt ?? tx.now;
  await countIn(tx, locked, found, arrivedAt);
  const legLines = locked.legLines.map((legLine) => {
    const more = found.find((one) => one.legLine.id === legLine.id)?.accepted ?? 0;
    return { ...legLine, accepted: legLine.accepted + more, missing: legLine.missing - more };
  });
  await updateLegLines(
    tx,
    legLines.map((legLine) => ({ ...legLine, legLine })),
  );
  const booked = await bookReceipt(tx, locked, found, { org: signed.org, arrivedAt });
  if (!booked.ok) return booked;
  const lines = await readLines(tx, [locked.order.id]);
  return settle(tx, { ...locked, lines, legLines }, signed);
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
  const evidence = { order: order.number, leg: leg.id, confirmedBy: by ?? "WINDOW_PASSED" };
  // Each line in a transfer of its own, so that one that is found again is taken back alone.
  const postings = missing.map((one) => differencePosting({ evidence }, [one], randomUUID));
  const booked = await postEach(tx, org, postings);
  return booked.ok ? written : booked;
}
