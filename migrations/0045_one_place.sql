-- A lender keeps a floor of each shelf under every pact at once. Callers were serialised by pact, so
-- two pacts of one lender each found the shelf full and together went below the floor: the lock is
-- the lender's from now on. Callers take lenders in one order, or two would wait for each other.
create or replace function qipan.agreement_holds(p_agreement text, p_lender text, p_items text[])
returns table (item text, free bigint, unapproved bigint)
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may hold' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('shelves of ' || p_lender, 0));
  return query
    select i.item, coalesce((
        select sum(a.balance) from qipan.stock_lot s
        join qipan.depot d on d.id = s.depot_id and d.visibility <> 'RESTRICTED'
        join qipan.account a on a.lot = s.id::text and a.kind = 'ON_HAND'
        where s.item = i.item and s.owner_org = p_lender and s.condition = 'GOOD'
          and (s.expires_on is null or s.expires_on >= qipan.day_of(now()))), 0)::bigint,
      coalesce((
        select sum(l.held) from qipan.dispatch_order o
        join qipan.order_line l on l.order_id = o.id
        where o.agreement_id = p_agreement and o.lender_org = p_lender and o.issued_at is null
          and o.cancelled_at is null and l.item = i.item and l.lot_id is not null
          and exists (select from qipan.approval p where p.order_id = o.id and p.state = 'PENDING')), 0)::bigint
    from unnest(p_items) as i (item) order by i.item;
end $$;
--> statement-breakpoint
-- Which of these lots were blocked or recalled. The rows stay locked: a recall that comes meanwhile
-- waits, and then finds free what was released. Whoever releases need not see the lot itself.
create function qipan.unfit_lots(p_lots uuid[]) returns setof uuid
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  perform from qipan.stock_lot s where s.id = any (p_lots) order by s.id for share;
  return query select s.id from qipan.stock_lot s where s.id = any (p_lots) and s.condition <> 'GOOD';
end $$;
--> statement-breakpoint
-- The vehicles of a carrier that are on a road now, whoever sent them; its next departure waits
-- until this one is told, so that no vehicle is on two legs. `p_except` is a leg that ends now.
create function qipan.vehicles_on_road(p_carrier text, p_except uuid) returns setof text
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  perform from qipan.carrier where org_id = p_carrier for no key update;
  return query select distinct v.id from qipan.leg l cross join lateral unnest(l.vehicle_ids) as v (id)
    where l.carrier_org = p_carrier and l.state = 'DEPARTED' and l.id is distinct from p_except;
end $$;
--> statement-breakpoint
create index leg_on_road on qipan.leg using btree (carrier_org) where state = 'DEPARTED';
--> statement-breakpoint
revoke all on function qipan.unfit_lots(uuid[]), qipan.vehicles_on_road(text, uuid) from public;
--> statement-breakpoint
grant execute on function qipan.unfit_lots(uuid[]), qipan.vehicles_on_road(text, uuid) to qipan_app;
