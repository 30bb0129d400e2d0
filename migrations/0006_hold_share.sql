-- How much a lender has free under an agreement, and how much of it unapproved orders hold, for
-- each item. Callers of one agreement and lender wait for each other here, in the order in which
-- they ask, so that together they never pass the share; and a requester may not read the orders
-- of others, so the sums are told and nothing else.
create function qipan.agreement_holds(p_agreement text, p_lender text, p_items text[])
returns table (item text, free bigint, unapproved bigint)
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may hold' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('agreement ' || p_agreement || ' of ' || p_lender, 0));
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
revoke all on function qipan.agreement_holds(text, text, text[]) from public;
--> statement-breakpoint
grant execute on function qipan.agreement_holds(text, text, text[]) to qipan_app;
--> statement-breakpoint
-- What a lender has on its shelves of some items: free and sound, lying there with what is held,
-- and the norm where one stands. A floor is kept of all that lies there, although others hold it.
create function qipan.lender_shelves(p_lender text, p_items text[])
returns table (depot text, item text, free bigint, lying bigint, norm bigint)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  return query
    select s.depot_id, s.item,
      sum(a.balance) filter (where a.kind = 'ON_HAND')::bigint, sum(a.balance)::bigint, t.quantity
    from qipan.stock_lot s
    join qipan.depot d on d.id = s.depot_id and d.visibility <> 'RESTRICTED'
    join qipan.account a on a.lot = s.id::text and a.kind in ('ON_HAND', 'HELD')
    left join qipan.reserve_target t on t.depot_id = s.depot_id and t.item = s.item
    where s.item = any (p_items) and s.owner_org = p_lender and s.condition = 'GOOD'
      and (s.expires_on is null or s.expires_on >= qipan.day_of(now()))
    group by s.depot_id, s.item, t.quantity order by s.depot_id, s.item;
end $$;
--> statement-breakpoint
revoke all on function qipan.lender_shelves(text, text[]) from public;
--> statement-breakpoint
grant execute on function qipan.lender_shelves(text, text[]) to qipan_app;
