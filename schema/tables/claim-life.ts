import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { claimSide } from "../words/ledger.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { resolution } from "./conference.ts";
import { incident } from "./incidents.ts";
import { claim } from "./ledger.ts";
import { organization } from "./regions.ts";

/** When a debtor is told, and what follows once the day has passed: dated, an agreement's first. */
export const duePolicy = qipan.table(
  "due_policy",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Null: where no agreement says otherwise. */
    agreementId: text("agreement_id"),
    validFrom: date("valid_from").notNull(),
    /** Days before the due day, each told once. */
    warnDays: integer("warn_days").array().notNull(),
    /** Days past the due day after which it may be supervised. */
    superviseAfter: integer("supervise_after").notNull(),
    /** Days past it after which that happens by itself, in the name of `autoOrg`. */
    autoAfter: integer("auto_after"),
    autoOrg: text("auto_org").references(() => organization.id),
    /** Days that such an item gives. */
    autoTerm: integer("auto_term").notNull(),
    sourceZh: text("source_zh").notNull(),
    sourceEn: text("source_en").notNull(),
    /** The adopted resolution that set it, in whose name, by whom; null: it came with the hub. */
    resolutionId: uuid("resolution_id")
      .unique()
      .references(() => resolution.id),
    org: text("org").references(() => organization.id),
    setBy: text("set_by"),
    setAt: instant("set_at"),
  },
  (t) => [
    unique("due_policy_once").on(t.agreementId, t.validFrom).nullsNotDistinct(),
    check("due_policy_warn", sql`0 <= all (${t.warnDays})`),
    check("due_policy_supervise", sql`${t.superviseAfter} >= 1`),
    check("due_policy_term", sql`${t.autoTerm} >= 0`),
    check(
      "due_policy_auto",
      sql`(${t.autoAfter} is null) = (${t.autoOrg} is null)
        and (${t.autoAfter} is null or ${t.autoAfter} >= ${t.superviseAfter})`,
    ),
  ],
);

/** What was told of a due day: so many days before it, or (−1) that it has passed. Append-only. */
export const dueReminder = qipan.table(
  "due_reminder",
  {
    subjectKind: text("subject_kind").notNull().$type<"CLAIM" | "REFILL_TASK">(),
    subjectId: uuid("subject_id").notNull(),
    dueOn: date("due_on").notNull(),
    stage: integer("stage").notNull(),
    parties: text("parties").array().notNull(),
    toldAt: instant("told_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.subjectId, t.dueOn, t.stage] }),
    check("due_reminder_subject", sql`${t.subjectKind} in ('CLAIM', 'REFILL_TASK')`),
    check("due_reminder_stage", sql`${t.stage} >= -1`),
  ],
);

/** What a side of a dispute says is owed. Append-only; its last word counts. */
export const claimFigure = qipan.table(
  "claim_figure",
  {
    id: uuid("id").primaryKey(),
    claimId: uuid("claim_id")
      .notNull()
      .references(() => claim.id),
    side: text("side").notNull().$type<keyof typeof claimSide>(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    quantity: quantity("quantity").notNull(),
    reason: text("reason").notNull(),
    saidBy: text("said_by").notNull(),
    saidAt: instant("said_at").notNull(),
  },
  (t) => [
    check("claim_figure_side", oneOf(t.side, claimSide)),
    check("claim_figure_quantity", sql`${t.quantity} >= 0`),
    index("claim_figure_claim").on(t.claimId),
  ],
);

/** What a resolution decided of a disputed claim: once for each of both. Append-only. */
export const claimDecision = qipan.table(
  "claim_decision",
  {
    claimId: uuid("claim_id")
      .primaryKey()
      .references(() => claim.id),
    resolutionId: uuid("resolution_id")
      .notNull()
      .unique()
      .references(() => resolution.id),
    resolutionVersion: integer("resolution_version").notNull(),
    upheld: quantity("upheld").notNull(),
    denied: quantity("denied").notNull(),
    /** The posting that took away what was denied; null: all was upheld. */
    transferId: uuid("transfer_id"),
    /** Who carried it out. */
    org: text("org")
      .notNull()
      .references(() => organization.id),
    readers: text("readers").array().notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    check("claim_decision_upheld", sql`${t.upheld} >= 0`),
    check("claim_decision_denied", sql`${t.denied} >= 0`),
    check("claim_decision_transfer", sql`(${t.denied} = 0) = (${t.transferId} is null)`),
  ],
);

/** 调查报告: who is responsible for an accident, and for how much of it. Append-only. */
export const investigationReport = qipan.table(
  "investigation_report",
  {
    id: uuid("id").primaryKey(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incident.id),
    number: text("number").notNull(),
    issuedBy: text("issued_by").notNull(),
    decidedOn: date("decided_on").notNull(),
    document: text("document"),
    /** Organizations and basis points, first-named first; what is missing to 10,000 is nobody's. */
    shares: jsonb("shares").notNull(),
    /** Claims with shares of their own. */
    exceptions: jsonb("exceptions").notNull(),
    /** Null: nothing moved, all was upheld. */
    transferId: uuid("transfer_id"),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    readers: text("readers").array().notNull(),
    recordedBy: text("recorded_by").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [unique("investigation_report_once").on(t.incidentId, t.number)],
);

/** What a report decided of one recourse: what stays, what others owe now, what is nobody's. */
export const recourseDecision = qipan.table(
  "recourse_decision",
  {
    claimId: uuid("claim_id")
      .primaryKey()
      .references(() => claim.id),
    reportId: uuid("report_id")
      .notNull()
      .references(() => investigationReport.id),
    upheld: quantity("upheld").notNull(),
    elsewhere: quantity("elsewhere").notNull(),
    denied: quantity("denied").notNull(),
  },
  (t) => [
    check("recourse_decision_upheld", sql`${t.upheld} >= 0`),
    check("recourse_decision_elsewhere", sql`${t.elsewhere} >= 0`),
    check("recourse_decision_denied", sql`${t.denied} >= 0`),
    index("recourse_decision_report").on(t.reportId),
  ],
);
