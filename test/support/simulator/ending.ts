import {
  beginAftermath,
  closeIncident,
  endResponse,
} from "../../../src/incidents/ending.service.ts";
import { closeOrder } from "../../../src/dispatch/order.service.ts";
import { ok } from "../../../src/kernel/result.ts";
import { deemUse, settleDueDates } from "../../../src/replenishment/due.service.ts";
import { runOut } from "../dispatch-state.ts";
import { station, type Board } from "./board.ts";
import { done, type Draw, type Verdict } from "./deed.ts";
import { anOrder, touchOrder } from "./orders.ts";
import { isOpen } from "./arriving.ts";
import type { Case, Line } from "./records.ts";
import { borneBy } from "./road.ts";
import { standingOf } from "./standing.ts";

export const touchCase = (board: Board, incident: string) => {
  const all = board.orders.where((one) => one.incident === incident);
  const touched = all.map(({ name }) => touchOrder(board, name));
  return {
    lots: touched.flatMap(({ lots }) => lots),
    lines: touched.flatMap(({ lines }) => lines),
  };
};

export const closingOrder: Draw = (board, pick) => {
  const order = anOrder(board, pick, ["RECEIVED"]);
  if (order === undefined) return undefined;
  return {
    kind: "close an order",
    about: order,
    touched: touchOrder(board, order),
    judge: (now) => {
      if (standingOf(now, order) !== "RECEIVED") return ["ILLEGAL_TRANSITION"];
      const open = now.legs.where((leg) => leg.order === order && isOpen(leg));
      if (open.length > 0) return ["GOODS_STILL_OUT"];
      now.orders.change(order, { closed: true });
      return done;
    },
    by: board.orders.get(order).requester,
    act: (hub, who) => closeOrder(hub.database, who, { orderId: hub.id(order) }),
  };
};

const steps = {
  ACTIVE: { to: "RESPONSE_ENDED", act: endResponse, tells: "INCIDENT_RESPONSE_ENDED" },
  RESPONSE_ENDED: { to: "AFTERMATH", act: beginAftermath, tells: "INCIDENT_AFTERMATH" },
  AFTERMATH: { to: "CLOSED", act: closeIncident, tells: "INCIDENT_CLOSED" },
} as const;

export const ending: Draw = (board, pick) => {
  const aged = board.cases.where(({ incident }) => incident !== "CLOSED");
  const over = aged.filter(({ incident }) => incident !== "ACTIVE");
  const one = pick.one(over.length > 0 && pick.flag(0.6) ? over : aged.slice(0, 10));
  const from = one === undefined || one.incident === "CLOSED" ? undefined : one.incident;
  if (one === undefined || from === undefined) return undefined;
  const { to, act, tells } = steps[from];
  return {
    kind: `incident to ${to}`,
    about: one.name,
    touched: touchCase(board, one.name),
    judge: (now) => step(now, now.cases.get(one.name), from, to),
    by: one.requester,
    act: (hub, who) => act(hub.database, who, { incidentId: hub.id(one.name) }),
    tells: { [tells]: 1 },
  };
};

function step(board: Board, one: Case, from: Case["incident"], to: Case["incident"]): Verdict {
  if (one.incident !== from) return ["ILLEGAL_TRANSITION"];
  if (to === "CLOSED") {
    const orders = board.orders.where(({ incident }) => incident === one.name);
    const open = orders.filter(
      ({ name }) => !["CLOSED", "CANCELLED"].includes(standingOf(board, name)),
    );
    if (open.length > 0) return ["ILLEGAL_TRANSITION"];
    if (orders.some(({ name }) => outOf(board, name))) return ["GOODS_STILL_OUT"];
  }
  board.cases.change(one.name, { incident: to });
  return done;
}

const outPlaces = /^(?:ON_SITE|IN_TRANSIT|RETURNING) /;

/** Goods of an order on site, on the road or on the way back. */
const outOf = (board: Board, order: string): boolean =>
  board
    .linesOf(order)
    .some(({ lot, name }) =>
      [...(board.goods.get(lot) ?? [])].some(
        ([at, sum]) => sum !== 0 && outPlaces.test(at) && at.endsWith(name),
      ),
    );

/** Days after the response: terms begin to run, and what is still on site is deemed used. */
export const deeming: Draw = (board, pick) => {
  const over = board.cases.where(({ incident }) => incident !== "ACTIVE");
  const left = over.filter(({ name }) => sitesOf(board, name).length > 0);
  const one = pick.one(left);
  if (one === undefined) return undefined;
  const sites = sitesOf(board, one.name);
  return {
    ...{ kind: "deem used", about: one.name, alone: true, keyless: true },
    touched: touchCase(board, one.name),
    judge: (now) => {
      for (const { line, sum } of sitesOf(now, one.name)) {
        now.move(line.lot, station.site(one.requester, line.name), "CONSUMED", sum);
        borneBy(now, line.name, (owing) => owing.lose(sum, "DEBTOR"));
      }
      return done;
    },
    act: async (hub) => {
      const end = (days: number) =>
        runOut(
          hub.database,
          `update qipan.incident set response_ended_at = now() - make_interval(days => $2)
           where id = $1`,
          [hub.id(one.name), days],
        );
      await end(60);
      await settleDueDates(hub.database);
      const lines = await deemUse(hub.database);
      await end(0);
      if (lines !== sites.length) throw new Error(`${lines} lines were deemed used`);
      return ok({ kind: "INCIDENT", id: hub.id(one.name) });
    },
    tells: { GOODS_USED: sites.length },
  };
};

interface Site {
  readonly line: Line;
  readonly sum: number;
}

const sitesOf = (board: Board, incident: string): Site[] =>
  board.orders
    .where((one) => one.incident === incident)
    .flatMap(({ name, requester }) =>
      board.linesOf(name).flatMap((line) => {
        const sum = board.at(line.lot, station.site(requester, line.name));
        return sum > 0 ? [{ line, sum }] : [];
      }),
    );
