import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { nettingMode, nettingState } from "../words/netting.ts";
import { instant, oneOf, qipan } from "./column.ts";
import { organization } from "./regions.ts";

/** 互抵: what would cancel among its parties, and how far that is. */
export const nettingRound = qipan.table(
  "netting_round",
  {
    id: uuid("id").primaryKey(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    mode: text("mode").notNull().$type<keyof typeof nettingMode>(),
    /** Absent by value, where kinds and items mix. */
    kind: text("kind"),
    item: text("item"),
    /** By value only: 分 for a base unit of each item. */
    prices: jsonb("prices").$type<Readonly<Record<string, number>>>(),
    /** Claims, quantities, new debtors; frozen with the proposal. */
    moves: jsonb("moves").notNull(),
    parties: text("parties").array().notNull(),
    state: text("state").notNull().default("PROPOSED").$type<keyof typeof nettingState>(),
    version: integer("version").notNull().default(1),
    reason: text("reason"),
    transferId: uuid("transfer_id"),
    proposedBy: text("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    check("netting_round_mode", oneOf(t.mode, nettingMode)),
    check("netting_round_state", oneOf(t.state, nettingState)),
    check(
      "netting_round_scope",
      sql`(${t.mode} = 'VALUE') = (${t.prices} is not null)
        and (${t.mode} = 'VALUE') = (${t.kind} is null)
        and (${t.mode} = 'VALUE') = (${t.item} is null)`,
    ),
    check(
      "netting_round_closed",
      sql`(${t.state} = 'PROPOSED') = (${t.closedAt} is null)
        and (${t.state} = 'DONE') = (${t.transferId} is not null)`,
    ),
    index("netting_round_parties").using("gin", t.parties),
    index("netting_round_open")
      .on(t.id)
      .where(sql`${t.state} = 'PROPOSED'`),
  ],
);

/** One party's word. Append-only. */
export const nettingAnswer = qipan.table(
  "netting_answer",
  {
    roundId: uuid("round_id")
      .notNull()
      .references(() => nettingRound.id),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    accepts: boolean("accepts").notNull(),
    answeredBy: text("answered_by").notNull(),
    answeredAt: instant("answered_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.roundId, t.org] })],
);
