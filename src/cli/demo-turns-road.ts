import { globalId } from "../graph/node.ts";
import { orgCode, readOrder } from "./demo-plan.ts";
import { cannot, counted, figure, leadOf, named, post, take, type Stage } from "./demo-stage.ts";
import type { DemoNeed, DemoOrder } from "./demo.model.ts";
import type { Cargo } from "./demo-trips.ts";
import type { RoadTurn } from "./demo-turns.ts";

/** A trip on its way: its leg, the code that opens the slip, and what is on the vehicles. */
export interface OnRoad {
  readonly arrivalCode: string;
  readonly leg: { readonly id: string };
  readonly carrierId: string;
  readonly cargo: readonly Cargo[];
  readonly turn: RoadTurn | undefined;
}

/** What left under a code that is shown once. */
export interface Departure {
  readonly arrivalCode: string;
  readonly leg: { readonly id: string };
}

const now = (): string => new Date().toISOString();

const keeperOf = ({ cargo }: OnRoad, { lender }: DemoOrder): string =>
  post(orgCode(cargo[0]?.line.custodian ?? lender), "KEEPER");

const hitOf = ({ cargo, turn }: OnRoad): Cargo | undefined =>
  cargo.find(({ line }) => line.id === turn?.lineId);

/** Counted over to a second carrier, who finds some missing; the first answers for them. */
export async function relay(stage: Stage, order: DemoOrder, trip: OnRoad): Promise<OnRoad> {
  const { client, script } = stage;
  const hit = hitOf(trip);
  if (script.relay === undefined || hit === undefined || trip.turn === undefined)
    throw cannot("RELAY_LOSS", order.number);
  const { carrier, node } = script.relay;
  await client.write(keeperOf(trip, order), "orders-plan-relay", {
    legId: trip.leg.id,
    relay: { nodeId: globalId("RoadNode", node), carrierId: globalId("Organization", carrier) },
  });
  const { quantity: lost } = trip.turn;
  const cargo = trip.cargo.map((one) => (one === hit ? less(one, lost) : one));
  const onward = await client.write<Departure>(post(carrier, "KEEPER"), "orders-hand-over", {
    ...{ legId: trip.leg.id, code: trip.arrivalCode },
    lines: cargo.map(({ line, quantity }) => ({ orderLineId: line.id, taken: quantity })),
  });
  const under = await readOrder(stage, order.id);
  if (under.state.startsWith("RECEIVED")) throw cannot("RELAY_LOSS", under.state);
  const lender = post(orgCode(order.lender), "KEEPER");
  await client.write(lender, "orders-confirm-difference", { legId: trip.leg.id });
  const [what, before] = [counted(hit.line, lost), counted(hit.line, hit.quantity)];
  const came = figure(hit.quantity - lost);
  take(stage, "RELAY_LOSS", {
    zh:
      `${order.number} 在中转点换由第二承运单位,起运 ${before.zh},清点到 ${came}:` +
      `少 ${what.zh},由第一承运单位赔偿;全程仍为在途,未签收不算到达`,
    en:
      `${order.number} changes carriers on its way: of ${before.en} the second counts ` +
      `${came}; the first answers for ${what.en}, and nothing is called delivered yet`,
  });
  const carrierId = globalId("Organization", carrier);
  return { ...trip, ...onward, cargo, carrierId, turn: undefined };
}

const less = ({ line, quantity }: Cargo, lost: number): Cargo => ({
  line,
  quantity: quantity - lost,
});

/** The road is shut: the load turns round, is counted in at home, and is found good. */
export async function turnBack(stage: Stage, order: DemoOrder, trip: OnRoad): Promise<void> {
  const { client } = stage;
  const reason = "前方道路结冰封闭,折返(演练)";
  const said = { legId: trip.leg.id, reason };
  await client.write(post(leadOf(stage), "DISPATCHER"), "orders-turn-back", said);
  const keeper = keeperOf(trip, order);
  for (const { line, quantity } of trip.cargo) {
    const back = { orderLineId: line.id, received: false };
    const load = { quantity, carrierId: trip.carrierId, occurredAt: now() };
    await client.write(keeper, "replenishment-receive-return", { ...back, ...load });
    const found = { good: quantity, repair: 0, scrapped: 0, restore: 0, occurredAt: now() };
    await client.write(keeper, "replenishment-inspect-return", { ...back, ...found });
  }
  const hit = hitOf(trip) ?? trip.cargo[0];
  if (hit === undefined) throw cannot("TURNED_BACK", order.number);
  const [lender, what] = [named(order.lender), counted(hit.line, hit.quantity)];
  take(stage, "TURNED_BACK", {
    zh:
      `${lender.zh}的一车次(${what.zh}等 ${trip.cargo.length} 行)因道路封闭折返,` +
      `原库点验完好入库,应还即清,需求重新打开`,
    en:
      `a trip of ${lender.en} (${what.en}, ${trip.cargo.length} lines) turns back at a closed ` +
      `road; counted in and found good at home, nothing is owed, and the needs reopen`,
  });
}

/** Another incident wants it more: its asker takes the load over on the road, and owes for it. */
export async function divert(stage: Stage, order: DemoOrder, trip: OnRoad): Promise<void> {
  const { client, script } = stage;
  if (script.elsewhere === undefined) throw cannot("DIVERTED", order.number);
  const { lead } = script.elsewhere;
  const needs = await declareElsewhere(stage, trip.cargo);
  const offer = {
    ...{ legId: trip.leg.id, reason: "该处更急,本处另行补足(演练)" },
    lines: trip.cargo.map(({ line, quantity }) => ({
      orderLineId: line.id,
      needId: needOf(needs, line.item?.sku, quantity),
    })),
  };
  const owner = post(orgCode(order.lender), "APPROVER");
  const draft = await client.write<DemoOrder>(owner, "orders-divert", offer);
  for (const { id, state, organization } of draft.approvals)
    if (state === "PENDING")
      await client.write(post(orgCode(organization), "APPROVER"), "approvals-decide", {
        ...{ approvalId: id, decision: "GRANT" },
      });
  const asker = post(lead, "DISPATCHER");
  await client.write(asker, "orders-issue", { orderId: draft.id });
  const taken = await client.ask<DemoOrder>(asker, "demo-order", { id: draft.id });
  await receiveElsewhere(stage, order, taken);
  const hit = hitOf(trip) ?? trip.cargo[0];
  if (hit === undefined) throw cannot("DIVERTED", order.number);
  const what = counted(hit.line, hit.quantity);
  const [from, to] = [named(order.lender), named(taken.receiver)];
  take(stage, "DIVERTED", {
    zh:
      `${order.number} 途中一车次(${what.zh}等 ${trip.cargo.length} 行)经${from.zh}同意改道,` +
      `支援${to.zh}的另一事件(${taken.number}),由其签收并改由其应还`,
    en:
      `a trip of ${order.number} (${what.en}, ${trip.cargo.length} lines) is diverted with the ` +
      `consent of ${from.en} to another incident of ${to.en} (${taken.number}), which now owes it`,
  });
}

async function declareElsewhere(
  { client, script }: Stage,
  cargo: readonly Cargo[],
): Promise<readonly DemoNeed[]> {
  const { lead, region, node } = script.elsewhere ?? { lead: "", region: "", node: "" };
  const dispatcher = post(lead, "DISPATCHER");
  const { id: incidentId } = await client.write<{ id: string }>(dispatcher, "incidents-report", {
    ...{ nameZh: "余震致厂房坍塌(演练)", nameEn: "Aftershock, a hall collapsed (drill)" },
    ...{ category: "NATURAL_DISASTER", hazard: "EARTHQUAKE", regionCode: region, node },
    leadId: globalId("Organization", lead),
  });
  const start = { incidentId, responseLevel: "LEVEL_3", reason: "演练:次生险情" };
  await client.write(post(lead, "APPROVER"), "incidents-start-response", start);
  await client.write(dispatcher, "incidents-declare-needs", {
    incidentId,
    // The same goods of two lots are two needs here: each line of a load goes to one of its own.
    needs: cargo.map(({ line, quantity }, at) => ({
      ...{ item: line.item?.sku, quantity, priority: 1 },
      deadlineAt: new Date(Date.now() + (at + 6) * 3_600_000).toISOString(),
    })),
  });
  const page = await client.ask<{ edges: { node: DemoNeed }[] }>(dispatcher, "demo-needs", {
    ...{ first: 100, incidentId },
  });
  return page.edges.map((edge) => edge.node);
}

function needOf(needs: readonly DemoNeed[], sku: string | undefined, quantity: number): string {
  const found = needs.find((need) => need.item?.sku === sku && need.quantity === quantity);
  if (found === undefined) throw cannot("DIVERTED", `${sku ?? ""} ${quantity}`);
  return found.id;
}

async function receiveElsewhere(stage: Stage, before: DemoOrder, order: DemoOrder): Promise<void> {
  const [leg] = order.legs;
  if (leg === undefined) throw cannot("DIVERTED", order.number);
  const sender = post(orgCode(before.lender), "KEEPER");
  const { client } = stage;
  const renewed = await client.write<Departure>(sender, "orders-renew-code", { legId: leg.id });
  await client.write(post(orgCode(order.receiver), "RECEIVER"), "orders-receive", {
    ...{ legId: leg.id, code: renewed.arrivalCode },
    lines: leg.lines.map(({ orderLineId, departed }) => ({
      ...{ orderLineId, accepted: departed, rejected: 0, missing: 0 },
    })),
  });
}
