import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { lockNeeds, sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { dueFromReceipt, post } from "../ledger/ledger.service.ts";
import { divert as divertPosting } from "../ledger/posting.road.rules.ts";
import { moveOn, type MoveOn } from "../ledger/posting.use.rules.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockLeg, type LockedLeg } from "./leg-receive.service.ts";
import { redirectLeg } from "./leg-redirect.service.ts";
import { startLeg, type StartedLeg } from "./leg-start.service.ts";
import { illegalLeg } from "./leg.rules.ts";
import { updateLeg } from "./leg.store.ts";
import { readLineFacts } from "./order-line.service.ts";
import { takeUnits } from "./order-onward-units.service.ts";
import { takeFromSites } from "./order-onward.rules.ts";
import { transferUnits } from "./order-sources.service.ts";
import type { LineRow, OrderRow } from "./order.model.ts";
import { needsOf } from "./order.rules.ts";
import { tellOrder } from "./order.service.ts";
import { lockOrder, readLines, readLinesById, readSites, updateLines } from "./order.store.ts";
import { newCode } from "./slip.service.ts";

/** Whether an order takes its goods from another order instead of from a shelf. */
export const isOnward = (lines: readonly Pick<LineRow, "fromLineId">[]): boolean =>
  lines.some(({ fromLineId }) => fromLineId !== null);

export interface Issuer {
  readonly org: string;
  readonly by: string;
}

/** The issue of an onward order is the moment at which its goods change hands. */
export async function takeOver(tx: Tx, order: OrderRow, issuer: Issuer): Promise<Outcome<Written>> {
  const lines = await readLines(tx, [order.id]);
  if (order.fromLegId === null)
    return lines.every(({ item }) => item === null)
      ? takeUnits(tx, order, lines, issuer.by)
      : takeFromSite(tx, order, lines, issuer);
  const locked = await lockLeg(tx, order.fromLegId);
  assert(locked !== undefined, "whoever issues an onward order sees where its goods come from");
  const wrong = illegalLeg(locked.leg.state, "DIVERT", word("改道", "redirect it"));
  return wrong.length > 0 ? refuse(wrong) : takeFromRoad(tx, order, lines, { locked, issuer });
}

interface OnTheRoad {
  readonly locked: LockedLeg;
  readonly issuer: Issuer;
}

/** The vehicle goes to another place, as a leg of the new order, under a code of its own. */
async function takeFromRoad(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
  { locked, issuer }: OnTheRoad,
): Promise<Outcome<Written>> {
  const { leg } = locked;
  const { carrierOrg, vehicleIds, fromDepot } = leg;
  const before = await redirectLeg(tx, locked);
  const version = await updateLeg(tx, leg.id, { state: "DIVERTED" });
  const onward = await startLeg(tx, {
    road: {
      ...{ orderId: order.id, carrierOrg, vehicleIds, fromDepot, departedAt: tx.now },
      ...{ priorLegId: null, fromNode: null, toNode: order.destination },
    },
    loads: lines.map(({ id: orderLineId, ordered: departed }) => ({ orderLineId, departed })),
    ...{ givenByOrg: order.lenderOrg, receiverOrg: order.receiverOrg },
    ...{ code: newCode(), signedBy: issuer.by },
  });
  await updateLines(
    tx,
    lines.map(({ id, ordered }) => ({ id, loaded: ordered, departed: ordered })),
  );
  await transferUnits(
    tx,
    before.map((line) => ({ line, to: newLineOf(lines, line.id).id })),
  );
  await appendFact(tx, {
    kind: "LEG_DIVERTED",
    subject: { kind: "LEG", id: leg.id, version },
    parties: locked.order.parties,
    facts: { orderId: locked.order.id, number: locked.order.number, resolve: true },
  });
  await appendFact(tx, {
    kind: "LEG_DEPARTED",
    subject: { kind: "LEG", id: onward.leg.id, version: 1 },
    parties: order.parties,
    facts: { orderId: order.id, number: order.number, carrierOrg },
  });
  return bookDiversion(tx, order, lines, { locked, before, onward, org: issuer.org });
}

function newLineOf(lines: readonly LineRow[], fromLineId: string): LineRow {
  const line = lines.find((one) => one.fromLineId === fromLineId);
  assert(line !== undefined, "a vehicle is diverted whole");
  return line;
}

interface Diversion {
  readonly locked: LockedLeg;
  readonly before: readonly LineRow[];
  readonly onward: StartedLeg;
  readonly org: string;
}

async function bookDiversion(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
  { locked: { leg, order: old, legLines }, before, onward, org }: Diversion,
): Promise<Outcome<Written>> {
  const written = ok({ kind: "ORDER", id: order.id } as const);
  const oldFacts = await readLineFacts(tx, old, before);
  const newFacts = await readLineFacts(tx, order, lines);
  const { carrierOrg } = leg;
  const diverted = legLines.flatMap((legLine) => {
    const { id } = newLineOf(lines, legLine.orderLineId);
    const next = onward.legLines.find(({ orderLineId }) => orderLineId === id);
    const [from, to] = [oldFacts.get(legLine.orderLineId), newFacts.get(id)];
    if (from === undefined || to === undefined || next === undefined) return [];
    return [
      {
        quantity: legLine.departed,
        relayed: leg.priorLegId !== null,
        from: { line: from, leg: { legLineId: legLine.id, carrierOrg } },
        to: { line: to, leg: { legLineId: next.id, carrierOrg } },
      },
    ];
  });
  if (diverted.length === 0) return written;
  const evidence = { order: order.number, from: old.number, leg: leg.id, onward: onward.leg.id };
  const booked = await post(tx, org, divertPosting({ evidence }, diverted, randomUUID));
  return booked.ok ? written : refuse(booked.refused);
}

/** Goods on site are another incident's from now on, where they were accepted already. */
async function takeFromSite(
  tx: Tx,
  order: OrderRow,
  lines: readonly LineRow[],
  { org }: Issuer,
): Promise<Outcome<Written>> {
  const [first] = await readLinesById(
    tx,
    lines.flatMap(({ fromLineId }) => fromLineId ?? []),
  );
  const old = first && (await lockOrder(tx, first.orderId));
  assert(old !== undefined, "whoever issues an onward order sees where its goods come from");
  const oldFacts = await readLineFacts(tx, old, await readLines(tx, [old.id]));
  const newFacts = await readLineFacts(tx, order, lines);
  const moves: MoveOn[] = [];
  for (const { id, fromLineId, ordered } of lines) {
    const [from, to] = [oldFacts.get(fromLineId ?? ""), newFacts.get(id)];
    assert(from !== undefined && to !== undefined, "goods alone are moved on site");
    const parts = takeFromSites(await readSites(tx, from.orderLineId), ordered);
    const available = parts.reduce((sum, { quantity }) => sum + quantity, 0);
    if (available < ordered)
      return refuseFor("RECOVERY_NOT_DUE", "orderId", { available, wanted: ordered });
    const there = {
      kind: "ON_SITE",
      holderOrg: order.receiverOrg,
      place: order.destination,
    } as const;
    for (const { custodian: holderOrg, place, quantity } of parts)
      moves.push({
        from: { line: from, quantity, at: { kind: "ON_SITE", holderOrg, place } },
        to: { line: to, at: there },
      });
  }
  const needs = needsOf(lines);
  await lockNeeds(tx, needs);
  await updateLines(
    tx,
    lines.map(({ id, ordered: all }) => ({ id, loaded: all, departed: all, accepted: all })),
  );
  await sumNeeds(tx, needs);
  await tellOrder(tx, "GOODS_MOVED", order, order.version, { from: old.number });
  const evidence = { order: order.number, from: old.number };
  const booked = await post(tx, org, moveOn({ evidence }, moves, randomUUID));
  if (!booked.ok) return refuse(booked.refused);
  for (const { id } of lines) await dueFromReceipt(tx, id, tx.today);
  return ok({ kind: "ORDER", id: order.id });
}
