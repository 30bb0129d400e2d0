import { word } from "../../schema/words/word.ts";
import { randomUUID } from "node:crypto";
import { may } from "../access/access.rules.ts";
import type { Principal } from "../access/principal.model.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { lockNeeds, sumNeeds } from "../incidents/need.service.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { handOver as handOverPosting, type Relay } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { lockLeg, showSlip, windowOf, type LockedLeg } from "./leg-receive.service.ts";
import { pointRefusals } from "./leg-relay.service.ts";
import { fitVehicles, startLeg, type StartedLeg } from "./leg-start.service.ts";
import type { HandOverInput } from "./leg.model.ts";
import { illegalLeg, occurredRefusals, relayLines, type RelayedLine } from "./leg.rules.ts";
import { updateLeg, updateLegLines, updateSlip } from "./leg.store.ts";
import { readLineFacts } from "./order-line.service.ts";
import type { LineRow } from "./order.model.ts";
import { needsOf } from "./order.rules.ts";
import { updateLines, updateOrder } from "./order.store.ts";
import { newCode, withCode, type Coded, type Departed } from "./slip.service.ts";

/**
 * 中转交接: the taking carrier, or whoever keeps the relay point, types the code that the giving
 * carrier shows and counts every line. The goods go on as a leg of their own under a new code;
 * what is missing stays with the first carrier until the sender confirms or the window passes.
 */
export async function handOverLeg(
  database: Database,
  asking: Asking,
  input: HandOverInput,
): Promise<Outcome<Departed>> {
  let made: Coded | undefined;
  const request = { mutation: "handOverLeg", input };
  const outcome = await asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const { relayCarrierOrg, relayKeeperOrg } = locked.leg;
    const takers = [relayCarrierOrg, relayKeeperOrg].filter((org) => org !== null);
    const allowed = may(principal, "leg:relay", takers);
    if (!allowed.ok) return allowed;
    const taken = await takenLines(tx, locked, input);
    if (!taken.ok) return taken;
    const code = newCode();
    const by = { principal, org: allowed.value, code };
    const gone = await goOn(tx, locked, taken.value, { input, ...by });
    if (gone.ok) made = { written: gone.value, code };
    return gone;
  });
  return withCode(outcome, made);
}

interface Taken {
  readonly lines: readonly RelayedLine[];
  readonly vehicleIds: readonly string[];
  readonly carrierOrg: string;
  readonly node: string;
}

async function takenLines(
  tx: Tx,
  locked: LockedLeg,
  { code, lines, occurredAt, vehicleIds }: HandOverInput,
): Promise<Outcome<Taken>> {
  const { leg, order } = locked;
  const { relayNode: node, relayCarrierOrg: carrierOrg } = leg;
  const event = {
    event: "HAND_OVER",
    action: word("中转交接", "hand it over on the way"),
  } as const;
  const wrong = illegalLeg(leg.state, event.event, event.action);
  if (wrong.length > 0) return refuse(wrong);
  assert(node !== null && carrierOrg !== null, "only a planned relay has a taker");
  const shown = await showSlip(tx, leg, code, event);
  if (!shown.ok) return shown;
  const counted = relayLines(locked.legLines, lines);
  const refused = [
    ...(counted.ok ? [] : counted.refused),
    ...occurredRefusals(occurredAt, leg.departedAt, tx.now),
    ...(await pointRefusals(tx, order, node, "legId")),
  ];
  if (!counted.ok || refused.length > 0) return refuse(refused);
  const loads = counted.value.map(({ legLine, taken: departed }) => ({
    line: lineOf(locked, legLine.orderLineId),
    departed,
  }));
  const wish = { carrierOrg, vehicleIds, afterLegId: leg.id };
  const vehicles = await fitVehicles(tx, loads, wish);
  if (!vehicles.ok) return vehicles;
  return ok({ lines: counted.value, vehicleIds: vehicles.value, carrierOrg, node });
}

function lineOf({ lines }: Pick<LockedLeg, "lines">, id: string): LineRow {
  const line = lines.find((one) => one.id === id);
  assert(line !== undefined, "a leg carries lines of its order");
  return line;
}

interface GoingOn {
  readonly input: HandOverInput;
  readonly principal: Principal;
  readonly org: string;
  readonly code: string;
}

async function goOn(
  tx: Tx,
  locked: LockedLeg,
  taken: Taken,
  { input, principal, org, code }: GoingOn,
): Promise<Outcome<Written>> {
  const { leg, order } = locked;
  const handedAt = input.occurredAt ?? tx.now;
  const loads = taken.lines.flatMap(({ legLine: { orderLineId }, taken: departed }) =>
    departed === 0 ? [] : [{ orderLineId, departed }],
  );
  const { carrierOrg, vehicleIds, node } = taken;
  const onward = await startLeg(tx, {
    road: {
      ...{ orderId: order.id, carrierOrg, vehicleIds, departedAt: handedAt },
      ...{ fromDepot: null, priorLegId: leg.id, fromNode: node, toNode: order.destination },
    },
    loads,
    givenByOrg: leg.relayKeeperOrg ?? leg.carrierOrg,
    ...{ receiverOrg: order.receiverOrg, code, signedBy: principal.id },
  });
  await changeLines(tx, locked, taken.lines);
  const signed = { counts: input.lines, takenByOrg: org, signedAt: tx.now, signedBy: principal.id };
  await updateSlip(tx, { legId: leg.id, kind: "ARRIVAL" }, signed);
  const version = await updateLeg(tx, leg.id, {
    ...{ state: "HANDED_OVER", arrivedAt: handedAt, toNode: node },
    ...(await windowOf(tx, order, taken.lines.some(missesSome))),
  });
  await updateOrder(tx, order.id, {});
  await appendFact(tx, {
    kind: "LEG_HANDED_OVER",
    subject: { kind: "LEG", id: leg.id, version },
    parties: order.parties,
    facts: { orderId: order.id, number: order.number, onwardLegId: onward.leg.id, carrierOrg },
    occurredAt: handedAt,
  });
  return book(tx, locked, onward, { org, handedAt });
}

const missesSome = ({ legLine, taken }: RelayedLine): boolean => taken < legLine.departed;

/** What is missing serves no need any more; what was taken over is on its way as before. */
async function changeLines(
  tx: Tx,
  locked: LockedLeg,
  taken: readonly RelayedLine[],
): Promise<void> {
  await updateLegLines(
    tx,
    taken.map(({ legLine, taken: accepted }) => ({
      ...{ legLine, accepted, rejected: 0 },
      missing: legLine.departed - accepted,
    })),
  );
  const less = taken.filter(missesSome).map(({ legLine, taken: accepted }) => ({
    line: lineOf(locked, legLine.orderLineId),
    lost: legLine.departed - accepted,
  }));
  const needs = needsOf(less.map(({ line }) => line));
  await lockNeeds(tx, needs);
  await updateLines(
    tx,
    less.map(({ line: { id, missing }, lost }) => ({ id, missing: missing + lost })),
  );
  await sumNeeds(tx, needs);
}

async function book(
  tx: Tx,
  { leg, order, lines, legLines }: LockedLeg,
  onward: StartedLeg,
  { org, handedAt }: { readonly org: string; readonly handedAt: Date },
): Promise<Outcome<Written>> {
  const written = ok({ kind: "LEG", id: onward.leg.id } as const);
  const facts = await readLineFacts(tx, order, lines);
  const relays = onward.legLines.flatMap((next): Relay[] => {
    const line = facts.get(next.orderLineId);
    const before = legLines.find(({ orderLineId }) => orderLineId === next.orderLineId);
    if (line === undefined || before === undefined) return [];
    return [
      {
        ...{ line, quantity: next.departed, first: leg.priorLegId === null },
        from: { legLineId: before.id, carrierOrg: leg.carrierOrg },
        to: { legLineId: next.id, carrierOrg: onward.leg.carrierOrg },
      },
    ];
  });
  if (relays.length === 0) return written;
  const evidence = { order: order.number, leg: leg.id, onward: onward.leg.id };
  const occasion = { evidence, occurredAt: handedAt };
  const booked = await post(tx, org, handOverPosting(occasion, relays, randomUUID));
  return booked.ok ? written : refuse(booked.refused);
}
