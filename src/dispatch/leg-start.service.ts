import { randomUUID } from "node:crypto";
import { readItems } from "../catalog/dispatchable.service.ts";
import { readVehicleFacts } from "../forces/dispatchable.service.ts";
import { loadOf } from "../forces/vehicles.rules.ts";
import { assert } from "../kernel/assert.ts";
import { refuseFor, type Outcome } from "../kernel/refusal.ts";
import { ok } from "../kernel/result.ts";
import type { Tx } from "../postgres/transaction.ts";
import { vehiclesFor } from "./leg-vehicle.rules.ts";
import type { LegLineRow, LegRow, SlipRow } from "./leg.model.ts";
import type { DepartingLine } from "./leg.rules.ts";
import { insertLeg, lockOnRoad, readNextPosition } from "./leg.store.ts";
import { codeHash } from "./slip.service.ts";

export interface CarrierWish {
  readonly carrierOrg: string;
  readonly vehicleIds?: readonly string[] | null | undefined;
  /** The leg that ends where this one begins: its vehicles may go on. */
  readonly afterLegId?: string;
}

/** The vehicles that the carrier sends; a team that drives itself needs none. */
export async function fitVehicles(
  tx: Tx,
  counted: readonly DepartingLine[],
  { carrierOrg, vehicleIds, afterLegId }: CarrierWish,
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
  const wish = { carrierOrg, ids, onRoad: await lockOnRoad(tx, carrierOrg, afterLegId) };
  return vehiclesFor(load, wish, await readVehicleFacts(tx), tx.today);
}

type Road = Pick<
  LegRow,
  | "orderId"
  | "carrierOrg"
  | "vehicleIds"
  | "fromDepot"
  | "priorLegId"
  | "fromNode"
  | "toNode"
  | "departedAt"
>;

export interface LegStart {
  readonly road: Road;
  readonly loads: readonly { readonly orderLineId: string; readonly departed: number }[];
  /** Who gives the goods to the carrier, and who will take them from it. */
  readonly givenByOrg: string;
  readonly receiverOrg: string;
  /** For the slip that travels with the goods; shown once. */
  readonly code: string;
  readonly signedBy: string;
}

export interface StartedLeg {
  readonly leg: LegRow;
  readonly legLines: readonly LegLineRow[];
}

/** A leg that leaves now, its lines, and its two slips: one is signed, one waits for the code. */
export async function startLeg(tx: Tx, start: LegStart): Promise<StartedLeg> {
  const leg: LegRow = {
    ...start.road,
    id: randomUUID(),
    position: await readNextPosition(tx, start.road.orderId),
    state: "DEPARTED",
    relayNode: null,
    relayCarrierOrg: null,
    relayKeeperOrg: null,
    arrivedAt: null,
    differenceWindowEndsAt: null,
    differenceSettledAt: null,
    differenceSettledBy: null,
    ...{ differenceDeniedAt: null, differenceDeniedBy: null, differenceDeniedReason: null },
    version: 1,
  };
  const legLines = start.loads.map(({ orderLineId, departed }) => ({
    ...{ id: randomUUID(), legId: leg.id, orderLineId, departed },
    ...{ accepted: 0, rejected: 0, missing: 0, deniedMissing: null, version: 1 },
  }));
  await insertLeg(tx, leg, legLines, slipsOf(tx, leg, start));
  return { leg, legLines };
}

function slipsOf(
  tx: Tx,
  leg: LegRow,
  { loads, givenByOrg, receiverOrg, code, signedBy }: LegStart,
): SlipRow[] {
  const slip = { legId: leg.id, codeHash: codeHash(leg.id, code), version: 1 };
  return [
    {
      ...slip,
      id: randomUUID(),
      kind: "DEPARTURE",
      counts: loads,
      givenByOrg,
      takenByOrg: leg.carrierOrg,
      signedAt: tx.now,
      signedBy,
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
