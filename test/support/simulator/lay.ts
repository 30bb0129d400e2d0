import { randomUUID } from "node:crypto";
import type { AgreementTerms } from "../../../schema/shapes/agreement.ts";
import { postOpening } from "../../../src/ledger/ledger.service.ts";
import type { Database } from "../../../src/postgres/pool.ts";
import { withOwnerTx, type Tx } from "../../../src/postgres/transaction.ts";
import { fill } from "../story-world.ts";
import {
  carriers,
  charity,
  everybody,
  governments,
  isGovernment,
  items,
  keeper,
  keptDepot,
  ownDepot,
  type LotPlan,
  type PactPlan,
  type WorldPlan,
} from "./world.ts";

/** More than are ever on the road at once. */
const lorries = 60;

/** Lays a planned world on an empty hub; answers the ids of its lots by their names. */
export async function layWorld(
  database: Database,
  { pacts, lots }: WorldPlan,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(lots.map(({ name }) => [name, randomUUID() as string]));
  await withOwnerTx(database, async (tx) => {
    await tx.client.query(
      "insert into qipan.hub (kind, epoch) values ('EXERCISE', $1) on conflict do nothing",
      [randomUUID()],
    );
    await layPlaces(tx);
    await layThings(tx);
    await fill(
      tx,
      "agreement",
      pacts.map((pact) => ({
        ...{ id: pact.id, version: 1, name_zh: "互助", name_en: "pact", terms: termsOf(pact) },
        ...{ valid_from: "2000-01-01", valid_to: "2999-12-31", recorded_at: tx.now },
      })),
    );
    await fill(
      tx,
      "agreement_party",
      pacts.flatMap(({ id: agreement_id }) =>
        governments.map((org_id) => ({
          ...{ agreement_id, version: 1, org_id, lends: true, borrows: true },
        })),
      ),
    );
    for (const lot of lots) await layLot(tx, ids.get(lot.name) ?? "", lot, lot.opening);
  });
  return ids;
}

const termsOf = ({ regime, risk, approvals }: PactPlan): AgreementTerms => ({
  ...{ regime, items: [], categories: [], lenderFloorShare: 0, holdMinutes: 60, holdShare: 1 },
  approvals: { SAME_CITY: approvals, SAME_PROVINCE: approvals, CROSS_PROVINCE: approvals },
  ...{ riskPassesAt: risk, dueAnchor: "RESPONSE_END", dueDays: 30, differenceWindowHours: 24 },
  ...{ refillShelfMonths: 0, deemedUsedAfterDays: 10 },
});

async function layPlaces(tx: Tx): Promise<void> {
  const place = { lon: 106, lat: 39 };
  await fill(tx, "region", [
    {
      ...{ ...place, code: "150300", level: "PREFECTURE", name_zh: "某市", name_en: "city" },
      pinyin: "mou shi",
    },
  ]);
  await fill(
    tx,
    "road_node",
    ["SITE", "RELAY", "TOWN"].map((id) => ({ ...place, id, kind: "TOWN", name_zh: id })),
  );
  await fill(
    tx,
    "organization",
    everybody.map((id) => ({
      ...{ id, name_zh: id, region_code: "150300", public_fundraising: false, search_text: "" },
      sector: isGovernment(id) ? "GOVERNMENT" : id === charity ? "CHARITY" : "MARKET",
    })),
  );
  await fill(
    tx,
    "principal",
    everybody.map((id) => ({ id, kind: "PERSON", name: id, created_at: tx.now })),
  );
  const depot = {
    ...{ ...place, name_zh: "库", region_code: "150300", tier: "PREFECTURE", sector: "GOVERNMENT" },
    ...{ reserve_mode: "PHYSICAL", visibility: "PARTNER", node: "TOWN", ready_minutes: 10 },
    search_text: "",
  };
  await fill(tx, "depot", [
    ...everybody.map((org) => ({
      ...{ ...depot, id: ownDepot(org), owner_org: org, custodian_org: org },
      visibility: isGovernment(org) ? "PARTNER" : "PUBLIC",
    })),
    ...governments.map((org) => ({
      ...{ ...depot, id: keptDepot(org), owner_org: org, custodian_org: keeper },
    })),
  ]);
}

async function layThings(tx: Tx): Promise<void> {
  await fill(tx, "item_category", [{ code: "SHELTER", name_zh: "安置", name_en: "shelter" }]);
  await fill(
    tx,
    "item",
    items.map((sku) => ({
      ...{ sku, name_zh: sku, name_en: sku, unit: "piece", unit_zh: "件", category: "SHELTER" },
      ...{ gb_major: "1", plan_class: "BL", hazards: [], weight_kg: 1, volume_m3: 0.001 },
      ...{ recovery: "MUST_RETURN", needs_restoring: sku === items[0], is_kit: false },
      search_text: "",
    })),
  );
  await fill(
    tx,
    "carrier",
    carriers.map((org_id) => ({ org_id, insured_until: "2999-12-31" })),
  );
  const lorry = {
    ...{ type: "LORRY", base_node: "TOWN", load_kg: 1_000_000, load_m3: 100_000 },
    ...{ licences: ["GENERAL"], passes: [], speed_factor: 1, version: 1 },
  };
  await fill(
    tx,
    "vehicle",
    carriers.flatMap((org) =>
      Array.from({ length: lorries }, (_, at) => ({
        ...{ ...lorry, id: `${org}-${at}`, carrier_org: org, plate: `${org}-${at}` },
      })),
    ),
  );
}

/** One lot with its opening count, in a bin of its own so that it can be counted by itself. */
export async function layLot(tx: Tx, id: string, lot: LotPlan, opening: number): Promise<void> {
  const { owner, custodian, depot, item } = lot;
  await fill(tx, "stock_lot", [
    {
      ...{ id, code: `${lot.name}-${id.slice(0, 8)}`, item, owner_org: owner, depot_id: depot },
      ...{ batch: lot.batch, bin: lot.name, condition: "GOOD", version: 1 },
      ...{ origin: lot.donated ? "DONATED" : isGovernment(owner) ? "PURCHASED" : "COMMERCIAL" },
      ...{ under_norm: lot.norm, unit_value_fen: lot.priceFen, counted_at: tx.now },
      count_source: "盘点",
    },
  ]);
  if (opening === 0) return;
  const line = { lot: id, item, owner, custodian, depot, quantity: opening };
  const booked = await postOpening(tx, [line], { document: "期初盘点" });
  if (!booked.ok) throw new Error(JSON.stringify(booked.refused));
}
