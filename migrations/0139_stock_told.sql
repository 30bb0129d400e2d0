-- Whoever mirrors a depot hears that its stock changed, though it is no party to what changed it: once a round for
-- each depot, however much was posted. What was posted is read behind the sealer, so that nothing is added to a posting.
create table qipan.stock_told (
  id integer primary key default 1,
  seq bigint,
  constraint stock_told_single check (id = 1)
);
--> statement-breakpoint
alter table qipan.stock_told enable row level security;
--> statement-breakpoint
alter table qipan.stock_told force row level security;
--> statement-breakpoint
create policy owner_all on qipan.stock_told to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.stock_told to qipan_app;
--> statement-breakpoint
insert into qipan.stock_told default values;
--> statement-breakpoint
create function qipan.stock_tell(p_depots text[]) returns integer
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  perform qipan.sight_tell('STOCK_CHANGED', d.id, qipan.depot_readers(d)) from qipan.depot d
    where d.id = any (p_depots) order by d.id;
  return cardinality(p_depots);
end $$;
--> statement-breakpoint
-- Tells of the depots on whose shelves something was posted since it was last told. What there was before it was told
-- for the first time is no news. Answers how many depots.
create function qipan.stock_tell_posted() returns integer
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  since bigint;
  upto bigint := (select coalesce(max(seq), 0) from qipan.sealed);
begin
  if not qipan.is_hub() then
    raise exception 'only the hub tells of stock' using errcode = '42501';
  end if;
  select seq into since from qipan.stock_told for update;
  update qipan.stock_told set seq = upto where since is null or seq < upto;
  if since is null or since >= upto then return 0; end if;
  return qipan.stock_tell(array(
    select distinct l.depot_id from qipan.sealed s
    join qipan.entry e on e.id = s.row_id
    join qipan.account a on a.id in (e.origin, e.target)
    join qipan.stock_lot l on l.id = nullif(a.lot, '')::uuid
    where s.kind = 'ENTRY' and s.seq > since and s.seq <= upto
      and a.kind in ('ON_HAND', 'HELD', 'BLOCKED', 'ASSEMBLED')));
end $$;
--> statement-breakpoint
-- What is said of lots beside their quantity: condition, count, earmark. Told with the write.
create function qipan.lot_told() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  perform qipan.stock_tell(array(
    select distinct depot from before b join after a using (id),
      lateral unnest(array[b.depot_id, a.depot_id]) depot
    where (b.version, b.depot_id) is distinct from (a.version, a.depot_id)));
  return null;
end $$;
--> statement-breakpoint
create trigger lot_told after update on qipan.stock_lot
  referencing old table as before new table as after
  for each statement execute function qipan.lot_told();
--> statement-breakpoint
revoke all on function qipan.stock_tell(text[]), qipan.stock_tell_posted(), qipan.lot_told() from public;
--> statement-breakpoint
grant execute on function qipan.stock_tell_posted() to qipan_app;
