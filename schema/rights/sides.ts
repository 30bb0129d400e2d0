import type { Action } from "./duties.ts";
import {
  all,
  among,
  any,
  may,
  mayOne,
  told,
  under,
  via,
  type Right,
  type TableRights,
  type Through,
} from "./right.ts";

/** One of the rows of `table` that name this one. */
const has = (table: string, column: string, alias: string, where: Right): Right =>
  via("id", table, { to: column, as: "EXISTS", alias, where });

/** What follows down to `ofOrder` is said of an order's row. */
export const partyOrHub = told(
  "(parties || '{*}'::text[]) && (select qipan.reader_orgs())",
  any("HUB", among("parties")),
);
/** The lender, and whoever keeps goods of the order. */
export const keeps = (...actions: Action[]): Right =>
  any(
    ...actions.map((one) => may(one, "lender_org")),
    has("order_line", "order_id", "k", any(...actions.map((one) => may(one, "custodian_org")))),
  );
export const issues = may("order:issue", "requester_org");
export const cancels = may("order:cancel", "requester_org");
export const receives = may("order:receive", "receiver_org");
export const turns = any(may("leg:redirect", "requester_org"), keeps("leg:redirect"));
/** Whoever is asked for an approval of it. */
export const approves = has("approval", "order_id", "a", may("approval:decide", "org"));
/** Who wants goods that are on this leg for an order of its own. */
export const takesOn = has("dispatch_order", "from_leg_id", "n", issues);
export const ofLeg = (where: Right): Right => has("leg", "order_id", "r", where);
/** The requester, or whoever offers its goods, or what it got, to another. */
export const drafts = any(
  may("proposal:adopt", "requester_org"),
  all(
    { column: "proposal_id", is: "NULL" },
    any(may("approval:decide", "lender_org"), mayOne("order:issue", "parties")),
  ),
);
/** Every role that does something with orders, so that none of the others moves a version on. */
export const handles = any(
  "HUB",
  ...(["order:issue", "order:difference", "order:receive", "approval:decide"] as const).map(
    (action) => mayOne(action, "parties"),
  ),
);
/** The next carrier and the keeper of the relay point are parties since the relay was planned. */
export const starts = any(keeps("order:depart"), issues, mayOne("leg:relay", "parties"));

export const ofOrder = (where: Right): Right => under("order_id", "dispatch_order", "o", where);
export const underLeg = (where: Right): Right => under("leg_id", "leg", "l", where);
export const legOfOrder = (where: Right): Right => underLeg(ofOrder(where));
/** Whoever sees the order may lock what belongs to it, to decide under the lock. */
export const party = (column: string, table: string): Pick<TableRights, "seen" | "changed"> => {
  const right = under(column, table);
  return { seen: right, changed: right };
};

/** Said of a leg's row: who takes it over at the relay point. */
export const takes = any(
  may("leg:relay", "relay_carrier_org"),
  may("leg:relay", "relay_keeper_org"),
);

export const undecided = ["PENDING", "DEEMED", "PAPERS_OVERDUE"];
export const decides = may("approval:decide", "org");
export const ends = any(issues, cancels, keeps("order:load"), mayOne("approval:decide", "parties"));

const onward: Through = {
  through: "order_line",
  on: { order_line_id: "from_line_id" },
  ...{ as: "EXISTS", alias: "n", where: ofOrder(issues) },
};
/**
 * Of a team or a machine: whoever moves the order on that has it, each at its step, or takes it
 * over to an order of its own.
 */
export const movesUnit = any(
  under(
    "order_line_id",
    "order_line",
    "l",
    ofOrder(
      any(
        may("proposal:adopt", "requester_org"),
        ...[issues, cancels, receives, turns, keeps("order:load", "order:depart"), approves],
      ),
    ),
  ),
  onward,
);
