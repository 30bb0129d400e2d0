import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  customType,
  date,
  index,
  integer,
  jsonb,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  claimKind,
  claimState,
  liabilityRule,
  refillTaskState,
  type accountKind,
  type ClaimSide,
  type settlementMeans,
  type transferOp,
} from "../words/ledger.ts";
import { dueAnchor } from "../words/regions.ts";
import { instant, known, oneOf, qipan, quantity } from "./column.ts";

/** The transaction's 64-bit id: the sealer walks committed rows behind the snapshot horizon. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
const xid = () =>
  xid8("xid")
    .notNull()
    .default(sql`pg_current_xact_id()`);

/**
 * What one organization holds, used up, is owed or owes, of one item, in one respect. Absent
 * key parts are empty strings, so that one unique index finds the row.
 */
export const account = qipan.table(
  "account",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    owner: text("owner").notNull(),
    kind: text("kind").notNull().$type<keyof typeof accountKind>(),
    /** A sku, or `CNY` for money in 分. */
    item: text("item").notNull(),
    lot: text("lot").notNull().default(""),
    custodian: text("custodian").notNull().default(""),
    place: text("place").notNull().default(""),
    counterparty: text("counterparty").notNull().default(""),
    claimKind: text("claim_kind").notNull().default(""),
    /** The hold, order line, leg, incident or claim that makes two holdings different. */
    ref: text("ref").notNull().default(""),
    /** The whole key in one column: with one index on it, no planner finds a worse one. */
    key: text("key")
      .notNull()
      .generatedAlwaysAs(
        sql.raw(
          "owner kind item lot custodian place counterparty claim_kind ref"
            .split(" ")
            .join(" || chr(31) || "),
        ),
      ),
    balance: quantity("balance").notNull().default(0),
    version: quantity("version").notNull().default(0),
  },
  (t) => [
    unique("account_key").on(t.key),
    index("account_owner").on(t.owner, t.kind),
    check("account_kind", known(t.kind, "account_kind")),
    check(
      "account_sign",
      sql`case when ${t.kind} in ('SUPPLY', 'SURPLUS', 'PAYABLE')
        then ${t.balance} <= 0 else ${t.balance} >= 0 end`,
    ),
    index("account_stock").on(t.item, t.place, t.kind),
    index("account_lot").on(t.lot, t.kind),
    index("account_ref").on(t.ref),
    // Goods out on an incident name it as their counterparty.
    index("account_counterparty").on(t.counterparty, t.kind),
    index("account_back")
      .on(t.id)
      .where(sql`${t.kind} in ('RETURNING', 'INSPECTION', 'REPAIR')`),
  ],
);

/** One event of the posting table: a group of entries that hold together or not at all. */
export const transfer = qipan.table(
  "transfer",
  {
    id: uuid("id").primaryKey(),
    op: text("op").notNull().$type<keyof typeof transferOp>(),
    reverses: uuid("reverses"),
    /** When it happened in the world; `recordedAt` is when the hub was told. */
    occurredAt: instant("occurred_at").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    actor: text("actor").notNull(),
    actorOrg: text("actor_org").notNull(),
    evidence: jsonb("evidence").notNull(),
    /** Claims and tasks that it opened, intake and splits: what an auditor re-derives them from. */
    effects: jsonb("effects").notNull(),
    xid: xid(),
  },
  (t) => [
    check("transfer_op", known(t.op, "transfer_op")),
    uniqueIndex("transfer_reverses_unique")
      .on(t.reverses)
      .where(sql`${t.reverses} is not null`),
  ],
);

/** A movement is one row: what leaves the origin arrives at the target, so it balances by shape. */
export const entry = qipan.table(
  "entry",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    transferId: uuid("transfer_id")
      .notNull()
      .references(() => transfer.id),
    line: integer("line").notNull(),
    item: text("item").notNull(),
    origin: bigint("origin", { mode: "number" })
      .notNull()
      .references(() => account.id),
    target: bigint("target", { mode: "number" })
      .notNull()
      .references(() => account.id),
    quantity: quantity("quantity").notNull(),
    originVersion: quantity("origin_version").notNull(),
    targetVersion: quantity("target_version").notNull(),
    /** How the claim was made smaller, where this movement shrinks one; else empty. */
    means: text("means").notNull().default("").$type<keyof typeof settlementMeans | "">(),
    xid: xid(),
  },
  (t) => [
    unique("entry_line").on(t.transferId, t.line),
    // A lost update becomes a unique violation.
    unique("entry_origin_version").on(t.origin, t.originVersion),
    unique("entry_target_version").on(t.target, t.targetVersion),
    check("entry_quantity", sql`${t.quantity} > 0`),
    check("entry_moves", sql`${t.origin} <> ${t.target}`),
    check("entry_means", sql`${t.means} = '' or ${known(t.means, "settlement_means")}`),
    index("entry_xid").on(t.xid, t.id),
  ],
);

/** 往来: who owes whom what. Its outstanding quantity is the balance of its receivable account. */
export const claim = qipan.table(
  "claim",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").notNull().$type<keyof typeof claimKind>(),
    debtorOrg: text("debtor_org").notNull(),
    creditorOrg: text("creditor_org").notNull(),
    item: text("item").notNull(),
    lotId: uuid("lot_id"),
    incidentId: uuid("incident_id"),
    orderLineId: uuid("order_line_id"),
    /** For a recourse: the kind of the claim or task that it mirrors. */
    mirrors: text("mirrors"),
    liability: text("liability").notNull().$type<keyof typeof liabilityRule>(),
    /** Where the goods are to go, and who signs for them. */
    depotId: text("depot_id"),
    custodianOrg: text("custodian_org"),
    unitPriceFen: quantity("unit_price_fen"),
    opened: quantity("opened").notNull().default(0),
    outstanding: quantity("outstanding").notNull().default(0),
    state: text("state").notNull().$type<keyof typeof claimState>(),
    dueAnchor: text("due_anchor").notNull().$type<keyof typeof dueAnchor>(),
    dueDays: integer("due_days").notNull(),
    dueOn: date("due_on"),
    parentId: uuid("parent_id"),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull().defaultNow(),
    debtorConfirmedAt: instant("debtor_confirmed_at"),
    debtorConfirmedBy: text("debtor_confirmed_by"),
    creditorConfirmedAt: instant("creditor_confirmed_at"),
    creditorConfirmedBy: text("creditor_confirmed_by"),
    /** The side that denies the figure, while it does; only that side takes it back. */
    disputedBy: text("disputed_by").$type<ClaimSide>(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("claim_kind", oneOf(t.kind, claimKind)),
    check("claim_state", oneOf(t.state, claimState)),
    check("claim_liability", oneOf(t.liability, liabilityRule)),
    check("claim_due_anchor", oneOf(t.dueAnchor, dueAnchor)),
    check("claim_parties", sql`${t.debtorOrg} <> ${t.creditorOrg}`),
    check(
      "claim_disputed",
      sql`${t.disputedBy} in ('DEBTOR', 'CREDITOR')
        and (${t.state} <> 'DISPUTED' or ${t.disputedBy} is not null)`,
    ),
    check("claim_outstanding", sql`${t.outstanding} between 0 and ${t.opened}`),
    index("claim_debtor").on(t.debtorOrg),
    index("claim_creditor").on(t.creditorOrg),
    index("claim_incident").on(t.incidentId),
    index("claim_order_line").on(t.orderLineId),
    index("claim_due")
      .on(t.dueOn)
      .where(sql`${t.outstanding} > 0`),
  ],
);

/** 补库任务: the shelf is empty. It closes only by qualified intake. */
export const refillTask = qipan.table(
  "refill_task",
  {
    id: uuid("id").primaryKey(),
    ownerOrg: text("owner_org").notNull(),
    depotId: text("depot_id").notNull(),
    item: text("item").notNull(),
    lotId: uuid("lot_id").notNull(),
    incidentId: uuid("incident_id"),
    orderLineId: uuid("order_line_id"),
    claimId: uuid("claim_id"),
    funderOrg: text("funder_org").notNull(),
    performerOrg: text("performer_org").notNull(),
    quantity: quantity("quantity").notNull(),
    done: quantity("done").notNull().default(0),
    state: text("state").notNull().default("OPEN").$type<keyof typeof refillTaskState>(),
    dueOn: date("due_on"),
    openedBy: uuid("opened_by").notNull(),
    openedAt: instant("opened_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("refill_task_state", oneOf(t.state, refillTaskState)),
    check("refill_task_quantity", sql`${t.quantity} > 0 and ${t.done} between 0 and ${t.quantity}`),
    index("refill_task_owner").on(t.ownerOrg),
    index("refill_task_claim").on(t.claimId),
    index("refill_task_incident").on(t.incidentId),
  ],
);
