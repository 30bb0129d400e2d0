-- One event per expired lot: the day on which its owner was told.
alter table qipan.stock_lot add column expiry_told_on date;
--> statement-breakpoint
create index stock_lot_expires on qipan.stock_lot (expires_on) where expiry_told_on is null;
--> statement-breakpoint
-- Where goods of these lots are that are promised or out, and on whose orders.
create function qipan.lot_orders_all(p_lots uuid[])
returns jsonb language sql stable set search_path = qipan, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('orderId', o.id, 'number', o.number, 'version', o.version,
      'parties', o.parties, 'lineId', l.id, 'lotId', a.lot, 'item', a.item, 'kind', a.kind,
      'quantity', a.balance) order by o.number, l.id, a.id), '[]')
  from qipan.account a
  left join qipan.leg_line g on a.kind = 'IN_TRANSIT' and g.id::text = a.ref
  join qipan.order_line l on l.id::text = coalesce(g.order_line_id::text, regexp_replace(a.ref, '^(soft|firm):', ''))
  join qipan.dispatch_order o on o.id = l.order_id
  where a.lot = any (p_lots::text[]) and a.balance > 0
    and a.kind in ('HELD', 'IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING')
$$;
--> statement-breakpoint
-- Told to whoever owns or keeps the lot: it must reach those to whom its goods go.
create function qipan.lot_orders(p_lots uuid[])
returns jsonb language sql stable security definer set search_path = qipan, pg_temp as $$
  select qipan.lot_orders_all(array(
    select s.id from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id
    where s.id = any (p_lots) and (qipan.is_hub() or s.owner_org = any (qipan.reader_orgs())
      or d.custodian_org = any (qipan.reader_orgs()))))
$$;
--> statement-breakpoint
-- Stops a maker's batch wherever it lies, and every kit with a part of it: recalled where the caller
-- owns or keeps it, on quality hold elsewhere, for there its owner inspects and decides. Only who
-- has some of the batch itself may say that it is bad. Lots are locked in id order.
create function qipan.batch_recall(p_item text, p_batch text, p_org text)
returns jsonb language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  ids uuid[];
  changed uuid[];
begin
  -- For the public the list of organizations is null, and so is the comparison: `not` would pass it.
  if (qipan.is_hub() or p_org = any (qipan.reader_orgs())) is not true then
    raise exception 'may not recall for %', p_org using errcode = '42501';
  end if;
  ids := array(select id from qipan.stock_lot where item = p_item and batch = p_batch
    union select k.kit_lot_id from qipan.kit_part k join qipan.stock_lot s on s.id = k.lot_id
      where s.item = p_item and s.batch = p_batch);
  if not exists (select from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id
    where s.id = any (ids) and p_org in (s.owner_org, d.custodian_org)) then return null; end if;
  perform from qipan.stock_lot where id = any (ids) order by id for update;
  with own as (
    select s.id, case when p_org in (s.owner_org, d.custodian_org) then 'RECALLED' else 'BLOCKED' end as next
    from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id
    where s.id = any (ids) and (s.condition = 'GOOD' or s.condition = 'BLOCKED' and p_org in (s.owner_org, d.custodian_org))
  ), done as (
    update qipan.stock_lot s set condition = own.next, version = s.version + 1 from own where own.id = s.id
    returning s.id
  )
  select coalesce(array_agg(id), '{}') into changed from done;
  return jsonb_build_object('orders', qipan.lot_orders_all(ids), 'lots', (
    select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'item', s.item, 'ownerOrg', s.owner_org,
        'depotId', s.depot_id, 'depotOwnerOrg', d.owner_org, 'custodianOrg', d.custodian_org,
        'visibility', d.visibility, 'underNorm', s.under_norm, 'condition', s.condition,
        'version', s.version, 'free', coalesce((select jsonb_agg(jsonb_build_object('custodian', a.custodian,
          'balance', a.balance)) from qipan.account a where a.lot = s.id::text and a.kind = 'ON_HAND'
            and a.place = s.depot_id and a.balance > 0), '[]')) order by s.id), '[]')
    from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id where s.id = any (changed)));
end $$;
--> statement-breakpoint
revoke all on function qipan.lot_orders_all(uuid[]), qipan.lot_orders(uuid[]), qipan.batch_recall(text, text, text) from public;
--> statement-breakpoint
grant execute on function qipan.lot_orders(uuid[]), qipan.batch_recall(text, text, text) to qipan_app;
