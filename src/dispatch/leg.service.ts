import { randomUUID } from "node:crypto";
import { readItems } from "../catalog/dispatchable.service.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { readVehicleFacts } from "../forces/dispatchable.service.ts";
import { loadOf } from "../forces/vehicles.rules.ts";
import { asked, type Asking } from "../incidents/incident.service.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { post } from "../ledger/ledger.service.ts";
import { depart as departPosting } from "../ledger/posting.road.rules.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { vehiclesFor } from "./leg-vehicle.rules.ts";
import type { DepartInput, LegLineRow, LegRow, SlipRow } from "./leg.model.ts";
import { departLines, occurredRefusals, type DepartingLine } from "./leg.rules.ts";
import { insertLeg, readNextPosition } from "./leg.store.ts";
import { readLineFacts } from "./order-line.service.ts";
import { insuranceRefusals, moveUnits } from "./order-sources.service.ts";
import { keepersOf, openOrder, type OpenOrder, type OrderStep } from "./order.service.ts";
import { updateLines, updateOrder } from "./order.store.ts";
import { codeHash, newCode } from "./slip.service.ts";

export interface Departed extends Written {
  /** Shown once, to the first answer of the first call; only its SHA-256 is kept. */
  readonly arrivalCode: string | undefined;
}

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
  let arrivalCode: string | undefined;
  const request = { mutation: "departOrder", input };
  const outcome = await asked(database, asking, request, async (tx, principal) => {
    const step: OrderStep = { action: "order:depart", event: "DEPART", orgs: keepersOf };
    const opened = await openOrder(tx, principal, input.orderId, step);
    if (!opened.ok) return opened;
    const counted = departLines(opened.value.lines, input.lines);
    const dated = occurredRefusals(input.occurredAt, null, tx.now);
    if (!counted.ok || dated.length > 0)
      return refuse([...(counted.ok ? [] : counted.refused), ...dated]);
    const vehicles = await readVehicles(tx, counted.value, input);
    if (!vehicles.ok) return vehicles;
    const gone = counted.value.map(({ line }) => line);
    const uninsured = await insuranceRefusals(tx, gone);
    if (uninsured.length > 0) return refuse(uninsured);
    arrivalCode = newCode();
    const leg = { vehicleIds: vehicles.value, code: arrivalCode, by: principal.id };
    return leave(tx, opened.value, counted.value, { input, ...leg });
  });
  return outcome.ok ? ok({ ...outcome.value, arrivalCode }) : outcome;
}

async function readVehicles(
  tx: Tx,
  counted: readonly DepartingLine[],
  { carrierOrg, vehicleIds }: DepartInput,
): Promise<Outcome<readonly string[]>> {
  const goods = counted.flatMap(({ line: { item }, departed }) =>
    item === null ? [] : [{ item, quantity: departed }],
  );
  const ids = vehicleIds?.length ? vehicleIds : undefined;
  if (goods.length === 0 && ids === undefined) {
    const drivesItself = counted.some(({ line }) => line.ownerOrg === carrierOrg);
    return drivesItself ? ok([]) : refuseFor("NOT_FOUND", "carrierOrg");
  }
  const items = await readItems(tx, [...new Set(goods.map(({ item }) => item))]);
  const load = loadOf(
    goods.map(({ item, quantity }) => {
      const facts = items.find(({ sku }) => sku === item);
      assert(facts !== undefined, "an ordered item is in the catalogue");
      return { ...facts, quantity };
    }),
  );
  return vehiclesFor(load, { carrierOrg, ids }, await readVehicleFacts(tx), tx.today);
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
  const { input, code } = leaving;
  const departedAt = input.occurredAt ?? tx.now;
  const leg = legOf(order.id, order.destination, await readNextPosition(tx, order.id), leaving);
  const row: LegRow = { ...leg, departedAt, fromDepot: counted[0]?.line.depotId ?? null };
  const legLines = counted.map(({ line, departed }) => legLineOf(leg.id, line.id, departed));
  await insertLeg(tx, row, legLines, slipsOf(tx, row, leaving, org, order.receiverOrg, legLines));
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
  const evidence = { order: order.number, leg: leg.id, codeHash: codeHash(leg.id, code) };
  const occasion = { evidence, occurredAt: departedAt };
  const booked = await post(tx, org, departPosting(occasion, departures, randomUUID));
  return booked.ok ? ok({ kind: "LEG", id: leg.id }) : refuse(booked.refused);
}

const legOf = (
  orderId: string,
  toNode: string,
  position: number,
  { input, vehicleIds }: Leaving,
): Omit<LegRow, "departedAt" | "fromDepot"> => ({
  id: randomUUID(),
  orderId,
  position,
  state: "DEPARTED",
  carrierOrg: input.carrierOrg,
  vehicleIds,
  toNode,
  arrivedAt: null,
  differenceWindowEndsAt: null,
  differenceSettledAt: null,
  differenceSettledBy: null,
  version: 1,
});

const legLineOf = (legId: string, orderLineId: string, departed: number): LegLineRow => ({
  id: randomUUID(),
  legId,
  orderLineId,
  departed,
  accepted: 0,
  rejected: 0,
  missing: 0,
  version: 1,
});

/** The departure slip is signed now; the arrival slip waits for the code that it carries. */
function slipsOf(
  tx: Tx,
  leg: LegRow,
  { code, by }: Leaving,
  keeperOrg: string,
  receiverOrg: string,
  lines: readonly LegLineRow[],
): SlipRow[] {
  const counts = lines.map(({ orderLineId, departed }) => ({ orderLineId, departed }));
  const slip = { legId: leg.id, codeHash: codeHash(leg.id, code), version: 1 };
  return [
    {
      ...slip,
      id: randomUUID(),
      kind: "DEPARTURE",
      counts,
      givenByOrg: keeperOrg,
      takenByOrg: leg.carrierOrg,
      signedAt: tx.now,
      signedBy: by,
    },
    {
      ...slip,
      id: randomUUID(),
      kind: "ARRIVAL",
      counts: null,
      givenByOrg: leg.carrierOrg,
      takenByOrg: receiverOrg,
      signedAt: null,
      signedBy: null,
    },
  ];
}
