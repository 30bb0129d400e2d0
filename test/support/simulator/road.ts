import { handOverLeg } from "../../../src/dispatch/leg-hand-over.service.ts";
import { planRelay } from "../../../src/dispatch/leg-relay.service.ts";
import { turnBackLeg } from "../../../src/dispatch/leg-turn-back.service.ts";
import { departOrder } from "../../../src/dispatch/leg.service.ts";
import { renewArrivalCode } from "../../../src/dispatch/slip-code.service.ts";
import { rowsOf } from "../dispatch-state.ts";
import { unfit } from "./adopting.ts";
import { station, type Board } from "./board.ts";
import { as, done, type Deed, type Draw, type Hub } from "./deed.ts";
import { anOrder, touchOrder } from "./orders.ts";
import { Owing, wayHome } from "./owing.ts";
import type { Pick } from "./pick.ts";
import type { Effect, Leg, Load } from "./records.ts";
import { standingOf } from "./standing.ts";
import { carriers, relayCarrier } from "./world.ts";

export const departing: Draw = (board, pick, name) => {
  const order = anOrder(board, pick, ["LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"]);
  if (order === undefined) return undefined;
  const ready = board.linesOf(order).filter(({ loaded, departed }) => loaded > departed);
  const some = pick.some(ready.length === 0 ? board.linesOf(order) : ready, 3);
  const loads = some.map(({ name: line, loaded, departed }) => {
    const room = loaded - departed;
    const most = pick.flag(0.05) ? room + 1 : room;
    return {
      line,
      departed: pick.flag(0.7) ? Math.max(1, most) : pick.between(1, Math.max(1, most)),
    };
  });
  const carrier = pick.of(carriers);
  return depart(board, { name, order, carrier, loads });
};

interface Departure {
  readonly name: string;
  readonly order: string;
  readonly carrier: string;
  readonly loads: readonly { readonly line: string; readonly departed: number }[];
}

function depart(board: Board, { name, order, carrier, loads }: Departure): Deed {
  const { lender } = board.orders.get(order);
  const leg = `g${name}`;
  return {
    kind: "depart",
    about: `${order} as ${leg} with ${carrier}: ${loads.map(sayLoad).join(" ")}`,
    touched: touchOrder(board, order),
    judge: (now) => {
      const bears = ["LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"];
      if (!bears.includes(standingOf(now, order)) || now.caseOf(order).incident === "CLOSED")
        return ["ILLEGAL_TRANSITION"];
      const lines = loads.map((load) => ({ ...load, row: now.lines.get(load.line) }));
      if (lines.some(({ row, departed }) => departed > row.loaded - row.departed))
        return ["QUANTITY_OUT_OF_RANGE"];
      const refused = lines.flatMap(({ row }) => unfit(now, row.lot));
      if (refused.length > 0) return [...new Set(refused)];
      for (const { line, departed, row } of lines) {
        const at = station.road(carrier, leg, line);
        now.move(row.lot, station.firm(line), at, departed);
        const after = { held: row.held - departed, departed: row.departed + departed };
        now.lines.change(line, after);
        if (row.law.risk === "DEPARTURE") borneBy(now, line, (owing) => owing.goOut(departed));
      }
      now.legs.put(newLeg({ name: leg, order, carrier, loads, relayed: false }));
      return done;
    },
    by: lender,
    act: async (hub, who) => {
      const lines = loads.map(({ line, departed }) => ({ orderLineId: hub.id(line), departed }));
      const input = { orderId: hub.id(order), carrierOrg: carrier, lines };
      const left = await departOrder(hub.database, who, input);
      if (left.ok) keepCode(hub, leg, left.value.arrivalCode);
      return left;
    },
    learn: (hub, { id }) => learnLeg(hub, leg, id, lender),
    tells: { LEG_DEPARTED: 1 },
  };
}

const sayLoad = ({ line, departed }: { line: string; departed: number }): string =>
  `${line}×${departed}`;

export function borneBy(board: Board, line: string, how: (owing: Owing) => void): Effect {
  const owing = new Owing(board, line);
  how(owing);
  return owing.done();
}

export const newLeg = (
  leg: Pick_<Leg, "name" | "order" | "carrier" | "relayed"> & {
    readonly loads: readonly Pick_<Load, "line" | "departed">[];
  },
): Leg => ({
  ...{ ...leg, state: "DEPARTED", relayPlanned: false, difference: "NONE", ranOut: false },
  loads: leg.loads.map((load) => ({ ...load, missing: 0 })),
});
type Pick_<T, K extends keyof T> = { readonly [P in K]: T[P] };

function keepCode(hub: Hub, leg: string, code: string | undefined): void {
  if (code !== undefined) hub.codes.set(leg, code);
}

/** A code is told once; whoever lost the answer asks for another. */
export async function learnLeg(hub: Hub, leg: string, id: string, sender: string): Promise<void> {
  hub.learn(leg, id);
  const rows = await rowsOf<{ id: string; line: string }>(
    hub.database,
    "select id, order_line_id as line from qipan.leg_line where leg_id = $1",
    [id],
  );
  for (const row of rows) hub.learn(`${leg}/${hub.nameOf(row.line)}`, row.id);
  if (hub.codes.has(leg)) return;
  const again = as(sender, `code-again-${leg}`);
  const renewed = await renewArrivalCode(hub.database, again, { legId: id });
  if (!renewed.ok) throw new Error(`no code for ${leg}: ${JSON.stringify(renewed.refused)}`);
  keepCode(hub, leg, renewed.value.arrivalCode);
}

/** A leg, by preference on the road; those that are not refuse. */
export function aLeg(board: Board, pick: Pick, wanted: (leg: Leg) => boolean): Leg | undefined {
  const open = board.legs.where(wanted);
  return pick.one(open.length === 0 || pick.flag(0.05) ? board.legs.where(() => true) : open);
}

export const onRoad = ({ state }: Leg): boolean => state === "DEPARTED";

export const planningRelay: Draw = (board, pick) => {
  const leg = aLeg(board, pick, (one) => onRoad(one) && !one.relayed && !one.relayPlanned);
  if (leg === undefined || leg.relayed) return undefined;
  const { name, order } = leg;
  const { lender } = board.orders.get(order);
  return {
    kind: "plan a relay",
    about: name,
    touched: touchOrder(board, order),
    judge: (now) => {
      if (!onRoad(now.legs.get(name))) return ["ILLEGAL_TRANSITION"];
      now.legs.change(name, { relayPlanned: true });
      return done;
    },
    by: lender,
    act: (hub, who) => {
      const relay = { nodeId: "RELAY", carrierOrg: relayCarrier };
      return planRelay(hub.database, who, { legId: hub.id(name), relay });
    },
    tells: { RELAY_PLANNED: 1 },
  };
};

export const handingOver: Draw = (board, pick, name) => {
  const leg = aLeg(board, pick, (one) => onRoad(one) && one.relayPlanned);
  if (leg?.relayPlanned !== true) return undefined;
  const loads = leg.loads.map(({ line, departed }) => ({
    line,
    departed: pick.flag(0.3) ? pick.between(1, departed) : departed,
  }));
  return handOver(board, leg.name, { ...leg, name: `g${name}`, loads, carrier: relayCarrier });
};

function handOver(board: Board, from: string, next: Departure): Deed {
  const { name: leg, order, loads } = next;
  return {
    kind: "hand over",
    about: `${from} to ${leg}: ${loads.map(sayLoad).join(" ")}`,
    touched: touchOrder(board, order),
    judge: (now) => {
      if (!onRoad(now.legs.get(from))) return ["ILLEGAL_TRANSITION"];
      goOn(now, from, next);
      return done;
    },
    by: relayCarrier,
    act: async (hub, who) => {
      const lines = loads.map(({ line, departed: taken }) => ({
        orderLineId: hub.id(line),
        taken,
      }));
      const input = { legId: hub.id(from), code: hub.codes.get(from) ?? "", lines };
      const over = await handOverLeg(hub.database, who, input);
      if (over.ok) keepCode(hub, leg, over.value.arrivalCode);
      return over;
    },
    learn: (hub, { id }) => learnLeg(hub, leg, id, relayCarrier),
    tells: { LEG_HANDED_OVER: 1 },
  };
}

function goOn(board: Board, from: string, next: Departure): void {
  const { carrier, loads: gone } = board.legs.get(from);
  const left = gone.map((load) => {
    const taken = next.loads.find(({ line }) => line === load.line)?.departed ?? 0;
    const { lot, law, missing } = board.lines.get(load.line);
    const here = station.road(carrier, from, load.line);
    board.move(lot, here, station.road(next.carrier, next.name, load.line), taken);
    board.lines.change(load.line, { missing: missing + load.departed - taken });
    if (law.risk === "RELAY") borneBy(board, load.line, (owing) => owing.goOut(taken));
    return { ...load, missing: load.departed - taken };
  });
  const differs = left.some(({ missing }) => missing > 0);
  const difference = differs ? "OPEN" : "NONE";
  board.legs.change(from, { state: "HANDED_OVER", loads: left, difference });
  board.legs.put(newLeg({ ...next, relayed: true }));
}

export const turningBack: Draw = (board, pick) => {
  const leg = aLeg(board, pick, onRoad);
  if (leg === undefined) return undefined;
  const { name, order } = leg;
  const { requester } = board.orders.get(order);
  return {
    kind: "turn back",
    about: name,
    touched: touchOrder(board, order),
    judge: (now) => {
      const { state, loads, carrier, relayed } = now.legs.get(name);
      if (state !== "DEPARTED") return ["ILLEGAL_TRANSITION"];
      for (const { line, departed } of loads) {
        const row = now.lines.get(line);
        const here = station.road(carrier, name, line);
        now.move(row.lot, here, station.back(carrier, wayHome(row, relayed), line), departed);
        now.lines.change(line, { redirected: row.redirected + departed });
      }
      now.legs.change(name, { state: "TURNED_BACK" });
      return done;
    },
    by: requester,
    act: (hub, who) => {
      const input = { legId: hub.id(name), reason: "道路中断" };
      return turnBackLeg(hub.database, who, input);
    },
    tells: { LEG_TURNED_BACK: 1 },
  };
};
