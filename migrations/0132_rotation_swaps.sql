-- 轮换互换: the creditor of a refill offers its debtor goods that expire soon. With the refill the debtor brings more
-- than it owes, and what is more goes over the same counter one for one against the ageing goods.
alter table qipan.rotation_offer
  drop constraint rotation_offer_mode,
  add constraint rotation_offer_mode check (mode in ('GIFT', 'EXCHANGE', 'SWAP')),
  add column claim_id uuid references qipan.claim (id),
  add constraint rotation_offer_swap check ((mode = 'SWAP') = (claim_id is not null));
--> statement-breakpoint
create index rotation_offer_claim on qipan.rotation_offer (claim_id) where claim_id is not null;
--> statement-breakpoint
-- What is under way to a shelf, and under which offer its sender sent more than it owes.
create or replace function qipan.refill_shipment(p_shipment text, p_depot text)
returns jsonb language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object('carrierOrg', a.custodian, 'quantity', a.balance, 'offerId', t.evidence ->> 'offer', 'lot',
    jsonb_strip_nulls(jsonb_build_object('batch', s.batch, 'madeOn', s.made_on,
      'expiresOn', s.expires_on, 'origin', s.origin, 'unitValueFen', s.unit_value_fen,
      'condition', s.condition,
      'shelf', jsonb_build_object('owner', a.owner, 'custodian', d.custodian_org, 'depot', d.id,
        'lot', s.id, 'item', a.item, 'underNorm', s.under_norm))))
  from qipan.account a
  join qipan.stock_lot s on s.id::text = a.lot
  join qipan.depot d on d.id = s.depot_id
  join qipan.transfer t on t.id = (select e.transfer_id from qipan.entry e
    where e.target = a.id order by e.id limit 1) and t.evidence ->> 'depot' = p_depot
  where a.ref = 'refill:' || p_shipment and a.kind = 'IN_TRANSIT' and a.balance > 0
    and (qipan.is_hub() or exists (select from qipan.depot k
      where k.id = p_depot and k.custodian_org = any (qipan.reader_orgs())))
$$;
--> statement-breakpoint
-- The offer of a swap with its lot, for its owner, for whom it is made, and for whoever keeps the lot and hands it
-- over. Both stay as they are until the caller's transaction ends.
create function qipan.rotation_swap(p_offer uuid)
returns jsonb language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  o qipan.rotation_offer;
begin
  select f.* into o from qipan.rotation_offer f
    join qipan.stock_lot s on s.id = f.lot_id join qipan.depot d on d.id = s.depot_id
    where f.id = p_offer and f.mode = 'SWAP' and (qipan.is_hub()
      or f.owner_org = any (qipan.reader_orgs()) or f.parties && qipan.reader_orgs()
      or d.custodian_org = any (qipan.reader_orgs()))
    for update of f;
  if o.id is null then return null; end if;
  perform from qipan.stock_lot where id = o.lot_id for share;
  return (select jsonb_build_object('id', o.id, 'claimId', o.claim_id, 'quantity', o.quantity, 'taken', o.taken,
      'untilOn', o.until_on, 'withdrawnAt', o.withdrawn_at, 'parties', to_jsonb(o.parties), 'version', o.version,
      'ownerOrg', o.owner_org, 'item', o.item,
      'lot', jsonb_build_object('lotId', s.id, 'code', s.code, 'item', s.item, 'owner', s.owner_org,
        'custodian', d.custodian_org, 'depot', d.id, 'underNorm', s.under_norm, 'condition', s.condition,
        'expiresOn', s.expires_on))
    from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id where s.id = o.lot_id);
end $$;
--> statement-breakpoint
-- Whoever keeps the ageing lot hands part of it over: it is a new lot of the debtor's on the same shelf.
create function qipan.rotation_swap_take(p_offer uuid, p_take uuid, p_lot uuid, p_quantity bigint) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  o qipan.rotation_offer;
  s qipan.stock_lot;
begin
  select f.* into o from qipan.rotation_offer f
    join qipan.stock_lot l on l.id = f.lot_id join qipan.depot d on d.id = l.depot_id
    where f.id = p_offer and f.mode = 'SWAP' and f.withdrawn_at is null
      and (qipan.is_hub() or d.custodian_org = any (qipan.reader_orgs()))
    for update of f;
  if o.id is null then
    raise exception 'no swap % that the caller hands over', p_offer using errcode = '42501';
  end if;
  select * into s from qipan.stock_lot where id = o.lot_id;
  insert into qipan.stock_lot (id, code, item, owner_org, depot_id, batch, made_on, expires_on, origin, earmark,
    under_norm, unit_value_fen, counted_at, count_source)
  values (p_lot, s.depot_id || '-' || s.item || '-X' || left(p_lot::text, 8), s.item, o.parties[1], s.depot_id, s.batch,
    s.made_on, s.expires_on, s.origin, s.earmark, false, s.unit_value_fen, s.counted_at, '轮换互换');
  insert into qipan.rotation_take (id, offer_id, taker_org, quantity, lot_id, taken_by, taken_at)
  values (p_take, o.id, o.parties[1], p_quantity, p_lot, current_setting('app.reader'), now());
  update qipan.rotation_offer set taken = taken + p_quantity, version = version + 1 where id = o.id;
end $$;
--> statement-breakpoint
revoke all on function qipan.rotation_swap(uuid), qipan.rotation_swap_take(uuid, uuid, uuid, bigint) from public;
--> statement-breakpoint
grant execute on function qipan.rotation_swap(uuid), qipan.rotation_swap_take(uuid, uuid, uuid, bigint) to qipan_app;
