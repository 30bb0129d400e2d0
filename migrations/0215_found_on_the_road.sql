-- Losses that are found again: also those on the road of an order or of a refill, what was not found at loading, and one lot
-- of a count that booked several. A loss is what one transfer moved of one lot to SHORTAGE and DESTROYED, from one account
-- or off its shelf. With others beside it in a count, these are the rest: taken back with it and booked again apart.
drop function qipan.loss_of(uuid), qipan.loss_found(uuid);
--> statement-breakpoint
create function qipan.loss_found(p_transfer uuid, p_lot uuid, out lot uuid, out item text, out owner text, out keeper text,
  out depot text, out holder text, out order_line uuid, out leg_line uuid, out incident uuid, out place text, out sink text,
  out quantity bigint, out heaps bigint, out rest jsonb, out is_loss boolean)
language sql stable set search_path = qipan, pg_temp as $$
  with goods as (
    select e.line, e.quantity, o.id as account, nullif(o.lot, '')::uuid as lot, o.item, o.owner, o.custodian,
      substring(t.ref from '^[0-9a-f-]{36}$') as order_line, substring(o.ref from '^[0-9a-f-]{36}$') as ref,
      nullif(o.counterparty, '') as incident, o.kind as place, t.kind as sink,
      case when o.kind = 'SURPLUS' then t.custodian else o.custodian end as keeper,
      case when o.kind = 'SURPLUS' then t.place else o.place end as depot,
      o.kind in ('ON_HAND', 'BLOCKED') as is_shelf,
      o.kind in ('ON_HAND', 'BLOCKED') and t.kind = 'SHORTAGE'
        or o.kind = 'SURPLUS' and t.kind in ('ON_HAND', 'BLOCKED') as is_count
    from qipan.entry e join qipan.account o on o.id = e.origin join qipan.account t on t.id = e.target
    where e.transfer_id = p_transfer and o.kind not in ('RECEIVABLE', 'PAYABLE')
  ), mine as (
    select g.* from goods g where g.lot = p_lot and g.sink in ('SHORTAGE', 'DESTROYED') and g.place in ('ON_HAND',
      'BLOCKED', 'HELD', 'IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING')
  ), other as (
    select g.*, s.under_norm, exists (select from qipan.claim c where c.opened_by = p_transfer and c.kind = 'DAMAGES'
        and c.lot_id = g.lot) as is_fault
    from goods g left join qipan.stock_lot s on s.id = g.lot where g.line not in (select m.line from mine m)
  )
  select p_lot, min(m.item), min(m.owner), min(d.custodian_org), min(s.depot_id), min(m.custodian), min(m.order_line)::uuid,
    (min(m.ref) filter (where m.place = 'IN_TRANSIT'))::uuid, min(m.incident)::uuid, max(m.place), min(m.sink),
    sum(m.quantity)::bigint, count(distinct m.account),
    (select coalesce(jsonb_agg(jsonb_build_object('lot', r.lot, 'item', r.item, 'owner', r.owner, 'custodian', r.keeper,
        'depot', r.depot, 'underNorm', r.under_norm, 'at', case when r.is_shelf then r.place else r.sink end,
        'booked', case when r.is_shelf then r.quantity else 0 end, 'counted', case when r.is_shelf then 0 else r.quantity end,
        'custodianAtFault', r.is_fault) order by r.line), '[]') from other r),
    count(m.line) > 0 and (count(distinct m.account) = 1 or bool_and(m.is_shelf))
      and (not exists (select from other) or bool_and(m.is_count) and (select bool_and(r.is_count) from other r))
  from mine m join qipan.stock_lot s on s.id = m.lot join qipan.depot d on d.id = s.depot_id
$$;
--> statement-breakpoint
-- Waits for what is being booked on the order of the goods, or on the lots, and tells of the loss to whoever owns, keeps or
-- lent the goods or had them in hand; null to all others, and where it is no loss. Without a lot the transfer lost of one.
-- Made good: a task that it opened is begun, a claim that it opened is smaller by now, or a part of either went elsewhere.
create function qipan.loss_of(p_transfer uuid, p_lot uuid default null) returns jsonb
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
  perform from qipan.dispatch_order o where o.id = (select l.order_id from qipan.order_line l
    where l.id = f.order_line) for no key update;
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
          where k.done > 0 or k.quantity <> (n ->> 'quantity')::bigint)
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
--> statement-breakpoint
-- The latest losses of lots, twenty of each, to those who own or keep them.
create or replace function qipan.lot_losses(p_lots uuid[]) returns table (lot uuid, transfer uuid, place text, sink text,
  quantity bigint, occurred_at timestamptz, recorded_at timestamptz, found_at timestamptz)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select s.id, t.id, t.place, t.sink, t.quantity, t.occurred_at, t.recorded_at, t.found_at
  from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id
  cross join lateral (
    select x.id, f.place, f.sink, f.quantity, x.occurred_at, x.recorded_at,
      (select r.recorded_at from qipan.transfer r where r.reverses = x.id) as found_at
    from (select distinct e.transfer_id from qipan.account a join qipan.entry e on e.target = a.id
      where a.lot = s.id::text and a.kind in ('SHORTAGE', 'DESTROYED')) e
    join qipan.transfer x on x.id = e.transfer_id
    cross join lateral qipan.loss_found(x.id, s.id) f
    where f.is_loss order by x.recorded_at desc, x.id limit 20) t
  where s.id = any (p_lots) and (qipan.is_hub() or array[s.owner_org, d.custodian_org] && qipan.reader_orgs())
  order by s.id, t.recorded_at desc, t.id
$$;
--> statement-breakpoint
revoke all on function qipan.loss_found(uuid, uuid), qipan.loss_of(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function qipan.loss_of(uuid, uuid) to qipan_app;
