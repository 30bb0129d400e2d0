import {
  confirmDifference,
  denyDifference,
  settleDifferences,
} from "../../../src/dispatch/leg-difference.service.ts";
import { receiveLeg } from "../../../src/dispatch/leg-receive.service.ts";
import { ok } from "../../../src/kernel/result.ts";
import { runOut } from "../dispatch-state.ts";
import { station, type Board } from "./board.ts";
import { done, type Draw, type Verdict } from "./deed.ts";
import { mislay } from "./figures.ts";
import { touchOrder } from "./orders.ts";
import { passed, wayHome } from "./owing.ts";
import type { Leg } from "./records.ts";
import { aLeg, borneBy, onRoad } from "./road.ts";

export const receiving: Draw = (board, pick) => {
  const leg = aLeg(board, pick, onRoad);
  if (leg === undefined) return undefined;
  const counts = leg.loads.map(({ line, departed }) => {
    const accepted = pick.flag(0.6) ? departed : pick.between(0, departed);
    const rejected = pick.between(0, departed - accepted);
    const wrong = pick.flag(0.03) ? 1 : 0;
    return { line, accepted, rejected, missing: departed - accepted - rejected + wrong };
  });
  const wrongCode = pick.flag(0.03);
  const { name, order } = leg;
  const { requester } = board.orders.get(order);
  const list = counts.map((one) => `${one.accepted}+${one.rejected}+${one.missing}`).join(" ");
  return {
    kind: "receive",
    about: `${name} of ${order}: ${list}${wrongCode ? " with a wrong code" : ""}`,
    touched: touchOrder(board, order),
    judge: (now) => {
      const closed = now.caseOf(order).incident === "CLOSED";
      if (closed || !onRoad(now.legs.get(name))) return ["ILLEGAL_TRANSITION"];
      if (wrongCode) return ["SLIP_CODE_WRONG"];
      return receive(now, name, counts);
    },
    by: requester,
    act: (hub, who) => {
      const lines = counts.map(({ line, ...count }) => ({ orderLineId: hub.id(line), ...count }));
      const code = wrongCode ? "000000" : (hub.codes.get(name) ?? "");
      const input = { legId: hub.id(name), code, lines };
      return receiveLeg(hub.database, who, input);
    },
    tells: { LEG_ARRIVED: 1 },
  };
};

interface Count {
  readonly line: string;
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
}

function receive(board: Board, name: string, counts: readonly Count[]): Verdict {
  const { loads, carrier, order, relayed } = board.legs.get(name);
  const sums = counts.map(({ accepted, rejected, missing }) => accepted + rejected + missing);
  if (loads.some(({ departed }, at) => sums[at] !== departed)) return ["COUNTS_DO_NOT_ADD_UP"];
  const { requester } = board.orders.get(order);
  for (const { line, accepted, rejected, missing } of counts) {
    const row = board.lines.get(line);
    const here = station.road(carrier, name, line);
    board.move(row.lot, here, station.site(requester, line), accepted);
    board.move(row.lot, here, station.back(carrier, wayHome(row, relayed), line), rejected);
    if (!passed(row, relayed)) borneBy(board, line, (owing) => owing.goOut(accepted));
    board.lines.change(line, {
      accepted: row.accepted + accepted,
      rejected: row.rejected + rejected,
      missing: row.missing + missing,
    });
  }
  const counted = loads.map((load) => {
    const missing = counts.find(({ line }) => line === load.line)?.missing ?? 0;
    return { ...load, missing };
  });
  const differs = counted.some(({ missing }) => missing > 0);
  const difference = differs ? "OPEN" : "NONE";
  board.legs.change(name, { state: "ARRIVED", loads: counted, difference });
  return done;
}

export const confirmingDifference: Draw = (board, pick) => {
  const leg = aLeg(board, pick, isOpen);
  if (leg === undefined) return undefined;
  const { name, order } = leg;
  const { lender, requester } = board.orders.get(order);
  // Only where it is contested has the receiver anything to accept.
  const by = leg.difference === "CONTESTED" && pick.flag(0.5) ? requester : lender;
  return {
    kind: "confirm a difference",
    about: `${name} by ${by}`,
    touched: touchOrder(board, order),
    judge: (now) => {
      const { difference } = now.legs.get(name);
      if (difference === "SETTLED") return ["ALREADY_DECIDED"];
      if (difference === "NONE") return ["ILLEGAL_TRANSITION"];
      if (by !== lender) admit(now, name);
      settle(now, name);
      return done;
    },
    by,
    act: (hub, who) => confirmDifference(hub.database, who, { legId: hub.id(name) }),
    tells: { DIFFERENCE_CONFIRMED: 1 },
  };
};

/** The receiver had more than it said: what the sender's figure leaves is received after all. */
function admit(board: Board, name: string): void {
  const { loads, carrier, order, relayed } = board.legs.get(name);
  const { requester } = board.orders.get(order);
  const counted = loads.map((load) => {
    const { line, missing, denied = missing } = load;
    const found = missing - denied;
    if (found === 0) return load;
    const row = board.lines.get(line);
    const here = station.road(carrier, name, line);
    board.move(row.lot, here, station.site(requester, line), found);
    if (!passed(row, relayed)) borneBy(board, line, (owing) => owing.goOut(found));
    const figures = { accepted: row.accepted + found, missing: row.missing - found };
    board.lines.change(line, figures);
    return { ...load, missing: denied };
  });
  board.legs.change(name, { loads: counted });
}

export const isOpen = ({ difference }: Leg): boolean =>
  difference === "OPEN" || difference === "CONTESTED";

/** 否认差异: the sender holds that fewer are missing, line by line. */
export const denying: Draw = (board, pick) => {
  const leg = aLeg(board, pick, ({ difference }) => difference === "OPEN");
  if (leg === undefined) return undefined;
  const { name, order, loads } = leg;
  const wrong = pick.flag(0.05) ? 1 : 0;
  const said = loads.flatMap(({ line, missing }) =>
    missing === 0 ? [] : [{ line, missing: pick.between(0, missing - 1) + missing * wrong }],
  );
  if (said.length === 0) return undefined;
  const { lender } = board.orders.get(order);
  return {
    kind: "deny a difference",
    about: `${name}: ${said.map(({ line, missing }) => `${line} ${missing}`).join()}`,
    touched: touchOrder(board, order),
    judge: (now) => {
      const { difference, state, loads: counted } = now.legs.get(name);
      if (difference === "SETTLED" || difference === "CONTESTED") return ["ALREADY_DECIDED"];
      if (difference === "NONE" || state !== "ARRIVED") return ["ILLEGAL_TRANSITION"];
      if (wrong > 0) return ["QUANTITY_OUT_OF_RANGE"];
      const denied = counted.map((load) => ({
        ...load,
        denied: said.find(({ line }) => line === load.line)?.missing ?? load.missing,
      }));
      now.legs.change(name, { difference: "CONTESTED", loads: denied });
      return done;
    },
    by: lender,
    act: (hub, who) => {
      const lines = said.map(({ line, missing }) => ({ orderLineId: hub.id(line), missing }));
      const input = { legId: hub.id(name), reason: "装车有照片", lines };
      return denyDifference(hub.database, who, input);
    },
    tells: { DIFFERENCE_DENIED: 1 },
  };
};

/** Missing for good: destroyed, and whoever drove answers to those who bear it. */
function settle(board: Board, name: string): void {
  const { loads, carrier, relayed } = board.legs.get(name);
  for (const { line, missing } of loads) {
    if (missing === 0) continue;
    const row = board.lines.get(line);
    const from = station.road(carrier, name, line);
    board.move(row.lot, from, "DESTROYED", missing);
    const bearer = passed(row, relayed) ? "DEBTOR" : "OWNER";
    const effect = borneBy(board, line, (owing) =>
      owing.damages(carrier, missing, owing.lose(missing, bearer)),
    );
    const parts = [{ from, quantity: missing }];
    mislay(board, { lot: row.lot, line, parts, to: "DESTROYED" }, effect);
  }
  board.legs.change(name, { difference: "SETTLED" });
}

/** The window for a difference passes, and the sweep deems it agreed. */
export const deemingDifference: Draw = (board, pick) => {
  const leg = pick.one(board.legs.where(({ difference }) => difference === "OPEN"));
  if (leg === undefined) return undefined;
  const { name, order } = leg;
  return {
    ...{ kind: "deem a difference", about: name, alone: true, keyless: true },
    touched: touchOrder(board, order),
    judge: (now) => {
      settle(now, name);
      return done;
    },
    act: async (hub) => {
      const sql = `update qipan.leg set difference_window_ends_at = now() - interval '1 minute'
        where id = $1`;
      await runOut(hub.database, sql, [hub.id(name)]);
      const settled = await settleDifferences(hub.database);
      if (settled !== 1) throw new Error(`${settled} differences were deemed`);
      return ok({ kind: "LEG", id: hub.id(name) });
    },
    tells: { DIFFERENCE_CONFIRMED: 1 },
  };
};
