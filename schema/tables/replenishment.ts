import { sql } from "drizzle-orm";
import { check, date, index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import type { StatementContent } from "../shapes/statement.ts";
import { instant, qipan } from "./column.ts";
import { region } from "./regions.ts";

/** 对账单: what one organization's book said at one moment; a signed figure never changes. */
export const statement = qipan.table(
  "statement",
  {
    id: uuid("id").primaryKey(),
    org: text("org").notNull(),
    /** Empty: against everyone. */
    counterparty: text("counterparty"),
    incidentId: uuid("incident_id"),
    /** A roll-up of this region's governments; empty: of one organization. */
    region: text("region").references(() => region.code),
    /** Whose books a region's statement folds; who may read them all may read it. */
    books: text("books").array().notNull().default([]),
    cutAt: instant("cut_at").notNull(),
    onDay: date("on_day").notNull(),
    headSize: text("head_size").notNull(),
    headRoot: text("head_root").notNull(),
    content: jsonb("content").notNull().$type<StatementContent>(),
    issuedBy: text("issued_by").notNull(),
    issuedAt: instant("issued_at").notNull(),
    /** The other side's signature under the same figures; a statement against everyone has none. */
    countersignedBy: text("countersigned_by"),
    countersignedAt: instant("countersigned_at"),
  },
  (t) => [
    index("statement_org").on(t.org, t.issuedAt),
    check(
      "statement_subject",
      sql`(${t.region} is null) = (cardinality(${t.books}) = 0)
        and (${t.region} is null or ${t.counterparty} is null and ${t.org} = any (${t.books}))`,
    ),
  ],
);
