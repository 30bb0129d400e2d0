import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Counted } from "./kpi.rules.ts";

export interface KpiFilter {
  readonly incidentId: string | null;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Regions in which the incident lies, or one side of the order; null: all. */
  readonly codes: readonly string[] | null;
}

interface Measured {
  readonly fill: Counted;
  readonly acknowledge: Counted;
  readonly arrive: Counted;
  readonly usable: Counted;
}

/**
 * Everything that the four figures need, in one statement. Instants are those of the feed's
 * events; a need counts by when it was declared, an order by when it was issued. Keys are cast
 * apart: in a join the cast would make row security read every event.
 */
export async function readMeasured(tx: Tx, filter: KpiFilter): Promise<Measured> {
  const { rows } = await tx.client.query<Measured>(measureSql, [
    filter.incidentId,
    filter.from,
    filter.to,
    filter.codes,
  ]);
  const [row] = rows;
  assert(row !== undefined, "an aggregate answers one row");
  return row;
}

const within = (column: string): string =>
  `($1::uuid is null or incident_id = $1) and ($2::timestamptz is null or ${column} >= $2)
    and ($3::timestamptz is null or ${column} < $3)`;

const here = (sides: string): string =>
  `($4::text[] is null or exists (select from qipan.organization g
     where g.id in (${sides}) and g.region_code = any ($4)))`;

const told = (kind: string, pick: "min" | "max"): string =>
  `(select ${pick}(e.occurred_at) from qipan.event e where e.subject_kind = 'ORDER'
     and e.subject_id = k.key and e.kind = '${kind}')`;

const minutes = (share: number, column: string): string =>
  `round((percentile_disc(${share}) within group (order by extract(epoch from ${column} - issued))
     filter (where ${column} is not null) / 60)::numeric, 1)::float8`;

const measureSql = `with asked as (
    select least(greatest(n.promised, n.received), n.quantity)::float8 / n.quantity as met
    from qipan.need n where n.item is not null and n.withdrawn_at is null
      and ($4::text[] is null or exists (select from qipan.incident i
        where i.id = n.incident_id and i.region_code = any ($4)))
      and ${within("n.declared_at").replace("incident_id", "n.incident_id")}),
  issued as (
    select id from qipan.dispatch_order
    where issued_at is not null and cancelled_at is null and ${within("issued_at")}
      and ${here("lender_org, requester_org")}),
  timed as (
    select ${told("ORDER_ISSUED", "min")} as issued,
      ${told("ORDER_ACKNOWLEDGED", "min")} as acknowledged,
      ${told("ORDER_RECEIVED", "max")} as received,
      (select max(l.arrives_at) from qipan.order_line l where l.order_id = o.id) as planned
    from issued o cross join lateral (select o.id::text as key offset 0) k),
  arrived as (
    select l.accepted::float8 / (l.accepted + l.rejected) as good
    from qipan.order_line l where l.order_id in (select id from issued)
      and l.item is not null and l.accepted + l.rejected > 0)
  select (select jsonb_build_object('numerator', count(*) filter (where met >= 1),
      'denominator', count(*), 'meanBasisPoints', round(avg(met) * 10000), 'medianMinutes', null,
      'p90Minutes', null, 'onTime', null) from asked) as fill,
    (select jsonb_build_object('numerator', count(acknowledged), 'denominator', count(*),
      'meanBasisPoints', null, 'medianMinutes', ${minutes(0.5, "acknowledged")},
      'p90Minutes', ${minutes(0.9, "acknowledged")}, 'onTime', null) from timed) as acknowledge,
    (select jsonb_build_object('numerator', count(received), 'denominator', count(*),
      'meanBasisPoints', null, 'medianMinutes', ${minutes(0.5, "received")},
      'p90Minutes', ${minutes(0.9, "received")},
      'onTime', count(*) filter (where received <= planned)) from timed) as arrive,
    (select jsonb_build_object('numerator', count(*) filter (where good >= 1),
      'denominator', count(*), 'meanBasisPoints', round(avg(good) * 10000),
      'medianMinutes', null, 'p90Minutes', null, 'onTime', null) from arrived) as usable`;
