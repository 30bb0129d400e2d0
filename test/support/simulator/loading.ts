import { loadOrder } from "../../../src/dispatch/order-load.service.ts";
import type { ShortReason } from "../../../schema/words/dispatch.ts";
import { station, type Board } from "./board.ts";
import { done, type Draw, type Verdict } from "./deed.ts";
import { mislay } from "./figures.ts";
import { anOrder, shelfOf, touchOrder } from "./orders.ts";
import { borneBy } from "./road.ts";
import { standingOf, type Standing } from "./standing.ts";

const bears: readonly Standing[] = ["ACKNOWLEDGED", "LOADING", "PARTLY_SHIPPED", "PARTLY_RECEIVED"];
const reasons: readonly [ShortReason, ...ShortReason[]] = ["DAMAGED", "NOT_FOUND", "NO_ROOM"];

interface Picked {
  readonly line: string;
  readonly loaded: number;
  readonly reason: ShortReason | undefined;
}

/** One line is counted onto a vehicle; with a reason, what is left of it never comes. */
export const loading: Draw = (board, pick) => {
  const order = anOrder(board, pick, bears);
  if (order === undefined) return undefined;
  const lines = board.linesOf(order);
  const open = lines.filter((line) => room(line) > 0);
  const row = pick.one(open.length === 0 ? lines : open);
  if (row === undefined) return undefined;
  const most = pick.flag(0.04) ? room(row) + 1 : room(row);
  const reason = pick.flag(0.25) ? pick.of(reasons) : undefined;
  const loaded = reason === undefined && pick.flag(0.7) ? most : pick.between(0, most);
  const picked = { line: row.name, loaded, reason };
  const { lender } = board.orders.get(order);
  return {
    kind: reason === undefined ? "load" : "short pick",
    about: `${row.name}×${loaded} ${reason ?? ""}`,
    touched: touchOrder(board, order),
    judge: (now) => load(now, order, picked),
    by: lender,
    act: (hub, who) => {
      const line = { lineId: hub.id(row.name), loaded };
      const lines = [reason === undefined ? line : { ...line, shortReason: reason }];
      return loadOrder(hub.database, who, { orderId: hub.id(order), lines });
    },
    tells: { ORDER_LOADING: 1 },
  };
};

const room = ({
  ordered,
  loaded,
  cancelled,
}: {
  ordered: number;
  loaded: number;
  cancelled: number;
}) => ordered - loaded - cancelled;

function load(board: Board, order: string, { line, loaded, reason }: Picked): Verdict {
  if (!bears.includes(standingOf(board, order))) return ["ILLEGAL_TRANSITION"];
  if (board.caseOf(order).incident === "CLOSED") return ["ILLEGAL_TRANSITION"];
  const row = board.lines.get(line);
  const left = room(row);
  if (loaded > left || (loaded === 0 && (reason === undefined || left === 0)))
    return ["QUANTITY_OUT_OF_RANGE"];
  const short = reason === undefined ? 0 : left - loaded;
  board.lines.change(line, {
    held: row.held - short,
    loaded: row.loaded + loaded,
    cancelled: row.cancelled + short,
  });
  const over = board.linesOf(order).every(({ ordered, cancelled }) => ordered === cancelled);
  board.orders.change(order, { loading: true, ...(over ? { cancelled: true } : {}) });
  if (short === 0) return done;
  const to = { DAMAGED: "BLOCKED", NOT_FOUND: "SHORTAGE", NO_ROOM: shelfOf(board, row.lot) };
  board.move(row.lot, station.firm(line), to[reason ?? "NO_ROOM"], short);
  if (reason === "NOT_FOUND") {
    const effect = borneBy(board, line, (owing) => owing.lose(short, "OWNER"));
    const parts = [{ from: station.firm(line), quantity: short }];
    mislay(board, { lot: row.lot, line, parts, to: "SHORTAGE" }, effect);
  }
  return done;
}
