import { sql } from "drizzle-orm";
import { check, date, index, integer, text, uuid } from "drizzle-orm/pg-core";
import { rotationMode } from "../words/reserves.ts";
import { item } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { claim } from "./ledger.ts";
import { organization } from "./regions.ts";
import { stockLot } from "./reserves.ts";

/** 轮换要约: goods that expire soon, offered to the neighbours of the cluster. */
export const rotationOffer = qipan.table(
  "rotation_offer",
  {
    id: uuid("id").primaryKey(),
    lotId: uuid("lot_id")
      .notNull()
      .references(() => stockLot.id),
    ownerOrg: text("owner_org")
      .notNull()
      .references(() => organization.id),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    quantity: quantity("quantity").notNull(),
    taken: quantity("taken").notNull().default(0),
    mode: text("mode").notNull().$type<keyof typeof rotationMode>(),
    /** For an exchange: days within which the taker gives fresh goods back. */
    refillDays: integer("refill_days"),
    /** For a swap: the refill with which the goods are swapped. */
    claimId: uuid("claim_id").references(() => claim.id),
    untilOn: date("until_on").notNull(),
    /** The lot's day, for neighbours who do not see its shelf. */
    expiresOn: date("expires_on"),
    offeredBy: text("offered_by").notNull(),
    offeredAt: instant("offered_at").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    note: text("note"),
    /** Neighbours as they stood when it was made: they may see it and take of it. */
    parties: text("parties").array().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("rotation_offer_mode", oneOf(t.mode, rotationMode)),
    check("rotation_offer_refill", sql`(${t.mode} = 'EXCHANGE') = (${t.refillDays} is not null)`),
    check("rotation_offer_swap", sql`(${t.mode} = 'SWAP') = (${t.claimId} is not null)`),
    check(
      "rotation_offer_taken",
      sql`${t.quantity} > 0 and ${t.taken} between 0 and ${t.quantity}`,
    ),
    index("rotation_offer_owner").on(t.ownerOrg),
    index("rotation_offer_claim")
      .on(t.claimId)
      .where(sql`${t.claimId} is not null`),
  ],
);

/** What one neighbour took of an offer, and the lot that it became. */
export const rotationTake = qipan.table(
  "rotation_take",
  {
    id: uuid("id").primaryKey(),
    offerId: uuid("offer_id")
      .notNull()
      .references(() => rotationOffer.id),
    takerOrg: text("taker_org")
      .notNull()
      .references(() => organization.id),
    quantity: quantity("quantity").notNull(),
    lotId: uuid("lot_id")
      .notNull()
      .references(() => stockLot.id),
    takenBy: text("taken_by").notNull(),
    takenAt: instant("taken_at").notNull(),
  },
  (t) => [
    check("rotation_take_quantity", sql`${t.quantity} > 0`),
    index("rotation_take_offer").on(t.offerId),
  ],
);
