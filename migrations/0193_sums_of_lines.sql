-- What is promised and received of a need, and promised of a contract, follows from the lines of orders for it, and from
-- the calls on the contract. Whoever changes a line changes these with it, a party of the order like the receiver; and a
-- party could write any figure. At the end of a transaction that changed one of them it adds up, or all is refused.
create function qipan.need_adds_up(p_need uuid) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select n.promised = coalesce(s.promised, 0) and n.received = coalesce(s.received, 0)
  from qipan.need n cross join lateral (
    select sum(div((l.ordered - l.cancelled - l.rejected - l.missing - l.redirected)::numeric * l.counted, l.ordered))
        as promised,
      sum(div(l.accepted::numeric * l.counted, l.ordered)) as received
    from qipan.order_line l where l.need_id = n.id) s
  where n.id = p_need
$$;
--> statement-breakpoint
-- What goes over from another order, on the road or on site, is promised by the contract once.
create function qipan.commitment_adds_up(p_commitment text) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select c.promised = coalesce((select sum(l.ordered - l.cancelled) from qipan.order_line l
      where l.commitment_id = c.id and l.from_line_id is null), 0)
    + coalesce((select sum(k.quantity) from qipan.commitment_call k where k.commitment_id = c.id), 0)
  from qipan.commitment c where c.id = p_commitment
$$;
--> statement-breakpoint
create function qipan.need_summed() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.need_adds_up(new.id) then
    raise exception 'not the sum of what stands for it' using errcode = '23514';
  end if;
  return null;
end $$;
--> statement-breakpoint
create function qipan.commitment_summed() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.commitment_adds_up(new.id) then
    raise exception 'not the sum of what stands for it' using errcode = '23514';
  end if;
  return null;
end $$;
--> statement-breakpoint
create function qipan.order_line_summed() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.need_adds_up(new.need_id) or not qipan.commitment_adds_up(new.commitment_id) then
    raise exception 'a line that its need or contract does not count' using errcode = '23514';
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke all on function qipan.need_adds_up(uuid), qipan.commitment_adds_up(text), qipan.need_summed(),
  qipan.commitment_summed(), qipan.order_line_summed() from public;
--> statement-breakpoint
create constraint trigger need_summed after update of promised, received on qipan.need
  deferrable initially deferred for each row
  when (current_user = 'qipan_app' and (old.promised, old.received) is distinct from (new.promised, new.received))
  execute function qipan.need_summed();
--> statement-breakpoint
create constraint trigger commitment_summed after update of promised on qipan.commitment
  deferrable initially deferred for each row
  when (current_user = 'qipan_app' and old.promised is distinct from new.promised)
  execute function qipan.commitment_summed();
--> statement-breakpoint
create constraint trigger order_line_added after insert on qipan.order_line
  deferrable initially deferred for each row when (current_user = 'qipan_app')
  execute function qipan.order_line_summed();
--> statement-breakpoint
create constraint trigger order_line_changed after update on qipan.order_line
  deferrable initially deferred for each row
  when (current_user = 'qipan_app' and (old.accepted, old.rejected, old.missing, old.cancelled, old.redirected)
    is distinct from (new.accepted, new.rejected, new.missing, new.cancelled, new.redirected))
  execute function qipan.order_line_summed();
