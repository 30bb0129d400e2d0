import {
  all,
  any,
  duty,
  may,
  mine,
  ours,
  told,
  via,
  type Right,
  type TableRights,
} from "./right.ts";

const hub: TableRights = { seen: "HUB" };
const itself = (column: string): Right => any("HUB", { self: column });

const partyWhere = (agreement: string, version: string, where: Right): Right =>
  any(
    "HUB",
    ...["agreement_party", "agreement_signature"].map((through) => ({
      through,
      on: { [agreement]: "agreement_id", [version]: "version" },
      where,
      blind: true as const,
    })),
  );

/** A party of a version, or one that is asked to sign it, whether it may read the row or not. */
const party = (agreement: string, version: string): Right =>
  told(
    `qipan.agreement_mine(${agreement}, ${version})`,
    partyWhere(agreement, version, mine("org_id")),
  );

/** The same, by a role that signs, withdraws, suspends or leaves for its organization. */
const acts: Right = told(
  "qipan.agreement_acts(id, version)",
  partyWhere("id", "version", may("agreement:sign", "org_id")),
);

const ofVersion = (where?: Right): Right => ({
  through: "agreement",
  on: { agreement_id: "id", version: "version" },
  as: "IN",
  ...(where === undefined ? {} : { where }),
});

const openProposal = ofVersion(
  all(
    { column: "signed_at", is: "NULL" },
    { column: "withdrawn_at", is: "NULL" },
    duty("agreement:propose", "proposed_by_org"),
  ),
);

export const parties: Readonly<Record<string, TableRights>> = {
  agreement: {
    seen: all(
      "MEMBER",
      any({ column: "signed_at", is: "SET" }, mine("proposed_by_org"), party("id", "version")),
    ),
    added: all({ column: "signed_at", is: "NULL" }, duty("agreement:propose", "proposed_by_org")),
    changed: party("id", "version"),
    kept: acts,
  },
  agreement_party: {
    seen: all("MEMBER", ofVersion()),
    added: openProposal,
    changed: ours("org_id"),
    kept: duty("agreement:suspend", "org_id"),
  },
  agreement_signature: {
    seen: all("MEMBER", ofVersion()),
    added: all({ column: "signed_at", is: "NULL" }, openProposal),
    changed: ours("org_id"),
    kept: duty("agreement:sign", "org_id"),
  },
  agreement_suspension: {
    seen: "MEMBER",
    added: any("HUB", all(may("agreement:suspend", "org_id"), party("agreement_id", "version"))),
    changed: ours("org_id"),
    kept: duty("agreement:suspend", "org_id"),
  },
  storage_agreement: {
    seen: any(
      "HUB",
      mine("owner_org"),
      mine("custodian_org"),
      mine("contracting_org"),
      all("MEMBER", via("depot_id", "depot")),
    ),
  },
  membership: { seen: ours("org_id"), added: "HUB" },
  principal: { seen: itself("id"), added: "HUB", changed: "HUB" },
  api_key: { seen: itself("principal_id"), added: "HUB", changed: "HUB" },
  session: { seen: "HUB", added: "HUB", changed: "HUB" },
  hub: { seen: "READER" },
  audit_event: { seen: ours("org") },
  idempotency: { seen: ours("org") },
  seal_state: { seen: "READER" },
  sealed: { seen: "READER" },
  seal_cut: { seen: "READER" },
  event: {
    seen: any(
      "HUB",
      { among: "parties" },
      all("READER", { listed: "parties", value: "public" }),
      all("MEMBER", { listed: "parties", value: "*" }),
      all("READER", { listed: "parties", sign: "@" }),
    ),
  },
  book_leaf: { seen: ours("book") },
  book_node: hub,
  conference_briefing: {
    seen: any("HUB", { among: "readers" }),
    added: any("HUB", all(may("briefing:issue", "org"), { listed: "readers", column: "org" })),
  },
  resolution: {
    seen: any("HUB", { among: "readers" }),
    added: duty("resolution:manage", "org"),
    changed: ours("org"),
    kept: duty("resolution:manage", "org"),
  },
  resolution_past: {
    seen: via("id", "resolution"),
    added: via("id", "resolution", { where: duty("resolution:manage", "org") }),
  },
  supervision_item: {
    seen: any("HUB", { among: "readers" }),
    added: duty("supervision:manage", "org"),
    changed: ours("org", "responsible_org"),
    kept: any(
      duty("supervision:manage", "org"),
      all({ column: "state", of: ["REPORTED"] }, may("supervision:report", "responsible_org")),
    ),
    set: [
      {
        columns: ["state", "closed_at", "open_source"],
        by: any(
          duty("supervision:manage", "org"),
          all(
            { column: "state", of: ["OPEN", "RETURNED"] },
            may("supervision:report", "responsible_org"),
          ),
        ),
      },
    ],
  },
};
