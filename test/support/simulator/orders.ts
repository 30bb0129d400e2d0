import { decideApproval } from "../../../src/dispatch/approval.service.ts";
import { lapseHolds } from "../../../src/dispatch/lapse.service.ts";
import { acknowledgeOrder, cancelOrder, renewHold } from "../../../src/dispatch/order.service.ts";
import { ok } from "../../../src/kernel/result.ts";
import { runOut } from "../dispatch-state.ts";
import { station, type Board } from "./board.ts";
import { done, type Deed, type Draw } from "./deed.ts";
import { standingOf, type Standing } from "./standing.ts";

export const touchOrder = (board: Board, order: string) => ({
  lots: board.linesOf(order).map(({ lot }) => lot),
  lines: board.linesOf(order).map(({ name }) => name),
});

/** Draws an order, by preference one that bears the step: the others are refused. */
export function anOrder(
  board: Board,
  pick: Parameters<Draw>[1],
  bears: readonly Standing[],
): string | undefined {
  const open = board.orders.where(({ name }) => bears.includes(standingOf(board, name)));
  const list = open.length === 0 || pick.flag(0.05) ? board.orders.where(() => true) : open;
  return pick.one(list.slice(-40))?.name;
}

/** Goods that were promised are free again; of a lot that was blocked meanwhile, set aside. */
export function release(board: Board, order: string): void {
  const { issued } = board.orders.get(order);
  for (const line of board.linesOf(order)) {
    const { name, lot, held, ordered } = line;
    const from = issued ? station.firm(name) : station.soft(name);
    if (held > 0) board.move(lot, from, shelfOf(board, lot), held);
    board.lines.change(name, { held: 0, loaded: 0, cancelled: ordered });
  }
  board.orders.change(order, { cancelled: true });
  for (const { name, state } of board.approvals.where((one) => one.order === order))
    if (state === "PENDING") board.approvals.change(name, { state: "LAPSED" });
}

export const shelfOf = (board: Board, lot: string): "ON_HAND" | "BLOCKED" =>
  board.lots.get(lot).condition === "GOOD" ? "ON_HAND" : "BLOCKED";

export const deciding: Draw = (board, pick) => {
  const asked = board.approvals.where(({ state }) => state === "PENDING" || pick.flag(0.02));
  // What is on the road would be there before anybody had decided.
  const onward = asked.filter(({ order }) => board.orders.get(order).fromLeg !== undefined);
  const approval = pick.one(onward.length > 0 && pick.flag(0.4) ? onward : asked);
  if (approval === undefined) return undefined;
  const { name, order, org } = approval;
  const decision = pick.flag(0.85) ? ("GRANT" as const) : ("REFUSE" as const);
  return {
    kind: decision === "GRANT" ? "grant" : "refuse",
    about: name,
    touched: touchOrder(board, order),
    judge: (now) => {
      const { state } = now.approvals.get(name);
      if (state === "LAPSED") return ["ILLEGAL_TRANSITION"];
      if (state !== "PENDING") return ["ALREADY_DECIDED"];
      if (decision === "REFUSE" && now.orders.get(order).commanded && !name.endsWith("PLEDGE"))
        return ["CANNOT_REFUSE_COMMAND"];
      now.approvals.change(name, { state: decision === "GRANT" ? "GRANTED" : "REFUSED" });
      if (decision === "REFUSE") release(now, order);
      else if (now.approvals.where((one) => one.order === order).every(isGranted))
        now.orders.change(order, { ranOut: false });
      return done;
    },
    by: org,
    act: (hub, who) => {
      const reason = decision === "REFUSE" ? { reason: "自用" } : {};
      const input = { approvalId: hub.id(name), decision, ...reason };
      return decideApproval(hub.database, who, input);
    },
    tells: { APPROVAL_DECIDED: 1 },
  };
};

export const isGranted = ({ state }: { readonly state: string }): boolean => state === "GRANTED";

export const acknowledging: Draw = (board, pick) => {
  const order = anOrder(board, pick, ["ISSUED"]);
  if (order === undefined) return undefined;
  const { lender } = board.orders.get(order);
  return {
    kind: "acknowledge",
    about: order,
    touched: touchOrder(board, order),
    judge: (now) => {
      const closed = now.caseOf(order).incident === "CLOSED";
      if (standingOf(now, order) !== "ISSUED" || closed) return ["ILLEGAL_TRANSITION"];
      now.orders.change(order, { acknowledged: true });
      return done;
    },
    by: lender,
    act: (hub, who) => acknowledgeOrder(hub.database, who, { orderId: hub.id(order) }),
    tells: { ORDER_ACKNOWLEDGED: 1 },
  };
};

export const cancelling: Draw = (board, pick) => {
  const order = anOrder(board, pick, ["DRAFT", "ISSUED", "ACKNOWLEDGED", "LOADING"]);
  if (order === undefined) return undefined;
  const { requester } = board.orders.get(order);
  return {
    kind: "cancel",
    about: order,
    touched: touchOrder(board, order),
    judge: (now) => {
      if (!["DRAFT", "ISSUED", "ACKNOWLEDGED", "LOADING"].includes(standingOf(now, order)))
        return ["ILLEGAL_TRANSITION"];
      release(now, order);
      return done;
    },
    by: requester,
    act: (hub, who) => {
      const input = { orderId: hub.id(order), reason: "需求撤销" };
      return cancelOrder(hub.database, who, input);
    },
  };
};

export const renewing: Draw = (board, pick) => {
  const order = anOrder(board, pick, ["DRAFT"]);
  if (order === undefined) return undefined;
  const { lender } = board.orders.get(order);
  return {
    kind: "renew",
    about: order,
    touched: touchOrder(board, order),
    judge: (now) => {
      const active = now.caseOf(order).incident === "ACTIVE";
      if (standingOf(now, order) !== "DRAFT" || !active) return ["ILLEGAL_TRANSITION"];
      now.orders.change(order, { ranOut: false });
      return done;
    },
    by: lender,
    act: (hub, who) => renewHold(hub.database, who, { orderId: hub.id(order) }),
    tells: { HOLD_RENEWED: 1 },
  };
};

/** The clock goes on past the end of a hold; whoever acts before the sweep finds it so. */
export const runningOut: Draw = (board, pick) => {
  const order = anOrder(board, pick, ["DRAFT"]);
  if (order === undefined || standingOf(board, order) !== "DRAFT") return undefined;
  return {
    ...{ kind: "clock of a hold", about: order, alone: true, keyless: true },
    touched: touchOrder(board, order),
    judge: (now) => {
      now.orders.change(order, { ranOut: true });
      return done;
    },
    act: async (hub) => {
      const sql = `update qipan.dispatch_order set hold_lapses_at = now() - interval '1 minute'
        where id = $1`;
      await runOut(hub.database, sql, [hub.id(order)]);
      return ok({ kind: "ORDER", id: hub.id(order) });
    },
  };
};

/** The sweep ends every draft whose hold has run out. */
export const lapsing: Draw = (board) => {
  const due = board.orders.where(({ ranOut, cancelled }) => ranOut && !cancelled);
  if (due.length === 0) return undefined;
  const names = due.map(({ name }) => name);
  return lapse(board, names);
};

const lapse = (board: Board, names: readonly string[]): Deed => ({
  ...{ kind: "lapse", about: names.join(" "), alone: true, keyless: true },
  touched: {
    lots: names.flatMap((name) => touchOrder(board, name).lots),
    lines: names.flatMap((name) => touchOrder(board, name).lines),
  },
  judge: (now) => {
    for (const name of names) release(now, name);
    return done;
  },
  act: async (hub) => {
    const { orders } = await lapseHolds(hub.database);
    if (orders !== names.length) throw new Error(`${orders} of ${names.length} holds lapsed`);
    return ok({ kind: "ORDER", id: hub.id(names[0] ?? "") });
  },
});
