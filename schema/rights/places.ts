import {
  all,
  among,
  any,
  mine,
  ours,
  told,
  under,
  via,
  type Right,
  type TableRights,
} from "./right.ts";

const everyone: TableRights = { seen: "READER" };
const members: TableRights = { seen: "MEMBER" };

/** Owner and keeper of a depot have it in full; RESTRICTED is theirs alone. */
const seesDepot = any(
  "HUB",
  all("READER", { column: "visibility", of: ["PUBLIC"] }),
  mine("owner_org"),
  mine("custodian_org"),
  all({ column: "visibility", of: ["PARTNER", "PUBLIC_AGGREGATE"] }, { partner: "owner_org" }),
);

const keepsDepot = via("depot_id", "depot", { where: mine("custodian_org") });
const ownsDepot = any("HUB", via("depot_id", "depot", { where: mine("owner_org") }));
const seesDepotOf = via("depot_id", "depot");
const changesLot = any("HUB", mine("owner_org"), keepsDepot);

/** In one level more the columns need a name, or they would be taken for the outer table's. */
const lotChanged = (column: string): Right =>
  via(column, "stock_lot", {
    alias: "l",
    where: any(
      "HUB",
      mine("l.owner_org"),
      via("l.depot_id", "depot", { where: mine("custodian_org") }),
    ),
  });

const ownTable = via("table_id", "code_table", { where: ours("org") });
const countsIt = via("stocktake_id", "stocktake", { where: any("HUB", mine("org")) });

export const places: Readonly<Record<string, TableRights>> = {
  region: { seen: "READER", changed: "MEMBER" },
  mode_criterion: everyone,
  mode_change: { seen: "MEMBER", added: ours("by_org") },
  cluster: everyone,
  cluster_member: everyone,
  organization: everyone,
  item: everyone,
  words_stamp: everyone,
  item_category: everyone,
  item_pack: everyone,
  item_substitute: everyone,
  kit_component: everyone,
  skill: everyone,
  equipment_type: everyone,
  confidence_rule: everyone,
  road_node: everyone,
  road_link: everyone,
  road_closure: {
    seen: "READER",
    added: ours("reported_by_org"),
    changed: ours("reported_by_org"),
  },
  depot: { seen: seesDepot, added: ours("owner_org"), changed: ours("owner_org") },
  stock_lot: {
    seen: any("HUB", mine("owner_org"), seesDepotOf),
    added: changesLot,
    changed: changesLot,
  },
  lot_past: { seen: under("lot", "stock_lot", "l") },
  shelf: { seen: seesDepotOf },
  kit_lot: {
    seen: via("lot_id", "stock_lot"),
    added: lotChanged("lot_id"),
    changed: lotChanged("lot_id"),
  },
  kit_part: { seen: via("kit_lot_id", "stock_lot"), added: lotChanged("kit_lot_id") },
  reserve_target: { seen: seesDepotOf, added: ownsDepot, changed: ownsDepot },
  reserve_target_past: { seen: seesDepotOf, added: ownsDepot },
  commitment: {
    seen: any(
      seesDepotOf,
      "HUB",
      mine("supplier_org"),
      mine("contracting_org"),
      via("id", "order_line", { to: "commitment_id", as: "EXISTS", alias: "l" }),
    ),
    added: ours("contracting_org"),
    changed: "MEMBER",
  },
  commitment_past: {
    seen: via("id", "commitment"),
    added: via("id", "commitment", { where: any("HUB", mine("contracting_org")) }),
  },
  commitment_call: {
    seen: any(
      "HUB",
      mine("org"),
      via("commitment_id", "commitment", {
        where: any(mine("supplier_org"), mine("contracting_org")),
      }),
    ),
    added: ours("org"),
  },
  stocktake: {
    seen: any(
      "HUB",
      mine("org"),
      via("depot_id", "depot", { where: any(mine("owner_org"), mine("custodian_org")) }),
    ),
    added: ours("org"),
    changed: ours("org"),
  },
  stocktake_line: { seen: via("stocktake_id", "stocktake"), added: countsIt, changed: countsIt },
  stocktake_count: {
    seen: via("line_id", "stocktake_line"),
    added: told(
      `line_id in (select l.id from qipan.stocktake_line l
        join qipan.stocktake s on s.id = l.stocktake_id
        where (select qipan.is_hub()) or s.org = any ((select qipan.reader_orgs())::text[]))`,
      via("line_id", "stocktake_line", { where: countsIt }),
    ),
  },
  rotation_offer: {
    seen: any("HUB", mine("owner_org"), among("parties")),
    added: ours("owner_org"),
    changed: any("HUB", mine("owner_org"), among("parties")),
  },
  rotation_take: {
    seen: any(
      "HUB",
      mine("taker_org"),
      via("offer_id", "rotation_offer", { where: mine("owner_org") }),
    ),
    added: ours("taker_org"),
  },
  team: { seen: "MEMBER", added: ours("owner_org"), changed: "MEMBER" },
  team_licence: {
    seen: "MEMBER",
    added: via("team_id", "team", { where: any("HUB", mine("owner_org")) }),
    changed: via("team_id", "team", { where: any("HUB", mine("owner_org")) }),
  },
  equipment_unit: { seen: "MEMBER", added: ours("owner_org"), changed: "MEMBER" },
  carrier: { seen: "MEMBER", added: ours("org_id"), changed: ours("org_id") },
  vehicle: { seen: "MEMBER", added: ours("carrier_org"), changed: ours("carrier_org") },
  code_table: {
    seen: any("HUB", mine("org"), all("MEMBER", { column: "sight", of: ["MEMBERS"] })),
    added: ours("org"),
    changed: ours("org"),
  },
  code_table_version: { seen: via("table_id", "code_table"), added: ownTable },
  code_entry: { seen: via("table_id", "code_table"), added: ownTable, changed: ownTable },
  ledger_head: members,
  due_policy: members,
};
