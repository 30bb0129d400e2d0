import { word, type Word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, lockIncidentState, type Asking } from "../incidents/incident.service.ts";
import { lockNeeds, sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import { dayInChina } from "../kernel/day.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { dueFromReceipt, post } from "../ledger/ledger.service.ts";
import { receive as receivePosting, type Receipt } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { minutesAfter } from "./adoption.rules.ts";
import type { LegLineRow, LegRow, ReceiveInput } from "./leg.model.ts";
import {
  illegalLeg,
  occurredRefusals,
  receiveLines,
  type ArrivingLine,
  type LegEvent,
} from "./leg.rules.ts";
import {
  readLeg,
  readLegLines,
  readSlips,
  updateLeg,
  updateLegLines,
  updateSlip,
  type LegChange,
} from "./leg.store.ts";
import { differenceHoursOf } from "./order-line.rules.ts";
import { readLineFacts } from "./order-line.service.ts";
import { moveUnits } from "./order-sources.service.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { incidentRefusals, needsOf, orderState } from "./order.rules.ts";
import { tellOrder } from "./order.service.ts";
import { lockOrder, readLines, readTerms, updateLines, updateOrder } from "./order.store.ts";
import { codeFits } from "./slip.service.ts";

/** A leg with its order locked. */
export interface LockedLeg {
  readonly leg: LegRow;
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly legLines: readonly LegLineRow[];
}

/** The order's lock covers its legs; undefined for what is not there or not the reader's. */
export async function lockLeg(tx: Tx, legId: string): Promise<LockedLeg | undefined> {
  const orderId = (await readLeg(tx, legId))?.orderId;
  const order = orderId === undefined ? undefined : await lockOrder(tx, orderId);
  const leg = await readLeg(tx, legId);
  if (order === undefined || leg === undefined) return undefined;
  const lines = await readLines(tx, [order.id]);
  return { leg, order, lines, legLines: await readLegLines(tx, [leg.id]) };
}

/**
 * 签收: whoever receives types the code that the carrier shows and counts every line; accepted,
 * rejected and missing add up to what left. Accepted goods are in use at the incident, rejected
 * ones turn round, missing ones wait until the sender confirms or the window passes.
 */
export function receiveLeg(
  database: Database,
  asking: Asking,
  input: ReceiveInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "receiveLeg", input };
  return asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const allowed = may(principal, "order:receive", [locked.order.receiverOrg]);
    if (!allowed.ok) return allowed;
    const incident = await lockIncidentState(tx, locked.order.incidentId);
    const over = incidentRefusals(incident, "RECEIVE");
    if (over.length > 0) return refuse(over);
    const counted = await countedLines(tx, locked, input);
    if (!counted.ok) return counted;
    return arrive(tx, principal, locked, { input, counted: counted.value, org: allowed.value });
  });
}

async function countedLines(
  tx: Tx,
  locked: LockedLeg,
  { code, lines, occurredAt }: ReceiveInput,
): Promise<Outcome<readonly ArrivingLine[]>> {
  const shown = await showSlip(tx, locked.leg, code, {
    event: "ARRIVE",
    action: word("签收", "receive it"),
  });
  if (!shown.ok) return shown;
  const counted = receiveLines(locked.legLines, lines);
  const dated = occurredRefusals(occurredAt, locked.leg.departedAt, tx.now);
  if (dated.length === 0) return counted;
  return refuse([...(counted.ok ? [] : counted.refused), ...dated]);
}

/** A wrong code answers nothing else: it must not help to guess what is on the vehicle. */
export async function showSlip(
  tx: Tx,
  leg: LegRow,
  code: string,
  { event, action }: { readonly event: LegEvent; readonly action: Word },
): Promise<Outcome<true>> {
  const wrong = illegalLeg(leg.state, event, action);
  if (wrong.length > 0) return refuse(wrong);
  const slip = (await readSlips(tx, [leg.id])).find(({ kind }) => kind === "ARRIVAL");
  assert(slip !== undefined, "a leg on the road has an arrival slip");
  return codeFits(leg.id, code, slip.codeHash) ? ok(true) : refuseFor("SLIP_CODE_WRONG", "code");
}

interface Arrival {
  readonly input: ReceiveInput;
  readonly counted: readonly ArrivingLine[];
  readonly org: string;
}

async function arrive(
  tx: Tx,
  principal: Principal,
  locked: LockedLeg,
  { input, counted, org }: Arrival,
): Promise<Outcome<Written>> {
  const { leg, order } = locked;
  const arrivedAt = input.occurredAt ?? tx.now;
  const changes = await countIn(tx, locked, counted, arrivedAt);
  await updateLegLines(tx, counted);
  const signed = { counts: input.lines, takenByOrg: org, signedAt: tx.now, signedBy: principal.id };
  await updateSlip(tx, { legId: leg.id, kind: "ARRIVAL" }, signed);
  const differs = counted.some(({ missing }) => missing > 0);
  const version = await updateLeg(tx, leg.id, {
    ...{ state: "ARRIVED", arrivedAt },
    ...(await windowOf(tx, order, differs)),
  });
  await tellArrived(tx, locked, changes, version, arrivedAt);
  return bookReceipt(tx, locked, counted, { org, arrivedAt });
}

/** A line before and after something happened to its goods on the road. */
interface LineChanged {
  readonly before: LineRow;
  readonly after: LineRow;
}

/** What a count changes of the order's lines, and the needs and units that feel it. */
export async function countIn(
  tx: Tx,
  locked: LockedLeg,
  counted: readonly ArrivingLine[],
  at: Date,
): Promise<readonly LineChanged[]> {
  const changes = changesOf(locked, counted);
  const needs = needsOf(changes.map(({ before }) => before));
  await lockNeeds(tx, needs);
  await moveUnitsOf(tx, changes, at);
  await updateLines(
    tx,
    changes.map(({ after: { id, accepted, rejected, missing } }) => ({
      id,
      accepted,
      rejected,
      missing,
    })),
  );
  await sumNeeds(tx, needs);
  return changes;
}

/** Until when the sender may confirm that something is missing. */
export async function windowOf(tx: Tx, order: OrderRow, differs: boolean): Promise<LegChange> {
  if (!differs) return {};
  const hours = differenceHoursOf(await readTerms(tx, order));
  return { differenceWindowEndsAt: minutesAfter(tx.now, hours * 60) };
}

function changesOf({ lines }: LockedLeg, counted: readonly ArrivingLine[]): LineChanged[] {
  return counted.map(({ legLine, accepted, rejected, missing }) => {
    const before = lines.find(({ id }) => id === legLine.orderLineId);
    assert(before !== undefined, "a leg carries lines of its order");
    return {
      before,
      after: {
        ...before,
        accepted: before.accepted + accepted,
        rejected: before.rejected + rejected,
        missing: before.missing + missing,
      },
    };
  });
}

/** A unit that was turned away goes home; one that never came is still on its way. */
async function moveUnitsOf(tx: Tx, changes: readonly LineChanged[], at: Date): Promise<void> {
  const came = changes.filter(({ before, after }) => after.accepted > before.accepted);
  const sent = changes.filter(({ before, after }) => after.rejected > before.rejected);
  const lines = (list: readonly LineChanged[]) => list.map(({ before }) => before);
  await moveUnits(tx, lines(came), "ARRIVE", at);
  await moveUnits(tx, lines(sent), "RECALL", at);
}

async function tellArrived(
  tx: Tx,
  { leg, order, lines }: LockedLeg,
  changes: readonly LineChanged[],
  version: number,
  occurredAt: Date,
): Promise<void> {
  await appendFact(tx, {
    kind: "LEG_ARRIVED",
    subject: { kind: "LEG", id: leg.id, version },
    parties: order.parties,
    facts: { orderId: order.id, number: order.number },
    occurredAt,
  });
  const now = lines.map((line) => changes.find(({ before }) => before === line)?.after ?? line);
  const orderVersion = await updateOrder(tx, order.id, {});
  await tellOrder(tx, "ORDER_RECEIVED", order, orderVersion, { state: orderState(order, now) });
}

/** Books what came; what the receiver finds later, or admits, is booked the same way. */
export async function bookReceipt(
  tx: Tx,
  { leg, order, lines }: LockedLeg,
  counted: readonly ArrivingLine[],
  { org, arrivedAt }: { readonly org: string; readonly arrivedAt: Date },
): Promise<Outcome<Written>> {
  const written = ok({ kind: "LEG", id: leg.id } as const);
  const facts = await readLineFacts(tx, order, lines);
  const to = { kind: "ON_SITE", holderOrg: order.receiverOrg, place: order.destination } as const;
  const receipts = counted.flatMap(({ legLine, accepted, rejected }): Receipt[] => {
    const line = facts.get(legLine.orderLineId);
    if (line === undefined || accepted + rejected === 0) return [];
    const road = { legLineId: legLine.id, carrierOrg: leg.carrierOrg };
    return [{ line, leg: road, to, accepted, rejected, relayed: leg.priorLegId !== null }];
  });
  if (receipts.length === 0) return written;
  const occasion = { evidence: { order: order.number, leg: leg.id }, occurredAt: arrivedAt };
  const booked = await post(tx, org, receivePosting(occasion, receipts, randomUUID));
  if (!booked.ok) return refuse(booked.refused);
  for (const { line } of receipts)
    await dueFromReceipt(tx, line.orderLineId, dayInChina(arrivedAt));
  return written;
}
