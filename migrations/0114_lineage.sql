-- Where this database was when it was last looked at: the cluster's identifier and its timeline. A
-- standby that was promoted may lack what its old primary had sealed last, and a copy in another
-- cluster goes its own way: from there on a seq may stand for another row, so cursors begin anew.
-- An embedded hub has no standby and keeps null.
alter table qipan.hub add column lineage text;
--> statement-breakpoint
-- The control file names the timeline of the last checkpoint, which lags behind a promotion; the name
-- of the log file being written does not. Everyone may call both.
create function qipan.lineage() returns text language sql stable as $$
  select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
  from pg_control_system()
$$;
--> statement-breakpoint
-- Answers whether the hub has a new epoch now. The first look only notes where it is.
create function qipan.keep_epoch() returns boolean
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  here text := qipan.lineage();
begin
  if not qipan.is_hub() then
    raise exception 'only the hub keeps its epoch' using errcode = '42501';
  end if;
  update qipan.hub set lineage = here where lineage is null;
  update qipan.hub set lineage = here, epoch = gen_random_uuid() where lineage <> here;
  return found;
end $$;
--> statement-breakpoint
revoke all on function qipan.lineage(), qipan.keep_epoch() from public;
--> statement-breakpoint
grant execute on function qipan.keep_epoch() to qipan_app;
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
  -- Nothing is sealed under the epoch of another timeline, where a seq may stand for another row.
  if exists (select from qipan.hub where lineage is not null) then
    perform qipan.keep_epoch();
  end if;
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
-- Whoever walks the journal in its order, to audit or to export it, asks for the leaves of an entry
-- and the heads of a seq: without these each stretch of the walk read the whole book.
alter table qipan.book_leaf
  drop constraint book_leaf_entry,
  add constraint book_leaf_entry unique (entry_id, book);
--> statement-breakpoint
create index ledger_head_seq on qipan.ledger_head (seq);
