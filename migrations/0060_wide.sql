-- A founding or an import may write a million rows in one transaction. The sealer remembers how far
-- inside a transaction it has come, instead of passing over all of its sealed rows again and again.
alter table qipan.seal_state
  add column entry_after bigint not null default 0,
  add column event_after bigint not null default 0;
--> statement-breakpoint
create or replace function qipan.seal_batch(p_limit integer)
returns table (sealed integer, first_seq bigint, last_seq bigint, horizon text, sealed_at text)
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  state qipan.seal_state;
  edge xid8 := pg_snapshot_xmin(pg_current_snapshot());
  n integer;
  reached xid8;
  entries bigint;
  events bigint;
begin
  if not qipan.is_hub() then
    raise exception 'only the hub seals' using errcode = '42501';
  end if;
  -- One sealer at a time; whoever does not get the lease answers no row.
  if not pg_try_advisory_xact_lock(7414002) then return; end if;
  select * into state from qipan.seal_state where id = 1;
  with waiting as (
    (select r.xid, 'ENTRY' as kind, r.id from qipan.entry r
      where (r.xid, r.id) > (state.horizon, state.entry_after) and r.xid < edge
        and not exists (select from qipan.sealed s where s.kind = 'ENTRY' and s.row_id = r.id)
      order by r.xid, r.id limit p_limit)
    union all
    (select r.xid, 'EVENT', r.id from qipan.event r
      where (r.xid, r.id) > (state.horizon, state.event_after) and r.xid < edge
        and not exists (select from qipan.sealed s where s.kind = 'EVENT' and s.row_id = r.id)
      order by r.xid, r.id limit p_limit)
  ), batch as (
    select w.xid, w.kind, w.id, row_number() over (order by w.xid, w.kind, w.id) as nth
    from waiting w order by w.xid, w.kind, w.id limit p_limit
  ), written as (
    insert into qipan.sealed (seq, kind, row_id)
    select state.seq + b.nth, b.kind, b.id from batch b order by b.nth
  ), last as (select b.xid from batch b order by b.nth desc limit 1)
  select count(*), (select l.xid from last l),
    max(b.id) filter (where b.kind = 'ENTRY' and b.xid = (select l.xid from last l)),
    max(b.id) filter (where b.kind = 'EVENT' and b.xid = (select l.xid from last l))
  into n, reached, entries, events from batch b;
  -- A full batch may end inside a transaction: the next goes on after the last row of it. After a
  -- restore into another cluster transaction ids begin anew, and the horizon steps back to them.
  if n = p_limit then
    update qipan.seal_state s set seq = state.seq + n, horizon = reached,
      entry_after = coalesce(entries, case when reached = state.horizon then state.entry_after end, 0),
      event_after = coalesce(events, case when reached = state.horizon then state.event_after end, 0)
    where s.id = 1;
  elsif n > 0 or edge < state.horizon then
    update qipan.seal_state s set seq = state.seq + n, horizon = edge, entry_after = 0, event_after = 0
    where s.id = 1;
  end if;
  return query select n, state.seq + 1, state.seq + n, edge::text,
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end $$;
--> statement-breakpoint
-- Which depots have, or once had, a lot of an item: one small row for all lots of a shelf. Lots never
-- change item or depot, so a shelf is only ever added, and but for its first lot nobody waits. Who
-- asks for an item near a place reads its shelves, and the lots of the nearest of them only.
create table qipan.shelf (
  item text not null references qipan.item (sku),
  depot_id text not null references qipan.depot (id),
  primary key (item, depot_id)
);
--> statement-breakpoint
alter table qipan.shelf enable row level security;
--> statement-breakpoint
alter table qipan.shelf force row level security;
--> statement-breakpoint
create policy owner_all on qipan.shelf to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.shelf to qipan_app;
--> statement-breakpoint
create policy seen on qipan.shelf for select to qipan_app using (depot_id in (select id from qipan.depot));
--> statement-breakpoint
create function qipan.lot_has_shelf() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  insert into qipan.shelf (item, depot_id) select distinct item, depot_id from added on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
revoke all on function qipan.lot_has_shelf() from public;
--> statement-breakpoint
create trigger lot_has_shelf after insert on qipan.stock_lot referencing new table as added
  for each statement execute function qipan.lot_has_shelf();
--> statement-breakpoint
insert into qipan.shelf (item, depot_id) select distinct item, depot_id from qipan.stock_lot;
--> statement-breakpoint
-- The order in which a depot's lots are told, and that in which they expire.
create index stock_lot_told on qipan.stock_lot (depot_id, item collate "C", id);
--> statement-breakpoint
-- What row security asks of a lot stands in the index, so that other people's lots are passed over there.
create index stock_lot_expiry on qipan.stock_lot (expires_on, id) include (depot_id, owner_org, item)
  where expires_on is not null;
--> statement-breakpoint
create index stock_lot_depot_expiry on qipan.stock_lot (depot_id, expires_on, id) where expires_on is not null;
--> statement-breakpoint
-- What is on its way is little beside what lies on shelves, and was found by reading all of both.
create index account_coming on qipan.account (kind, place)
  where kind in ('INSPECTION', 'RETURNING', 'IN_TRANSIT');
--> statement-breakpoint
create or replace function qipan.on_the_way(p_depots text[])
returns table (depot text, item text, quantity bigint)
language sql stable security definer set search_path = qipan, pg_temp as $$
  with mine as (
    select d.id from qipan.depot d where d.id = any (p_depots) and (qipan.is_hub()
      or d.owner_org = any (qipan.reader_orgs()) or d.custodian_org = any (qipan.reader_orgs()))
  ), coming as (
    select a.place as depot, a.item, a.balance from qipan.account a
    where a.kind = 'INSPECTION' and a.balance > 0 and a.place in (select id from mine)
    union all
    select s.depot_id, a.item, a.balance from qipan.account a
    join qipan.stock_lot s on s.id = nullif(a.lot, '')::uuid
    where a.kind = 'RETURNING' and a.balance > 0 and s.depot_id in (select id from mine)
    union all
    select t.evidence ->> 'depot', a.item, a.balance from qipan.account a
    join qipan.transfer t on t.id = (select e.transfer_id from qipan.entry e where e.target = a.id order by e.id limit 1)
    where a.kind = 'IN_TRANSIT' and a.balance > 0 and a.ref like 'refill:%'
      and t.evidence ->> 'depot' in (select id from mine)
  )
  select depot, item, sum(balance)::bigint from coming group by 1, 2
$$;
--> statement-breakpoint
-- What one lender has of an item: asked for each lender of a plan, under its floor's lock.
create index stock_lot_owner on qipan.stock_lot using btree (owner_org, item);
