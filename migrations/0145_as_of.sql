-- What the hub had recorded by a time or a cursor. An entry's place in the one order is its seal, so a cited figure is
-- the sum of what was sealed by then; nothing that is written later changes it. To add that up anew for each reader
-- would cost as much as was ever booked: the sealer notes, for each account that a batch of its touched, the balance
-- behind the batch. A figure of any day is then one look into one index.
create table qipan.account_past (
  account bigint not null,
  -- The last seq of the batch behind which this was the balance.
  seq bigint not null,
  balance bigint not null,
  -- How many of the account's movements were sealed by then, and the highest version among them.
  touches bigint not null,
  version bigint not null,
  primary key (account, seq)
);
--> statement-breakpoint
-- Where the book may be cut: behind a batch that ends with a whole transaction, while no account lacks a movement that
-- came before one it has. Seals follow the transactions' ids, and of two that crossed the later one may have gone
-- first: between their seals goods would be gone before they came. `at` is whole milliseconds, because that is
-- what callers can say, and rises with seq, whatever the clock does.
create table qipan.seal_cut (
  seq bigint primary key,
  at timestamptz not null unique
);
--> statement-breakpoint
-- Accounts that lack a movement now.
alter table qipan.seal_state add column gaps bigint not null default 0;
--> statement-breakpoint
do $$
declare
  one text;
begin
  foreach one in array array['account_past', 'seal_cut'] loop
    execute format('alter table qipan.%I enable row level security', one);
    execute format('alter table qipan.%I force row level security', one);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', one);
    execute format('grant select on qipan.%I to qipan_app', one);
    execute format('create trigger append_only before update or delete on qipan.%I
      for each row execute function qipan.refuse_change()', one);
    execute format('create trigger append_only_whole before truncate on qipan.%I
      for each statement execute function qipan.refuse_change()', one);
  end loop;
end $$;
--> statement-breakpoint
create policy seen on qipan.seal_cut for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
create policy seen on qipan.account_past for select to qipan_app using ((select qipan.is_hub())
  or exists (select from qipan.account a where a.id = account_past.account));
--> statement-breakpoint
-- The condition of a lot decides what of it is usable, and is not in the book. What it was until it changed is kept with
-- an event of the transaction that changed it, so that the change has its place among the seals.
create table qipan.lot_past (
  lot uuid not null references qipan.stock_lot (id),
  event bigint not null,
  condition text not null,
  primary key (lot, event)
);
--> statement-breakpoint
alter table qipan.lot_past enable row level security;
--> statement-breakpoint
alter table qipan.lot_past force row level security;
--> statement-breakpoint
create policy owner_all on qipan.lot_past to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.lot_past to qipan_app;
--> statement-breakpoint
create policy seen on qipan.lot_past for select to qipan_app using (exists (
  select from qipan.stock_lot l where l.id = lot_past.lot));
--> statement-breakpoint
create trigger append_only before update or delete on qipan.lot_past
  for each row execute function qipan.refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on qipan.lot_past
  for each statement execute function qipan.refuse_change();
--> statement-breakpoint
-- Comes after `lot_told`, which has told of the depot by then if the lot has a new version. Of two changes in one
-- transaction the first knows what was before it.
create function qipan.lot_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not exists (select from before b join after a using (id) where b.condition <> a.condition) then return null; end if;
  if not exists (select from qipan.event e where e.xid = pg_current_xact_id()) then
    perform qipan.stock_tell(array(select distinct a.depot_id from before b join after a using (id)
      where b.condition <> a.condition));
  end if;
  insert into qipan.lot_past (lot, event, condition)
  select a.id, (select e.id from qipan.event e where e.xid = pg_current_xact_id() order by e.id limit 1), b.condition
  from before b join after a using (id) where b.condition <> a.condition
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
revoke all on function qipan.lot_was() from public;
--> statement-breakpoint
create trigger lot_was after update on qipan.stock_lot
  referencing old table as before new table as after
  for each statement execute function qipan.lot_was();
--> statement-breakpoint
-- The same from nothing but the journal and its heads, for accounts with p_after < id ≤ p_until: for books that were
-- sealed before this table was, and for whoever checks it. Each batch with an entry left a head.
create function qipan.past_of_journal(p_after bigint, p_until bigint)
returns table (account bigint, seq bigint, balance bigint, touches bigint, version bigint)
language sql stable set search_path = qipan, pg_temp as $$
  with touch as (
    select origin as account, id, -quantity as change, origin_version as version
    from qipan.entry where origin > p_after and origin <= p_until
    union all
    select target, id, quantity, target_version
    from qipan.entry where target > p_after and target <= p_until
  ), batch as (
    select t.account, h.seq, sum(t.change) as change, count(*) as touches, max(t.version) as version
    from touch t
    join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = t.id
    cross join lateral (select l.seq from qipan.ledger_head l where l.seq >= s.seq order by l.seq limit 1) h
    group by 1, 2
  )
  select b.account, b.seq, (sum(b.change) over w)::bigint, (sum(b.touches) over w)::bigint, max(b.version) over w
  from batch b window w as (partition by b.account order by b.seq)
$$;
--> statement-breakpoint
-- Notes the balances behind a batch; answers by how many more accounts lack a movement now. Plans are kept for the
-- session, and the first may be made while the journal is still empty.
create function qipan.past_append(p_after bigint, p_upto bigint) returns bigint
language plpgsql set search_path = qipan, pg_temp set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set jit = off as $$
declare
  more bigint;
begin
  with moved as (
    select k.account, sum(k.change)::bigint as change, count(*) as touches, max(k.version) as version
    from qipan.sealed s
    join qipan.entry e on e.id = s.row_id
    cross join lateral (values (e.origin, -e.quantity, e.origin_version), (e.target, e.quantity, e.target_version))
      as k (account, change, version)
    where s.kind = 'ENTRY' and s.seq > p_after and s.seq <= p_upto
    group by 1
  ), next as (
    select m.account, coalesce(p.balance, 0) + m.change as balance, coalesce(p.touches, 0) + m.touches as touches,
      greatest(p.version, m.version) as version, coalesce(p.touches < p.version, false) as was_open
    from moved m
    left join lateral (select o.balance, o.touches, o.version from qipan.account_past o
      where o.account = m.account order by o.seq desc limit 1) p on true
  ), written as (
    insert into qipan.account_past (account, seq, balance, touches, version)
    select n.account, p_upto, n.balance, n.touches, n.version from next n
  )
  select coalesce(sum((n.touches < n.version)::integer - n.was_open::integer), 0) into more from next n;
  return more;
end $$;
--> statement-breakpoint
-- A moment not before the clock's, and after the last: whoever was told of an earlier moment is not contradicted.
create function qipan.cut_append(p_seq bigint) returns void
language plpgsql set search_path = qipan, pg_temp as $$
begin
  insert into qipan.seal_cut (seq, at)
  select p_seq, greatest(date_trunc('milliseconds', clock_timestamp()),
    (select c.at from qipan.seal_cut c order by c.seq desc limit 1)) + interval '1 millisecond';
end $$;
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
  open_gaps bigint;
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
  open_gaps := state.gaps;
  if n > 0 then open_gaps := open_gaps + qipan.past_append(state.seq, state.seq + n); end if;
  -- A full batch may end inside a transaction: the next goes on after the last row of it. After a
  -- restore into another cluster transaction ids begin anew, and the horizon steps back to them.
  if n = p_limit then
    update qipan.seal_state s set seq = state.seq + n, horizon = reached, gaps = open_gaps,
      entry_after = coalesce(entries, case when reached = state.horizon then state.entry_after end, 0),
      event_after = coalesce(events, case when reached = state.horizon then state.event_after end, 0)
    where s.id = 1 returning s.entry_after, s.event_after into entries, events;
  elsif n > 0 or edge < state.horizon then
    update qipan.seal_state s set seq = state.seq + n, horizon = edge, gaps = open_gaps,
      entry_after = 0, event_after = 0
    where s.id = 1;
  end if;
  if n > 0 and open_gaps = 0 and (n < p_limit or not (
      exists (select from qipan.entry r where r.xid = reached and r.id > entries)
      or exists (select from qipan.event r where r.xid = reached and r.id > events))) then
    perform qipan.cut_append(state.seq + n);
  end if;
  return query select n, state.seq + 1, state.seq + n, edge::text,
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end $$;
--> statement-breakpoint
-- The last cut at or before a seq or a time, or the last of all; a seq of 0 where there was none. A time is told only
-- what no later seal can change: behind the last cut that is known once no sealer is at work, for the next one notes a
-- later time. The lease is asked for inside a block that is rolled back, so that it is given back at once, come
-- what may. A `problem` says that a seq is not sealed yet, or that a time has not come yet.
create function qipan.cut_at(p_seq bigint, p_at timestamptz)
returns table (seq bigint, at timestamptz, problem text)
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.has_reader() then return; end if;
  if p_at > clock_timestamp() then
    return query select 0::bigint, null::timestamptz, 'FUTURE'; return;
  end if;
  if p_seq > coalesce((select max(s.seq) from qipan.sealed s), 0) then
    return query select 0::bigint, null::timestamptz, 'UNSEALED'; return;
  end if;
  if p_at > coalesce((select max(c.at) from qipan.seal_cut c), '-infinity') then
    begin
      perform pg_advisory_xact_lock_shared(7414002);
      raise exception using errcode = 'QP001';
    exception when sqlstate 'QP001' then null;
    end;
  end if;
  return query
    select coalesce(c.seq, 0), c.at, null::text from (select) one
    left join lateral (select * from qipan.seal_cut k
      where (p_seq is null or k.seq <= p_seq) and (p_at is null or k.at <= p_at)
      order by k.seq desc limit 1) c on true;
end $$;
--> statement-breakpoint
revoke all on function qipan.past_of_journal(bigint, bigint), qipan.past_append(bigint, bigint),
  qipan.cut_append(bigint), qipan.cut_at(bigint, timestamptz) from public;
--> statement-breakpoint
grant execute on function qipan.past_of_journal(bigint, bigint), qipan.cut_at(bigint, timestamptz) to qipan_app;
--> statement-breakpoint
-- Books that were sealed before. Of a full batch nobody knows any more whether it ended with a transaction.
insert into qipan.account_past (account, seq, balance, touches, version)
select * from qipan.past_of_journal(0, (select coalesce(max(id), 0) from qipan.account));
--> statement-breakpoint
with batch as (
  select max(seq) as seq, count(*) as n, max(sealed_at) as at from qipan.sealed group by sealed_at
), told as (
  select seq, n, date_trunc('milliseconds', max(at) over (order by seq)) + interval '1 millisecond' as at from batch
)
insert into qipan.seal_cut (seq, at)
select max(t.seq), t.at from told t
where t.n < 1000 and not exists (
  select from (
    select account, seq, touches < version as open, lead(seq) over (partition by account order by seq) as until
    from qipan.account_past) p
  where p.open and p.seq <= t.seq and coalesce(p.until > t.seq, true))
group by t.at;
--> statement-breakpoint
update qipan.seal_state set gaps = (
  select count(*) from (select distinct on (account) touches < version as open
    from qipan.account_past order by account, seq desc) last where last.open);
