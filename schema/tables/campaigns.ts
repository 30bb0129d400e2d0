import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { clockAnchor, clockScope } from "../words/donations.ts";
import { instant, oneOf, qipan } from "./column.ts";
import { incident } from "./incidents.ts";
import { organization, region } from "./regions.ts";

/** 慈善项目 or appeal; the hub shows where its goods went and never takes its money. */
export const campaign = qipan.table(
  "campaign",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en"),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    incidentId: uuid("incident_id").references(() => incident.id),
    /** A public appeal for a major incident (慈善法 Art. 72). */
    major: boolean("major").notNull(),
    /** 备案编号; absent: not filed yet (Art. 73). */
    filingNumber: text("filing_number"),
    startsOn: date("starts_on").notNull(),
    endsOn: date("ends_on"),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    check("campaign_days", sql`${t.endsOn} is null or ${t.endsOn} >= ${t.startsOn}`),
    index("campaign_org").on(t.org),
  ],
);

/** A clock of the law as a dated row: when it changes, a new row begins and the old one ends. */
export const disclosureRule = qipan.table(
  "disclosure_rule",
  {
    code: text("code").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to"),
    scope: text("scope").notNull().$type<keyof typeof clockScope>(),
    anchor: text("anchor").notNull().$type<keyof typeof clockAnchor>(),
    days: integer("days").notNull(),
    months: integer("months").notNull(),
    warnHours: integer("warn_hours").notNull(),
    sourceZh: text("source_zh").notNull(),
    sourceEn: text("source_en").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.code, t.validFrom] }),
    check("disclosure_rule_scope", oneOf(t.scope, clockScope)),
    check("disclosure_rule_anchor", oneOf(t.anchor, clockAnchor)),
    check("disclosure_rule_term", sql`${t.days} + ${t.months} > 0`),
  ],
);
