import {
  acceptRefill,
  sendRefill,
  takeBackRefill,
} from "../../../src/replenishment/refill-stock.service.ts";
import { station, type Board } from "./board.ts";
import { done, said, type Deed, type Draw, type Verdict } from "./deed.ts";
import { mislay, newClaim } from "./figures.ts";
import { shelfOf } from "./orders.ts";
import type { Claim, Lot, Shipment, Task } from "./records.ts";
import {
  aTask,
  missing,
  ownTask,
  refused,
  room,
  settledBy,
  takeIn,
  touchTask,
} from "./refilling.ts";
import { aSwap, exchange, learnTaken, swapLeft, swapRefused } from "./swapping.ts";
import { carriers } from "./world.ts";

const underway = (board: Board, wanted: (shipment: Shipment) => boolean): number =>
  board.shipments
    .where(wanted)
    .reduce((sum, { lot, carrier, name }) => sum + board.at(lot, station.refill(carrier, name)), 0);

/** Less what is on its way to the shelf already. */
function sendRoom(board: Board, task: Task): number {
  const claim = settledBy(board, task);
  const own = missing(task) - underway(board, (one) => one.task === task.name);
  const owed = claim === undefined ? own : claim.outstanding - underwayFor(board, claim);
  return Math.max(0, Math.min(own, owed));
}

const underwayFor = (board: Board, { name }: Claim): number =>
  underway(board, (one) => one.claim === name);

export const sending: Draw = (board, pick, name) => {
  const stocked = (task: Task): Lot[] => {
    const { item } = board.lots.get(task.lot);
    return board.lots.where(
      (lot) =>
        lot.owner === task.performer && lot.item === item && board.at(lot.name, "ON_HAND") > 0,
    );
  };
  const task = aTask(board, pick, (one) => one.performer !== one.owner && stocked(one).length > 0);
  const from = task && pick.one(stocked(task));
  if (task === undefined || from === undefined) return undefined;
  const swap = aSwap(board, pick, task)?.name;
  const left = sendRoom(board, task) + swapLeft(board, task, swap);
  const most = Math.min(left, board.at(from.name, "ON_HAND"));
  const all = swap !== undefined && pick.flag(0.6);
  const quantity = pick.between(all ? most : 1, Math.max(1, most)) + (pick.flag(0.04) ? 1 : 0);
  return send({ name: `s${name}`, task, from, quantity, carrier: pick.of(carriers), swap });
};

/** Goods that are blocked or too old refill nothing. */
function unfitToRefill(board: Board, name: string): Verdict {
  const { condition, expired } = board.lots.get(name);
  return [
    ...(condition === "GOOD" ? [] : (["LOT_BLOCKED"] as const)),
    ...(expired ? (["REFILL_TOO_OLD"] as const) : []),
  ];
}

interface Sending {
  readonly name: string;
  readonly task: Task;
  readonly from: Lot;
  readonly quantity: number;
  readonly carrier: string;
  readonly swap: string | undefined;
}

function send({ name, task, from, quantity, carrier, swap }: Sending): Deed {
  return {
    kind: "refill, sent",
    about: `${name} for ${task.name} of ${from.name}×${quantity} with ${carrier} ${swap ?? ""}`,
    touched: touchTask(task, from.name),
    judge: (now) => {
      const row = now.tasks.get(task.name);
      if (row.performer !== task.performer) return ["UNKNOWN_CODE"];
      const left = sendRoom(now, row) + swapLeft(now, row, swap);
      const wrong = new Set([
        ...refused(now, row, left, quantity),
        ...swapRefused(now, row, swap),
        ...unfitToRefill(now, from.name),
      ]);
      if (wrong.size > 0) return [...wrong];
      if (quantity > now.at(from.name, "ON_HAND")) return ["SHORT_OF_STOCK"];
      now.move(from.name, "ON_HAND", station.refill(carrier, name), quantity);
      const claim = settledBy(now, row)?.name;
      now.shipments.put({ name, task: task.name, claim, lot: from.name, carrier, swap });
      return done;
    },
    by: from.owner,
    act: (hub, who) => {
      const under = swap === undefined ? {} : { offerId: hub.id(swap) };
      const goods = { lotId: hub.id(from.name), quantity, carrierOrg: carrier, ...under };
      return sendRefill(hub.database, who, { ...said, ...goods, taskId: hub.id(task.name) });
    },
    learn: (hub, { id }) => {
      hub.learn(name, id);
    },
    tells: { REFILL_SENT: 1 },
  };
}

const onRoad = (board: Board, { lot, carrier, name }: Shipment): number =>
  board.at(lot, station.refill(carrier, name));

export const accepting: Draw = (board, pick, name) => {
  const out = board.shipments.where((one) => onRoad(board, one) > 0);
  const swaps = out.filter(({ swap }) => swap !== undefined);
  const shipment = pick.one(swaps.length > 0 && pick.flag(0.5) ? swaps : out);
  if (shipment === undefined) return undefined;
  const task = board.tasks.get(shipment.task);
  const there = onRoad(board, shipment);
  const passed = pick.flag(0.6) ? there : pick.between(1, there);
  const rejected = pick.between(0, there - passed);
  const { custodian } = board.lots.get(task.lot);
  const [lot, taken] = [`R${name}`, `X${name}`];
  const ageing = shipment.swap === undefined ? [] : [board.swaps.get(shipment.swap).lot, taken];
  return {
    kind: shipment.swap === undefined ? "refill, taken in" : "refill, taken in with a swap",
    about: `${shipment.name} as ${lot}: ${passed}+${rejected} of ${there}`,
    touched: touchTask(task, shipment.lot, lot, ...ageing),
    judge: (now) => accept(now, shipment, { lot, taken, passed, rejected, there }),
    by: custodian,
    act: (hub, who) => {
      const counts = { passed, rejected, missing: there - passed - rejected, bin: lot };
      const input = { shipmentId: hub.id(shipment.name), taskId: hub.id(task.name) };
      return acceptRefill(hub.database, who, { ...said, ...counts, ...input });
    },
    learn: async (hub, { id }) => {
      hub.learn(lot, id);
      if (shipment.swap !== undefined) await learnTaken(hub, taken, id);
    },
    tells: { REFILL_RECEIVED: 1 },
  };
};

interface Counted {
  readonly lot: string;
  /** The lot that goes the other way, where more passes than is owed. */
  readonly taken: string;
  readonly passed: number;
  readonly rejected: number;
  readonly there: number;
}

function accept(board: Board, shipment: Shipment, count: Counted): Verdict {
  const { name, carrier, lot: from, swap } = shipment;
  const road = station.refill(carrier, name);
  const here = board.at(from, road);
  if (here === 0) return ["NOT_FOUND"];
  const task = board.tasks.get(shipment.task);
  const sender = board.lots.get(from);
  const { passed, rejected, there } = count;
  const owed = Math.min(passed, Math.max(0, room(board, task)));
  const more = swapLeft(board, task, swap);
  const wrong: Verdict = [
    ...(sender.owner === task.performer ? [] : (["NOT_FOUND"] as const)),
    ...refused(board, task, room(board, task) + more, passed),
    ...(there === here ? [] : (["COUNTS_DO_NOT_ADD_UP"] as const)),
    ...unfitToRefill(board, from),
  ];
  if (wrong.length > 0) return wrong;
  const exchanged = passed - owed;
  if (swap !== undefined && exchanged > board.at(board.swaps.get(swap).lot, "ON_HAND"))
    return ["SHORT_OF_STOCK"];
  board.move(from, road, "TRANSFERRED", passed);
  board.move(from, road, station.turned(carrier, name), rejected);
  if (sender.norm && passed > 0) ownTask(board, sender, passed);
  takeIn(board, task, { name: count.lot, batch: sender.batch }, passed, owed);
  const take = { name: count.taken, quantity: exchanged };
  if (swap !== undefined && exchanged > 0) exchange(board, swap, sender.owner, take);
  return done;
}

export const takingBack: Draw = (board, pick) => {
  const backOf = (one: Shipment): number =>
    board.at(one.lot, station.turned(one.carrier, one.name));
  const out = board.shipments.where((one) => onRoad(board, one) + backOf(one) > 0);
  const turned = out.filter((one) => backOf(one) > 0);
  const shipment = pick.one(turned.length > 0 ? turned : pick.flag(0.3) ? out : []);
  if (shipment === undefined) return undefined;
  const { name, lot, carrier } = shipment;
  const lost = pick.between(0, onRoad(board, shipment));
  const most = onRoad(board, shipment) + backOf(shipment) - lost;
  const returned = pick.between(lost > 0 ? 0 : 1, most);
  if (returned + lost === 0) return undefined;
  return {
    kind: "refill, taken back",
    about: `${name}: ${returned} back, ${lost} lost`,
    touched: { lots: [lot], lines: [] },
    judge: (now) => {
      const road = station.refill(carrier, name);
      const away = station.turned(carrier, name);
      const [underWay, back] = [now.at(lot, road), now.at(lot, away)];
      if (underWay + back === 0) return ["NOT_FOUND"];
      const wrong: Verdict = [
        ...(returned + lost > underWay + back ? (["RECOVERY_NOT_DUE"] as const) : []),
        ...(lost > underWay ? (["QUANTITY_OUT_OF_RANGE"] as const) : []),
      ];
      if (wrong.length > 0) return wrong;
      const first = Math.min(back, returned);
      if (returned - first + lost > underWay) return ["SHORT_OF_STOCK"];
      const to = shelfOf(now, lot);
      now.move(lot, away, to, first);
      now.move(lot, road, to, returned - first);
      now.move(lot, road, "DESTROYED", lost);
      if (lost > 0) lose(now, shipment, lost);
      return done;
    },
    by: board.lots.get(lot).owner,
    act: (hub, who) => {
      const input = { shipmentId: hub.id(name), returned, missing: lost };
      return takeBackRefill(hub.database, who, { ...said, ...input });
    },
    tells: { GOODS_RETURNED: 1 },
  };
};

function lose(board: Board, { lot: name, carrier, name: shipment }: Shipment, quantity: number) {
  const lot = board.lots.get(name);
  const parties = { kind: "DAMAGES", debtor: carrier, creditor: lot.owner } as const;
  const about = { line: undefined, lot: name, mirrors: undefined, money: false };
  const figures = { opened: quantity, outstanding: quantity, bill: true };
  const claim = newClaim(board, { ...parties, ...about, custodian: undefined }, figures);
  const tasks = lot.norm ? [{ name: ownTask(board, lot, quantity), quantity }] : [];
  const claims = [{ name: claim, opened: quantity, outstanding: quantity }];
  const parts = [{ from: station.refill(carrier, shipment), quantity }];
  mislay(board, { lot: name, line: undefined, parts, to: "DESTROYED" }, { claims, tasks });
}
