import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { sector } from "../words/regions.ts";
import { depotTier, lotCondition, lotOrigin, reserveMode, visibility } from "../words/reserves.ts";
import { item } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { roadNode } from "./network.ts";
import { organization, region } from "./regions.ts";

export const depot = qipan.table(
  "depot",
  {
    id: text("id").primaryKey(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en"),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    tier: text("tier").notNull().$type<keyof typeof depotTier>(),
    sector: text("sector").notNull().$type<keyof typeof sector>(),
    reserveMode: text("reserve_mode").notNull().$type<keyof typeof reserveMode>(),
    ownerOrg: text("owner_org")
      .notNull()
      .references(() => organization.id),
    custodianOrg: text("custodian_org")
      .notNull()
      .references(() => organization.id),
    visibility: text("visibility").notNull().$type<keyof typeof visibility>(),
    lon: doublePrecision("lon").notNull(),
    lat: doublePrecision("lat").notNull(),
    node: text("node")
      .notNull()
      .references(() => roadNode.id),
    capacityM3: doublePrecision("capacity_m3"),
    /** Minutes from the order to the first loaded vehicle. */
    readyMinutes: integer("ready_minutes").notNull(),
    searchText: text("search_text").notNull().default(""),
  },
  (t) => [
    check("depot_tier", oneOf(t.tier, depotTier)),
    check("depot_sector", oneOf(t.sector, sector)),
    check("depot_reserve_mode", oneOf(t.reserveMode, reserveMode)),
    check("depot_visibility", oneOf(t.visibility, visibility)),
    index("depot_region").on(t.regionCode),
    index("depot_owner").on(t.ownerOrg),
  ],
);

/** One batch of one item on one shelf. How much there is, the ledger says. */
export const stockLot = qipan.table(
  "stock_lot",
  {
    id: uuid("id").primaryKey(),
    code: text("code").notNull().unique(),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    ownerOrg: text("owner_org")
      .notNull()
      .references(() => organization.id),
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
    bin: text("bin"),
    batch: text("batch").notNull(),
    madeOn: date("made_on"),
    /** Good to the end of this day, Asia/Shanghai; absent: does not expire. */
    expiresOn: date("expires_on"),
    condition: text("condition").notNull().default("GOOD").$type<keyof typeof lotCondition>(),
    origin: text("origin").notNull().$type<keyof typeof lotOrigin>(),
    /** A donor's purpose: hazard codes that the goods may serve; absent: any. */
    earmark: text("earmark"),
    /** Losses of goods under a norm open a refill task. */
    underNorm: boolean("under_norm").notNull(),
    unitValueFen: quantity("unit_value_fen"),
    countedAt: instant("counted_at"),
    countSource: text("count_source").notNull(),
    /** The day on which its owner was told that it had expired. */
    expiryToldOn: date("expiry_told_on"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("stock_lot_condition", oneOf(t.condition, lotCondition)),
    check("stock_lot_origin", oneOf(t.origin, lotOrigin)),
    check(
      "stock_lot_dates",
      sql`${t.expiresOn} is null or ${t.madeOn} is null or ${t.expiresOn} >= ${t.madeOn}`,
    ),
    index("stock_lot_depot").on(t.depotId, t.item),
    index("stock_lot_item").on(t.item, t.depotId),
    index("stock_lot_owner").on(t.ownerOrg, t.item),
  ],
);

/** A lot's condition until it changed, with an event of the transaction that changed it. */
export const lotPast = qipan.table(
  "lot_past",
  {
    lot: uuid("lot")
      .notNull()
      .references(() => stockLot.id),
    event: bigint("event", { mode: "number" }).notNull(),
    condition: text("condition").notNull().$type<keyof typeof lotCondition>(),
  },
  (t) => [primaryKey({ columns: [t.lot, t.event] })],
);

/** Depots that have or had a lot of an item; kept by the database, beside each new lot. */
export const shelf = qipan.table(
  "shelf",
  {
    item: text("item")
      .notNull()
      .references(() => item.sku),
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
  },
  (t) => [primaryKey({ columns: [t.item, t.depotId] })],
);

/** How much of an item a depot should hold, and on which ground. */
export const reserveTarget = qipan.table(
  "reserve_target",
  {
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    quantity: quantity("quantity").notNull(),
    basis: text("basis").notNull(),
    status: text("status").notNull(),
    version: integer("version").notNull().default(1),
    setBy: text("set_by"),
    setAt: instant("set_at"),
  },
  (t) => [
    primaryKey({ columns: [t.depotId, t.item] }),
    check("reserve_target_quantity", sql`${t.quantity} >= 0`),
  ],
);

/** A call right on goods that are not ours yet: AGREEMENT and CAPACITY reserves. */
export const commitment = qipan.table(
  "commitment",
  {
    id: text("id").primaryKey(),
    depotId: text("depot_id")
      .notNull()
      .references(() => depot.id),
    supplierOrg: text("supplier_org")
      .notNull()
      .references(() => organization.id),
    contractingOrg: text("contracting_org")
      .notNull()
      .references(() => organization.id),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    maxQuantity: quantity("max_quantity").notNull(),
    dailyRate: quantity("daily_rate").notNull(),
    leadMinutes: integer("lead_minutes").notNull(),
    unitPriceFen: quantity("unit_price_fen").notNull(),
    promised: quantity("promised").notNull().default(0),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("commitment_promised", sql`${t.promised} between 0 and ${t.maxQuantity}`),
    index("commitment_depot").on(t.depotId),
  ],
);

/** Kits that were assembled on a shelf, as a lot of their own. */
export const kitLot = qipan.table(
  "kit_lot",
  {
    lotId: uuid("lot_id")
      .primaryKey()
      .references(() => stockLot.id),
    assembled: quantity("assembled").notNull(),
    broken: quantity("broken").notNull().default(0),
  },
  (t) => [check("kit_lot_broken", sql`${t.broken} between 0 and ${t.assembled}`)],
);

/** Which lot each component of such kits is from: a recall of the one reaches the other. */
export const kitPart = qipan.table(
  "kit_part",
  {
    kitLotId: uuid("kit_lot_id")
      .notNull()
      .references(() => kitLot.lotId),
    lotId: uuid("lot_id")
      .notNull()
      .references(() => stockLot.id),
    perKit: quantity("per_kit").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kitLotId, t.lotId] }),
    check("kit_part_per_kit", sql`${t.perKit} > 0`),
    index("kit_part_lot").on(t.lotId),
  ],
);
