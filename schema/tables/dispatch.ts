import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { approvalKind, approvalState, authority, basis, proposalState } from "../words/dispatch.ts";
import type { liabilityRule } from "../words/ledger.ts";
import type { lotOrigin } from "../words/reserves.ts";
import { item } from "./catalog.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { incident, need } from "./incidents.ts";
import { roadNode } from "./network.ts";
import { organization } from "./regions.ts";

/** One run of the solver for one incident: the file that went in and the plan that came out. */
export const proposal = qipan.table(
  "proposal",
  {
    id: uuid("id").primaryKey(),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incident.id),
    requestedByOrg: text("requested_by_org")
      .notNull()
      .references(() => organization.id),
    requestedBy: text("requested_by").notNull(),
    state: text("state").notNull().$type<keyof typeof proposalState>(),
    /** The problem's minute zero. */
    zeroAt: instant("zero_at").notNull(),
    problem: jsonb("problem").notNull(),
    /** Per source and lot of the problem: lender, agreement, basis, as they stood at zero. */
    grounds: jsonb("grounds").notNull(),
    plan: jsonb("plan"),
    planHash: text("plan_hash"),
    failure: text("failure"),
    createdAt: instant("created_at").notNull(),
    readyAt: instant("ready_at"),
    adoptedAt: instant("adopted_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("proposal_state", oneOf(t.state, proposalState)),
    index("proposal_incident").on(t.incidentId, t.createdAt),
  ],
);

/** One per lending organization and destination; its state is derived from its lines. */
export const dispatchOrder = qipan.table(
  "dispatch_order",
  {
    id: uuid("id").primaryKey(),
    /** What people say and print, unique on the hub: incident day and a random suffix. */
    number: text("number").notNull().unique(),
    /** Null: its goods come of another order, from the road or from site. */
    proposalId: uuid("proposal_id").references(() => proposal.id),
    /** The leg that is diverted to this order when it is issued. */
    fromLegId: uuid("from_leg_id"),
    incidentId: uuid("incident_id")
      .notNull()
      .references(() => incident.id),
    lenderOrg: text("lender_org")
      .notNull()
      .references(() => organization.id),
    requesterOrg: text("requester_org")
      .notNull()
      .references(() => organization.id),
    receiverOrg: text("receiver_org")
      .notNull()
      .references(() => organization.id),
    payerOrg: text("payer_org")
      .notNull()
      .references(() => organization.id),
    destination: text("destination")
      .notNull()
      .references(() => roadNode.id),
    authority: text("authority").notNull().$type<keyof typeof authority>(),
    agreementId: text("agreement_id"),
    agreementVersion: integer("agreement_version"),
    holdLapsesAt: instant("hold_lapses_at"),
    draftedAt: instant("drafted_at").notNull(),
    issuedAt: instant("issued_at"),
    issuedBy: text("issued_by"),
    acknowledgedAt: instant("acknowledged_at"),
    acknowledgedBy: text("acknowledged_by"),
    loadingAt: instant("loading_at"),
    closedAt: instant("closed_at"),
    cancelledAt: instant("cancelled_at"),
    cancelReason: text("cancel_reason"),
    /** A commanded lender cannot refuse, but what it says against the command is kept. */
    objectedAt: instant("objected_at"),
    objectedBy: text("objected_by"),
    objection: text("objection"),
    /** Number of the certificate under which goods are requisitioned. */
    certificate: text("certificate"),
    /** Every organization that may read it: lender, requester, payer, keepers, carriers. */
    parties: text("parties").array().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("dispatch_order_authority", oneOf(t.authority, authority)),
    check("dispatch_order_objection", sql`(${t.objectedAt} is null) = (${t.objection} is null)`),
    index("dispatch_order_incident").on(t.incidentId),
    index("dispatch_order_lender").on(t.lenderOrg),
    index("dispatch_order_proposal").on(t.proposalId),
    index("dispatch_order_from_leg")
      .on(t.fromLegId)
      .where(sql`${t.fromLegId} is not null`),
  ],
);

/** A lot's quantity, a commitment's quantity, or one team or machine. */
export const orderLine = qipan.table(
  "order_line",
  {
    id: uuid("id").primaryKey(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => dispatchOrder.id),
    needId: uuid("need_id")
      .notNull()
      .references(() => need.id),
    depotId: text("depot_id"),
    /** The line whose goods these were, on the road or on site. */
    fromLineId: uuid("from_line_id"),
    lotId: uuid("lot_id"),
    commitmentId: text("commitment_id"),
    teamId: text("team_id"),
    equipmentId: text("equipment_id"),
    item: text("item").references(() => item.sku),
    ownerOrg: text("owner_org").notNull(),
    custodianOrg: text("custodian_org").notNull(),
    basis: text("basis").notNull().$type<keyof typeof basis>(),
    /** The row of the liability order, fixed when the order is issued. */
    liability: text("liability").$type<keyof typeof liabilityRule>(),
    /** The whole answer of the liability order: every share, and what a loss becomes. */
    liabilityTerms: jsonb("liability_terms"),
    /** Who signed the contract for these goods and pays under it. */
    contractingOrg: text("contracting_org"),
    /** COMMAND: the superior whose right it was, and who will owe. */
    commanderOrg: text("commander_org"),
    lotOrigin: text("lot_origin").$type<keyof typeof lotOrigin>(),
    /** The lot's mark as it stood at adoption: a loss opens a refill task. */
    underNorm: boolean("under_norm").notNull().default(false),
    /** 分 per base unit: contract price or net value as it stood at adoption. */
    unitPriceFen: quantity("unit_price_fen"),
    /** Who owes for goods of this line that do not come back; empty: nobody. */
    debtorOrg: text("debtor_org"),
    ordered: quantity("ordered").notNull(),
    /** How much of the need one shipped unit fills, as a fraction counted/ordered. */
    counted: quantity("counted").notNull(),
    /** The set of a need of several capabilities that the unit is part of. */
    setId: uuid("set_id"),
    /** What the unit can do of what such a need asks for; null for all other needs. */
    covers: text("covers").array().$type<readonly string[]>(),
    held: quantity("held").notNull().default(0),
    loaded: quantity("loaded").notNull().default(0),
    departed: quantity("departed").notNull().default(0),
    accepted: quantity("accepted").notNull().default(0),
    rejected: quantity("rejected").notNull().default(0),
    missing: quantity("missing").notNull().default(0),
    cancelled: quantity("cancelled").notNull().default(0),
    /** Turned back or diverted on the road. */
    redirected: quantity("redirected").notNull().default(0),
    leavesAt: instant("leaves_at").notNull(),
    arrivesAt: instant("arrives_at").notNull(),
    reasons: jsonb("reasons").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("order_line_basis", oneOf(t.basis, basis)),
    check(
      "order_line_one_thing",
      sql`num_nonnulls(${t.lotId}, ${t.commitmentId}, ${t.teamId}, ${t.equipmentId}) = 1`,
    ),
    check(
      "order_line_ordered",
      sql`${t.ordered} > 0 and ${t.counted} >= 0
        and (${t.counted} > 0 or ${t.covers} is not null)`,
    ),
    check(
      "order_line_in_set",
      sql`(${t.setId} is null or ${t.covers} is not null)
        and (${t.covers} is null or num_nonnulls(${t.teamId}, ${t.equipmentId}) = 1)`,
    ),
    check(
      "order_line_flow",
      sql`least(${t.held}, ${t.loaded}, ${t.departed}, ${t.accepted}, ${t.rejected}, ${t.missing},
          ${t.cancelled}, ${t.redirected}) >= 0
        and ${t.departed} <= ${t.loaded} and ${t.loaded} + ${t.cancelled} <= ${t.ordered}
        and ${t.accepted} + ${t.rejected} + ${t.missing} + ${t.redirected} <= ${t.departed}`,
    ),
    index("order_line_order").on(t.orderId),
    index("order_line_need").on(t.needId),
    index("order_line_lot").on(t.lotId),
    index("order_line_commitment").on(t.commitmentId),
    index("order_line_from_line")
      .on(t.fromLineId)
      .where(sql`${t.fromLineId} is not null`),
  ],
);

export const approval = qipan.table(
  "approval",
  {
    id: uuid("id").primaryKey(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => dispatchOrder.id),
    kind: text("kind").notNull().$type<keyof typeof approvalKind>(),
    org: text("org")
      .notNull()
      .references(() => organization.id),
    state: text("state").notNull().$type<keyof typeof approvalState>(),
    reason: text("reason"),
    askedAt: instant("asked_at").notNull(),
    lapsesAt: instant("lapses_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("approval_kind", oneOf(t.kind, approvalKind)),
    check("approval_state", oneOf(t.state, approvalState)),
    uniqueIndex("approval_once").on(t.orderId, t.kind, t.org),
    index("approval_org").on(t.org, t.state),
  ],
);
