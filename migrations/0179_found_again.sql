-- What was lost and is found again: the losses of lots, as their owners and keepers list them, and one of them with all
-- that is needed to take it back by its mirror. A loss is a transfer that moves goods of one lot, from a shelf, from
-- where they were in use or from the way home, to nowhere but SHORTAGE and DESTROYED.
create function qipan.loss_found(p_transfer uuid, out lot uuid, out item text, out owner text, out keeper text,
  out depot text, out holder text, out order_line uuid, out incident uuid, out place text, out sink text,
  out quantity bigint, out is_loss boolean)
language sql stable set search_path = qipan, pg_temp as $$
  select nullif(min(o.lot), '')::uuid, min(o.item), min(o.owner), min(d.custodian_org), min(s.depot_id), min(o.custodian),
    min(nullif(substring(o.ref from '[0-9a-f-]{36}$'), ''))::uuid, min(nullif(o.counterparty, ''))::uuid, min(o.kind),
    min(t.kind), sum(e.quantity)::bigint, bool_and(t.kind in ('SHORTAGE', 'DESTROYED') and o.kind in ('ON_HAND',
      'BLOCKED', 'ON_SITE', 'BORROWED', 'RETURNING')) and count(distinct o.id) = 1
  from qipan.entry e join qipan.account o on o.id = e.origin join qipan.account t on t.id = e.target
  left join qipan.stock_lot s on s.id = nullif(o.lot, '')::uuid
  left join qipan.depot d on d.id = s.depot_id
  where e.transfer_id = p_transfer and o.kind not in ('RECEIVABLE', 'PAYABLE')
$$;
--> statement-breakpoint
-- Waits for what is being booked on the order of the goods, or on their lot, and tells of the loss to whoever owns or keeps
-- the goods or had them in hand; null to all others, and where it is no loss. Made good: a task that it opened is begun,
-- a claim that it opened is smaller by now, or a part of either went elsewhere.
create function qipan.loss_of(p_transfer uuid) returns jsonb
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  f record := qipan.loss_found(p_transfer);
begin
  if f.is_loss is not true or not (qipan.is_hub()
    or array[f.owner, f.keeper, f.holder] && qipan.reader_orgs()) then return null; end if;
  perform from qipan.dispatch_order o where o.id = (select l.order_id from qipan.order_line l
    where l.id = f.order_line) for no key update;
  perform from qipan.stock_lot s where s.id = f.lot for no key update;
  -- What makes the loss good at this moment is over before it is asked whether anything did.
  perform from qipan.refill_task k where k.opened_by = p_transfer order by k.id for no key update;
  perform from qipan.claim c where c.opened_by = p_transfer order by c.id for no key update;
  return (select jsonb_build_object('transferId', p_transfer, 'lotId', f.lot, 'item', f.item, 'ownerOrg', f.owner,
      'custodianOrg', f.keeper, 'depotId', f.depot, 'holderOrg', f.holder, 'orderLineId', f.order_line,
      'incidentId', f.incident, 'place', f.place, 'quantity', f.quantity,
      'underNorm', (select s.under_norm from qipan.stock_lot s where s.id = f.lot),
      'lotVersion', (select s.version from qipan.stock_lot s where s.id = f.lot),
      'incidentState', (select n.state from qipan.incident n where n.id = f.incident),
      'recordedAt', t.recorded_at,
      'isFound', exists (select from qipan.transfer r where r.reverses = t.id),
      'isKeepersFault', exists (select from qipan.claim c where c.opened_by = t.id and c.kind = 'DAMAGES'),
      'isMadeGood', exists (select from jsonb_array_elements(t.effects -> 'tasks') n
          join qipan.refill_task k on k.id = (n ->> 'id')::uuid
          where k.done > 0 or k.quantity <> (n ->> 'quantity')::bigint)
        or exists (select from qipan.entry e join qipan.account a on a.id = e.target and a.kind = 'RECEIVABLE'
          join qipan.claim c on c.id = a.ref::uuid
          where e.transfer_id = t.id and c.kind <> 'RECOURSE' and c.outstanding < e.quantity),
      'tasks', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'ownerOrg', k.owner_org, 'quantity', k.quantity,
          'done', k.done)), '[]') from qipan.refill_task k where k.opened_by = t.id),
      'lines', (select jsonb_agg(jsonb_build_object('quantity', e.quantity,
          'origin', qipan.account_key(o), 'target', qipan.account_key(g)) order by e.line)
        from qipan.entry e join qipan.account o on o.id = e.origin join qipan.account g on g.id = e.target
        where e.transfer_id = t.id))
    from qipan.transfer t where t.id = p_transfer);
end $$;
--> statement-breakpoint
create function qipan.account_key(a qipan.account) returns jsonb language sql immutable as $$
  select jsonb_build_object('owner', a.owner, 'kind', a.kind, 'item', a.item, 'lot', a.lot, 'custodian', a.custodian,
    'place', a.place, 'counterparty', a.counterparty, 'claimKind', a.claim_kind, 'ref', a.ref)
$$;
--> statement-breakpoint
-- Recourse that asks for more than was lost after all, once a loss of the order line is found again: the firm owes so much
-- less. What was mirrored by the loss itself is taken back with it; this is what a report mirrored apart.
create function qipan.recourse_excess(p_order_line uuid) returns setof jsonb
language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object('id', c.id, 'kind', c.kind, 'debtorOrg', c.debtor_org, 'creditorOrg', c.creditor_org,
    'item', c.item, 'mirrors', c.mirrors, 'state', c.state, 'outstanding', c.outstanding, 'excess', -m.rest)
  from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
  cross join lateral qipan.incident_mirroring(o.incident_id) m
  join qipan.claim c on c.kind = 'RECOURSE' and c.order_line_id = l.id and c.mirrors = m.kind
    and c.creditor_org = m.bearer and c.item = m.item and c.outstanding > 0
  where l.id = p_order_line and m.order_line_id = l.id and m.rest < 0 and m.kind in ('REFILL', 'COMPENSATE', 'PAY')
    and (qipan.is_hub() or o.parties && qipan.reader_orgs())
  order by c.opened_at, c.id
$$;
--> statement-breakpoint
-- The latest losses of lots, twenty of each, to those who own or keep them.
create function qipan.lot_losses(p_lots uuid[]) returns table (lot uuid, transfer uuid, place text, sink text,
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
    cross join lateral qipan.loss_found(x.id) f
    where f.is_loss order by x.recorded_at desc, x.id limit 20) t
  where s.id = any (p_lots) and (qipan.is_hub() or array[s.owner_org, d.custodian_org] && qipan.reader_orgs())
  order by s.id, t.recorded_at desc, t.id
$$;
--> statement-breakpoint
revoke all on function qipan.loss_found(uuid), qipan.loss_of(uuid), qipan.account_key(qipan.account),
  qipan.recourse_excess(uuid), qipan.lot_losses(uuid[]) from public;
--> statement-breakpoint
grant execute on function qipan.loss_of(uuid), qipan.recourse_excess(uuid), qipan.lot_losses(uuid[]) to qipan_app;
--> statement-breakpoint
do $$
declare
  def text := (select pg_get_constraintdef(oid) from pg_constraint
    where conrelid = 'qipan.event'::regclass and conname = 'event_kind');
begin
  alter table qipan.event drop constraint event_kind;
  execute 'alter table qipan.event add constraint event_kind '
    || regexp_replace(def, 'ARRAY\[', 'ARRAY[''GOODS_FOUND''::text, ');
end $$;
