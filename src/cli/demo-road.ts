import { orgCode, readOrder } from "./demo-plan.ts";
import { post, type Stage } from "./demo-stage.ts";
import { byName, departures, roundsOf, type Cargo, type Trip } from "./demo-trips.ts";
import type { DemoCarrier, DemoLine, DemoOrder, DemoReceipt } from "./demo.model.ts";

/** From 接令 to the last second slip, order by order: none waits for another lender. */
export async function shipAndReceive(
  stage: Stage,
  orders: readonly DemoOrder[],
): Promise<{ orders: DemoOrder[]; receipts: DemoReceipt[] }> {
  const { client, scenario } = stage;
  const dispatcher = post(scenario.payerOrgId, "DISPATCHER");
  const carriers = await client.ask<DemoCarrier[]>(dispatcher, "forces-carriers");
  const receipts: DemoReceipt[] = [];
  const shipped: DemoOrder[] = [];
  for (const order of orders) {
    const keeper = post(orgCode(order.lender), "KEEPER");
    await client.write(keeper, "orders-acknowledge", { orderId: order.id });
    receipts.push(...(await drive(stage, order, carriers)));
    shipped.push(await readOrder(stage, order.id));
  }
  return { orders: shipped, receipts };
}

/** Every vehicle of a round is on the road before the first is unloaded: time is what is short. */
async function drive(
  stage: Stage,
  order: DemoOrder,
  carriers: readonly DemoCarrier[],
): Promise<DemoReceipt[]> {
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const receipts: DemoReceipt[] = [];
  let unlucky = unluckyLine(order);
  for (const lines of departures(order))
    for (const round of roundsOf(lines, carriers, today)) {
      const onRoad: OnRoad[] = [];
      for (const { cargo, carrierId } of round)
        onRoad.push({ cargo, ...(await depart(stage, order, { cargo, carrierId })) });
      for (const leg of onRoad) {
        const counted = await receive(stage, order, leg, unlucky);
        if (counted.some(({ missing }) => missing > 0)) unlucky = undefined;
        receipts.push(...counted);
      }
    }
  return receipts;
}

interface Departure {
  readonly arrivalCode: string;
  readonly leg: { readonly id: string };
}

interface OnRoad extends Departure {
  readonly cargo: readonly Cargo[];
}

async function depart(
  { client }: Stage,
  { id, lender }: DemoOrder,
  { carrierId, cargo }: Trip,
): Promise<Departure> {
  const keeper = post(orgCode(cargo[0]?.line.custodian ?? lender), "KEEPER");
  await client.write(keeper, "orders-load", {
    orderId: id,
    lines: cargo.map(({ line, quantity }) => ({ lineId: line.id, loaded: quantity })),
  });
  return client.write<Departure>(keeper, "orders-depart", {
    orderId: id,
    carrierId,
    lines: cargo.map(({ line, quantity }) => ({ orderLineId: line.id, departed: quantity })),
  });
}

/** Counts a leg; what is missing, the lender's keeper confirms, whoever keeps the goods. */
async function receive(
  { client }: Stage,
  order: DemoOrder,
  { arrivalCode, leg, cargo }: OnRoad,
  unlucky: DemoLine | undefined,
): Promise<DemoReceipt[]> {
  const counted = cargo.map(({ line, quantity }) => ({
    line,
    departed: quantity,
    ...countOf(quantity, line === unlucky),
  }));
  await client.write(post(orgCode(order.receiver), "RECEIVER"), "orders-receive", {
    legId: leg.id,
    code: arrivalCode,
    lines: counted.map(({ line, accepted, rejected, missing }) => {
      return { orderLineId: line.id, accepted, rejected, missing };
    }),
  });
  if (counted.some(({ missing }) => missing > 0))
    await client.write(post(orgCode(order.lender), "KEEPER"), "orders-confirm-difference", {
      legId: leg.id,
    });
  return counted.flatMap(({ line: { item }, ...counts }) =>
    item === null
      ? []
      : [{ order: order.number, lender: order.lender.name, item: item.nameZh, ...counts }],
  );
}

const bigLoad = 1000;

/** The script's accident, one an order: the biggest load of consumables meets it. */
const unluckyLine = ({ lines }: DemoOrder): DemoLine | undefined =>
  lines
    .filter(({ held, item }) => held >= bigLoad && item?.recovery === "NON_RECOVERABLE")
    .toSorted((a, b) => b.held - a.held || byName(a, b))[0];

/** A big load that meets the accident arrives a little short and a little wet. */
function countOf(departed: number, accident: boolean) {
  const hit = accident && departed >= bigLoad;
  const missing = hit ? Math.floor(departed / 200) : 0;
  const rejected = hit ? Math.floor(departed / 100) : 0;
  return { accepted: departed - missing - rejected, rejected, missing };
}
