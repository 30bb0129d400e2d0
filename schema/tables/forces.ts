import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { forceKind, forceState, operatorLicence, teamCategory } from "../words/forces.ts";
import { serviceUnit } from "../words/replenishment.ts";
import { equipmentType } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { roadNode } from "./network.ts";
import { organization, region } from "./regions.ts";

export const team = qipan.table(
  "team",
  {
    id: text("id").primaryKey(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en"),
    category: text("category").notNull().$type<keyof typeof teamCategory>(),
    ownerOrg: text("owner_org")
      .notNull()
      .references(() => organization.id),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    baseNode: text("base_node")
      .notNull()
      .references(() => roadNode.id),
    headcount: integer("headcount").notNull(),
    mobilisationMinutes: integer("mobilisation_minutes").notNull(),
    skills: jsonb("skills").notNull().$type<readonly string[]>(),
    /** 人身意外保险 (应对法 Art. 40): no deployment after this day. */
    insuredUntil: date("insured_until"),
    state: text("state").notNull().default("STANDBY").$type<keyof typeof forceState>(),
    /** 编组: a part of this team, which goes out as a unit of its own. */
    parentId: text("parent_id"),
    /** A part that was merged again; its history stays. */
    disbandedAt: instant("disbanded_at"),
    /** How long it rests after its return before it may be ready again. */
    restHours: integer("rest_hours").notNull().default(0),
    /** The order line that has it; empty on standby. */
    orderLineId: uuid("order_line_id"),
    stateSince: instant("state_since").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("team_rest", sql`${t.restHours} between 0 and 720`),
    check("team_part", sql`${t.parentId} is null or ${t.parentId} <> ${t.id}`),
    check("team_disbanded", sql`${t.disbandedAt} is null or ${t.parentId} is not null`),
    index("team_parent").on(t.parentId),
    check("team_category", oneOf(t.category, teamCategory)),
    check("team_state", oneOf(t.state, forceState)),
    index("team_owner").on(t.ownerOrg),
  ],
);

/** What the crew of a team is licensed to operate, and until when. A part has its team's. */
export const teamLicence = qipan.table(
  "team_licence",
  {
    teamId: text("team_id")
      .notNull()
      .references(() => team.id),
    licence: text("licence").notNull().$type<keyof typeof operatorLicence>(),
    validUntil: date("valid_until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.teamId, t.licence] }),
    check("team_licence_kind", oneOf(t.licence, operatorLicence)),
  ],
);

/** From when to when a unit was out for an order line; written by a trigger, never by hand. */
export const unitStay = qipan.table(
  "unit_stay",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    orderLineId: uuid("order_line_id").notNull(),
    unitKind: text("unit_kind").notNull().$type<keyof typeof forceKind>(),
    unitId: text("unit_id").notNull(),
    fromAt: instant("from_at").notNull(),
    toAt: instant("to_at"),
  },
  (t) => [
    check("unit_stay_kind", oneOf(t.unitKind, forceKind)),
    index("unit_stay_line").on(t.orderLineId),
  ],
);

/** A unit's day that a time sheet has counted: nobody pays for it twice. */
export const serviceDay = qipan.table(
  "service_day",
  {
    unitKind: text("unit_kind").notNull().$type<keyof typeof forceKind>(),
    unitId: text("unit_id").notNull(),
    day: date("day").notNull(),
    counted: text("counted").notNull().$type<keyof typeof serviceUnit>(),
    quantity: quantity("quantity").notNull(),
    orderLineId: uuid("order_line_id").notNull(),
    sheetNumber: text("sheet_number").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.unitKind, t.unitId, t.day, t.counted] }),
    check("service_day_kind", oneOf(t.unitKind, forceKind)),
    check("service_day_counted", oneOf(t.counted, serviceUnit)),
    check("service_day_quantity", sql`${t.quantity} > 0`),
  ],
);

export const equipmentUnit = qipan.table(
  "equipment_unit",
  {
    id: text("id").primaryKey(),
    type: text("type")
      .notNull()
      .references(() => equipmentType.code),
    ownerOrg: text("owner_org")
      .notNull()
      .references(() => organization.id),
    teamId: text("team_id").references(() => team.id),
    baseNode: text("base_node")
      .notNull()
      .references(() => roadNode.id),
    state: text("state").notNull().default("STANDBY").$type<keyof typeof forceState>(),
    /** How long it is looked after on its return before it may be ready again. */
    restHours: integer("rest_hours").notNull().default(0),
    orderLineId: uuid("order_line_id"),
    stateSince: instant("state_since").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("equipment_unit_rest", sql`${t.restHours} between 0 and 720`),
    check("equipment_unit_state", oneOf(t.state, forceState)),
    index("equipment_unit_owner").on(t.ownerOrg),
    index("equipment_unit_team").on(t.teamId),
  ],
);

export const carrier = qipan.table("carrier", {
  orgId: text("org_id")
    .primaryKey()
    .references(() => organization.id),
  insuredUntil: date("insured_until"),
});

export const vehicle = qipan.table(
  "vehicle",
  {
    id: text("id").primaryKey(),
    carrierOrg: text("carrier_org")
      .notNull()
      .references(() => carrier.orgId),
    type: text("type").notNull(),
    /** A made-up plate in the demo, marked so. */
    plate: text("plate").notNull(),
    baseNode: text("base_node")
      .notNull()
      .references(() => roadNode.id),
    loadKg: doublePrecision("load_kg").notNull(),
    loadM3: doublePrecision("load_m3").notNull(),
    /** The last day of its transport licences; null: no end was stated. */
    licensedUntil: date("licensed_until"),
    licences: jsonb("licences").notNull().$type<readonly string[]>(),
    passes: jsonb("passes").notNull().$type<readonly string[]>(),
    speedFactor: doublePrecision("speed_factor").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("vehicle_carrier").on(t.carrierOrg)],
);
