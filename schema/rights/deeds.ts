import type { Action } from "./duties.ts";
import {
  all,
  among,
  any,
  atHand,
  duty,
  may,
  mayOne,
  mine,
  ours,
  told,
  under,
  via,
  type Right,
  type TableRights,
} from "./right.ts";
import { ofOrder } from "./sides.ts";

const ofLine = via("order_line_id", "order_line");
const adopts = may("proposal:adopt", "requested_by_org");
const sides = (...columns: string[]) =>
  told(`array[${columns.join(", ")}] && (select qipan.reader_orgs())`, any(...columns.map(mine)));
const sidesOrHub = (...columns: string[]) =>
  told(`array[${columns.join(", ")}, '*'] && (select qipan.reader_orgs())`, ours(...columns));

/** The side of a dispute that a figure is stated for is one of that side's organizations. */
const statesFor = told(
  `exists (select from qipan.claim c where c.id = claim_figure.claim_id
    and claim_figure.org = any (case claim_figure.side when 'DEBTOR' then array[c.debtor_org]
      when 'CREDITOR' then array[c.creditor_org, c.custodian_org] end))`,
  any(
    all(
      { column: "side", of: ["DEBTOR"] },
      via("claim_id", "claim", { named: { org: ["debtor_org"] } }),
    ),
    all(
      { column: "side", of: ["CREDITOR"] },
      via("claim_id", "claim", { named: { org: ["creditor_org", "custodian_org"] } }),
    ),
  ),
);

/** Of an item under supervision: whoever is to do it reports, whoever supervises sends back. */
const notes = (side: "org" | "responsible_org"): Right =>
  told(
    `item_id in (select id from qipan.supervision_item
       where supervision_item.${side} = supervision_note.org)`,
    via("item_id", "supervision_item", { named: { org: [side] } }),
  );

const graded = ["response_level", "incident_grade", "warning_level", "payer_org"];
const staged = ["state", "response_started_at", "response_ended_at"];
const bound = (action: Action): Right => duty(action, "lead_org", "government_org", "payer_org");

/** What the reporting organization says of its own incident opens nothing. */
const firstReport = all(
  { column: "response_level", is: "NULL" },
  { column: "set_by_approver", is: "FALSE" },
  under("incident_id", "incident", "i", may("incident:report", "lead_org")),
);
/** Acting first leans on a level that an approver of the region's government set, on no other. */
const level = any(
  under("incident_id", "incident", "i", may("incident:level", "government_org")),
  all(
    { column: "set_by_approver", is: "FALSE" },
    under("incident_id", "incident", "i", may("incident:level", "lead_org", "payer_org")),
  ),
);

export const deeds: Readonly<Record<string, TableRights>> = {
  incident: {
    seen: "MEMBER",
    added: duty("incident:report", "lead_org"),
    changed: any("HUB", sides("lead_org", "government_org", "payer_org")),
    // A payer may hand the paying on, and is none of its sides then.
    kept: "MEMBER",
    set: [
      { columns: [...graded, ...staged], by: any(bound("incident:level"), bound("incident:end")) },
      { columns: ["zone", "closed_roads"], by: bound("incident:report") },
      { columns: ["responsible_org"], by: bound("recourse:attribute") },
    ],
  },
  incident_level: { seen: "MEMBER", added: all({ self: "set_by" }, any(firstReport, level)) },
  need: {
    seen: "MEMBER",
    added: duty("need:declare", "requested_by_org"),
    changed: "MEMBER",
    kept: any(
      ours("requested_by_org"),
      via("id", "order_line", { to: "need_id", as: "EXISTS", alias: "l" }),
      under("incident_id", "incident", "i", any(mine("lead_org"), mine("government_org"))),
    ),
    set: [
      {
        columns: ["withdrawn_at", "lapses_at"],
        by: any(
          duty("need:declare", "requested_by_org"),
          under("incident_id", "incident", "i", may("need:declare", "lead_org", "government_org")),
        ),
      },
    ],
  },
  need_past: { seen: under("need_id", "need", "n") },
  proposal: {
    seen: ours("requested_by_org"),
    added: duty("proposal:request", "requested_by_org"),
    changed: ours("requested_by_org"),
    kept: any(duty("proposal:request", "requested_by_org"), adopts),
    set: [
      {
        columns: ["problem", "plan", "plan_hash", "ready_at", "failure"],
        by: all("HUB", { column: "state", of: ["SOLVING"] }),
      },
      { columns: ["state", "adopted_at"], by: { column: "state", of: ["SOLVING", "READY"] } },
    ],
  },
  service_day: {
    seen: ofLine,
    added: under(
      "order_line_id",
      "order_line",
      "l",
      ofOrder(any("HUB", may("goods:use", "receiver_org"))),
    ),
  },
  unit_stay: { seen: ofLine },
  account: {
    seen: any(
      "HUB",
      mine("owner"),
      mine("custodian"),
      mine("counterparty"),
      all({ column: "kind", of: ["ON_HAND"] }, any(atHand("place"), under("place", "depot", "d"))),
    ),
  },
  account_past: { seen: any("HUB", under("account", "account", "a")) },
  entry: {
    seen: any(
      "HUB",
      told(
        "exists (select from qipan.account a where a.id = any (array[entry.origin, entry.target]))",
        any(via("origin", "account"), via("target", "account")),
      ),
    ),
  },
  transfer: {
    seen: any(
      "HUB",
      mine("actor_org"),
      via("id", "entry", { to: "transfer_id", as: "EXISTS", alias: "e" }),
    ),
  },
  claim: { seen: sidesOrHub("debtor_org", "creditor_org", "custodian_org") },
  claim_decision: { seen: any("HUB", among("readers")) },
  claim_figure: {
    seen: under("claim_id", "claim", "c"),
    added: all(may("claim:confirm", "org"), statesFor),
  },
  recourse_decision: { seen: under("claim_id", "claim", "c") },
  investigation_report: {
    seen: any("HUB", among("readers")),
    added: all(
      may("recourse:attribute", "org"),
      { listed: "readers", column: "org" },
      told(
        `exists (select from qipan.incident i where i.id = investigation_report.incident_id
          and investigation_report.org = any (array[i.lead_org, i.government_org, i.payer_org]))`,
        via("incident_id", "incident", {
          named: { org: ["lead_org", "government_org", "payer_org"] },
        }),
      ),
    ),
  },
  refill_task: {
    seen: told(
      `array[owner_org, funder_org, performer_org, 'depot ' || depot_id, '*'] && (
        select qipan.reader_orgs() || array(select 'depot ' || d.id from qipan.depot d
          where d.custodian_org = any (qipan.reader_orgs())))`,
      any(
        ours("owner_org", "funder_org", "performer_org"),
        via("depot_id", "depot", { where: mine("custodian_org") }),
      ),
    ),
  },
  netting_round: {
    seen: any("HUB", among("parties")),
    added: any("HUB", all(may("netting:decide", "org"), { listed: "parties", column: "org" })),
    changed: any("HUB", among("parties")),
    kept: any("HUB", mayOne("netting:decide", "parties")),
    set: [
      {
        columns: ["state", "reason", "transfer_id", "closed_at"],
        by: { column: "state", of: ["PROPOSED"] },
      },
    ],
  },
  netting_answer: {
    seen: via("round_id", "netting_round"),
    added: all(
      may("netting:decide", "org"),
      told(
        `round_id in (select id from qipan.netting_round where netting_answer.org = any (parties))`,
        via("round_id", "netting_round", { named: { org: ["parties"] } }),
      ),
    ),
  },
  statement: {
    seen: any(
      "HUB",
      all({ column: "region", is: "NULL" }, any(mine("org"), mine("counterparty"))),
      all({ column: "region", is: "SET" }, { within: "books" }),
    ),
    added: any(
      "HUB",
      all({ column: "region", is: "NULL" }, may("statement:issue", "org"), { within: "books" }),
      all({ column: "region", is: "SET" }, may("statement:region", "org"), { within: "books" }),
    ),
    changed: mine("counterparty"),
    kept: may("statement:issue", "counterparty"),
  },
  due_reminder: { seen: any("HUB", among("parties")), added: "HUB" },
  supervision_note: {
    seen: via("item_id", "supervision_item"),
    added: any(
      "HUB",
      all(
        { self: "written_by" },
        any(
          all(
            { column: "action", of: ["REPORT"] },
            may("supervision:report", "org"),
            notes("responsible_org"),
          ),
          all(
            { column: "action", of: ["RETURN", "CLOSE"] },
            may("supervision:manage", "org"),
            notes("org"),
          ),
        ),
      ),
    ),
  },
};
