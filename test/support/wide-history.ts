import type { Database } from "../../src/postgres/pool.ts";
import { withOwnerTx } from "../../src/postgres/transaction.ts";

/** The newest order of whoever is asked, by its own id. */
export const orderOfAsked = "00000000-0000-4000-8000-000000000001";

interface History {
  readonly asked: string;
  readonly own: number;
  readonly others: number;
}

/**
 * Years of orders in a wide world, written beside the journal: for plans of lists, never for books.
 * `asked` lends in as many of them in every land; the rest is between others, so that what a list
 * costs the hub can be told from what it costs its reader.
 */
export const layHistory = (database: Database, { asked, own, others }: History): Promise<void> =>
  withOwnerTx(database, async ({ client }) => {
    for (const sql of [incidents, needs, orders, lines, legs, approvals, claims, tasks, ...pasts])
      await client.query(sql.includes("$1") ? { text: sql, values: [asked, own, others] } : sql);
    await client.query("analyze");
  });

const incidents = `
  insert into qipan.incident (id, name_zh, category, hazard, state, region_code, node, lon, lat,
    lead_org, government_org, payer_org, closed_roads, occurred_at, reported_at)
  select gen_random_uuid(), '演练', 'NATURAL_DISASTER', 'FLOOD',
    case when row_number() over (order by g.id) <= 3 then 'ACTIVE' else 'CLOSED' end,
    g.region_code, g.region_code, 100, 28, g.id, g.id, g.id, '[]', now(), now()
  from qipan.organization g join qipan.road_node r on r.id = g.region_code
  where g.sector = 'GOVERNMENT' and g.id <> $1 and $2::int > 0 and $3::int > 0`;

const needs = `
  insert into qipan.need (id, incident_id, node, item, quantity, priority, requested_by_org,
    declared_at)
  select gen_random_uuid(), id, node, 'BD-QUILT', 1000, 3, lead_org, now() from qipan.incident`;

const orders = `
  insert into qipan.dispatch_order (id, number, incident_id, lender_org, requester_org,
    receiver_org, payer_org, destination, authority, drafted_at, issued_at, acknowledged_at,
    closed_at, parties)
  select case when i = 1 + $3::int / $2::int then '${orderOfAsked}' else gen_random_uuid() end,
    'N' || i, o.id, l.lender, o.lead_org, o.lead_org, o.lead_org, o.node,
    'REQUEST', now() - i * interval '1 minute', now(), now(),
    case when i % 10 > 0 then now() end, array[l.lender, o.lead_org]
  from generate_series(1, $2::int + $3::int) i
  cross join lateral (select case when i % (1 + $3::int / $2::int) = 0 then $1 else (
    select g.id from qipan.organization g where g.sector = 'GOVERNMENT' and g.id <> $1
    order by g.id offset i % 3 limit 1) end as lender) l
  join (select *, row_number() over (order by lead_org) - 1 as n, count(*) over () as of
    from qipan.incident) o on o.n = i % o.of`;

const lines = `
  insert into qipan.order_line (id, order_id, need_id, depot_id, lot_id, item, owner_org,
    custodian_org, basis, ordered, counted, loaded, departed, accepted, leaves_at, arrives_at,
    reasons)
  select gen_random_uuid(), o.id, n.id, 'DX00001', gen_random_uuid(), n.item, o.lender_org,
    o.lender_org, 'PACT', 10, 10, 10, 10, 10, now(), now(), '[]'
  from qipan.dispatch_order o join qipan.need n on n.incident_id = o.incident_id`;

const legs = `
  insert into qipan.leg (id, order_id, position, state, carrier_org, vehicle_ids, to_node)
  select gen_random_uuid(), id, 1, 'ARRIVED', lender_org,
    array(select id from qipan.vehicle order by id limit 1), destination
  from qipan.dispatch_order`;

const approvals = `
  insert into qipan.approval (id, order_id, kind, org, state, asked_at, lapses_at)
  select gen_random_uuid(), id, 'OWNER', lender_org,
    case when closed_at is null then 'PENDING' else 'GRANTED' end, drafted_at, drafted_at
  from qipan.dispatch_order`;

const claims = `
  insert into qipan.claim (id, kind, debtor_org, creditor_org, item, incident_id, liability, opened,
    outstanding, state, due_anchor, due_days, due_on, opened_by, opened_at)
  select gen_random_uuid(), 'REFILL', requester_org, lender_org, 'BD-QUILT', incident_id,
    'USER_REFILLS', 10, 10, 'CONFIRMED', 'RESPONSE_END', 30, qipan.day_of(now()), gen_random_uuid(),
    drafted_at
  from qipan.dispatch_order where requester_org <> lender_org`;

/** Each lender's shelf that it keeps itself, so that no other keeper sees the task. */
const tasks = `
  insert into qipan.refill_task (id, owner_org, depot_id, item, lot_id, incident_id, order_line_id,
    funder_org, performer_org, quantity, opened_by, opened_at)
  select gen_random_uuid(), o.lender_org, d.id, l.item, l.lot_id, o.incident_id, l.id,
    o.payer_org, o.requester_org, 10, gen_random_uuid(), o.drafted_at
  from qipan.dispatch_order o
  join qipan.order_line l on l.order_id = o.id
  join (select custodian_org, min(id) as id from qipan.depot group by 1) d
    on d.custodian_org = o.lender_org`;

/** Eight moments at which the sealer noted every shelf, and the seals before them. */
const pasts = [
  `insert into qipan.account_past (account, seq, balance, touches, version)
   select a.id, 1000 * n, a.balance, n, n from qipan.account a, generate_series(1, 8) n
   where a.kind = 'ON_HAND'`,
  `insert into qipan.seal_cut (seq, at)
   select 1000 * n, date_trunc('milliseconds', now()) - (9 - n) * interval '1 day'
   from generate_series(1, 8) n`,
  `insert into qipan.sealed (seq, kind, row_id)
   select n, 'ENTRY', n from generate_series(1, 8000) n`,
];
