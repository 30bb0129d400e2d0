import { role } from "../../schema/words/access.ts";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import { postOpening } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";
import { fill } from "./story-world.ts";

/**
 * Three cities under one pact, each with a depot beside a neighbour's border, far from its own
 * sites: 石嘴山 B stands near 乌海 A, 鄂尔多斯 C near B, and A near C. Firm E is A's; K drives.
 */
export const cities = [
  ["A", "GOVERNMENT", "150300", "乌海市应急管理局(示例)", "Wuhai (demo)"],
  ["B", "GOVERNMENT", "640200", "石嘴山市应急管理局(示例)", "Shizuishan (demo)"],
  ["C", "GOVERNMENT", "150600", "鄂尔多斯市应急管理局(示例)", "Ordos (demo)"],
  ["E", "MARKET", "150300", "乌达某氯碱企业(示例)", "a chlor-alkali firm (demo)"],
  ["K", "MARKET", "150300", "承运企业(示例)", "a carrier (demo)"],
] as const;
export type City = (typeof cities)[number][0];

export const tent = "TENT";
export const drug = "DRUG";

/** Who lends, to whom by being nearest, and what lies there. */
const shelves = [
  ["B", tent, 240],
  ["B", drug, 500],
  ["C", tent, 180],
  ["A", tent, 200],
] as const;

const lotId = (at: number): string => `b0000000-0000-4000-8000-00000000000${at + 1}`;

const terms: AgreementTerms = {
  regime: "REFILL_IN_KIND",
  items: [],
  categories: [],
  lenderFloorShare: 0,
  holdMinutes: 60,
  holdShare: 1,
  approvals: { SAME_CITY: ["OWNER"], SAME_PROVINCE: ["OWNER"], CROSS_PROVINCE: ["OWNER"] },
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RESPONSE_END",
  dueDays: 60,
  differenceWindowHours: 24,
  refillShelfMonths: 6,
};

export async function layThreeCities(database: Database): Promise<void> {
  await withOwnerTx(database, async (tx) => {
    await layPlaces(tx);
    await layPeople(tx);
    await layGoods(tx);
    await layPact(tx);
    const lines = shelves.map(([owner, item, quantity], at) => ({
      ...{ lot: lotId(at), item, owner, custodian: owner, depot: `D-${owner}`, quantity },
    }));
    const opened = await postOpening(tx, lines, { document: "期初盘点表(示例)" });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refused));
  });
}

async function layPlaces(tx: Tx): Promise<void> {
  const names = { level: "PREFECTURE", lon: 106.8, lat: 39.6 };
  await fill(tx, "region", [
    { ...names, code: "150300", name_zh: "乌海市", name_en: "Wuhai", pinyin: "wuhai" },
    { ...names, code: "640200", name_zh: "石嘴山市", name_en: "Shizuishan", pinyin: "shizuishan" },
    { ...names, code: "150600", name_zh: "鄂尔多斯市", name_en: "Ordos", pinyin: "eerduosi" },
  ]);
  await fill(
    tx,
    "organization",
    cities.map(([id, sector, region_code, name_zh, name_en]) => ({
      ...{ id, sector, region_code, name_zh, name_en },
      ...{ public_fundraising: false, search_text: "" },
    })),
  );
  const nodes = ["A", "B", "C"].flatMap((city) => [`SITE-${city}`, `BORDER-${city}`]);
  await fill(
    tx,
    "road_node",
    nodes.map((id) => ({ id, kind: "TOWN", name_zh: id, lon: 106.8, lat: 39.6 })),
  );
  const roads = [
    ["SITE-A", "BORDER-B", 30],
    ["SITE-B", "BORDER-C", 30],
    ["SITE-C", "BORDER-A", 30],
    ["SITE-A", "SITE-B", 400],
    ["SITE-B", "SITE-C", 400],
  ] as const;
  await fill(
    tx,
    "road_link",
    roads.map(([from_node, to_node, minutes], at) => ({
      ...{ id: `L${at}`, from_node, to_node, minutes, km: minutes, roads: "G110", tags: [] },
    })),
  );
}

async function layPeople(tx: Tx): Promise<void> {
  const people = cities.map(([id, , , name_zh]) => [`usr-${id}`, id, `${name_zh}值班岗`] as const);
  await fill(
    tx,
    "principal",
    people.map(([id, , name]) => ({ id, kind: "PERSON", name, created_at: tx.now })),
  );
  const roles = Object.keys(role).filter((one) => one !== "CONFERENCE_SECRETARY");
  await fill(
    tx,
    "membership",
    people.flatMap(([principal_id, org_id]) =>
      roles.map((one) => ({ principal_id, org_id, role: one })),
    ),
  );
}

async function layGoods(tx: Tx): Promise<void> {
  await fill(tx, "item_category", [{ code: "RELIEF", name_zh: "救助", name_en: "relief" }]);
  const item = { unit: "piece", category: "RELIEF", gb_major: "1", plan_class: "BL", hazards: [] };
  const plain = { ...item, is_kit: false, search_text: "", needs_restoring: false };
  const size = { weight_kg: 1, volume_m3: 0.01, dangerous_goods: null };
  await fill(tx, "item", [
    {
      ...{ ...plain, ...size, sku: tent, name_zh: "救灾帐篷", name_en: "tent", unit_zh: "顶" },
      recovery: "MUST_RETURN",
    },
    {
      ...{ ...plain, ...size, sku: drug, name_zh: "解毒药", name_en: "antidote", unit_zh: "盒" },
      recovery: "NON_RECOVERABLE",
    },
  ]);
  await fill(
    tx,
    "depot",
    ["A", "B", "C"].map((org) => ({
      ...{ id: `D-${org}`, name_zh: `${org} 边界库(示例)`, tier: "PREFECTURE" },
      ...{ visibility: "PUBLIC", sector: "GOVERNMENT", owner_org: org, custodian_org: org },
      ...{ region_code: cities.find(([id]) => id === org)?.[2], reserve_mode: "PHYSICAL" },
      ...{ lon: 106.8, lat: 39.7, node: `BORDER-${org}`, ready_minutes: 20, search_text: "" },
    })),
  );
  await fill(
    tx,
    "stock_lot",
    shelves.map(([owner_org, sku], at) => ({
      ...{ id: lotId(at), code: `D-${owner_org}-${sku}-01`, item: sku, owner_org, batch: "B1" },
      ...{ depot_id: `D-${owner_org}`, condition: "GOOD", origin: "PURCHASED", version: 1 },
      ...{ under_norm: true, counted_at: tx.now, count_source: "盘点" },
    })),
  );
  await fill(tx, "carrier", [{ org_id: "K", insured_until: "2099-12-31" }]);
  await fill(
    tx,
    "vehicle",
    ["A", "B", "C"].map((city) => ({
      ...{ id: `V-${city}`, carrier_org: "K", type: "货车", base_node: `BORDER-${city}` },
      ...{ load_kg: 20_000, load_m3: 60, licences: ["GENERAL"], passes: [], speed_factor: 1 },
      ...{ version: 1, plate: `蒙C·示例${city}` },
    })),
  );
}

async function layPact(tx: Tx): Promise<void> {
  await fill(tx, "agreement", [
    {
      ...{ id: "PACT", name_zh: "三市互助协议(示例)", name_en: "pact of three cities (demo)" },
      ...{ version: 1, valid_from: "2020-01-01", valid_to: "2099-12-31", terms },
      recorded_at: tx.now,
    },
  ]);
  await fill(
    tx,
    "agreement_party",
    ["A", "B", "C"].map((org_id) => ({
      ...{ agreement_id: "PACT", version: 1, org_id, lends: true, borrows: true },
    })),
  );
}
