import type { Action } from "./duties.ts";
import { movesUnit } from "./sides.ts";
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
  type Setting,
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
const setsTarget = any("HUB", via("depot_id", "depot", { where: may("target:set", "owner_org") }));
const seesDepotOf = via("depot_id", "depot");
const holdsLot = any("HUB", mine("owner_org"), keepsDepot);
const keeps = (action: Action): Right =>
  under("depot_id", "depot", "d", may(action, "custodian_org"));
/** Owner or keeper change stock by the same duty. */
const changesLot = any(duty("stock:change", "owner_org"), keeps("stock:change"));
/** A lot comes of goods taken in, built into kits, given, or taken of a neighbour's rotation. */
const addsLot = any(
  changesLot,
  keeps("goods:inspect"),
  may("donation:import", "owner_org"),
  may("stock:dispose", "owner_org"),
);

const ofKitLot = (column: string, where: Right): Right => under(column, "stock_lot", "l", where);

const ownTable = via("table_id", "code_table", { where: duty("codes:import", "org") });
const countsIt = via("stocktake_id", "stocktake", { where: duty("stock:change", "org") });

const licensed = via("team_id", "team", { where: duty("team:arrange", "owner_org") });
/** Its owner's, and of whoever moves on the order that it is out for, or is taken for. */
const moved: Setting = {
  taken: "order_line_id",
  columns: ["state", "order_line_id", "state_since", "version"],
  by: any(duty("unit:move", "owner_org"), may("team:arrange", "owner_org"), movesUnit),
};

export const places: Readonly<Record<string, TableRights>> = {
  region: {
    seen: "READER",
    changed: "MEMBER",
    kept: any("HUB", { may: "region:mode", region: "code" }),
  },
  mode_criterion: everyone,
  mode_change: {
    seen: "MEMBER",
    added: any(
      "HUB",
      all({ self: "approver" }, may("region:mode", "by_org"), {
        may: "region:mode",
        region: "region_code",
      }),
    ),
  },
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
  road_closure: everyone,
  depot: { seen: seesDepot },
  stock_lot: {
    seen: any("HUB", mine("owner_org"), atHand("depot_id"), seesDepotOf),
    added: addsLot,
    changed: holdsLot,
    kept: addsLot,
    set: [
      { columns: ["condition"], by: any(changesLot, may("stock:dispose", "owner_org")) },
      { columns: ["counted_at", "count_source"], by: changesLot },
      { columns: ["earmark"], by: duty("donation:import", "owner_org") },
      { columns: ["expiry_told_on"], by: "HUB" },
    ],
  },
  lot_past: { seen: under("lot", "stock_lot", "l") },
  shelf: { seen: seesDepotOf },
  kit_lot: {
    seen: via("lot_id", "stock_lot"),
    added: ofKitLot("lot_id", changesLot),
    changed: ofKitLot("lot_id", holdsLot),
    kept: ofKitLot("lot_id", changesLot),
  },
  kit_part: { seen: via("kit_lot_id", "stock_lot"), added: ofKitLot("kit_lot_id", changesLot) },
  reserve_target: { seen: seesDepotOf, added: setsTarget, changed: ownsDepot, kept: setsTarget },
  reserve_target_past: { seen: seesDepotOf, added: setsTarget },
  commitment: {
    seen: any(
      seesDepotOf,
      "HUB",
      mine("supplier_org"),
      mine("contracting_org"),
      via("id", "order_line", { to: "commitment_id", as: "EXISTS", alias: "l" }),
    ),
    added: duty("commitment:record", "contracting_org"),
    changed: "MEMBER",
    kept: any(
      ours("contracting_org"),
      via("id", "order_line", { to: "commitment_id", as: "EXISTS", alias: "l" }),
    ),
    set: [
      {
        columns: [
          ...["max_quantity", "daily_rate", "lead_minutes", "unit_price_fen"],
          ...["valid_from", "valid_to"],
        ],
        by: duty("commitment:record", "contracting_org"),
      },
    ],
  },
  commitment_past: {
    seen: via("id", "commitment"),
    added: via("id", "commitment", { where: duty("commitment:record", "contracting_org") }),
  },
  commitment_call: {
    seen: any(
      "HUB",
      mine("org"),
      via("commitment_id", "commitment", {
        where: any(mine("supplier_org"), mine("contracting_org")),
      }),
    ),
    added: duty("commitment:call", "org"),
  },
  stocktake: {
    seen: any(
      "HUB",
      mine("org"),
      via("depot_id", "depot", { where: any(mine("owner_org"), mine("custodian_org")) }),
    ),
    added: duty("stock:change", "org"),
    changed: ours("org"),
    kept: duty("stock:change", "org"),
    set: [{ columns: ["state", "ended_by", "ended_at"], by: { column: "state", of: ["OPEN"] } }],
  },
  stocktake_line: {
    seen: via("stocktake_id", "stocktake"),
    added: countsIt,
    changed: via("stocktake_id", "stocktake", { where: ours("org") }),
    kept: countsIt,
    set: [
      {
        columns: ["ended", "counted", "booked", "posted", "reason", "note"],
        by: { column: "ended", is: "FALSE" },
      },
    ],
  },
  stocktake_count: {
    seen: via("line_id", "stocktake_line"),
    added: told(
      `line_id in (select l.id from qipan.stocktake_line l
        join qipan.stocktake s on s.id = l.stocktake_id
        where (select qipan.is_hub())
          or s.org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))`,
      via("line_id", "stocktake_line", { where: countsIt }),
    ),
  },
  rotation_offer: {
    seen: any("HUB", mine("owner_org"), among("parties")),
    added: duty("stock:dispose", "owner_org"),
    changed: any("HUB", mine("owner_org"), among("parties")),
    kept: any(duty("stock:dispose", "owner_org"), mayOne("stock:dispose", "parties")),
    set: [{ columns: ["withdrawn_at"], by: duty("stock:dispose", "owner_org") }],
  },
  rotation_take: {
    seen: any(
      "HUB",
      mine("taker_org"),
      via("offer_id", "rotation_offer", { where: mine("owner_org") }),
    ),
    added: duty("stock:dispose", "taker_org"),
  },
  team: {
    seen: "MEMBER",
    added: duty("team:arrange", "owner_org"),
    changed: "MEMBER",
    set: [moved, { columns: ["disbanded_at"], by: duty("team:arrange", "owner_org") }],
  },
  team_licence: { seen: "MEMBER", added: licensed, changed: licensed },
  equipment_unit: { seen: "MEMBER", changed: "MEMBER", set: [moved] },
  carrier: members,
  vehicle: members,
  code_table: {
    seen: any("HUB", mine("org"), all("MEMBER", { column: "sight", of: ["MEMBERS"] })),
    added: duty("codes:import", "org"),
    changed: duty("codes:import", "org"),
  },
  code_table_version: { seen: via("table_id", "code_table"), added: ownTable },
  code_entry: { seen: via("table_id", "code_table"), added: ownTable, changed: ownTable },
  ledger_head: members,
  due_policy: members,
};
