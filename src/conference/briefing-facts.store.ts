import type {
  BriefedDecision,
  BriefedIncident,
  BriefedLine,
  BriefedNeed,
  BriefedOverdue,
  BriefedResolution,
  BriefedSupervision,
} from "../../schema/shapes/briefing.ts";
import { skillsOfNeed } from "../incidents/need-name.ts";
import { assert } from "../kernel/assert.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { ItemName, Standing } from "./briefing.model.ts";

/** RFC 3339 UTC to the millisecond, as JSON keeps it. */
const at = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const many = async <Row extends object>(tx: Tx, sql: string, values: unknown[]): Promise<Row[]> =>
  (await tx.client.query<Row>(sql, values)).rows;

export async function readStanding(tx: Tx, org: string): Promise<Standing> {
  const [row] = await many<Standing>(
    tx,
    `select (select kind from qipan.hub) as hub,
       (select coalesce(max(seq), 0) from qipan.sealed)::bigint as "feedSeq",
       (select jsonb_build_object('book', h.book, 'size', h.size::bigint, 'root', h.root,
          'hash', h.hash, 'sealedAt', ${at("h.sealed_at")})
        from qipan.ledger_head h where h.book = $1 order by h.size desc limit 1) as "ledgerHead"`,
    [org],
  );
  assert(row !== undefined, "an aggregate answers one row");
  return row;
}

export const readItemNames = (tx: Tx, skus: readonly string[]): Promise<ItemName[]> =>
  many(
    tx,
    `select sku as item, name_zh as "nameZh", unit_zh as unit from qipan.item where sku = any ($1)
     order by sku collate "C"`,
    [skus],
  );

/** Goods of the regions' organizations that are out of their depots, as far as the reader sees. */
export const readOut = (
  tx: Tx,
  codes: readonly string[],
): Promise<{ item: string; quantity: number }[]> =>
  many(
    tx,
    `select a.item, sum(a.balance)::bigint as quantity from qipan.account a
     where a.kind in ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING') and a.balance > 0
       and a.owner in (select id from qipan.organization where region_code = any ($1))
     group by a.item order by a.item collate "C"`,
    [codes],
  );

/** Targets of which no lot is known to the reader: what is there is unknown. */
export async function readUnknownTargets(tx: Tx, codes: readonly string[]): Promise<number> {
  const [row] = await many<{ count: number }>(
    tx,
    `select count(*)::integer as count from qipan.reserve_target t
     join qipan.depot d on d.id = t.depot_id where d.region_code = any ($1) and not exists (
       select from qipan.stock_lot l where l.depot_id = t.depot_id and l.item = t.item)`,
    [codes],
  );
  return row?.count ?? 0;
}

export const readOpenIncidents = (
  tx: Tx,
  codes: readonly string[],
): Promise<Omit<BriefedIncident, "needs">[]> =>
  many(
    tx,
    `select id, name_zh as "nameZh", state, response_level as "responseLevel",
       ${at("reported_at")} as "reportedAt"
     from qipan.incident where state <> 'CLOSED' and region_code = any ($1)
     order by reported_at, id`,
    [codes],
  );

/** Needs that were not withdrawn, item by item; their age is that of the oldest. */
export const readOpenNeeds = (
  tx: Tx,
  incidents: readonly string[],
): Promise<(BriefedNeed & { incidentId: string })[]> =>
  many(
    tx,
    `select n.incident_id as "incidentId", coalesce(i.sku, s.code) as code,
       coalesce(i.name_zh, s.zh) as "nameZh", coalesce(i.unit_zh, s.unit_zh) as unit,
       count(*)::integer as needs, sum(n.quantity)::bigint as asked,
       sum(n.promised)::bigint as promised, sum(n.received)::bigint as received,
       ${at("min(n.declared_at)")} as "declaredAt"
     from qipan.need n left join qipan.item i on i.sku = n.item
     cross join lateral ${skillsOfNeed} s
     where n.withdrawn_at is null and n.incident_id = any ($1::uuid[])
     group by 1, 2, 3, 4 order by n.incident_id, coalesce(i.sku, s.code) collate "C"`,
    [incidents],
  );

/** Goods that left and were not yet counted in, order by order. */
export const readOnTheWay = (tx: Tx, codes: readonly string[]): Promise<BriefedLine[]> =>
  many(
    tx,
    `select o.id as "orderId", o.number, o.lender_org as lender, o.requester_org as requester,
       i.sku as item, i.name_zh as "nameZh", i.unit_zh as unit,
       sum(l.departed - l.accepted - l.rejected - l.missing - l.redirected)::bigint as "onTheWay",
       ${at("o.issued_at")} as "issuedAt", ${at("max(l.arrives_at)")} as "arrivesAt"
     from qipan.dispatch_order o join qipan.order_line l on l.order_id = o.id
     join qipan.item i on i.sku = l.item
     join qipan.organization a on a.id = o.lender_org
     join qipan.organization b on b.id = o.requester_org
     where l.departed > l.accepted + l.rejected + l.missing + l.redirected
       and (a.region_code = any ($1) or b.region_code = any ($1))
     group by o.id, i.sku order by o.number collate "C", i.sku collate "C"`,
    [codes],
  );

/**
 * Claims and refill tasks past their day, a task's own or else its claim's; what is disputed waits
 * for a decision instead.
 */
export const readOverdue = (
  tx: Tx,
  codes: readonly string[],
): Promise<Omit<BriefedOverdue, "daysOverdue">[]> =>
  many(
    tx,
    `with late as (
       select 'CLAIM' as source, id, kind, debtor_org as debtor, creditor_org as creditor, item,
         outstanding, opened_at, due_on
       from qipan.claim where outstanding > 0 and due_on < $2::date and state <> 'DISPUTED'
       union all
       select 'REFILL_TASK', t.id, null, t.performer_org, t.owner_org, t.item,
         t.quantity - t.done, t.opened_at, coalesce(t.due_on, c.due_on)
       from qipan.refill_task t left join qipan.claim c on c.id = t.claim_id
       where t.done < t.quantity and coalesce(t.due_on, c.due_on) < $2::date)
     select t.source, t.id, t.kind, t.debtor, t.creditor, i.sku as item,
       coalesce(i.name_zh, '款项') as "nameZh", coalesce(i.unit_zh, '分') as unit, t.outstanding,
       ${at("t.opened_at")} as "openedAt", t.due_on::text as "dueOn"
     from late t left join qipan.item i on i.sku = t.item
     join qipan.organization a on a.id = t.debtor join qipan.organization b on b.id = t.creditor
     where a.region_code = any ($1) or b.region_code = any ($1)
     order by t.due_on, t.source, t.id`,
    [codes, tx.today],
  );

export const readOpenResolutions = (
  tx: Tx,
  codes: readonly string[],
): Promise<BriefedResolution[]> =>
  many(
    tx,
    `select r.id, r.title_zh as "titleZh", r.state, r.version,
       ${at("r.proposed_at")} as "proposedAt", r.due_on::text as "dueOn"
     from qipan.resolution r join qipan.organization o on o.id = r.org
     where r.state in ('PROPOSED', 'ADOPTED') and o.region_code = any ($1)
     order by r.proposed_at, r.id`,
    [codes],
  );

export const readOpenSupervision = (
  tx: Tx,
  codes: readonly string[],
): Promise<Omit<BriefedSupervision, "daysOverdue">[]> =>
  many(
    tx,
    `select s.id, s.title_zh as "titleZh", s.responsible_org as responsible, s.state,
       ${at("s.opened_at")} as "openedAt", s.due_on::text as "dueOn"
     from qipan.supervision_item s join qipan.organization o on o.id = s.org
     where s.state <> 'CLOSED' and o.region_code = any ($1) order by s.due_on, s.id`,
    [codes],
  );

const decisionsSql = `with due as (
    select case when a.state = 'PENDING' then 'APPROVAL_WAITING' else 'PAPERS_OVERDUE' end as kind,
      a.id::text as id, o.number as title, a.org, a.asked_at as since,
      (a.lapses_at at time zone 'Asia/Shanghai')::date as due_on, array[a.org] as orgs
    from qipan.approval a join qipan.dispatch_order o on o.id = a.order_id
    where a.state = 'PAPERS_OVERDUE'
      or a.state = 'PENDING' and a.asked_at < now() - interval '24 hours'
    union all
    select 'CLAIM_DISPUTED', c.id::text, coalesce(i.name_zh, '款项'), null, c.opened_at, c.due_on,
      array[c.debtor_org, c.creditor_org]
    from qipan.claim c left join qipan.item i on i.sku = c.item
    where c.state = 'DISPUTED' and c.outstanding > 0
    union all
    select 'AGREEMENT_ENDING', g.id || '@' || g.version, g.name_zh, null, g.recorded_at, g.valid_to,
      array(select p.org_id from qipan.agreement_party p
        where p.agreement_id = g.id and p.version = g.version)
    from qipan.agreement g
    where g.suspended_at is null and $2::date between g.valid_from and g.valid_to
      and g.valid_to <= $2::date + 60 and not exists (
        select from qipan.agreement later where later.id = g.id and later.version > g.version)
    union all
    select 'RESOLUTION_PROPOSED', r.id::text, r.title_zh, null, r.proposed_at, r.due_on,
      array[r.org]
    from qipan.resolution r where r.state = 'PROPOSED')
  select d.kind, d.id, d.title as "titleZh", d.org, ${at("d.since")} as since,
    d.due_on::text as "dueOn"
  from due d where exists (select from qipan.organization o
    where o.id = any (d.orgs) and o.region_code = any ($1))
  order by d.kind, d.since, d.id`;

export const readDecisions = (tx: Tx, codes: readonly string[]): Promise<BriefedDecision[]> =>
  many(tx, decisionsSql, [codes, tx.today]);
