import { randomUUID } from "node:crypto";
import { role } from "../../schema/words/access.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import type { Asking } from "../../src/incidents/incident.service.ts";
import { postOpening } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import { fill } from "./story-world.ts";

/**
 * The small world of LEDGER §5 (b): 巴彦淖尔 G03 pays, 鄂尔多斯 G02 lends tents from its depot and
 * bags that the firm E04 keeps, K1 drives to the relay and K2 from there; risk passes at the relay.
 */
export const floodLots = {
  tents: { id: "b0000000-0000-4000-8000-000000000001", quantity: 700 },
  bags: { id: "b0000000-0000-4000-8000-000000000002", quantity: 50_000 },
} as const;

const organizations = [
  ["G03", "GOVERNMENT", "150800", "巴彦淖尔市人民政府"],
  ["G02", "GOVERNMENT", "150600", "鄂尔多斯市人民政府"],
  ["E04", "MARKET", "150600", "代储企业(示例)"],
  ["K1", "MARKET", "150600", "承运企业一(示例)"],
  ["K2", "MARKET", "150800", "承运企业二(示例)"],
] as const;
export type FloodOrg = (typeof organizations)[number][0];

const terms = {
  ...{ regime: "REFILL_OR_CASH", items: [], categories: [], lenderFloorShare: 0, holdMinutes: 60 },
  ...{ holdShare: 1, riskPassesAt: "RELAY", dueAnchor: "RESPONSE_END", dueDays: 60 },
  ...{ differenceWindowHours: 24, refillShelfMonths: 6 },
  approvals: { SAME_CITY: [], SAME_PROVINCE: ["OWNER", "REFILL_PLEDGE"], CROSS_PROVINCE: [] },
};

export async function layFloodWorld(database: Database): Promise<void> {
  await withOwnerTx(database, async (tx) => {
    const hub =
      "insert into qipan.hub (kind, epoch) values ('EXERCISE', $1) on conflict do nothing";
    await tx.client.query(hub, [randomUUID()]);
    await layPlaces(tx);
    await layPeople(tx);
    await layGoods(tx);
    await layRoads(tx);
  });
}

async function layPlaces(tx: Tx): Promise<void> {
  const region = { level: "PREFECTURE", lon: 108, lat: 40 };
  await fill(tx, "region", [
    { ...region, code: "150800", name_zh: "巴彦淖尔市", name_en: "Bayannur", pinyin: "bayannaoer" },
    { ...region, code: "150600", name_zh: "鄂尔多斯市", name_en: "Ordos", pinyin: "eerduosi" },
  ]);
  await fill(
    tx,
    "organization",
    organizations.map(([id, sector, region_code, name_zh]) => ({
      ...{ id, sector, region_code, name_zh, public_fundraising: false, search_text: "" },
    })),
  );
  const node = { kind: "TOWN", lat: 40.5 };
  await fill(tx, "road_node", [
    { ...node, id: "DIKE", name_zh: "临河堤段", lon: 107.4 },
    { ...node, id: "RELAY", name_zh: "杭锦旗中转点", lon: 108.7 },
    { ...node, id: "ORDOS", name_zh: "鄂尔多斯", lon: 109.8 },
  ]);
  const link = { roads: "G242", tags: [], km: 100, minutes: 90 };
  await fill(tx, "road_link", [
    { ...link, id: "L1", from_node: "DIKE", to_node: "RELAY" },
    { ...link, id: "L2", from_node: "RELAY", to_node: "ORDOS" },
  ]);
}

async function layPeople(tx: Tx): Promise<void> {
  const people = organizations.map(([org]) => ({ id: `usr-${org}`, kind: "PERSON", name: org }));
  await fill(
    tx,
    "principal",
    people.map((one) => ({ ...one, created_at: tx.now })),
  );
  const roles = Object.keys(role).filter((one) => one !== "CONFERENCE_SECRETARY");
  const held = organizations.flatMap(([org]) =>
    roles.map((one) => ({ principal_id: `usr-${org}`, org_id: org, role: one })),
  );
  await fill(tx, "membership", held);
  const dated = { version: 1, valid_from: "2020-01-01", valid_to: "2099-12-31" };
  const pact = { ...dated, id: "FLOOD", name_zh: "凌汛互助协议(示例)", name_en: "pact", terms };
  await fill(tx, "agreement", [{ ...pact, recorded_at: tx.now }]);
  const party = { agreement_id: "FLOOD", version: 1, lends: true, borrows: true };
  await fill(tx, "agreement_party", [
    { ...party, org_id: "G02" },
    { ...party, org_id: "G03" },
  ]);
}

async function layGoods(tx: Tx): Promise<void> {
  await fill(tx, "item_category", [{ code: "FLOOD", name_zh: "防汛", name_en: "flood" }]);
  const item = { category: "FLOOD", gb_major: "1", plan_class: "RS", hazards: [], search_text: "" };
  const plain = { ...item, unit: "piece", is_kit: false, needs_restoring: false };
  await fill(tx, "item", [
    {
      ...{ ...plain, sku: "TENT", name_zh: "救灾帐篷", name_en: "tent", unit_zh: "顶" },
      ...{ weight_kg: 20, volume_m3: 0.05, recovery: "MUST_RETURN" },
    },
    {
      ...{ ...plain, sku: "BAG", name_zh: "编织袋", name_en: "bag", unit_zh: "条" },
      ...{ weight_kg: 0.1, volume_m3: 0.0005, recovery: "NON_RECOVERABLE" },
    },
  ]);
  const depot = { tier: "PREFECTURE", visibility: "PUBLIC", region_code: "150600", node: "ORDOS" };
  const place = { ...depot, sector: "GOVERNMENT", owner_org: "G02", lon: 109.8, lat: 39.6 };
  const ready = { ...place, ready_minutes: 20, search_text: "" };
  await fill(tx, "depot", [
    { ...ready, id: "D-G02", name_zh: "市库", custodian_org: "G02", reserve_mode: "PHYSICAL" },
    { ...ready, id: "D-E04", name_zh: "代储点", custodian_org: "E04", reserve_mode: "CUSTODIAL" },
  ]);
  const lot = { owner_org: "G02", batch: "B1", condition: "GOOD", origin: "PURCHASED", version: 1 };
  const counted = { ...lot, under_norm: true, counted_at: tx.now, count_source: "盘点" };
  const { tents, bags } = floodLots;
  await fill(tx, "stock_lot", [
    { ...counted, id: tents.id, code: "T-01", item: "TENT", depot_id: "D-G02" },
    { ...counted, id: bags.id, code: "B-01", item: "BAG", depot_id: "D-E04" },
  ]);
  const opening = [
    { ...{ lot: tents.id, item: "TENT", quantity: tents.quantity }, at: "G02" },
    { ...{ lot: bags.id, item: "BAG", quantity: bags.quantity }, at: "E04" },
  ].map(({ at, ...rest }) => ({ ...rest, owner: "G02", custodian: at, depot: `D-${at}` }));
  const opened = await postOpening(tx, opening, { document: "期初盘点表(示例)" });
  if (!opened.ok) throw new Error(JSON.stringify(opened.refused));
}

async function layRoads(tx: Tx): Promise<void> {
  const carriers = ["K1", "K2"].map((org_id) => ({ org_id, insured_until: "2099-12-31" }));
  await fill(tx, "carrier", carriers);
  const truck = { type: "货车", load_kg: 20_000, load_m3: 60, licences: ["GENERAL"], passes: [] };
  await fill(
    tx,
    "vehicle",
    ["K1", "K2"].map((carrier_org) => ({
      ...{ ...truck, carrier_org, id: `V-${carrier_org}`, plate: `蒙K·${carrier_org}` },
      ...{ base_node: carrier_org === "K1" ? "ORDOS" : "RELAY", speed_factor: 1, version: 1 },
    })),
  );
}

/** Asks in the name of whoever is on duty for the organization. */
export async function asOf(database: Database, org: FloodOrg): Promise<Asking> {
  const principal = await readPrincipal(database, `usr-${org}`);
  if (principal === undefined) throw new Error(`nobody is on duty for ${org}`);
  return { principal, key: randomUUID() };
}
