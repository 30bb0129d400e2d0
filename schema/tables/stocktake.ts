import { sql } from "drizzle-orm";
import { boolean, check, index, integer, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { stocktakeReason, stocktakeState } from "../words/reserves.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { organization } from "./regions.ts";
import { depot, stockLot } from "./reserves.ts";

/** 盘点: a blind count of the lots on a depot's shelves. */
export const stocktake = qipan.table(
  "stocktake",
  {
    id: uuid("id").primaryKey(),
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
    /** In whose name it is counted: the depot's keeper, or an owner of lots there. */
    org: text("org")
      .notNull()
      .references(() => organization.id),
    /** Only these; empty: all. */
    items: text("items").array().notNull(),
    bins: text("bins").array().notNull(),
    state: text("state").notNull().default("OPEN").$type<keyof typeof stocktakeState>(),
    openedBy: text("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
    endedBy: text("ended_by"),
    endedAt: instant("ended_at"),
    note: text("note"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("stocktake_state", oneOf(t.state, stocktakeState)),
    index("stocktake_depot").on(t.depotId, t.openedAt),
  ],
);

/** One lot of a count. Its figures are written once, when the count is closed. */
export const stocktakeLine = qipan.table(
  "stocktake_line",
  {
    id: uuid("id").primaryKey(),
    stocktakeId: uuid("stocktake_id")
      .notNull()
      .references(() => stocktake.id),
    lotId: uuid("lot_id")
      .notNull()
      .references(() => stockLot.id),
    ended: boolean("ended").notNull().default(false),
    counted: quantity("counted"),
    /** What the book said at the instant of the last count. */
    booked: quantity("booked"),
    /** What the closing booked: more than zero is a surplus, less is a shortage. */
    posted: quantity("posted"),
    reason: text("reason").$type<keyof typeof stocktakeReason>(),
    note: text("note"),
  },
  (t) => [
    check("stocktake_line_reason", oneOf(t.reason, stocktakeReason)),
    uniqueIndex("stocktake_line_once").on(t.stocktakeId, t.lotId),
    uniqueIndex("stocktake_line_open")
      .on(t.lotId)
      .where(sql`not ${t.ended}`),
  ],
);

/** What one counter found, never changed afterwards. */
export const stocktakeCount = qipan.table(
  "stocktake_count",
  {
    id: uuid("id").primaryKey(),
    lineId: uuid("line_id")
      .notNull()
      .references(() => stocktakeLine.id),
    nth: integer("nth").notNull(),
    counted: quantity("counted").notNull(),
    countedAt: instant("counted_at").notNull(),
    countedBy: text("counted_by").notNull(),
  },
  (t) => [
    check("stocktake_count_counted", sql`${t.counted} >= 0`),
    uniqueIndex("stocktake_count_nth").on(t.lineId, t.nth),
  ],
);
