import { randomUUID } from "node:crypto";
import type { AgreementTerms } from "../../schema/shapes/agreement.ts";
import { role } from "../../schema/words/access.ts";
import type { Principal } from "../../src/access/principal.model.ts";
import { readPrincipal } from "../../src/access/access.service.ts";
import { postOpening } from "../../src/ledger/ledger.service.ts";
import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../src/postgres/transaction.ts";

/**
 * The small world of LEDGER §5 (a): 乌海 G01 pays, 石嘴山 G06 lends under one pact, firm E01 is at
 * fault and keeps goods of G01 beside its own, E02 is requisitioned, 红十字 C07 gives, K01 drives.
 */
export const lots = {
  g06Scba: { id: "a0000000-0000-4000-8000-000000000001", quantity: 40, value: 300_000 },
  g01Scba: { id: "a0000000-0000-4000-8000-000000000002", quantity: 20, value: 300_000 },
  e01Scba: { id: "a0000000-0000-4000-8000-000000000003", quantity: 20, value: 300_000 },
  g06Caustic: { id: "a0000000-0000-4000-8000-000000000004", quantity: 150, value: 9_500 },
  e02Caustic: { id: "a0000000-0000-4000-8000-000000000005", quantity: 250, value: 9_500 },
  c07Masks: { id: "a0000000-0000-4000-8000-000000000006", quantity: 20_000, value: 120 },
} as const;
export type LotName = keyof typeof lots;

const shelves: Readonly<Record<LotName, readonly [owner: string, depot: string, item: string]>> = {
  g06Scba: ["G06", "D-G06", "SCBA"],
  g01Scba: ["G01", "D-G01", "SCBA"],
  e01Scba: ["E01", "D-E01", "SCBA"],
  g06Caustic: ["G06", "D-G06", "CAUSTIC"],
  e02Caustic: ["E02", "D-E02", "CAUSTIC"],
  c07Masks: ["C07", "D-C07", "N95"],
};

const organizations = [
  ["G01", "GOVERNMENT", "150300", "乌海市人民政府"],
  ["G11", "GOVERNMENT", "150300", "乌达区人民政府"],
  ["G06", "GOVERNMENT", "640200", "石嘴山市人民政府"],
  ["E01", "MARKET", "150300", "乌达某氯碱企业(示例)"],
  ["E02", "MARKET", "150300", "乌海某化工企业(示例)"],
  ["C07", "CHARITY", "150300", "红十字会(示例)"],
  ["K01", "MARKET", "150300", "承运企业(示例)"],
] as const;
export type OrgName = (typeof organizations)[number][0];

const terms: AgreementTerms = {
  regime: "REFILL_OR_CASH",
  items: [],
  categories: [],
  lenderFloorShare: 0,
  holdMinutes: 60,
  holdShare: 1,
  approvals: {
    SAME_CITY: ["OWNER"],
    SAME_PROVINCE: ["OWNER"],
    CROSS_PROVINCE: ["OWNER", "REFILL_PLEDGE"],
  },
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RESPONSE_END",
  dueDays: 60,
  differenceWindowHours: 24,
  refillShelfMonths: 6,
};

type Row = Readonly<Record<string, unknown>>;

export async function fill({ client }: Tx, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(", ");
  await client.query(
    `insert into qipan.${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::qipan.${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

export async function layStoryWorld(database: Database): Promise<void> {
  await withOwnerTx(database, async (tx) => {
    await tx.client.query(
      "insert into qipan.hub (kind, epoch) values ('EXERCISE', $1) on conflict do nothing",
      [randomUUID()],
    );
    await layPlaces(tx);
    await layPeople(tx);
    await layGoods(tx);
    await layForces(tx);
    await layPacts(tx);
    const lines = Object.entries(shelves).map(([name, [owner, depot, item]]) => {
      const { id: lot, quantity } = lots[name as LotName];
      return { lot, item, owner, custodian: keeperOf(depot), depot, quantity };
    });
    const opened = await postOpening(tx, lines, { document: "期初盘点表(示例)" });
    if (!opened.ok) throw new Error(JSON.stringify(opened.refused));
  });
}

/** The depot of G01 is kept by the firm E01; every other by its owner. */
const keeperOf = (depot: string): string => (depot === "D-G01" ? "E01" : depot.slice(2));

async function layPlaces(tx: Tx): Promise<void> {
  const region = { level: "PREFECTURE", lon: 106.8, lat: 39.6 };
  await fill(tx, "region", [
    { ...region, code: "150300", name_zh: "乌海市", name_en: "Wuhai", pinyin: "wuhai" },
    { ...region, code: "640200", name_zh: "石嘴山市", name_en: "Shizuishan", pinyin: "shizuishan" },
  ]);
  await fill(
    tx,
    "organization",
    organizations.map(([id, sector, region_code, name_zh]) => ({
      ...{ id, sector, region_code, name_zh },
      superior_org: id === "G11" ? "G01" : null,
      public_fundraising: false,
      search_text: "",
    })),
  );
  await fill(tx, "road_node", [
    { id: "SITE", kind: "TOWN", name_zh: "乌达", lon: 106.7, lat: 39.5 },
    { id: "TOWN", kind: "TOWN", name_zh: "海勃湾", lon: 106.8, lat: 39.7 },
    { id: "SZS", kind: "TOWN", name_zh: "石嘴山", lon: 106.4, lat: 39.0 },
  ]);
  const link = { roads: "G110", tags: [] };
  await fill(tx, "road_link", [
    { ...link, id: "L1", from_node: "SITE", to_node: "TOWN", km: 20, minutes: 25 },
    { ...link, id: "L2", from_node: "SITE", to_node: "SZS", km: 70, minutes: 70 },
  ]);
}

async function layPeople(tx: Tx): Promise<void> {
  await fill(
    tx,
    "principal",
    organizations.map(([org]) => ({
      ...{ id: `usr-${org}`, kind: "PERSON", name: `${org} 值班岗` },
      created_at: tx.now,
    })),
  );
  const roles = Object.keys(role).filter((one) => one !== "CONFERENCE_SECRETARY");
  await fill(
    tx,
    "membership",
    organizations.flatMap(([org]) =>
      roles.map((one) => ({ principal_id: `usr-${org}`, org_id: org, role: one })),
    ),
  );
}

async function layGoods(tx: Tx): Promise<void> {
  await fill(tx, "item_category", [{ code: "PPE", name_zh: "防护", name_en: "protection" }]);
  const item = { unit: "piece", category: "PPE", gb_major: "2", plan_class: "RS", hazards: [] };
  const plain = { ...item, is_kit: false, search_text: "", dangerous_goods: null };
  await fill(tx, "item", [
    {
      ...{ ...plain, sku: "SCBA", name_zh: "正压式空气呼吸器", name_en: "SCBA", unit_zh: "套" },
      ...{ weight_kg: 15, volume_m3: 0.05, recovery: "MUST_RETURN", needs_restoring: true },
    },
    {
      ...{ ...plain, sku: "CAUSTIC", name_zh: "氢氧化钠", name_en: "caustic soda", unit_zh: "袋" },
      ...{ weight_kg: 25, volume_m3: 0.02, recovery: "NON_RECOVERABLE", needs_restoring: false },
      dangerous_goods: "UN1823",
    },
    {
      ...{ ...plain, sku: "N95", name_zh: "N95口罩", name_en: "N95 mask", unit_zh: "只" },
      ...{ weight_kg: 0.01, volume_m3: 0.0001, recovery: "NON_RECOVERABLE" },
      needs_restoring: false,
    },
  ]);
  await fill(
    tx,
    "depot",
    ["G01", "G06", "E01", "E02", "C07"].map((org) => ({
      ...{ id: `D-${org}`, name_zh: `${org} 库`, tier: "PREFECTURE", visibility: "PUBLIC" },
      ...{ sector: organizations.find(([id]) => id === org)?.[1], owner_org: org },
      ...{ region_code: org === "G06" ? "640200" : "150300", custodian_org: keeperOf(`D-${org}`) },
      ...{ reserve_mode: org === "G01" ? "CUSTODIAL" : "PHYSICAL", lon: 106.8, lat: 39.7 },
      ...{ node: org === "G06" ? "SZS" : "TOWN", ready_minutes: 20, search_text: "" },
    })),
  );
  await fill(
    tx,
    "stock_lot",
    Object.entries(shelves).map(([name, [owner_org, depot_id, sku]]) => ({
      ...{ id: lots[name as LotName].id, code: `${depot_id}-${sku}-01`, item: sku, owner_org },
      ...{ depot_id, batch: "B1", condition: "GOOD", origin: originOf(owner_org), version: 1 },
      ...{ under_norm: owner_org.startsWith("G"), unit_value_fen: lots[name as LotName].value },
      ...{ counted_at: tx.now, count_source: "盘点" },
    })),
  );
}

const originOf = (owner: string): string =>
  owner === "C07" ? "DONATED" : owner.startsWith("G") ? "PURCHASED" : "COMMERCIAL";

async function layForces(tx: Tx): Promise<void> {
  await fill(tx, "skill", [
    { code: "HAZMAT", domain: "hazmat", name_zh: "危化处置", name_en: "hazmat" },
  ]);
  await fill(tx, "team", [
    {
      ...{ id: "T-G06", name_zh: "石嘴山危化队(示例)", category: "PROFESSIONAL", owner_org: "G06" },
      ...{ region_code: "640200", base_node: "SZS", headcount: 20, mobilisation_minutes: 10 },
      ...{ skills: ["HAZMAT"], insured_until: "2099-12-31", state: "STANDBY", version: 1 },
      state_since: tx.now,
    },
  ]);
  await fill(tx, "carrier", [{ org_id: "K01", insured_until: "2099-12-31" }]);
  const truck = { carrier_org: "K01", type: "货车", base_node: "TOWN", load_kg: 20_000 };
  const fit = {
    load_m3: 60,
    licences: ["GENERAL", "DG_8"],
    passes: [],
    speed_factor: 1,
    version: 1,
  };
  await fill(
    tx,
    "vehicle",
    [1, 2, 3, 4].map((n) => ({ ...truck, ...fit, id: `V${n}`, plate: `蒙C·示例${n}` })),
  );
}

async function layPacts(tx: Tx): Promise<void> {
  const dated = { version: 1, valid_from: "2020-01-01", valid_to: "2099-12-31" };
  const gift = { ...terms, regime: "FREE", approvals: { ...terms.approvals } };
  await fill(
    tx,
    "agreement",
    [
      { ...dated, id: "PACT", name_zh: "乌海石嘴山互助协议(示例)", name_en: "pact", terms },
      { ...dated, id: "GIFT", name_zh: "捐赠物资调用同意书(示例)", name_en: "gift", terms: gift },
    ].map((row) => ({ ...row, recorded_at: tx.now })),
  );
  const party = (agreement_id: string, org_id: string, lends: boolean, borrows: boolean): Row => ({
    ...{ agreement_id, version: 1, org_id, lends, borrows },
  });
  await fill(tx, "agreement_party", [
    party("PACT", "G06", true, true),
    party("PACT", "G01", true, true),
    party("GIFT", "C07", true, false),
    party("GIFT", "G01", false, true),
  ]);
}

/** Whoever is on duty for the organization, as the hub knows them now. */
export async function onDuty(database: Database, org: OrgName): Promise<Principal> {
  const found = await readPrincipal(database, `usr-${org}`);
  if (found === undefined) throw new Error(`nobody is on duty for ${org}`);
  return found;
}
