import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { forceState, teamCategory } from "../words/forces.ts";
import { equipmentType } from "./catalog.ts";
import { instant, oneOf, qipan } from "./column.ts";
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
    /** The order line that has it; empty on standby. */
    orderLineId: uuid("order_line_id"),
    stateSince: instant("state_since").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("team_category", oneOf(t.category, teamCategory)),
    check("team_state", oneOf(t.state, forceState)),
    index("team_owner").on(t.ownerOrg),
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
    orderLineId: uuid("order_line_id"),
    stateSince: instant("state_since").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
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
    licences: jsonb("licences").notNull().$type<readonly string[]>(),
    passes: jsonb("passes").notNull().$type<readonly string[]>(),
    speedFactor: doublePrecision("speed_factor").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("vehicle_carrier").on(t.carrierOrg)],
);
