import { bigint, boolean, integer, primaryKey, uuid } from "drizzle-orm/pg-core";
import { instant, qipan, quantity } from "./column.ts";
import { dispatchOrder, orderLine } from "./dispatch.ts";

/**
 * What decides an order's state, as it was until a change of it; `existed` is false for what was
 * before the draft, and null where nobody kept it. The event tells when among the seals.
 */
export const orderPast = qipan.table(
  "order_past",
  {
    orderId: uuid("order_id")
      .notNull()
      .references(() => dispatchOrder.id),
    version: integer("version").notNull(),
    event: bigint("event", { mode: "number" }),
    existed: boolean("existed"),
    issuedAt: instant("issued_at"),
    acknowledgedAt: instant("acknowledged_at"),
    loadingAt: instant("loading_at"),
    closedAt: instant("closed_at"),
    cancelledAt: instant("cancelled_at"),
  },
  (t) => [primaryKey({ columns: [t.orderId, t.version] })],
);

/** The quantities of a line until a change of them, in the same way. */
export const orderLinePast = qipan.table(
  "order_line_past",
  {
    lineId: uuid("line_id")
      .notNull()
      .references(() => orderLine.id),
    version: integer("version").notNull(),
    event: bigint("event", { mode: "number" }),
    existed: boolean("existed"),
    held: quantity("held"),
    loaded: quantity("loaded"),
    departed: quantity("departed"),
    accepted: quantity("accepted"),
    rejected: quantity("rejected"),
    missing: quantity("missing"),
    cancelled: quantity("cancelled"),
    redirected: quantity("redirected"),
  },
  (t) => [primaryKey({ columns: [t.lineId, t.version] })],
);
