import { all, any, may, under, type TableRights } from "./right.ts";
import {
  approves,
  cancels,
  decides,
  drafts,
  ends,
  handles,
  issues,
  keeps,
  legOfOrder,
  ofLeg,
  ofOrder,
  party,
  partyOrHub,
  receives,
  starts,
  takes,
  takesOn,
  turns,
  undecided,
  underLeg,
} from "./sides.ts";

export const orders: Readonly<Record<string, TableRights>> = {
  dispatch_order: {
    seen: partyOrHub,
    added: any("HUB", drafts),
    changed: partyOrHub,
    kept: handles,
    set: [
      { columns: ["issued_at", "issued_by", "payer_org"], by: any("HUB", issues) },
      {
        columns: ["acknowledged_at", "acknowledged_by"],
        by: any("HUB", keeps("order:acknowledge")),
      },
      { columns: ["loading_at"], by: any("HUB", keeps("order:load")) },
      { columns: ["closed_at"], by: any("HUB", issues, turns, ofLeg(takesOn)) },
      {
        columns: ["cancelled_at", "cancel_reason"],
        by: any("HUB", cancels, keeps("order:load"), approves),
      },
      {
        columns: ["objected_at", "objected_by", "objection"],
        by: any("HUB", may("order:object", "lender_org")),
      },
      { columns: ["certificate"], by: any("HUB", approves) },
      {
        columns: ["hold_lapses_at"],
        by: any("HUB", issues, cancels, may("approval:decide", "lender_org"), approves),
      },
      {
        columns: ["parties"],
        by: any(
          "HUB",
          issues,
          may("approval:decide", "lender_org"),
          may("order:issue", "receiver_org"),
          may("leg:relay", "requester_org"),
          keeps("order:depart", "leg:relay"),
          ofLeg(may("leg:relay", "carrier_org")),
        ),
      },
    ],
  },
  order_line: {
    ...party("order_id", "dispatch_order"),
    added: ofOrder(any("HUB", drafts)),
    kept: ofOrder(handles),
    set: [
      {
        columns: ["held", "loaded", "departed", "cancelled"],
        by: ofOrder(any("HUB", issues, cancels, keeps("order:load", "order:depart"), approves)),
      },
      {
        columns: ["accepted", "rejected", "missing"],
        by: any(
          ofOrder(any("HUB", receives, ofLeg(takes))),
          all({ column: "from_line_id", is: "SET" }, ofOrder(issues)),
        ),
      },
      { columns: ["redirected"], by: ofOrder(any("HUB", turns, ofLeg(takesOn))) },
      { columns: ["liability", "liability_terms", "debtor_org"], by: ofOrder(any("HUB", issues)) },
    ],
  },
  order_past: { seen: under("order_id", "dispatch_order", "o") },
  order_line_past: { seen: under("line_id", "order_line", "l") },
  approval_past: { seen: under("approval_id", "approval", "a") },
  leg_past: { seen: under("leg_id", "leg", "l") },
  leg_line_past: { seen: under("leg_line_id", "leg_line", "l") },
  approval: {
    ...party("order_id", "dispatch_order"),
    added: any(
      all({ column: "state", of: ["PENDING"] }, ofOrder(any("HUB", drafts, issues))),
      all({ column: "state", of: ["GRANTED"] }, { self: "decided_by" }, decides, ofOrder(drafts)),
    ),
    kept: any(
      "HUB",
      all(decides, { self: "decided_by" }),
      all({ column: "state", of: ["PENDING", "LAPSED"] }, ofOrder(ends)),
      all({ column: "state", of: ["DEEMED"] }, ofOrder(issues)),
    ),
    set: [
      {
        columns: ["state", "reason", "lapses_at", "decided_at", "decided_by"],
        by: { column: "state", of: undecided },
      },
    ],
  },
  leg: {
    ...party("order_id", "dispatch_order"),
    added: ofOrder(any("HUB", starts)),
    kept: ofOrder(handles),
    set: [
      {
        columns: ["state", "to_node", "arrived_at", "difference_window_ends_at"],
        by: any("HUB", takes, ofOrder(any(receives, turns)), takesOn),
      },
      {
        columns: ["relay_node", "relay_carrier_org", "relay_keeper_org"],
        by: any(
          "HUB",
          may("leg:relay", "carrier_org"),
          ofOrder(any(may("leg:relay", "requester_org"), keeps("leg:relay"))),
        ),
      },
      {
        columns: ["difference_settled_at", "difference_settled_by"],
        by: any(
          ofOrder(any("HUB", may("order:difference", "lender_org"))),
          all({ column: "difference_denied_at", is: "SET" }, ofOrder(receives)),
        ),
      },
      {
        columns: ["difference_denied_at", "difference_denied_by", "difference_denied_reason"],
        by: ofOrder(any("HUB", may("order:difference", "lender_org"))),
      },
    ],
  },
  leg_line: {
    ...party("leg_id", "leg"),
    added: legOfOrder(any("HUB", starts)),
    kept: legOfOrder(handles),
    set: [
      {
        columns: ["accepted", "rejected", "missing"],
        by: underLeg(any("HUB", takes, ofOrder(receives))),
      },
      {
        columns: ["denied_missing"],
        by: legOfOrder(any("HUB", may("order:difference", "lender_org"))),
      },
    ],
  },
  hand_over: {
    ...party("leg_id", "leg"),
    added: legOfOrder(any("HUB", starts)),
    kept: legOfOrder(handles),
    set: [
      {
        columns: ["code_hash"],
        by: underLeg(
          any(
            all({ column: "prior_leg_id", is: "SET" }, may("order:depart", "carrier_org")),
            ofOrder(any("HUB", keeps("order:depart"))),
          ),
        ),
      },
      {
        columns: ["counts", "signed_at", "signed_by"],
        by: underLeg(any("HUB", takes, ofOrder(receives))),
      },
      {
        columns: ["taken_by_org"],
        by: underLeg(
          any(
            "HUB",
            takes,
            may("leg:relay", "carrier_org"),
            ofOrder(any(receives, may("leg:relay", "requester_org"), keeps("leg:relay"))),
          ),
        ),
      },
    ],
  },
};
