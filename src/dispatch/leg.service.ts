import { randomUUID } from "node:crypto";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import type { Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { depart as departPosting } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { fitVehicles, startLeg } from "./leg-start.service.ts";
import type { DepartInput } from "./leg.model.ts";
import { departLines, occurredRefusals, type DepartingLine } from "./leg.rules.ts";
import { readLineFacts } from "./order-line.service.ts";
import { unitGateRefusals, moveUnits } from "./order-sources.service.ts";
import { keepersOf, openOrder, type OpenOrder, type OrderStep } from "./order.service.ts";
import { updateLines, updateOrder } from "./order.store.ts";
import { codeHash, newCode, withCode, type Coded, type Departed } from "./slip.service.ts";

/**
 * Counted out at the gate: a leg under one carrier, the departure slip signed by keeper and
 * carrier, and a one-time code that whoever receives will ask for. Part of an order may leave now
 * and the rest with another vehicle. Licence, insurance and room of the vehicles are checked.
 */
export async function departOrder(
  database: Database,
  asking: Asking,
  input: DepartInput,
): Promise<Outcome<Departed>> {
  let made: Coded | undefined;
  const request = { mutation: "departOrder", input };
  const outcome = await asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:depart", event: "DEPART", orgs: keepersOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const counted = departLines(opened.value.lines, input.lines);
    const dated = occurredRefusals(input.occurredAt, null, tx.now);
    if (!counted.ok || dated.length > 0)
      return refuse([...(counted.ok ? [] : counted.refused), ...dated]);
    const vehicles = await fitVehicles(tx, counted.value, input);
    if (!vehicles.ok) return vehicles;
    const gone = counted.value.map(({ line }) => line);
    const uninsured = await unitGateRefusals(tx, gone);
    if (uninsured.length > 0) return refuse(uninsured);
    const code = newCode();
    const leg = { vehicleIds: vehicles.value, code, by: principal.id };
    const left = await leave(tx, opened.value, counted.value, { input, ...leg });
    if (left.ok) made = { written: left.value, code };
    return left;
  });
  return withCode(outcome, made);
}

interface Leaving {
  readonly input: DepartInput;
  readonly vehicleIds: readonly string[];
  readonly code: string;
  readonly by: string;
}

async function leave(
  tx: Tx,
  { order, org }: OpenOrder,
  counted: readonly DepartingLine[],
  leaving: Leaving,
): Promise<Outcome<Written>> {
  const { input, code, vehicleIds, by: signedBy } = leaving;
  const departedAt = input.occurredAt ?? tx.now;
  const { leg, legLines } = await startLeg(tx, {
    road: {
      ...{ orderId: order.id, carrierOrg: input.carrierOrg, vehicleIds, departedAt },
      ...{ fromDepot: counted[0]?.line.depotId ?? null, priorLegId: null, fromNode: null },
      toNode: order.destination,
    },
    loads: counted.map(({ line, departed }) => ({ orderLineId: line.id, departed })),
    ...{ givenByOrg: org, receiverOrg: order.receiverOrg, code, signedBy },
  });
  await updateLines(
    tx,
    counted.map(({ line, departed }) => ({
      id: line.id,
      held: line.held - departed,
      departed: line.departed + departed,
    })),
  );
  const parties = [...new Set([...order.parties, input.carrierOrg])];
  await updateOrder(tx, order.id, { parties });
  const gone = counted.map(({ line }) => line);
  await moveUnits(tx, gone, "DEPART", departedAt);
  await appendFact(tx, {
    kind: "LEG_DEPARTED",
    subject: { kind: "LEG", id: leg.id, version: 1 },
    parties,
    facts: { orderId: order.id, number: order.number, carrierOrg: input.carrierOrg },
    occurredAt: departedAt,
  });
  const facts = await readLineFacts(tx, order, gone);
  const departures = counted.flatMap(({ line, departed: quantity }) => {
    const found = facts.get(line.id);
    const legLineId = legLines.find(({ orderLineId }) => orderLineId === line.id)?.id;
    if (found === undefined || legLineId === undefined) return [];
    return [{ line: found, quantity, leg: { legLineId, carrierOrg: input.carrierOrg } }];
  });
  if (departures.length === 0) return ok({ kind: "LEG", id: leg.id });
  const { number, certificate } = order;
  const evidence = { order: number, leg: leg.id, codeHash: codeHash(leg.id, code), certificate };
  const occasion = { evidence, occurredAt: departedAt };
  const booked = await post(tx, org, departPosting(occasion, departures, randomUUID));
  return booked.ok ? ok({ kind: "LEG", id: leg.id }) : refuse(booked.refused);
}
