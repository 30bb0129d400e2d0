import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { disclosureState, disclosureSubject, publicationKind } from "../words/donations.ts";
import { campaign } from "./campaigns.ts";
import { item } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { incident } from "./incidents.ts";
import { organization, region } from "./regions.ts";

/** 公示: what one charity tells the public about one subject, version by version. */
export const disclosure = qipan.table(
  "disclosure",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    subjectKind: text("subject_kind").notNull().$type<keyof typeof disclosureSubject>(),
    campaignId: uuid("campaign_id").references(() => campaign.id),
    incidentId: uuid("incident_id").references(() => incident.id),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    titleZh: text("title_zh").notNull(),
    titleEn: text("title_en"),
    /** Organizations with the 民政 duty of the region: they see drafts that are due. */
    watchers: text("watchers").array().notNull(),
    state: text("state").notNull().$type<keyof typeof disclosureState>(),
    /** The last published version; 0: none. */
    version: integer("version").notNull().default(0),
    openedOn: date("opened_on").notNull(),
    publishedAt: instant("published_at"),
    dueRule: text("due_rule"),
    /** To the end of this day, Asia/Shanghai. */
    dueOn: date("due_on"),
    /** The due days that were warned of and flagged: each once. */
    warnedFor: date("warned_for"),
    overdueFor: date("overdue_for"),
    changes: integer("changes").notNull().default(1),
  },
  (t) => [
    check("disclosure_subject", oneOf(t.subjectKind, disclosureSubject)),
    check("disclosure_state", oneOf(t.state, disclosureState)),
    check(
      "disclosure_about",
      sql`(${t.subjectKind} = 'CAMPAIGN') = (${t.campaignId} is not null)
        and (${t.subjectKind} <> 'INCIDENT' or ${t.incidentId} is not null)`,
    ),
    check("disclosure_published", sql`(${t.state} = 'DRAFT') = (${t.version} = 0)`),
    unique("disclosure_subject_once")
      .on(t.org, t.subjectKind, t.campaignId, t.incidentId, t.regionCode)
      .nullsNotDistinct(),
    index("disclosure_due").on(t.dueOn),
  ],
);

export const disclosureVersion = qipan.table(
  "disclosure_version",
  {
    disclosureId: uuid("disclosure_id")
      .notNull()
      .references(() => disclosure.id),
    version: integer("version").notNull(),
    kind: text("kind").notNull().$type<keyof typeof publicationKind>(),
    /** Said in public; a correction has one. */
    note: text("note"),
    publishedAt: instant("published_at").notNull(),
    added: integer("added").notNull(),
    changed: integer("changed").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.disclosureId, t.version] }),
    check("disclosure_version_kind", oneOf(t.kind, publicationKind)),
    check("disclosure_version_note", sql`${t.kind} <> 'CORRECTION' or ${t.note} is not null`),
  ],
);

/** One donation as a range of published versions shows it: only what changed is written anew. */
export const disclosureLine = qipan.table(
  "disclosure_line",
  {
    disclosureId: uuid("disclosure_id").notNull(),
    fromVersion: integer("from_version").notNull(),
    untilVersion: integer("until_version"),
    number: text("number").notNull(),
    org: text("org").notNull(),
    lotId: uuid("lot_id").notNull(),
    /** The donor's name with its consent; absent: 匿名. */
    donor: text("donor"),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    /** As the charity wrote it, when that was in packs. */
    given: text("given"),
    receivedOn: date("received_on").notNull(),
    earmark: text("earmark"),
    received: quantity("received").notNull(),
    inStock: quantity("in_stock").notNull(),
    out: quantity("out").notNull(),
    distributed: quantity("distributed").notNull(),
    used: quantity("used").notNull(),
    lost: quantity("lost").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.disclosureId, t.number, t.fromVersion] }),
    foreignKey({
      name: "disclosure_line_version",
      columns: [t.disclosureId, t.fromVersion],
      foreignColumns: [disclosureVersion.disclosureId, disclosureVersion.version],
    }),
    check("disclosure_line_versions", sql`${t.untilVersion} > ${t.fromVersion}`),
    index("disclosure_line_now")
      .on(t.receivedOn, t.number)
      .where(sql`until_version is null`),
    index("disclosure_line_number").on(t.number),
  ],
);

/** 发放 as published: place, unit, quantity, day; never to whom by name. */
export const disclosureDistribution = qipan.table(
  "disclosure_distribution",
  {
    disclosureId: uuid("disclosure_id").notNull(),
    /** Where the book has it: the transfer and the place in its list. */
    source: text("source").notNull(),
    fromVersion: integer("from_version").notNull(),
    untilVersion: integer("until_version"),
    number: text("number").notNull(),
    org: text("org").notNull(),
    item: text("item")
      .notNull()
      .references(() => item.sku),
    /** Absent: the record held personal data and is not shown. */
    place: text("place"),
    /** What kind of unit took them: 社区, 安置点, 学校. */
    unit: text("unit"),
    quantity: quantity("quantity").notNull(),
    day: date("day").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.disclosureId, t.source, t.fromVersion] }),
    foreignKey({
      name: "disclosure_distribution_version",
      columns: [t.disclosureId, t.fromVersion],
      foreignColumns: [disclosureVersion.disclosureId, disclosureVersion.version],
    }),
    index("disclosure_distribution_now")
      .on(t.day, t.source)
      .where(sql`until_version is null`),
    index("disclosure_distribution_number").on(t.number),
  ],
);
