-- What an owner forgave is not borne, and the recourse that was forgiven with it stands no more: a find of other goods of the
-- line took it for asked too much, and relieved the firm at fault of what the debtor still bears. What is forgiven of a
-- recourse alone was asked once and stays so.
create or replace function qipan.incident_mirroring(p_incident uuid) returns table (order_line_id uuid, bearer text, kind text,
  item text, lot_id uuid, terms jsonb, rest bigint)
language sql stable set search_path = qipan, pg_temp as $$
  with figure as (
    -- Settled, but by nothing that makes it good: means and figure of each claim.
    select c.*, c.opened - coalesce((select sum(e.quantity) from qipan.account a
        join qipan.entry e on e.origin = a.id join qipan.transfer t on t.id = e.transfer_id
        where a.kind = 'RECEIVABLE' and a.ref = c.id::text and t.op <> 'SPLIT' and t.op <> 'REVERSAL'
          and (e.means in ('CONVERTED', 'RETURNED') or e.means = 'WAIVED' and (c.mirrors is null or exists (
            select from qipan.entry w join qipan.account r on r.id = w.origin and r.kind = 'RECEIVABLE'
              and r.claim_kind <> 'RECOURSE' where w.transfer_id = e.transfer_id and w.means = 'WAIVED')))
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
--> statement-breakpoint
-- A find takes the turns of what its loss opened. A task that went to somebody else as a whole keeps its row and its figure:
-- the loss behind it was forgiven or paid, and whoever refills it has the goods.
-- Waits for what is being booked on the order of the goods, on what is owed for them, or on the lots, and tells of the loss
-- to whoever owns, keeps or lent the goods or had them in hand; null to all others, and where it is no loss. Without a lot
-- the transfer lost of one.
-- Made good: a task that it opened is begun, a claim that it opened is smaller by now, or a part of either went elsewhere.
create or replace function qipan.loss_of(p_transfer uuid, p_lot uuid default null) returns jsonb
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  lots uuid[] := (select array_agg(distinct nullif(o.lot, '')::uuid) from qipan.entry e join qipan.account o
    on o.id = e.origin where e.transfer_id = p_transfer and o.kind not in ('RECEIVABLE', 'PAYABLE'));
  f record := qipan.loss_found(p_transfer, case when p_lot is null and cardinality(lots) = 1 then lots[1] else p_lot end);
  lender text := (select o.lender_org from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
    where l.id = f.order_line);
begin
  if f.is_loss is not true or not (qipan.is_hub()
    or array[f.owner, f.keeper, f.holder, lender] && qipan.reader_orgs()) then return null; end if;
  perform qipan.loss_turn(p_transfer, f.order_line);
  perform from qipan.stock_lot s where s.id = any (lots) order by s.id for no key update;
  -- What makes the loss good at this moment is over before it is asked whether anything did.
  perform from qipan.refill_task k where k.opened_by = p_transfer order by k.id for no key update;
  perform from qipan.claim c where c.id in (select a.ref::uuid from qipan.entry e join qipan.account a on a.id = e.target
    and a.kind = 'RECEIVABLE' where e.transfer_id = p_transfer) order by c.id for no key update;
  return (select jsonb_build_object('transferId', p_transfer, 'lotId', f.lot, 'item', f.item, 'ownerOrg', f.owner,
      'custodianOrg', f.keeper, 'depotId', f.depot, 'holderOrg', f.holder, 'lenderOrg', lender, 'orderLineId', f.order_line,
      'place', f.place, 'quantity', f.quantity, 'heaps', f.heaps, 'rest', f.rest, 'occurredAt', t.occurred_at,
      'underNorm', (select s.under_norm from qipan.stock_lot s where s.id = f.lot),
      'lotVersion', (select s.version from qipan.stock_lot s where s.id = f.lot),
      'incidentState', (select n.state from qipan.incident n where n.id = f.incident),
      'isRelayed', exists (select from qipan.leg_line g join qipan.leg l on l.id = g.leg_id
        where g.id = f.leg_line and l.prior_leg_id is not null),
      'riskPassesAt', (select p.terms ->> 'riskPassesAt' from qipan.order_line l join qipan.dispatch_order o
        on o.id = l.order_id join qipan.agreement p on p.id = o.agreement_id and p.version = o.agreement_version
        where l.id = f.order_line),
      'isFound', exists (select from qipan.transfer r where r.reverses = t.id),
      'isKeepersFault', exists (select from qipan.claim c where c.opened_by = t.id and c.kind = 'DAMAGES'
        and c.lot_id = f.lot),
      'isMadeGood', exists (select from jsonb_array_elements(t.effects -> 'tasks') n
          join qipan.refill_task k on k.id = (n ->> 'id')::uuid
          where k.done > 0 or k.quantity <> (n ->> 'quantity')::bigint
            or k.performer_org <> n ->> 'performerOrg')
        or exists (select from qipan.entry e join qipan.account a on a.id = e.target and a.kind = 'RECEIVABLE'
          join qipan.claim c on c.id = a.ref::uuid where e.transfer_id = t.id and c.outstanding < e.quantity),
      'tasks', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'ownerOrg', k.owner_org, 'quantity', k.quantity,
          'done', k.done)), '[]') from qipan.refill_task k where k.opened_by = t.id),
      'lines', (select jsonb_agg(jsonb_build_object('quantity', e.quantity,
          'origin', qipan.account_key(o), 'target', qipan.account_key(g)) order by e.line)
        from qipan.entry e join qipan.account o on o.id = e.origin join qipan.account g on g.id = e.target
        where e.transfer_id = t.id))
    from qipan.transfer t where t.id = p_transfer);
end $$;
