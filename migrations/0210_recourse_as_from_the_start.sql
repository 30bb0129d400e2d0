-- A loss that is mirrored afterwards is what would have been mirrored at once. Of the payer's own goods two were left out:
-- those not found at loading, and work on those that nobody accepted although their risk had passed when they departed.
create or replace function qipan.incident_mirroring(p_incident uuid) returns table (order_line_id uuid, bearer text, kind text,
  item text, lot_id uuid, terms jsonb, rest bigint)
language sql stable set search_path = qipan, pg_temp as $$
  with figure as (
    -- Settled, but by nothing that makes it good: means and figure of each claim.
    select c.*, c.opened - coalesce((select sum(e.quantity) from qipan.account a
        join qipan.entry e on e.origin = a.id join qipan.transfer t on t.id = e.transfer_id
        where a.kind = 'RECEIVABLE' and a.ref = c.id::text and t.op <> 'SPLIT' and t.op <> 'REVERSAL'
          and (e.means in ('CONVERTED', 'RETURNED') or e.means = 'WAIVED' and c.mirrors is null)
          and not exists (select from qipan.transfer r where r.reverses = t.id)), 0)
      + coalesce((select d.denied from qipan.recourse_decision d where d.claim_id = c.id), 0) as stands
    from qipan.claim c where c.incident_id = p_incident
  ), borne as (
    select c.order_line_id, c.debtor_org as bearer, c.kind, c.item, c.lot_id, sum(c.stands)::bigint as quantity,
      (array_agg(jsonb_strip_nulls(jsonb_build_object('liability', c.liability, 'dueAnchor', c.due_anchor,
        'dueDays', c.due_days, 'dueOn', c.due_on, 'unitPriceFen', c.unit_price_fen)) order by c.opened_at, c.id))[1] as terms
    from figure c
    where c.mirrors is null and c.kind in ('REFILL', 'REPAIR', 'RESTORE', 'COMPENSATE', 'PAY', 'SERVICE')
      and c.liability in ('COMMAND', 'REQUISITION', 'CONTRACTED', 'USER_REFILLS', 'USER_SETTLES')
      and not exists (select from qipan.claim o where o.order_line_id = c.order_line_id and o.kind = 'PAY'
        and c.kind = 'PAY' and o.mirrors is null and o.liability = 'CONTRACTED' and o.creditor_org = c.debtor_org)
    group by 1, 2, 3, 4, 5
  ), own as (
    select l.id as order_line_id, l.owner_org as bearer, x.kind, x.item, l.lot_id, x.quantity, jsonb_build_object(
      'liability', l.liability, 'dueAnchor', 'RESPONSE_END', 'dueDays', 30) as terms
    from qipan.order_line l
    join qipan.dispatch_order o on o.id = l.order_id and o.incident_id = p_incident
    left join qipan.agreement p on p.id = o.agreement_id and p.version = o.agreement_version
    -- Under which names goods come home whose risk was the payer's by then, accepted or not.
    cross join lateral (select array[l.id::text, 'relayed:' || l.id] || case
      when coalesce(p.terms ->> 'riskPassesAt', 'DEPARTURE') = 'DEPARTURE' then array['unreceived:' || l.id]
      else '{}' end as refs) h
    cross join lateral (
      select case a.kind when 'REPAIR' then 'REPAIR' else 'REFILL' end as kind, a.item, sum(case a.kind
        when 'REPAIR' then a.balance + coalesce((select sum(case when t.op = 'REVERSAL' then -e.quantity
              else e.quantity end) from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
            join qipan.account g on g.id = case t.op when 'REVERSAL' then e.origin else e.target end
            where case t.op when 'REVERSAL' then e.target else e.origin end = a.id
              and g.kind in ('ON_HAND', 'BLOCKED')), 0)
        else a.balance end)::bigint as quantity
      from qipan.account a
      where a.lot = l.lot_id::text and a.owner = l.owner_org and a.counterparty = p_incident::text
        and (a.ref = l.id::text or a.kind = 'REPAIR' and a.ref = any (h.refs))
        and a.kind in ('CONSUMED', 'DISTRIBUTED', 'SCRAPPED', 'DESTROYED', 'SHORTAGE', 'REPAIR')
      group by 1, 2
      union all
      select 'RESTORE', a.item, sum((t.evidence ->> 'restore')::bigint)::bigint
      from qipan.account a join qipan.entry e on e.origin = a.id and e.line = 0
      join qipan.transfer t on t.id = e.transfer_id and t.op = 'INSPECT' and t.evidence ? 'restore'
      where a.kind = 'INSPECTION' and a.lot = l.lot_id::text and a.owner = l.owner_org
        and a.counterparty = p_incident::text and a.ref = any (h.refs)
        and not exists (select from qipan.transfer r where r.reverses = t.id)
      group by 2
    ) x
    where l.liability = 'OWNER_IS_PAYER'
  ), mirrored as (
    select order_line_id, creditor_org as bearer, mirrors as kind, item, lot_id, sum(stands) as quantity
    from figure where kind = 'RECOURSE' group by 1, 2, 3, 4, 5
  )
  select b.order_line_id, b.bearer, b.kind, b.item, b.lot_id, b.terms, b.quantity - coalesce((select sum(m.quantity)
      from mirrored m where m.order_line_id is not distinct from b.order_line_id and m.lot_id is not distinct from b.lot_id
          and (m.bearer, m.kind, m.item) = (b.bearer, b.kind, b.item)), 0)::bigint
  from (select * from borne union all select * from own) b
$$;
