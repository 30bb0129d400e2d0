import { sql } from "drizzle-orm";
import { check, date, integer, primaryKey, text } from "drizzle-orm/pg-core";
import { item, itemCategory } from "./catalog.ts";
import { instant, qipan, quantity } from "./column.ts";
import { depot } from "./reserves.ts";

/** A target as it stood before it was set anew. */
export const reserveTargetPast = qipan.table(
  "reserve_target_past",
  {
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    version: integer("version").notNull(),
    quantity: quantity("quantity").notNull(),
    basis: text("basis").notNull(),
    status: text("status").notNull(),
    setBy: text("set_by"),
    setAt: instant("set_at"),
  },
  (t) => [primaryKey({ columns: [t.depotId, t.item, t.version] })],
);

/** How far a count is trusted by its age, from a day on; for one category or for all. */
export const confidenceRule = qipan.table(
  "confidence_rule",
  {
    id: text("id").primaryKey(),
    category: text("category").references(() => itemCategory.code),
    validFrom: date("valid_from").notNull(),
    /** HIGH to the end of so many days, MEDIUM of so many, LOW afterwards. */
    highDays: integer("high_days").notNull(),
    mediumDays: integer("medium_days").notNull(),
    source: text("source").notNull(),
  },
  (t) => [
    check("confidence_rule_days", sql`0 < ${t.highDays} and ${t.highDays} < ${t.mediumDays}`),
  ],
);
