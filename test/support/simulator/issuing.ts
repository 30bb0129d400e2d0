import { issueOrder } from "../../../src/dispatch/order-issue.service.ts";
import { rowsOf } from "../dispatch-state.ts";
import { unfit } from "./adopting.ts";
import { station, type Board } from "./board.ts";
import { done, type Draw, type Hub, type Touched, type Verdict } from "./deed.ts";
import { turn } from "./diverting.ts";
import { anOrder, isGranted, touchOrder } from "./orders.ts";
import { learnLeg, onRoad } from "./road.ts";
import { standingOf } from "./standing.ts";

export const issuing: Draw = (board, pick, name) => {
  const order = aTurn(board, pick) ?? anOrder(board, pick, ["DRAFT"]);
  if (order === undefined) return undefined;
  const { requester, lender, fromLeg } = board.orders.get(order);
  const leg = `g${name}`;
  const turns = fromLeg === undefined ? {} : { LEG_DIVERTED: 1, LEG_DEPARTED: 1 };
  return {
    kind: fromLeg === undefined ? "issue" : "issue, and turn",
    about: fromLeg === undefined ? order : `${order} for ${fromLeg} as ${leg}`,
    touched: touchBoth(board, order, fromLeg),
    judge: (now) => issue(now, order, leg),
    by: requester,
    act: (hub, who) => issueOrder(hub.database, who, { orderId: hub.id(order) }),
    learn: async (hub) => {
      if (fromLeg !== undefined) await learnLeg(hub, leg, await legOf(hub, order), lender);
    },
    tells: { ORDER_ISSUED: 1, ...turns },
  };
};

/** What is on the road is soon there: whoever may turn it has no time to lose. */
function aTurn(board: Board, pick: Parameters<Draw>[1]): string | undefined {
  const ready = board.orders.where(
    ({ name, fromLeg }) =>
      fromLeg !== undefined &&
      onRoad(board.legs.get(fromLeg)) &&
      standingOf(board, name) === "DRAFT" &&
      board.approvals.where((one) => one.order === name).every(isGranted),
  );
  return pick.flag(0.8) ? pick.one(ready)?.name : undefined;
}

/** What is diverted leaves one order for the other. */
function touchBoth(board: Board, order: string, fromLeg: string | undefined): Touched {
  const mine = touchOrder(board, order);
  if (fromLeg === undefined) return mine;
  const old = touchOrder(board, board.legs.get(fromLeg).order);
  return { lots: [...mine.lots, ...old.lots], lines: [...mine.lines, ...old.lines] };
}

async function legOf(hub: Hub, order: string): Promise<string> {
  const sql = "select id from qipan.leg where order_id = $1";
  const [leg] = await rowsOf<{ id: string }>(hub.database, sql, [hub.id(order)]);
  return leg?.id ?? "";
}

function issue(board: Board, order: string, leg: string): Verdict {
  if (standingOf(board, order) !== "DRAFT") return ["ILLEGAL_TRANSITION"];
  if (board.caseOf(order).incident !== "ACTIVE") return ["ILLEGAL_TRANSITION"];
  const { ranOut, fromLeg } = board.orders.get(order);
  if (ranOut) return ["ILLEGAL_TRANSITION"];
  const asked = board.approvals.where((one) => one.order === order);
  if (!asked.every(isGranted)) return ["APPROVAL_MISSING"];
  const lines = board.linesOf(order);
  const refused = lines.flatMap(({ lot, held }) => (held > 0 ? unfit(board, lot) : []));
  if (refused.length > 0) return [...new Set(refused)];
  const turned = fromLeg === undefined ? done : turn(board, order, fromLeg, leg);
  if (turned.length > 0) return turned;
  for (const { name, lot, held } of lines)
    board.move(lot, station.soft(name), station.firm(name), held);
  board.orders.change(order, { issued: true, ranOut: false });
  return done;
}
