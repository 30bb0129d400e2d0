import fc from "fast-check";
import type { Database } from "../../src/postgres/pool.ts";
import { literal } from "../../src/postgres/session.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";
import { pactTerms } from "./pact-terms.ts";
import {
  cityOf,
  type DepotFact,
  type Level,
  type LotFact,
  type SightWorld,
  type Version,
  type When,
} from "./sight-model.ts";

export const orgs = ["O1", "O2", "O3", "O4", "O5"];
export const items = ["TENT", "BAG"];
export const id = (kind: string, nth: number) =>
  `00000000-0000-4000-8${kind}00-${String(nth).padStart(12, "0")}`;
export const incidentId = id("0", 1);

/** Who signs in: one for each organization, one for two of them, one for none. */
export const readers: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(orgs.map((org) => [`u-${org}`, [org]])),
  "u-both": ["O1", "O2"],
  "u-none": [],
};

const org = fc.constantFrom(...orgs);
const some = fc.subarray(orgs);
const version: fc.Arbitrary<Version> = fc.record({
  signed: fc.constantFrom(true, true, false),
  term: fc.constantFrom<When>("PAST", "NOW", "NOW", "FUTURE"),
  suspended: fc.constantFrom("NO", "NO", "YES", "LATER"),
  lends: some,
  borrows: some,
  left: fc.subarray(orgs, { maxLength: 2 }),
});

const depots = Array.from({ length: 12 }, (_, nth) => `D${String(nth + 1).padStart(2, "0")}`);

/** Worlds of one shape whose every fact about sight is drawn anew. */
export const sightWorlds: fc.Arbitrary<SightWorld> = fc.record({
  agreements: fc.array(fc.array(version, { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 3,
  }),
  depots: fc.tuple(
    ...depots.map((code) =>
      fc.record({
        code: fc.constant(code),
        owner: org,
        custodian: org,
        // Sums want many of one level; each of the others is drawn as well.
        level: fc.constantFrom<Level>(
          ...(["PUBLIC", "PARTNER", "RESTRICTED"] as const),
          ...Array<Level>(4).fill("PUBLIC_AGGREGATE"),
        ),
        region: fc.constantFrom(...Object.keys(cityOf)),
      }),
    ),
  ),
  lots: fc.tuple(
    ...[...depots, ...depots.slice(0, 8)].map((depot, nth) =>
      fc.record({
        id: fc.constant(id("1", nth)),
        depot: fc.constant(depot),
        owner: org,
        item: fc.constantFrom(...items),
        quantity: fc.integer({ min: 0, max: 3000 }),
        held: fc.integer({ min: 0, max: 9 }),
      }),
    ),
  ),
  orders: fc.tuple(
    ...[1, 2, 3].map((nth) =>
      fc.record({ id: fc.constant(id("2", nth)), parties: fc.subarray(orgs, { minLength: 1 }) }),
    ),
  ),
  claims: fc.tuple(
    ...[1, 2, 3].map((nth) =>
      fc
        .shuffledSubarray(orgs, { minLength: 2, maxLength: 2 })
        .map(([debtor = "", creditor = ""]) => ({ id: id("3", nth), debtor, creditor })),
    ),
  ),
  events: fc.tuple(
    ...[1, 2, 3, 4, 5].map((nth) =>
      fc.record({ version: fc.constant(nth), parties: fc.subarray([...orgs, "public", "*"]) }),
    ),
  ),
  level: fc.constantFrom(null, "LEVEL_1", "LEVEL_4"),
});

/** What every world has: places, organizations, people, items. */
export const layGround = (database: Database): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    const people = Object.entries(readers);
    await client.query(`
      insert into qipan.region (code, level, parent_code, name_zh, name_en, pinyin, lon, lat) values
        ('150000', 'PROVINCE', null, '内蒙古', 'NM', 'nm', 1, 1),
        ('150300', 'PREFECTURE', '150000', '乌海', 'Wuhai', 'wh', 1, 1),
        ('150302', 'COUNTY', '150300', '海勃湾', 'HBW', 'hbw', 1, 1),
        ('150303', 'COUNTY', '150300', '海南', 'HN', 'hn', 1, 1),
        ('640200', 'PREFECTURE', null, '石嘴山', 'SZS', 'szs', 1, 1),
        ('640202', 'COUNTY', '640200', '大武口', 'DWK', 'dwk', 1, 1);
      insert into qipan.organization (id, sector, name_zh, region_code)
        select o, 'GOVERNMENT', o, '150300' from unnest(array[${list(orgs)}]) o;
      insert into qipan.principal (id, kind, name)
        select u, 'PERSON', u from unnest(array[${list(people.map(([name]) => name))}]) u;
      ${people
        .flatMap(([name, held]) =>
          held.map(
            (one) => `insert into qipan.membership values (${list([name, one, "KEEPER"])});`,
          ),
        )
        .join("")}
      insert into qipan.road_node (id, kind, name_zh, lon, lat) values ('N1', 'TOWN', '城', 1, 1);
      insert into qipan.item_category values ('tents', '帐篷', 'tents');
      insert into qipan.item (sku, name_zh, name_en, unit, unit_zh, category, gb_major, plan_class,
          hazards, weight_kg, volume_m3, recovery)
        select s, s, s, 'piece', '件', 'tents', '01', 'BL', '[]', 1, 1, 'MUST_RETURN'
        from unnest(array[${list(items)}]) s`);
  });

const list = (values: readonly string[]): string => values.map(literal).join(", ");
const array = (values: readonly string[]): string => `array[${list(values)}]::text[]`;

/** Puts this world in the place of the one before; nothing of the hub's own work takes part. */
export const layFacts = (
  database: Database,
  world: SightWorld,
  journal: "NEW" | "KEEP" = "NEW",
): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    await client.query("reset role");
    await client.query(
      [
        "set local session_replication_role = replica",
        ...clear.filter((sql) => journal === "NEW" || !/sealed|event/.test(sql)),
        ...factsOf({ ...world, events: journal === "NEW" ? world.events : [] }),
      ].join("; "),
    );
  });

const clear = [
  ...["claim", "dispatch_order", "incident", "account", "shelf", "reserve_target", "stock_lot"],
  ...["depot", "agreement_party", "agreement", "sealed", "event"],
].map((table) => `delete from qipan.${table}`);

const days: Readonly<Record<When, string>> = {
  PAST: "'2020-01-01', '2020-12-31'",
  NOW: "'2020-01-01', '2099-12-31'",
  FUTURE: "'2090-01-01', '2099-12-31'",
};
const suspension = { NO: "null", YES: "now()", LATER: "'2098-01-01'" } as const;

function factsOf({ agreements, depots: places, lots, ...world }: SightWorld): string[] {
  return [
    ...agreements.flatMap((versions, nth) =>
      versions.flatMap((one, at) => versionOf(`AG-${String(nth)}`, at + 1, one)),
    ),
    ...places.map(depotOf),
    ...lots.flatMap((lot) =>
      lotOf(lot, places.find(({ code }) => code === lot.depot)?.custodian ?? ""),
    ),
    ...deedsOf(world),
  ];
}

function depotOf({ code, owner, custodian, level, region }: DepotFact): string {
  const search = `${code.toLowerCase()} 库`;
  const texts = [
    ...[code, `${code}库`, search, region, "COUNTY", "GOVERNMENT", "PHYSICAL"],
    ...[owner, custodian, level],
  ];
  return `insert into qipan.depot (id, name_zh, search_text, region_code, tier, sector,
    reserve_mode, owner_org, custodian_org, visibility, lon, lat, node, ready_minutes)
    values (${list(texts)}, 1, 1, 'N1', 30)`;
}

function lotOf(
  { id: lot, depot, owner, item, quantity, held }: LotFact,
  custodian: string,
): string[] {
  const book = (kind: string, balance: number) => `insert into qipan.account (owner, kind, item,
    lot, custodian, place, balance) values (${list([owner, kind, item, lot, custodian, depot])},
    ${String(balance)})`;
  const texts = [lot, lot, item, owner, depot, "B", "2035-01-01", "PURCHASED", "GOOD"];
  return [
    `insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, expires_on, origin,
      condition, under_norm, count_source) values (${list(texts)}, false, 'test')`,
    book("ON_HAND", quantity),
    book("HELD", held),
    `insert into qipan.shelf (item, depot_id) values (${list([item, depot])})
      on conflict do nothing`,
    `insert into qipan.reserve_target (depot_id, item, quantity, basis, status)
      values (${list([depot, item])}, 10, 'x', 'x') on conflict do nothing`,
  ];
}

function versionOf(code: string, version: number, one: Version): string[] {
  const { signed, term, suspended, lends, borrows, left } = one;
  const parties = orgs.filter((name) => lends.includes(name) || borrows.includes(name));
  return [
    `insert into qipan.agreement (id, version, name_zh, name_en, valid_from, valid_to, terms,
      signed_at, suspended_at) values (${literal(code)}, ${String(version)}, 'x', 'x',
      ${days[term]}, ${literal(JSON.stringify(pactTerms))}, ${signed ? "now()" : "null"},
      ${suspension[suspended]})`,
    ...parties.map(
      (name) => `insert into qipan.agreement_party (agreement_id, version, org_id, lends, borrows,
        left_on) values (${literal(code)}, ${String(version)}, ${literal(name)},
        ${String(lends.includes(name))}, ${String(borrows.includes(name))},
        ${left.includes(name) ? "'2020-02-01'" : "null"})`,
    ),
  ];
}

type Deeds = Omit<SightWorld, "agreements" | "depots" | "lots">;

function deedsOf({ orders, claims, events, level }: Deeds): string[] {
  return [
    `insert into qipan.incident (id, name_zh, category, hazard, state, region_code, node, lon, lat,
      lead_org, government_org, closed_roads, occurred_at, reported_at, payer_org, response_level)
      values (${literal(incidentId)}, '凌汛', 'NATURAL_DISASTER', 'flood', 'ACTIVE', '150300',
      'N1', 1, 1, 'O1', 'O1', '[]', now(), now(), 'O1',
      ${level === null ? "null" : literal(level)})`,
    ...orders.map(({ id: order, parties }) => {
      const texts = [order, order, incidentId, ...parties.slice(0, 1), "O1", "O1", "O1"];
      return `insert into qipan.dispatch_order (id, number, incident_id, lender_org, requester_org,
        receiver_org, payer_org, destination, authority, drafted_at, parties)
        values (${list(texts)}, 'N1', 'PACT', now(), ${array(parties)})`;
    }),
    ...claims.map(({ id: claim, debtor, creditor }) => {
      const texts = [claim, "RETURN", debtor, creditor, "TENT", "OWNER_IS_PAYER"];
      return `insert into qipan.claim (id, kind, debtor_org, creditor_org, item, liability, opened,
        outstanding, state, due_anchor, due_days, opened_by)
        values (${list(texts)}, 5, 5, 'CONFIRMED', 'RECEIPT', 1, ${literal(claim)})`;
    }),
    ...events.flatMap(({ version: nth, parties }) => [
      `insert into qipan.event (id, kind, subject_kind, subject_id, subject_version, parties,
        facts, actor, occurred_at) overriding system value
        values (${String(nth)}, 'REGION_MODE_CHANGED', 'REGION', '150300', ${String(nth)},
        ${array(parties)}, '{}', 'x', now())`,
      `insert into qipan.sealed (seq, kind, row_id)
        values (${String(nth)}, 'EVENT', ${String(nth)})`,
    ]),
  ];
}
