import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { HazardZone } from "../shapes/hazard-zone.ts";
import {
  incidentCategory,
  incidentGrade,
  incidentState,
  responseLevel,
  warningLevel,
} from "../words/incidents.ts";
import { item, skill } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { roadNode } from "./network.ts";
import { organization, region } from "./regions.ts";

export const incident = qipan.table(
  "incident",
  {
    id: uuid("id").primaryKey(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en"),
    category: text("category").notNull().$type<keyof typeof incidentCategory>(),
    hazard: text("hazard").notNull(),
    incidentGrade: text("incident_grade").$type<keyof typeof incidentGrade>(),
    warningLevel: text("warning_level").$type<keyof typeof warningLevel>(),
    responseLevel: text("response_level").$type<keyof typeof responseLevel>(),
    state: text("state").notNull().$type<keyof typeof incidentState>(),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    node: text("node")
      .notNull()
      .references(() => roadNode.id),
    lon: doublePrecision("lon").notNull(),
    lat: doublePrecision("lat").notNull(),
    /** The organization on duty that opened and runs it. */
    leadOrg: text("lead_org")
      .notNull()
      .references(() => organization.id),
    /** The government of its region when it was reported: its approvers set the levels. */
    governmentOrg: text("government_org")
      .notNull()
      .references(() => organization.id),
    /** Who bears the cost; set when a level starts the response. */
    payerOrg: text("payer_org").references(() => organization.id),
    /** The firm responsible for an accident (生产安全事故应急条例 Art. 19). */
    responsibleOrg: text("responsible_org").references(() => organization.id),
    zone: jsonb("zone").$type<HazardZone>(),
    closedRoads: jsonb("closed_roads").notNull().$type<readonly string[]>(),
    occurredAt: instant("occurred_at").notNull(),
    reportedAt: instant("reported_at").notNull(),
    responseStartedAt: instant("response_started_at"),
    responseEndedAt: instant("response_ended_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("incident_category", oneOf(t.category, incidentCategory)),
    check("incident_grade", oneOf(t.incidentGrade, incidentGrade)),
    check("incident_warning", oneOf(t.warningLevel, warningLevel)),
    check("incident_response", oneOf(t.responseLevel, responseLevel)),
    check("incident_state", oneOf(t.state, incidentState)),
    // Art. 3: social security incidents carry no grade.
    check("incident_graded", sql`${t.category} <> 'SOCIAL_SECURITY' or ${t.incidentGrade} is null`),
    check("incident_payer", sql`${t.state} = 'REPORTED' or ${t.payerOrg} is not null`),
    index("incident_region").on(t.regionCode),
  ],
);

/** Each setting of a level, kept: what was in force when an order was issued decides who pays. */
export const incidentLevel = qipan.table(
  "incident_level",
  {
    id: uuid("id").primaryKey(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incident.id),
    responseLevel: text("response_level").$type<keyof typeof responseLevel>(),
    incidentGrade: text("incident_grade").$type<keyof typeof incidentGrade>(),
    warningLevel: text("warning_level").$type<keyof typeof warningLevel>(),
    payerOrg: text("payer_org"),
    setBy: text("set_by").notNull(),
    setByApprover: boolean("set_by_approver").notNull(),
    setAt: instant("set_at").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [index("incident_level_incident").on(t.incidentId)],
);

/** A quantity of an item, or whole units with a capability, wanted at a place by a time. */
export const need = qipan.table(
  "need",
  {
    id: uuid("id").primaryKey(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incident.id),
    node: text("node")
      .notNull()
      .references(() => roadNode.id),
    item: text("item").references(() => item.sku),
    capability: text("capability").references(() => skill.code),
    /** A set of units that can do all of these, by code; a trigger knows the codes. */
    capabilities: text("capabilities").array().$type<readonly string[]>(),
    quantity: quantity("quantity").notNull(),
    priority: integer("priority").notNull(),
    deadlineAt: instant("deadline_at"),
    minShelfMinutes: integer("min_shelf_minutes").notNull().default(0),
    requestedByOrg: text("requested_by_org")
      .notNull()
      .references(() => organization.id),
    promised: quantity("promised").notNull().default(0),
    received: quantity("received").notNull().default(0),
    withdrawnAt: instant("withdrawn_at"),
    lapsesAt: instant("lapses_at"),
    declaredAt: instant("declared_at").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check(
      "need_wants_one_thing",
      sql`num_nonnulls(${t.item}, ${t.capability}, ${t.capabilities}) = 1`,
    ),
    check("need_set_size", sql`cardinality(${t.capabilities}) between 2 and 6`),
    check("need_quantity", sql`${t.quantity} > 0`),
    check("need_promised", sql`${t.promised} >= 0 and ${t.received} >= 0`),
    check("need_priority", sql`${t.priority} between 1 and 5`),
    index("need_incident").on(t.incidentId),
  ],
);
