import {
  boolean,
  check,
  doublePrecision,
  integer,
  jsonb,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { planClass, recovery } from "../words/catalog.ts";
import { operatorLicence } from "../words/forces.ts";
import { oneOf, qipan, quantity } from "./column.ts";

export const itemCategory = qipan.table("item_category", {
  code: text("code").primaryKey(),
  nameZh: text("name_zh").notNull(),
  nameEn: text("name_en").notNull(),
});

/** What can be reserved. Quantities everywhere are in its base unit. */
export const item = qipan.table(
  "item",
  {
    sku: text("sku").primaryKey(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    unit: text("unit").notNull(),
    unitZh: text("unit_zh").notNull(),
    category: text("category")
      .notNull()
      .references(() => itemCategory.code),
    gbMajor: text("gb_major").notNull(),
    /** GB/T 38565-2020; empty unless verified against the standard. */
    gbCode: text("gb_code"),
    planClass: text("plan_class").notNull().$type<keyof typeof planClass>(),
    hazards: jsonb("hazards").notNull().$type<readonly string[]>(),
    storageLifeMonths: integer("storage_life_months"),
    weightKg: doublePrecision("weight_kg").notNull(),
    volumeM3: doublePrecision("volume_m3").notNull(),
    recovery: text("recovery").notNull().$type<keyof typeof recovery>(),
    recoveryMonths: integer("recovery_months"),
    /** After return it must be recharged, decontaminated or tested before it counts as ready. */
    needsRestoring: boolean("needs_restoring").notNull().default(false),
    dangerousGoods: text("dangerous_goods"),
    valueFen: quantity("value_fen"),
    isKit: boolean("is_kit").notNull().default(false),
    /** Chinese name, pinyin and initials in one string, for search. */
    searchText: text("search_text").notNull().default(""),
  },
  (t) => [
    check("item_plan_class", oneOf(t.planClass, planClass)),
    check("item_recovery", oneOf(t.recovery, recovery)),
  ],
);

export const kitComponent = qipan.table(
  "kit_component",
  {
    kit: text("kit")
      .notNull()
      .references(() => item.sku),
    component: text("component")
      .notNull()
      .references(() => item.sku),
    quantity: quantity("quantity").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kit, t.component] })],
);

/** `give` of the substitute count as `counts` of the item. */
export const itemSubstitute = qipan.table(
  "item_substitute",
  {
    item: text("item")
      .notNull()
      .references(() => item.sku),
    substitute: text("substitute")
      .notNull()
      .references(() => item.sku),
    give: quantity("give").notNull(),
    counts: quantity("counts").notNull(),
    note: text("note").notNull(),
  },
  (t) => [primaryKey({ columns: [t.item, t.substitute] })],
);

export const skill = qipan.table("skill", {
  code: text("code").primaryKey(),
  domain: text("domain").notNull(),
  nameZh: text("name_zh").notNull(),
  nameEn: text("name_en").notNull(),
  standard: text("standard"),
});

export const equipmentType = qipan.table(
  "equipment_type",
  {
    code: text("code").primaryKey(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    class: text("class").notNull(),
    crewSize: integer("crew_size").notNull(),
    transportMode: text("transport_mode").notNull(),
    capacity: doublePrecision("capacity"),
    capacityUnit: text("capacity_unit"),
    roadSpeedKmh: doublePrecision("road_speed_kmh"),
    skills: jsonb("skills").notNull().$type<readonly string[]>(),
    /** What its crew must be licensed for; null: no licence is needed. */
    operatorLicence: text("operator_licence").$type<keyof typeof operatorLicence>(),
  },
  (t) => [check("equipment_type_licence", oneOf(t.operatorLicence, operatorLicence))],
);
