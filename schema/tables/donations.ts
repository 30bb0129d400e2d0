import { sql } from "drizzle-orm";
import {
  boolean,
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
import {
  clockAnchor,
  clockScope,
  disclosureState,
  disclosureSubject,
  importMode,
  publicationKind,
} from "../words/donations.ts";
import { item } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { incident } from "./incidents.ts";
import { organization, region } from "./regions.ts";
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
