-- "Who has X near here" took longer to plan than to answer, was planned at each call, and looked at each
-- shelf of an item that lies everywhere. Its statements are planned once a session now, and begin with the
-- nearest depots. The caller's rights decide what is found, as before.
--
-- Great-circle distance on the mean sphere in whole metres, so that a cursor by it is exact.
create function qipan.metres_between(p_lat float8, p_lon float8, p_to_lat float8, p_to_lon float8)
returns bigint language sql immutable as $$
  select round(2 * 6371008.8 * asin(least(1, sqrt(sin(radians(p_to_lat - p_lat) / 2) ^ 2
    + cos(radians(p_lat)) * cos(radians(p_to_lat)) * sin(radians(p_to_lon - p_lon) / 2) ^ 2))))::bigint
$$;
--> statement-breakpoint
-- Depots with enough of an item free and good, the nearest first, after a distance and depot if given. First
-- among the nearest depots: there an item that lies everywhere is found. Then beyond them, by the item's
-- shelves, which are few where it was not found so.
create function qipan.depots_near(p_item text, p_day date, p_lon float8, p_lat float8, p_least bigint,
  p_metres bigint, p_depot text, p_count integer)
returns table (depot text, quantity bigint, lots integer, expires_first date, counted_at timestamptz, metres bigint)
language plpgsql stable set search_path = qipan, pg_temp set plan_cache_mode = force_generic_plan as $$
declare
  nearest constant integer := 48;
  edge_metres bigint;
  edge text;
  found_near integer;
begin
  return query
  select n.id, f.quantity, f.lots, f.expires, f.counted, n.metres
  from (
    select * from (select d.id, metres_between(p_lat, p_lon, d.lat, d.lon) as metres from depot d) every
    where p_metres is null or (every.metres, every.id collate "C") > (p_metres, p_depot)
    order by every.metres, every.id collate "C" limit nearest) n
  cross join lateral (
    select sum(a.balance)::bigint as quantity, count(*)::integer as lots, min(l.expires_on) as expires,
      case when not bool_or(l.counted_at is null) then min(l.counted_at) end as counted
    from stock_lot l cross join lateral (select l.id::text as lot offset 0) k
    join account a on a.lot = k.lot and a.kind = 'ON_HAND' and a.place = l.depot_id
    where l.item = p_item and l.depot_id = n.id and l.condition = 'GOOD' and a.balance > 0
      and (l.expires_on is null or l.expires_on >= p_day)
    having sum(a.balance) >= p_least) f
  order by n.metres, n.id collate "C" limit p_count;
  get diagnostics found_near = row_count;
  if found_near = p_count then return; end if;
  select n.metres, n.id into edge_metres, edge from (
    select * from (select d.id, metres_between(p_lat, p_lon, d.lat, d.lon) as metres from depot d) every
    where p_metres is null or (every.metres, every.id collate "C") > (p_metres, p_depot)
    order by every.metres, every.id collate "C" limit 1 offset nearest - 1) n;
  if edge is null then return; end if;
  return query
  select n.id, f.quantity, f.lots, f.expires, f.counted, n.metres
  from (
    select * from (select d.id, metres_between(p_lat, p_lon, d.lat, d.lon) as metres
      from shelf s join depot d on d.id = s.depot_id where s.item = p_item) every
    where (every.metres, every.id collate "C") > (edge_metres, edge)
    order by every.metres, every.id collate "C") n
  cross join lateral (
    select sum(a.balance)::bigint as quantity, count(*)::integer as lots, min(l.expires_on) as expires,
      case when not bool_or(l.counted_at is null) then min(l.counted_at) end as counted
    from stock_lot l cross join lateral (select l.id::text as lot offset 0) k
    join account a on a.lot = k.lot and a.kind = 'ON_HAND' and a.place = l.depot_id
    where l.item = p_item and l.depot_id = n.id and l.condition = 'GOOD' and a.balance > 0
      and (l.expires_on is null or l.expires_on >= p_day)
    having sum(a.balance) >= p_least) f
  order by n.metres, n.id collate "C" limit p_count - found_near;
end $$;
--> statement-breakpoint
revoke all on function qipan.metres_between(float8, float8, float8, float8),
  qipan.depots_near(text, date, float8, float8, bigint, bigint, text, integer) from public;
--> statement-breakpoint
grant execute on function qipan.metres_between(float8, float8, float8, float8),
  qipan.depots_near(text, date, float8, float8, bigint, bigint, text, integer) to qipan_app;
