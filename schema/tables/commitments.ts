import { sql } from "drizzle-orm";
import { check, date, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, qipan, quantity } from "./column.ts";
import { organization } from "./regions.ts";
import { commitment } from "./reserves.ts";

/** The terms of a call right as they stood before it was renewed. */
export const commitmentPast = qipan.table(
  "commitment_past",
  {
    id: text("id")
      .notNull()
      .references(() => commitment.id),
    version: integer("version").notNull(),
    maxQuantity: quantity("max_quantity").notNull(),
    dailyRate: quantity("daily_rate").notNull(),
    leadMinutes: integer("lead_minutes").notNull(),
    unitPriceFen: quantity("unit_price_fen").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to").notNull(),
    replacedBy: text("replaced_by").notNull(),
    replacedAt: instant("replaced_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })],
);

/** A call on a contract outside of any order: so much, to be there on a day. */
export const commitmentCall = qipan.table(
  "commitment_call",
  {
    id: uuid("id").primaryKey(),
    commitmentId: text("commitment_id")
      .notNull()
      .references(() => commitment.id),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    day: date("day").notNull(),
    quantity: quantity("quantity").notNull(),
    note: text("note").notNull(),
    calledBy: text("called_by").notNull(),
    calledAt: instant("called_at").notNull(),
  },
  (t) => [
    check("commitment_call_quantity", sql`${t.quantity} > 0`),
    index("commitment_call_day").on(t.commitmentId, t.day),
  ],
);
