-- Losses of an incident by order line, kind, item, lot and the one who bears them, and how much of each no recourse
-- mirrors: less than nothing, where more is asked of the firm at fault than was lost after all. Of a chain of payments the
-- last bears it. What was forgiven, or became another claim, is not borne; what a report denied was mirrored once.
create function qipan.incident_mirroring(p_incident uuid) returns table (order_line_id uuid, bearer text, kind text,
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
        and (a.ref = l.id::text or a.kind = 'REPAIR' and a.ref = 'relayed:' || l.id)
        and a.kind in ('CONSUMED', 'DISTRIBUTED', 'SCRAPPED', 'DESTROYED', 'REPAIR')
      group by 1, 2
      union all
      select 'RESTORE', a.item, sum((t.evidence ->> 'restore')::bigint)::bigint
      from qipan.account a join qipan.entry e on e.origin = a.id and e.line = 0
      join qipan.transfer t on t.id = e.transfer_id and t.op = 'INSPECT' and t.evidence ? 'restore'
      where a.kind = 'INSPECTION' and a.lot = l.lot_id::text and a.owner = l.owner_org
        and a.counterparty = p_incident::text and a.ref in (l.id::text, 'relayed:' || l.id)
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
--> statement-breakpoint
-- Losses that were booked before anyone knew whom to blame, as they would have been mirrored from the start. `p_firms`
-- are the parties that a report names, in its order: the first that does not bear the loss itself is to answer. Only to
-- whoever answers for the incident, who first waits for all that is being booked on its orders.
create function qipan.incident_unmirrored(p_incident uuid, p_firms text[]) returns setof jsonb
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not exists (select from qipan.incident n where n.id = p_incident and (qipan.is_hub()
      or array[n.lead_org, n.government_org, n.payer_org] && qipan.reader_orgs())) then return; end if;
  perform from qipan.dispatch_order o where o.incident_id = p_incident order by o.id for no key update;
  return query
  select jsonb_strip_nulls(m.terms || jsonb_build_object('kind', m.kind, 'debtorOrg', m.bearer, 'item', m.item,
    'incidentId', p_incident, 'orderLineId', m.order_line_id, 'lotId', m.lot_id, 'quantity', m.rest,
    'firm', f.org))
  from qipan.incident_mirroring(p_incident) m
  cross join lateral (select n.org from unnest(p_firms) with ordinality n (org, nth) where n.org <> m.bearer
    order by n.nth limit 1) f
  where m.rest > 0
  order by m.order_line_id, m.kind, m.bearer, m.item, m.lot_id;
end $$;
--> statement-breakpoint
revoke all on function qipan.incident_mirroring(uuid), qipan.incident_unmirrored(uuid, text[]) from public;
--> statement-breakpoint
grant execute on function qipan.incident_unmirrored(uuid, text[]) to qipan_app;
--> statement-breakpoint
-- Kinds are added to what the constraint holds, whatever that is by now.
do $$
declare
  def text := (select pg_get_constraintdef(oid) from pg_constraint
    where conrelid = 'qipan.event'::regclass and conname = 'event_kind');
begin
  alter table qipan.event drop constraint event_kind;
  execute 'alter table qipan.event add constraint event_kind '
    || regexp_replace(def, 'ARRAY\[', 'ARRAY[''INCIDENT_RESPONSIBLE_NAMED''::text, ');
end $$;
