import type { Board } from "./board.ts";

export type Standing =
  | "DRAFT"
  | "ISSUED"
  | "ACKNOWLEDGED"
  | "LOADING"
  | "PARTLY_SHIPPED"
  | "IN_TRANSIT"
  | "PARTLY_RECEIVED"
  | "RECEIVED"
  | "CLOSED"
  | "CANCELLED";

/** How far an order has come, by what was counted of it. */
export function standingOf(board: Board, name: string): Standing {
  const order = board.orders.get(name);
  const lines = board.linesOf(name);
  if (order.cancelled) return "CANCELLED";
  if (order.closed) return "CLOSED";
  if (!order.issued) return "DRAFT";
  if (lines.every(({ departed }) => departed === 0)) {
    if (order.loading) return "LOADING";
    return order.acknowledged ? "ACKNOWLEDGED" : "ISSUED";
  }
  const allGone = lines.every((line) => line.departed + line.cancelled === line.ordered);
  const onRoad = lines.some(
    (line) => line.departed > line.accepted + line.rejected + line.missing + line.redirected,
  );
  const came = lines.some(({ accepted, rejected }) => accepted + rejected > 0);
  if (allGone && !onRoad) {
    const turned = lines.some(({ redirected }) => redirected > 0);
    return turned && !came ? "CLOSED" : "RECEIVED";
  }
  if (came) return "PARTLY_RECEIVED";
  return allGone ? "IN_TRANSIT" : "PARTLY_SHIPPED";
}
