import { orgCode, readOrder } from "./demo-plan.ts";
import {
  cannot,
  counted,
  figure,
  has,
  leadOf,
  named,
  post,
  take,
  type Stage,
} from "./demo-stage.ts";
import { departures, roundsOf, type Trip } from "./demo-trips.ts";
import { contest } from "./demo-turns-contest.ts";
import { divert, relay, turnBack, type Departure, type OnRoad } from "./demo-turns-road.ts";
import { planRoad, tripOf, type RoadTurn } from "./demo-turns.ts";
import type { DemoCarrier, DemoLine, DemoOrder, DemoReceipt } from "./demo.model.ts";

export interface Shipped {
  readonly orders: DemoOrder[];
  readonly receipts: DemoReceipt[];
}

/** From 接令 to the last second slip, order by order: none waits for another lender. */
export async function shipAndReceive(
  stage: Stage,
  orders: readonly DemoOrder[],
  busy: readonly Pick<DemoOrder, "id">[] = [],
): Promise<Shipped> {
  const { client, script, turns: taken } = stage;
  const dispatcher = post(leadOf(stage), "DISPATCHER");
  const carriers = await client.ask<DemoCarrier[]>(dispatcher, "forces-carriers");
  const due = script.turns.filter((code) => !taken.some((turn) => turn.code === code));
  const { turns, left } = planRoad(due, orders, busy);
  const [none] = left;
  if (none !== undefined) throw cannot(none, "没有适合的调拨行 / no line that may meet it");
  const shipped: Shipped = { orders: [], receipts: [] };
  for (const order of orders) {
    const keeper = post(orgCode(order.lender), "KEEPER");
    await client.write(keeper, "orders-acknowledge", { orderId: order.id });
    const turn = turns.find(({ orderId }) => orderId === order.id);
    shipped.receipts.push(...(await drive(stage, order, carriers, turn)));
    shipped.orders.push(await readOrder(stage, order.id));
  }
  return shipped;
}

/** Every vehicle of a round is on the road before the first is unloaded: time is what is short. */
async function drive(
  stage: Stage,
  order: DemoOrder,
  carriers: readonly DemoCarrier[],
  turn: RoadTurn | undefined,
): Promise<DemoReceipt[]> {
  const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
  const rounds = departures(order).flatMap((lines) => roundsOf(lines, carriers, today));
  const met = turn === undefined ? undefined : tripOf(turn, rounds.flat());
  const receipts: DemoReceipt[] = [];
  for (const round of rounds) {
    const onRoad: OnRoad[] = [];
    for (const trip of round)
      onRoad.push(await depart(stage, order, trip, trip === met ? turn : undefined));
    // What changes carriers waits until the others are unloaded, and a vehicle is free for it.
    const last = onRoad.filter((trip) => trip.turn !== undefined);
    for (const trip of [...onRoad.filter((one) => one.turn === undefined), ...last])
      receipts.push(...(await arrive(stage, order, trip)));
    await tellPart(stage, order);
  }
  return receipts;
}

/** An order of several rounds is received in part first, and says so. */
async function tellPart(stage: Stage, { id }: DemoOrder): Promise<void> {
  const told = stage.turns.some(({ code }) => code === "PARTIAL_RECEIPT");
  if (!has(stage, "PARTIAL_RECEIPT") || told) return;
  const order = await readOrder(stage, id);
  if (order.state !== "PARTLY_RECEIVED") return;
  const gone = order.legs.length;
  const lender = named(order.lender);
  take(stage, "PARTIAL_RECEIPT", {
    zh: `${lender.zh}的 ${order.number} 分批起运:已有 ${gone} 车次签收,其余待运,先到先用`,
    en: `${order.number} of ${lender.en} goes in parts: received trips so far ${gone}, more follow`,
  });
}

async function depart(
  stage: Stage,
  { id, number, lender }: DemoOrder,
  { carrierId, cargo }: Trip,
  turn: RoadTurn | undefined,
): Promise<OnRoad> {
  const { client } = stage;
  const keeper = post(orgCode(cargo[0]?.line.custodian ?? lender), "KEEPER");
  const short = turn?.code === "SHORT_PICK" ? turn : undefined;
  const picked = cargo.map(({ line, quantity }) => ({
    line,
    quantity: line.id === short?.lineId ? quantity - short.quantity : quantity,
  }));
  await client.write(keeper, "orders-load", {
    orderId: id,
    lines: picked.map(({ line, quantity }) => ({
      ...{ lineId: line.id, loaded: quantity },
      ...(line.id === short?.lineId ? { shortReason: "DAMAGED" } : {}),
    })),
  });
  const hit = picked.find(({ line }) => line.id === short?.lineId);
  if (short !== undefined && hit !== undefined) {
    const [who, what] = [named(hit.line.custodian), counted(hit.line, short.quantity)];
    take(stage, "SHORT_PICK", {
      zh: `${who.zh}拣货时发现 ${what.zh}受潮发霉,就地封存,${number} 按实装数起运,需求重新打开`,
      en: `${who.en} finds ${what.en} mouldy at picking and seals them; ${number} leaves without`,
    });
  }
  const departed = await client.write<Departure>(keeper, "orders-depart", {
    ...{ orderId: id, carrierId },
    lines: picked.map(({ line, quantity }) => ({ orderLineId: line.id, departed: quantity })),
  });
  return { ...departed, carrierId, cargo: picked, turn };
}

async function arrive(stage: Stage, order: DemoOrder, trip: OnRoad): Promise<DemoReceipt[]> {
  if (trip.turn?.code === "TURNED_BACK") {
    await turnBack(stage, order, trip);
    return [];
  }
  if (trip.turn?.code === "DIVERTED") {
    await divert(stage, order, trip);
    return [];
  }
  const last = trip.turn?.code === "RELAY_LOSS" ? await relay(stage, order, trip) : trip;
  return receive(stage, order, last);
}

/** Counts a leg. What is missing, the lender's keeper confirms, whoever keeps the goods; or not. */
async function receive(
  stage: Stage,
  order: DemoOrder,
  { arrivalCode, leg, cargo, turn }: OnRoad,
): Promise<DemoReceipt[]> {
  const { client } = stage;
  const counts = cargo.map(({ line, quantity }) => ({
    line,
    departed: quantity,
    ...countOf(quantity, line.id === turn?.lineId ? turn : undefined),
  }));
  await client.write(post(orgCode(order.receiver), "RECEIVER"), "orders-receive", {
    ...{ legId: leg.id, code: arrivalCode },
    lines: counts.map(({ line, accepted, rejected, missing }) => {
      return { orderLineId: line.id, accepted, rejected, missing };
    }),
  });
  const hit = counts.find(({ line }) => line.id === turn?.lineId);
  let found = 0;
  if (turn?.code === "CONTESTED" && hit !== undefined)
    found = await contest(stage, order, { ...hit, legId: leg.id });
  else if (counts.some(({ missing }) => missing > 0))
    await client.write(post(orgCode(order.lender), "KEEPER"), "orders-confirm-difference", {
      legId: leg.id,
    });
  if (turn?.code === "REJECTED" && hit !== undefined) tellRejected(stage, order, hit);
  return counts.flatMap((count) => {
    const { line, departed, rejected } = count;
    if (line.item === null) return [];
    const more = count === hit ? found : 0;
    const [accepted, missing] = [count.accepted + more, count.missing - more];
    const item = line.item.nameZh;
    const { number, lender } = order;
    return [
      {
        ...{ order: number, lender: lender.name, item },
        departed,
        accepted,
        rejected,
        missing,
      },
    ];
  });
}

function tellRejected(
  stage: Stage,
  { number, receiver }: DemoOrder,
  { line, departed, rejected }: Counted,
): void {
  const who = named(receiver);
  const all = counted(line, departed);
  take(stage, "REJECTED", {
    zh: `${who.zh}签收 ${number}:到 ${all.zh},拒收 ${figure(rejected)}(破损受潮),退回原库查验`,
    en: `${who.en} receives ${number}: of ${all.en}, ${figure(rejected)} are wet and go back`,
  });
}

interface Counted {
  readonly line: DemoLine;
  readonly departed: number;
  readonly rejected: number;
}

/** What the receiver counts: all of it, unless the load meets its turn. */
function countOf(departed: number, turn: RoadTurn | undefined) {
  const hit = turn === undefined ? 0 : Math.min(turn.quantity, departed - 1);
  const rejected = turn?.code === "REJECTED" ? hit : 0;
  const missing = turn?.code === "CONTESTED" ? hit : 0;
  return { accepted: departed - missing - rejected, rejected, missing };
}
