import {
  boolean,
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
import { sql } from "drizzle-orm";
import type { AgreementTerms } from "../shapes/agreement.ts";
import { operatingMode, regionLevel, sector, storageTitle } from "../words/regions.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";

/** Administrative divisions by GB/T 2260 code. */
export const region = qipan.table(
  "region",
  {
    code: text("code").primaryKey(),
    level: text("level").notNull().$type<keyof typeof regionLevel>(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    pinyin: text("pinyin").notNull(),
    parentCode: text("parent_code"),
    lon: doublePrecision("lon").notNull(),
    lat: doublePrecision("lat").notNull(),
    population: integer("population"),
    populationNote: text("population_note"),
    operatingMode: text("operating_mode")
      .notNull()
      .default("ROUTINE")
      .$type<keyof typeof operatingMode>(),
  },
  (t) => [
    check("region_level", oneOf(t.level, regionLevel)),
    check("region_operating_mode", oneOf(t.operatingMode, operatingMode)),
  ],
);

/** A group of neighbours that pool reserves; membership is a list, never derived from borders. */
export const cluster = qipan.table("cluster", {
  id: text("id").primaryKey(),
  nameZh: text("name_zh").notNull(),
  nameEn: text("name_en").notNull(),
  hubCode: text("hub_code")
    .notNull()
    .references(() => region.code),
});

export const clusterMember = qipan.table(
  "cluster_member",
  {
    clusterId: text("cluster_id")
      .notNull()
      .references(() => cluster.id),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
  },
  (t) => [primaryKey({ columns: [t.clusterId, t.regionCode] })],
);

export const organization = qipan.table(
  "organization",
  {
    id: text("id").primaryKey(),
    sector: text("sector").notNull().$type<keyof typeof sector>(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en"),
    uscc: text("uscc"),
    regionCode: text("region_code")
      .notNull()
      .references(() => region.code),
    /** The superior in the same line of command; it may COMMAND this one. */
    superiorOrg: text("superior_org"),
    legalForm: text("legal_form"),
    industry: text("industry"),
    publicFundraisingQualified: boolean("public_fundraising"),
    searchText: text("search_text").notNull().default(""),
  },
  (t) => [
    check("organization_sector", oneOf(t.sector, sector)),
    check("organization_plain_id", sql`${t.id} !~ '[,*{}"\\\\]' and ${t.id} not in ('', 'public')`),
    index("organization_region").on(t.regionCode),
  ],
);

/** One version of an agreement; a new version never edits an older one. */
export const agreement = qipan.table(
  "agreement",
  {
    id: text("id").notNull(),
    version: integer("version").notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to").notNull(),
    /** Since when, or from when: the earliest suspension that nobody lifted. */
    suspendedAt: instant("suspended_at"),
    /** Null: not every party has signed, and it binds nobody. */
    signedAt: instant("signed_at").defaultNow(),
    proposedByOrg: text("proposed_by_org").references(() => organization.id),
    withdrawnAt: instant("withdrawn_at"),
    withdrawReason: text("withdraw_reason"),
    /** Grows with each signature, suspension and departure; the terms never change. */
    revision: integer("revision").notNull().default(1),
    terms: jsonb("terms").notNull().$type<AgreementTerms>(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.id, t.version] }),
    check("agreement_dates", sql`${t.validTo} >= ${t.validFrom}`),
    check("agreement_withdrawn", sql`${t.withdrawnAt} is null or ${t.signedAt} is null`),
  ],
);

/** A party may lend, borrow, or both: the direction of the agreement. */
export const agreementParty = qipan.table(
  "agreement_party",
  {
    agreementId: text("agreement_id").notNull(),
    version: integer("version").notNull(),
    orgId: text("org_id")
      .notNull()
      .references(() => organization.id),
    lends: boolean("lends").notNull(),
    borrows: boolean("borrows").notNull(),
    /** The last day on which it is a party, and why it leaves. */
    leftOn: date("left_on"),
    leaveReason: text("leave_reason"),
  },
  (t) => [
    primaryKey({ columns: [t.agreementId, t.version, t.orgId] }),
    index("agreement_party_org").on(t.orgId),
  ],
);

/** Who has to sign a proposed version, and who has. */
export const agreementSignature = qipan.table(
  "agreement_signature",
  {
    agreementId: text("agreement_id").notNull(),
    version: integer("version").notNull(),
    orgId: text("org_id")
      .notNull()
      .references(() => organization.id),
    signedAt: instant("signed_at"),
    signedBy: text("signed_by"),
  },
  (t) => [
    primaryKey({ columns: [t.agreementId, t.version, t.orgId] }),
    check("agreement_signature_by", sql`(${t.signedAt} is null) = (${t.signedBy} is null)`),
  ],
);

/** Each suspension by a party; whoever suspended lifts it. */
export const agreementSuspension = qipan.table(
  "agreement_suspension",
  {
    id: uuid("id").primaryKey(),
    agreementId: text("agreement_id").notNull(),
    version: integer("version").notNull(),
    orgId: text("org_id")
      .notNull()
      .references(() => organization.id),
    suspendedAt: instant("suspended_at").notNull(),
    reason: text("reason").notNull(),
    recordedBy: text("recorded_by").notNull(),
    resumedAt: instant("resumed_at"),
    resumeReason: text("resume_reason"),
    resumedBy: text("resumed_by"),
  },
  (t) => [
    index("agreement_suspension_of").on(t.agreementId, t.version),
    check("agreement_suspension_end", sql`(${t.resumedAt} is null) = (${t.resumedBy} is null)`),
  ],
);

/** 代储: who keeps whose goods, for which fee. */
export const storageAgreement = qipan.table(
  "storage_agreement",
  {
    id: text("id").primaryKey(),
    depotId: text("depot_id").notNull(),
    ownerOrg: text("owner_org")
      .notNull()
      .references(() => organization.id),
    custodianOrg: text("custodian_org")
      .notNull()
      .references(() => organization.id),
    contractingOrg: text("contracting_org")
      .notNull()
      .references(() => organization.id),
    title: text("title").notNull().$type<keyof typeof storageTitle>(),
    handlingFeeFen: quantity("handling_fee_fen").notNull(),
    validFrom: date("valid_from").notNull(),
    validTo: date("valid_to").notNull(),
  },
  (t) => [check("storage_agreement_title", oneOf(t.title, storageTitle))],
);
