-- What is owed for a loss on no order has a turn of its own, which whoever settles, waives or disputes it takes and a find did
-- not: the one that came second was told that the book ran short, and not what stands there. A find takes the turns of what
-- its loss opened, after the orders and before the lots, as all others do.
create function qipan.loss_turn(p_transfer uuid, p_order_line uuid) returns void
language plpgsql set search_path = qipan, pg_temp as $$
declare
  lines uuid[];
  subjects uuid[];
  one uuid;
begin
  with opened as (
    select c.id, c.order_line_id from qipan.claim c where c.opened_by = p_transfer
    union all
    select coalesce(k.claim_id, k.id), k.order_line_id from qipan.refill_task k where k.opened_by = p_transfer
    union all
    select c.id, c.order_line_id from qipan.entry e
    join qipan.account a on a.id = e.target and a.kind = 'RECEIVABLE'
    join qipan.claim c on c.id = a.ref::uuid where e.transfer_id = p_transfer
  )
  select array_agg(order_line_id) filter (where order_line_id is not null),
    array_agg(distinct id order by id) filter (where order_line_id is null)
  into lines, subjects from opened;
  perform from qipan.dispatch_order o where o.id in (select l.order_id from qipan.order_line l
    where l.id = any (lines || p_order_line)) order by o.id for no key update;
  foreach one in array coalesce(subjects, '{}') loop
    perform pg_advisory_xact_lock(hashtextextended('claim ' || one::text, 0));
  end loop;
end $$;
--> statement-breakpoint
revoke all on function qipan.loss_turn(uuid, uuid) from public;
--> statement-breakpoint
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
