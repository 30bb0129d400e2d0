import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { hubKind } from "../words/access.ts";
import type { eventKind, subjectKind } from "../words/events.ts";
import { instant, known, oneOf, qipan } from "./column.ts";

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** One row: what this hub is, for as long as it lives. */
export const hub = qipan.table(
  "hub",
  {
    id: integer("id").primaryKey().default(1),
    kind: text("kind").notNull().$type<keyof typeof hubKind>(),
    /** Changes when the hub is restored, imported or promoted: old cursors must not be resumed. */
    epoch: uuid("epoch").notNull(),
    noLiability: boolean("no_liability").notNull().default(false),
    seed: text("seed"),
    /** Cluster and timeline of the server when last looked at; null for an embedded hub. */
    lineage: text("lineage"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [check("hub_kind", oneOf(t.kind, hubKind)), check("hub_single", sql`${t.id} = 1`)],
);

/** Who lends to whom, as the feed has told it; two empty names say that telling has begun. */
export const sightPact = qipan.table(
  "sight_pact",
  { lender: text("lender").notNull(), borrower: text("borrower").notNull() },
  (t) => [primaryKey({ columns: [t.lender, t.borrower] })],
);

/** Up to where of the book the feed has told whose stock changed; absent before it first told. */
export const stockTold = qipan.table(
  "stock_told",
  { id: integer("id").primaryKey().default(1), seq: bigint("seq", { mode: "number" }) },
  (t) => [check("stock_told_single", sql`${t.id} = 1`)],
);

/** Moves with each change of what things are called: items, regions, organizations. */
export const wordsStamp = qipan.table(
  "words_stamp",
  {
    id: integer("id").primaryKey().default(1),
    stamp: bigint("stamp", { mode: "number" }).notNull(),
  },
  (t) => [check("words_stamp_single", sql`${t.id} = 1`)],
);

/** A fact on the feed. Committed with the write that it tells of, or not at all. */
export const event = qipan.table(
  "event",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text("kind").notNull().$type<keyof typeof eventKind>(),
    subjectKind: text("subject_kind").notNull().$type<keyof typeof subjectKind>(),
    subjectId: text("subject_id").notNull(),
    subjectVersion: integer("subject_version").notNull(),
    /** Organizations that may read it; `*` is every member, `public` is anyone. */
    parties: text("parties").array().notNull(),
    facts: jsonb("facts").notNull(),
    actor: text("actor").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    xid: xid8("xid")
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (t) => [
    check("event_kind", known(t.kind, "event_kind")),
    check("event_subject_kind", known(t.subjectKind, "subject_kind")),
    index("event_xid").on(t.xid, t.id),
    index("event_subject").on(t.subjectKind, t.subjectId),
  ],
);

/** Each accepted write, once: the key, what was asked, and what came of it. */
export const idempotency = qipan.table(
  "idempotency",
  {
    org: text("org").notNull(),
    key: text("key").notNull(),
    mutation: text("mutation").notNull(),
    inputHash: text("input_hash").notNull(),
    principal: text("principal").notNull(),
    resultKind: text("result_kind").notNull(),
    resultId: text("result_id").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.org, t.key] })],
);

/** Where the sealer stands: everything that committed before `horizon` has its `seq`. */
export const sealState = qipan.table(
  "seal_state",
  {
    id: integer("id").primaryKey().default(1),
    horizon: xid8("horizon").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    /** Of the transaction at the horizon: the last entry and event that are sealed. */
    entryAfter: bigint("entry_after", { mode: "number" }).notNull().default(0),
    eventAfter: bigint("event_after", { mode: "number" }).notNull().default(0),
    /** Accounts of which a movement is sealed before one that came earlier. */
    gaps: bigint("gaps", { mode: "number" }).notNull().default(0),
  },
  (t) => [check("seal_state_single", sql`${t.id} = 1`)],
);

export const auditEvent = qipan.table(
  "audit_event",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull().defaultNow(),
    principal: text("principal").notNull(),
    org: text("org").notNull(),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    outcome: text("outcome").notNull(),
    requestId: text("request_id").notNull(),
  },
  (t) => [index("audit_event_at").on(t.at)],
);
