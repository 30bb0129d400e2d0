-- The vehicles that are on a road now, whoever sent them: a keeper who chooses among the carriers'
-- vehicles is not a party to the orders on which the others left. Nothing is locked; a departure
-- still asks `vehicles_on_road`, which is.
create function qipan.vehicles_out() returns setof text
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  return query select distinct v.id from qipan.leg l cross join lateral unnest(l.vehicle_ids) as v (id)
    where l.state = 'DEPARTED';
end $$;
--> statement-breakpoint
revoke all on function qipan.vehicles_out() from public;
--> statement-breakpoint
grant execute on function qipan.vehicles_out() to qipan_app;
