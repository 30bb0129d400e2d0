-- One question for all lenders of a plan, where there was one for each: a province has hundreds.
-- A plan only reads. It waited for every lender it asked, and made others wait until it had read
-- all it needed; now only who commits to take something locks, and reads after that.

-- Waits for the shelves of these lenders, in one order, or two callers would wait for each other.
create function qipan.lock_shelves(p_lenders text[]) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  v_lender text;
begin
  if not qipan.is_member() then
    raise exception 'only a member may hold' using errcode = '42501';
  end if;
  for v_lender in select distinct u.lender collate "C" from unnest(p_lenders) as u (lender) order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('shelves of ' || v_lender, 0));
  end loop;
end $$;
--> statement-breakpoint
-- How much each lender has free of an item, and how much of it unapproved orders of the agreement
-- hold: three lists of one length, a row for each place in them. A requester may not read the orders of others, so
-- the sums are told and nothing else.
create function qipan.agreement_stock(p_agreements text[], p_lenders text[], p_items text[])
returns table (agreement text, lender text, item text, free bigint, unapproved bigint)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  return query
    with asked as (
      select * from unnest(p_agreements, p_lenders, p_items) as u (agreement, lender, item)
    ), lying as (
      select s.owner_org, s.item, sum(a.balance)::bigint as free
      from qipan.stock_lot s
      join qipan.depot d on d.id = s.depot_id and d.visibility <> 'RESTRICTED'
      join qipan.account a on a.lot = s.id::text and a.kind = 'ON_HAND'
      where s.item = any (p_items) and s.owner_org = any (p_lenders) and s.condition = 'GOOD'
        and (s.expires_on is null or s.expires_on >= qipan.day_of(now()))
      group by s.owner_org, s.item
    ), waiting as (
      select o.agreement_id, o.lender_org, l.item, sum(l.held)::bigint as held
      from qipan.dispatch_order o
      join qipan.order_line l on l.order_id = o.id
      where o.agreement_id = any (p_agreements) and o.lender_org = any (p_lenders)
        and o.issued_at is null and o.cancelled_at is null and l.lot_id is not null
        and exists (select from qipan.approval p where p.order_id = o.id and p.state = 'PENDING')
      group by o.agreement_id, o.lender_org, l.item
    )
    select k.agreement, k.lender, k.item, coalesce(y.free, 0), coalesce(w.held, 0)
    from asked k
    left join lying y on y.owner_org = k.lender and y.item = k.item
    left join waiting w on w.agreement_id = k.agreement and w.lender_org = k.lender and w.item = k.item
    order by k.lender, k.agreement, k.item;
end $$;
--> statement-breakpoint
-- What lenders have on their shelves of some items: free and sound, lying there with what is held,
-- and the norm where one stands. A floor is kept of all that lies there, although others hold it.
create function qipan.shelves_of(p_lenders text[], p_items text[])
returns table (lender text, depot text, item text, free bigint, lying bigint, norm bigint)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  return query
    select s.owner_org, s.depot_id, s.item,
      coalesce(sum(a.balance) filter (where a.kind = 'ON_HAND'), 0)::bigint,
      sum(a.balance)::bigint, t.quantity
    from qipan.stock_lot s
    join qipan.depot d on d.id = s.depot_id and d.visibility <> 'RESTRICTED'
    join qipan.account a on a.lot = s.id::text and a.kind in ('ON_HAND', 'HELD')
    left join qipan.reserve_target t on t.depot_id = s.depot_id and t.item = s.item
    where s.item = any (p_items) and s.owner_org = any (p_lenders) and s.condition = 'GOOD'
      and (s.expires_on is null or s.expires_on >= qipan.day_of(now()))
    group by s.owner_org, s.depot_id, s.item, t.quantity
    order by s.owner_org, s.depot_id, s.item;
end $$;
--> statement-breakpoint
revoke all on function qipan.lock_shelves(text[]), qipan.agreement_stock(text[], text[], text[]),
  qipan.shelves_of(text[], text[]) from public;
--> statement-breakpoint
grant execute on function qipan.lock_shelves(text[]), qipan.agreement_stock(text[], text[], text[]),
  qipan.shelves_of(text[], text[]) to qipan_app;
