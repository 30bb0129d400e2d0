import { sql } from "drizzle-orm";
import { check, date, index, integer, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { importMode } from "../words/donations.ts";
import { item } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { disclosure } from "./disclosures.ts";
import { organization } from "./regions.ts";
import { depot, stockLot } from "./reserves.ts";

/** How many base units a pack of an item holds: what a donor's 箱 is worth. */
export const itemPack = qipan.table(
  "item_pack",
  {
    item: text("item")
      .notNull()
      .references(() => item.sku),
    unitZh: text("unit_zh").notNull(),
    unitEn: text("unit_en").notNull(),
    quantity: quantity("quantity").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.item, t.unitZh] }),
    check("item_pack_quantity", sql`${t.quantity} > 1`),
  ],
);

/** One confirmed import: what was asked, and how many rows it made of it. */
export const donationImport = qipan.table(
  "donation_import",
  {
    id: uuid("id").primaryKey(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    digest: text("digest").notNull(),
    mode: text("mode").notNull().$type<keyof typeof importMode>(),
    added: integer("added").notNull(),
    changed: integer("changed").notNull(),
    same: integer("same").notNull(),
    refused: integer("refused").notNull(),
    importedAt: instant("imported_at").notNull().defaultNow(),
  },
  (t) => [check("donation_import_mode", oneOf(t.mode, importMode))],
);

/** 捐赠: goods given to a charity. No telephone, no identity number, no address of anyone. */
export const donation = qipan.table(
  "donation",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    /** The charity's own number of the row: a second import of it is the same donation. */
    rowKey: text("row_key").notNull(),
    disclosureId: uuid("disclosure_id")
      .notNull()
      .references(() => disclosure.id),
    importId: uuid("import_id").references(() => donationImport.id),
    /** Kept only with the donor's consent (慈善法 Art. 82). */
    donor: text("donor"),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    given: text("given"),
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
    lotId: uuid("lot_id")
      .notNull()
      .unique()
      .references(() => stockLot.id),
    batch: text("batch").notNull(),
    madeOn: date("made_on"),
    expiresOn: date("expires_on"),
    receivedOn: date("received_on").notNull(),
    earmark: text("earmark"),
    note: text("note"),
    version: integer("version").notNull().default(1),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    unique("donation_row").on(t.org, t.rowKey),
    index("donation_disclosure").on(t.disclosureId),
  ],
);

/** 接收: goods of a donation that came in, each booked once. */
export const donationIntake = qipan.table(
  "donation_intake",
  {
    donationId: uuid("donation_id")
      .notNull()
      .references(() => donation.id),
    position: integer("position").notNull(),
    quantity: quantity("quantity").notNull(),
    receivedOn: date("received_on").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.donationId, t.position] }),
    check("donation_intake_quantity", sql`${t.quantity} > 0`),
  ],
);
