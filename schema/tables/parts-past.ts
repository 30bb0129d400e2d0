import { bigint, boolean, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { approvalState, legState } from "../words/dispatch.ts";
import { instant, qipan, quantity } from "./column.ts";
import { approval } from "./dispatch.ts";
import { need } from "./incidents.ts";
import { leg, legLine } from "./legs.ts";

/** As in `order_past`: what stood until a change, which was none before the first version. */
const change = () => ({
  version: integer("version").notNull(),
  event: bigint("event", { mode: "number" }),
  existed: boolean("existed"),
});

export const approvalPast = qipan.table(
  "approval_past",
  {
    approvalId: uuid("approval_id")
      .notNull()
      .references(() => approval.id),
    ...change(),
    state: text("state").$type<keyof typeof approvalState>(),
    reason: text("reason"),
    lapsesAt: instant("lapses_at"),
    decidedAt: instant("decided_at"),
  },
  (t) => [primaryKey({ columns: [t.approvalId, t.version] })],
);

export const legPast = qipan.table(
  "leg_past",
  {
    legId: uuid("leg_id")
      .notNull()
      .references(() => leg.id),
    ...change(),
    state: text("state").$type<keyof typeof legState>(),
    arrivedAt: instant("arrived_at"),
    differenceWindowEndsAt: instant("difference_window_ends_at"),
    differenceSettledAt: instant("difference_settled_at"),
    differenceDeniedAt: instant("difference_denied_at"),
  },
  (t) => [primaryKey({ columns: [t.legId, t.version] })],
);

export const legLinePast = qipan.table(
  "leg_line_past",
  {
    legLineId: uuid("leg_line_id")
      .notNull()
      .references(() => legLine.id),
    ...change(),
    accepted: quantity("accepted"),
    rejected: quantity("rejected"),
    missing: quantity("missing"),
    deniedMissing: quantity("denied_missing"),
  },
  (t) => [primaryKey({ columns: [t.legLineId, t.version] })],
);

export const needPast = qipan.table(
  "need_past",
  {
    needId: uuid("need_id")
      .notNull()
      .references(() => need.id),
    ...change(),
    promised: quantity("promised"),
    received: quantity("received"),
    withdrawnAt: instant("withdrawn_at"),
    lapsesAt: instant("lapses_at"),
  },
  (t) => [primaryKey({ columns: [t.needId, t.version] })],
);
