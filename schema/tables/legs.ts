import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  jsonb,
  text,
  uniqueIndex,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { legState, slipKind } from "../words/dispatch.ts";
import { instant, oneOf, qipan, quantity } from "./column.ts";
import { dispatchOrder, orderLine } from "./dispatch.ts";
import { roadNode } from "./network.ts";
import { organization } from "./regions.ts";

/** A stretch of road under one carrier; a relay is two legs. */
export const leg = qipan.table(
  "leg",
  {
    id: uuid("id").primaryKey(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => dispatchOrder.id),
    position: integer("position").notNull(),
    state: text("state").notNull().$type<keyof typeof legState>(),
    carrierOrg: text("carrier_org")
      .notNull()
      .references(() => organization.id),
    /** One, or a convoy of the same carrier; empty: a team that drives itself. */
    vehicleIds: text("vehicle_ids").array().notNull(),
    fromDepot: text("from_depot"),
    toNode: text("to_node")
      .notNull()
      .references(() => roadNode.id),
    /** A relay took the goods over from this leg, at this node. */
    priorLegId: uuid("prior_leg_id").references((): AnyPgColumn => leg.id),
    fromNode: text("from_node").references(() => roadNode.id),
    /** Where this leg is to be handed over, and to whom; a keeper may count for the carrier. */
    relayNode: text("relay_node").references(() => roadNode.id),
    relayCarrierOrg: text("relay_carrier_org").references(() => organization.id),
    relayKeeperOrg: text("relay_keeper_org").references(() => organization.id),
    departedAt: instant("departed_at"),
    arrivedAt: instant("arrived_at"),
    /** Present where goods are missing: until then the sender may confirm. */
    differenceWindowEndsAt: instant("difference_window_ends_at"),
    /** Confirmed by the sender, or deemed so when the window had passed. */
    differenceSettledAt: instant("difference_settled_at"),
    differenceSettledBy: text("difference_settled_by"),
    /** The sender says otherwise: no window settles it any more. */
    differenceDeniedAt: instant("difference_denied_at"),
    differenceDeniedBy: text("difference_denied_by"),
    differenceDeniedReason: text("difference_denied_reason"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("leg_state", oneOf(t.state, legState)),
    check(
      "leg_relay",
      sql`(${t.relayNode} is null) = (${t.relayCarrierOrg} is null)
        and (${t.relayKeeperOrg} is null or ${t.relayNode} is not null)`,
    ),
    check(
      "leg_difference_denied",
      sql`(${t.differenceDeniedAt} is null) = (${t.differenceDeniedBy} is null)
        and (${t.differenceDeniedAt} is null) = (${t.differenceDeniedReason} is null)
        and (${t.differenceDeniedAt} is null or ${t.differenceWindowEndsAt} is not null)`,
    ),
    check("leg_prior", sql`(${t.priorLegId} is null) = (${t.fromNode} is null)`),
    uniqueIndex("leg_position").on(t.orderId, t.position),
    uniqueIndex("leg_prior_once").on(t.priorLegId),
    index("leg_on_road")
      .on(t.carrierOrg)
      .where(sql`${t.state} = 'DEPARTED'`),
    index("leg_turned_back")
      .on(t.carrierOrg)
      .where(sql`${t.state} = 'TURNED_BACK'`),
  ],
);

/** What left and what arrived on a leg, line by line. */
export const legLine = qipan.table(
  "leg_line",
  {
    id: uuid("id").primaryKey(),
    legId: uuid("leg_id")
      .notNull()
      .references(() => leg.id),
    orderLineId: uuid("order_line_id")
      .notNull()
      .references(() => orderLine.id),
    departed: quantity("departed").notNull(),
    accepted: quantity("accepted").notNull().default(0),
    rejected: quantity("rejected").notNull().default(0),
    missing: quantity("missing").notNull().default(0),
    /** How many are missing as the sender has it, where it denied the receiver's count. */
    deniedMissing: quantity("denied_missing"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("leg_line_departed", sql`${t.departed} > 0`),
    check("leg_line_adds_up", sql`${t.accepted} + ${t.rejected} + ${t.missing} <= ${t.departed}`),
    check("leg_line_denied", sql`${t.deniedMissing} between 0 and ${t.departed}`),
    uniqueIndex("leg_line_once").on(t.legId, t.orderLineId),
  ],
);

/** A slip signed by the two at the vehicle; the code shown by one is typed by the other. */
export const handOver = qipan.table(
  "hand_over",
  {
    id: uuid("id").primaryKey(),
    legId: uuid("leg_id")
      .notNull()
      .references(() => leg.id),
    kind: text("kind").notNull().$type<keyof typeof slipKind>(),
    /** SHA-256 of the one-time code; the code itself is shown once. */
    codeHash: text("code_hash").notNull(),
    counts: jsonb("counts"),
    givenByOrg: text("given_by_org").notNull(),
    takenByOrg: text("taken_by_org").notNull(),
    signedAt: instant("signed_at"),
    signedBy: text("signed_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("hand_over_kind", oneOf(t.kind, slipKind)),
    uniqueIndex("hand_over_once").on(t.legId, t.kind),
  ],
);
