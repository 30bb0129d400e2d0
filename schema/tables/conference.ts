import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { BriefingHead } from "../shapes/briefing.ts";
import {
  conferenceSubject,
  resolutionReference,
  resolutionState,
  supervisionAction,
  supervisionSource,
  supervisionState,
} from "../words/conference.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { organization } from "./regions.ts";

const subjectColumns = () => ({
  org: text("org")
    .notNull()
    .references(() => organization.id),
  subjectKind: text("subject_kind").notNull().$type<keyof typeof conferenceSubject>(),
  subjectCode: text("subject_code").notNull(),
  /** Governments of the conference as they stood, and the issuer. */
  readers: text("readers").array().notNull(),
});

/** The last number given in a year; numbers are told to nobody who does not see what has them. */
export const briefingCounter = qipan.table("briefing_counter", {
  year: integer("year").primaryKey(),
  last: integer("last").notNull(),
});

/** 联席会议简报: a frozen picture that can be cited and opened again. Never changed. */
export const conferenceBriefing = qipan.table(
  "conference_briefing",
  {
    id: uuid("id").primaryKey(),
    number: text("number").notNull().unique(),
    ...subjectColumns(),
    titleZh: text("title_zh").notNull(),
    /** Canonical JSON, the bytes of which `digest` is the SHA-256. */
    content: text("content").notNull(),
    digest: text("digest").notNull(),
    feedSeq: quantity("feed_seq").notNull(),
    ledgerHead: jsonb("ledger_head").$type<BriefingHead>(),
    previousId: uuid("previous_id"),
    issuedBy: text("issued_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    check("conference_briefing_subject", oneOf(t.subjectKind, conferenceSubject)),
    index("conference_briefing_subject_at").on(t.subjectKind, t.subjectCode, t.recordedAt),
  ],
);

/** The last number given to a resolution in a year. */
export const resolutionCounter = qipan.table("resolution_counter", {
  year: integer("year").primaryKey(),
  last: integer("last").notNull(),
});

/** 会议决议 as it stands; what an amendment replaced is in `resolution_past`. */
export const resolution = qipan.table(
  "resolution",
  {
    id: uuid("id").primaryKey(),
    ...subjectColumns(),
    titleZh: text("title_zh").notNull(),
    textZh: text("text_zh").notNull(),
    referenceKind: text("reference_kind").notNull().$type<keyof typeof resolutionReference>(),
    referenceId: text("reference_id"),
    /** What a disputed claim that it names is found to be, in the claim's own unit. */
    decidedQuantity: quantity("decided_quantity"),
    /** Null: proposed by a node of the version before, or older than the numbers. */
    number: text("number").unique(),
    dueOn: date("due_on"),
    state: text("state").notNull().default("PROPOSED").$type<keyof typeof resolutionState>(),
    /** Member organizations that agreed. */
    agreed: text("agreed").array().notNull(),
    /** Of the text. */
    version: integer("version").notNull().default(1),
    /** Of the row, for the feed. */
    changes: integer("changes").notNull().default(1),
    proposedBy: text("proposed_by").notNull(),
    proposedAt: instant("proposed_at").notNull(),
    decidedAt: instant("decided_at"),
    closedAt: instant("closed_at"),
    note: text("note"),
  },
  (t) => [
    check("resolution_subject", oneOf(t.subjectKind, conferenceSubject)),
    check("resolution_state", oneOf(t.state, resolutionState)),
    check(
      "resolution_reference",
      sql`${oneOf(t.referenceKind, resolutionReference)}
        and (${t.referenceKind} = 'TEXT') = (${t.referenceId} is null)`,
    ),
    check(
      "resolution_decided",
      sql`${t.decidedQuantity} is null
        or ${t.decidedQuantity} >= 0 and ${t.referenceKind} = 'CLAIM'`,
    ),
    check(
      "resolution_agreed",
      sql`(${t.state} in ('ADOPTED', 'CLOSED')) = (cardinality(${t.agreed}) > 0)`,
    ),
    index("resolution_org").on(t.org),
  ],
);

/** A resolution's text before it was amended, and how far it was. Never changed. */
export const resolutionPast = qipan.table(
  "resolution_past",
  {
    id: uuid("id")
      .notNull()
      .references(() => resolution.id),
    version: integer("version").notNull(),
    titleZh: text("title_zh").notNull(),
    textZh: text("text_zh").notNull(),
    dueOn: date("due_on"),
    decidedQuantity: quantity("decided_quantity"),
    state: text("state").notNull().$type<keyof typeof resolutionState>(),
    agreed: text("agreed").array().notNull(),
    replacedBy: text("replaced_by").notNull(),
    replacedAt: instant("replaced_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.id, t.version] })],
);

/** 督办: who must have done what, by which day. */
export const supervisionItem = qipan.table(
  "supervision_item",
  {
    id: uuid("id").primaryKey(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    responsibleOrg: text("responsible_org")
      .notNull()
      .references(() => organization.id),
    readers: text("readers").array().notNull(),
    titleZh: text("title_zh").notNull(),
    sourceKind: text("source_kind").notNull().$type<keyof typeof supervisionSource>(),
    sourceId: uuid("source_id").notNull(),
    /** `KIND:id` of a claim or task while the item is open: there is one such item at most. */
    openSource: text("open_source").unique(),
    dueOn: date("due_on").notNull(),
    state: text("state").notNull().default("OPEN").$type<keyof typeof supervisionState>(),
    version: integer("version").notNull().default(1),
    openedBy: text("opened_by").notNull(),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    check("supervision_item_state", oneOf(t.state, supervisionState)),
    check("supervision_item_source", oneOf(t.sourceKind, supervisionSource)),
    check("supervision_item_closed", sql`(${t.state} = 'CLOSED') = (${t.closedAt} is not null)`),
    check("supervision_item_open", sql`${t.openSource} is null or ${t.state} <> 'CLOSED'`),
    index("supervision_item_source").on(t.sourceKind, t.sourceId),
    index("supervision_item_org").on(t.org),
    index("supervision_item_responsible").on(t.responsibleOrg),
  ],
);

/** What was said at each step. Append-only. */
export const supervisionNote = qipan.table(
  "supervision_note",
  {
    id: uuid("id").primaryKey(),
    itemId: uuid("item_id")
      .notNull()
      .references(() => supervisionItem.id),
    /** The version that the step made. */
    version: integer("version").notNull(),
    action: text("action").notNull().$type<keyof typeof supervisionAction>(),
    textZh: text("text_zh").notNull(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    writtenBy: text("written_by").notNull(),
    writtenAt: instant("written_at").notNull(),
  },
  (t) => [
    check("supervision_note_action", oneOf(t.action, supervisionAction)),
    index("supervision_note_item").on(t.itemId),
  ],
);
