import { randomUUID } from "node:crypto";
import type { Database } from "../../src/postgres/pool.ts";
import { hubReader, withOwnerTx, withTx, type Tx } from "../../src/postgres/transaction.ts";
import { post, postOpening, readClaims } from "../../src/ledger/ledger.service.ts";
import type { Posting } from "../../src/ledger/ledger.model.ts";
import type { ClaimTerms, Liability, LineFacts } from "../../src/ledger/posting.model.ts";

/** A small world for the book: lenders, a payer, a firm, carriers, one item, some lots. */
const orgs = ["G01", "G02", "G03", "G06", "E01", "E02", "E04", "C07", "K1", "K2"] as const;
export const incidentId = "00000000-0000-4000-8000-00000000a001";
export const evidence = { slip: "test" };
export const newId = (): string => randomUUID();

export interface LotSpec {
  readonly id?: string;
  readonly item?: string;
  readonly owner?: string;
  readonly depot?: string;
  readonly custodian?: string;
  readonly quantity?: number;
  readonly underNorm?: boolean;
  readonly condition?: string;
  readonly expiresOn?: string;
}

export type Lot = Required<Omit<LotSpec, "expiresOn" | "condition">>;

export async function layWorld(database: Database): Promise<void> {
  await withOwnerTx(database, async ({ client }) => {
    await client.query(`insert into qipan.region (code, level, name_zh, name_en, pinyin, lon, lat)
      values ('150300', 'PREFECTURE', '乌海', 'Wuhai', 'wuhai', 106.8, 39.7)`);
    await client.query(
      `insert into qipan.organization (id, sector, name_zh, region_code)
       select o, case left(o, 1)
         when 'G' then 'GOVERNMENT' when 'C' then 'CHARITY' else 'MARKET' end,
         o, '150300' from unnest($1::text[]) o`,
      [orgs],
    );
    await client.query(`insert into qipan.road_node (id, kind, name_zh, lon, lat)
      values ('N1', 'TOWN', '现场', 106.8, 39.7)`);
    await client.query("insert into qipan.item_category values ('tents', '帐篷', 'tents')");
    await client.query(
      `insert into qipan.item (sku, name_zh, name_en, unit, unit_zh, category,
        gb_major, plan_class, hazards, weight_kg, volume_m3, recovery)
      select s, s, s, 'piece', '件', 'tents', '01', 'BL', '[]', 1, 1, 'MUST_RETURN'
      from unnest(array['TENT', 'BAG', 'SCBA', 'CAUSTIC', 'N95']) s`,
    );
    await client.query(
      `insert into qipan.depot (id, name_zh, region_code, tier, sector, reserve_mode, owner_org,
         custodian_org, visibility, lon, lat, node, ready_minutes)
       select 'D-' || o, o, '150300', 'COUNTY', 'GOVERNMENT', 'PHYSICAL', o, o, 'PARTNER',
         1, 1, 'N1', 30
       from unnest($1::text[]) o`,
      [orgs],
    );
    await client.query(
      `insert into qipan.incident (id, name_zh, category, hazard, state, region_code, node,
         lon, lat,
         lead_org, government_org, closed_roads, occurred_at, reported_at, payer_org)
       values ($1, '凌汛', 'NATURAL_DISASTER', 'flood', 'ACTIVE', '150300', 'N1', 1, 1, 'G01',
         'G01', '[]',
         now(), now(), 'G01')`,
      [incidentId],
    );
  });
}

/** Lays lots on shelves and books what they open with. */
export async function layLots(database: Database, specs: readonly LotSpec[]): Promise<Lot[]> {
  const lots = specs.map((spec): Lot => {
    const { owner = "G02", item = "TENT", quantity = 100, underNorm = true, id = newId() } = spec;
    const { custodian = owner, depot = `D-${custodian}` } = spec;
    return { id, item, owner, quantity, underNorm, depot, custodian };
  });
  await withOwnerTx(database, async (tx) => {
    const rows = lots.map((lot, at) => ({
      ...lot,
      condition: specs[at]?.condition ?? "GOOD",
      expires: specs[at]?.expiresOn ?? null,
    }));
    await tx.client.query(
      `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, condition, origin,
         under_norm, count_source, expires_on)
       select id, 'L-' || left(id::text, 8), item, owner, depot, 'B1', condition, 'PURCHASED',
         "underNorm", 'test', expires
       from jsonb_to_recordset($1) as r (id uuid, item text, owner text, depot text,
         condition text, "underNorm" boolean, expires date)`,
      [JSON.stringify(rows)],
    );
    const lines = lots.map(({ id: lot, ...rest }) => ({ lot, ...rest }));
    const booked = await postOpening(tx, lines, { source: "opening count" });
    if (!booked.ok) throw new Error(JSON.stringify(booked.refused));
  });
  return lots;
}

export const terms: ClaimTerms = {
  riskPassesAt: "DEPARTURE",
  dueAnchor: "RESPONSE_END",
  dueDays: 30,
};

export const userRefills = (debtor: string, creditor: string): Liability => ({
  rule: "USER_REFILLS",
  debtors: [{ orgId: debtor, basisPoints: 10_000 }],
  creditor,
  lossClaim: "REFILL",
});

/** An order line on a lot, lent by its owner to G01 under a pact unless said otherwise. */
export const lineOf = (lot: Lot, more: Partial<LineFacts> = {}): LineFacts => ({
  owner: lot.owner,
  custodian: lot.custodian,
  depot: lot.depot,
  lot: lot.id,
  item: lot.item,
  underNorm: lot.underNorm,
  orderLineId: newId(),
  incidentId,
  basis: "PACT",
  liability: userRefills("G01", lot.owner),
  terms,
  claims: [],
  ...more,
});

export const asHub = <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withTx(database, hubReader, work);

/** Books and insists: what a test sets up is not refused. */
export async function book(
  database: Database,
  posting: Posting | ((tx: Tx) => Promise<Posting>),
  org = "G01",
): Promise<string> {
  return asHub(database, async (tx) => {
    const outcome = await post(tx, org, "op" in posting ? posting : await posting(tx));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refused));
    return outcome.value.transferId;
  });
}

/** The line with its claims as they stand now. */
export const fresh = (database: Database, line: LineFacts): Promise<LineFacts> =>
  asHub(database, (tx) => freshIn(tx, line));

export const freshIn = async (tx: Tx, line: LineFacts): Promise<LineFacts> => ({
  ...line,
  claims: await readClaims(tx, { orderLineIds: [line.orderLineId] }),
});
