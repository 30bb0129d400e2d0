import { word } from "../../schema/words/word.ts";
import { may } from "../access/access.rules.ts";
import { appendFact } from "../feed/append.ts";
import type { Written } from "../feed/write.ts";
import { readCarriers } from "../forces/forces.service.ts";
import { asked, unknownOrgs, type Asking } from "../incidents/incident.service.ts";
import { refusal, refuseFor, type Outcome, type Refusal } from "../kernel/refusal.ts";
import { ok, refuse } from "../kernel/result.ts";
import { readNetwork } from "../network/network.service.ts";
import type { Database } from "../postgres/pool.ts";
import type { Tx } from "../postgres/transaction.ts";
import { readIncidentFacts } from "./adoption.store.ts";
import { lockLeg, type LockedLeg } from "./leg-receive.service.ts";
import type { PlanRelayInput, RelayPlan } from "./leg.model.ts";
import { illegalLeg, relayPointRefusals } from "./leg.rules.ts";
import { updateLeg, updateSlip } from "./leg.store.ts";
import type { OrderRow } from "./order.model.ts";
import { keepersOf } from "./order.service.ts";
import { updateOrder } from "./order.store.ts";

/**
 * 安排中转: a leg on the road is to be handed over at a point outside the hazard zone, to a
 * carrier that from now on sees the order. By whoever sends, asks or drives; made anew or taken
 * back as long as nobody has counted.
 */
export function planRelay(
  database: Database,
  asking: Asking,
  input: PlanRelayInput,
): Promise<Outcome<Written>> {
  const request = { mutation: "planRelay", input };
  return asked(database, asking, request, async (tx, principal) => {
    const locked = await lockLeg(tx, input.legId);
    if (locked === undefined) return refuseFor("NOT_FOUND", "legId");
    const { leg, order, lines } = locked;
    const orgs = [...keepersOf(order, lines), order.requesterOrg, leg.carrierOrg];
    const allowed = may(principal, "leg:relay", orgs);
    if (!allowed.ok) return allowed;
    const wrong = illegalLeg(leg.state, "HAND_OVER", word("安排中转", "arrange a relay"));
    if (wrong.length > 0) return refuse(wrong);
    const relay = input.relay ?? undefined;
    const refused = relay === undefined ? [] : await planRefusals(tx, order, relay);
    return refused.length > 0 ? refuse(refused) : plan(tx, locked, relay);
  });
}

async function planRefusals(
  tx: Tx,
  order: OrderRow,
  { nodeId, carrierOrg, keeperOrg }: RelayPlan,
): Promise<Refusal[]> {
  const carriers = await readCarriers(tx, [carrierOrg]);
  return [
    ...(await pointRefusals(tx, order, nodeId, "relay.nodeId")),
    ...(carriers.length === 0
      ? [refusal("UNKNOWN_CODE", "relay.carrierId", { code: carrierOrg })]
      : []),
    ...(await unknownOrgs(tx, { "relay.keeperId": keeperOrg })),
  ];
}

/** Asked when the relay is planned and again when the goods are counted over. */
export async function pointRefusals(
  tx: Tx,
  { incidentId, destination }: OrderRow,
  nodeId: string,
  path: string,
): Promise<Refusal[]> {
  const { nodes } = await readNetwork(tx);
  const point = nodes.find(({ id }) => id === nodeId);
  if (point === undefined) return [refusal("UNKNOWN_CODE", path, { code: nodeId })];
  const { zone } = await readIncidentFacts(tx, incidentId);
  return relayPointRefusals(point, { zone, destination, now: tx.now }, path);
}

async function plan(
  tx: Tx,
  { leg, order }: LockedLeg,
  relay: RelayPlan | undefined,
): Promise<Outcome<Written>> {
  const { nodeId = null, carrierOrg = null, keeperOrg = null } = relay ?? {};
  const version = await updateLeg(tx, leg.id, {
    relayNode: nodeId,
    relayCarrierOrg: carrierOrg,
    relayKeeperOrg: keeperOrg,
  });
  const takers = [carrierOrg, keeperOrg].filter((org) => org !== null);
  await updateSlip(
    tx,
    { legId: leg.id, kind: "ARRIVAL" },
    { takenByOrg: keeperOrg ?? carrierOrg ?? order.receiverOrg },
  );
  const parties = [...new Set([...order.parties, ...takers])];
  await updateOrder(tx, order.id, { parties });
  await appendFact(tx, {
    kind: "RELAY_PLANNED",
    subject: { kind: "LEG", id: leg.id, version },
    parties,
    facts: { orderId: order.id, number: order.number, relayNode: nodeId, carrierOrg },
  });
  return ok({ kind: "LEG", id: leg.id });
}
