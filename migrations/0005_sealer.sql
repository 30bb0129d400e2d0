-- The sealer gives committed rows their place in the one order that all readers see. A row of a
-- transaction that is still open may have a smaller id than one that is read already; behind the
-- snapshot's horizon no such transaction is left, so nothing is ever inserted before what was sealed.
create function qipan.seal_batch(p_limit integer)
returns table (sealed integer, first_seq bigint, last_seq bigint, horizon text, sealed_at text)
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  state qipan.seal_state;
  edge xid8 := pg_snapshot_xmin(pg_current_snapshot());
  n integer;
  reached xid8;
begin
  if not qipan.is_hub() then
    raise exception 'only the hub seals' using errcode = '42501';
  end if;
  -- One sealer at a time; whoever does not get the lease answers no row.
  if not pg_try_advisory_xact_lock(7414002) then return; end if;
  select * into state from qipan.seal_state where id = 1;
  with waiting as (
    (select r.xid, 'ENTRY' as kind, r.id from qipan.entry r
      where r.xid >= state.horizon and r.xid < edge
        and not exists (select from qipan.sealed s where s.kind = 'ENTRY' and s.row_id = r.id)
      order by r.xid, r.id limit p_limit)
    union all
    (select r.xid, 'EVENT', r.id from qipan.event r
      where r.xid >= state.horizon and r.xid < edge
        and not exists (select from qipan.sealed s where s.kind = 'EVENT' and s.row_id = r.id)
      order by r.xid, r.id limit p_limit)
  ), batch as (
    select w.xid, w.kind, w.id, row_number() over (order by w.xid, w.kind, w.id) as nth
    from waiting w order by w.xid, w.kind, w.id limit p_limit
  ), written as (
    insert into qipan.sealed (seq, kind, row_id)
    select state.seq + b.nth, b.kind, b.id from batch b order by b.nth
  )
  select count(*), (array_agg(b.xid order by b.nth desc))[1] into n, reached from batch b;
  -- A full batch may end inside a transaction: the next begins at that transaction again. After a
  -- restore into another cluster transaction ids begin anew, and the horizon steps back to them.
  if n > 0 or edge < state.horizon then
    update qipan.seal_state s set seq = state.seq + n,
      horizon = case when n = p_limit then reached else edge end
    where s.id = 1;
  end if;
  return query select n, state.seq + 1, state.seq + n, edge::text,
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');
end $$;
--> statement-breakpoint
-- Appends sealed entries to the books that they touch, and one head for each such book.
create function qipan.book_append(p jsonb) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  wrong text;
begin
  if not qipan.is_hub() then
    raise exception 'only the hub appends to books' using errcode = '42501';
  end if;
  select l.book into wrong
  from jsonb_to_recordset(p -> 'leaves') as l (book text, "entryId" bigint)
  where not exists (
    select from qipan.entry e
    join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id
    join qipan.account a on a.id in (e.origin, e.target) and a.owner = l.book
    where e.id = l."entryId") limit 1;
  if found then
    raise exception 'a leaf of book % is no sealed entry of it', wrong using errcode = '22023';
  end if;
  select h.book into wrong
  from jsonb_to_recordset(p -> 'heads') as h (book text, size bigint, previous text)
  left join lateral (select o.size, o.hash from qipan.ledger_head o where o.book = h.book
    order by o.size desc limit 1) last on true
  left join (select l.book, count(*) as added, min(l.position) as lowest, max(l.position) as highest
    from jsonb_to_recordset(p -> 'leaves') as l (book text, position bigint) group by 1) n on n.book = h.book
  where not coalesce(h.previous = coalesce(last.hash, '') and h.size = coalesce(last.size, 0) + n.added
    and n.lowest = coalesce(last.size, 0) and n.highest = h.size - 1, false) limit 1;
  if found then
    raise exception 'the head of book % does not follow its last', wrong using errcode = '22023';
  end if;
  insert into qipan.book_leaf (book, position, entry_id, hash)
  select l.book, l.position, l."entryId", l.hash
  from jsonb_to_recordset(p -> 'leaves') as l (book text, position bigint, "entryId" bigint, hash text);
  insert into qipan.ledger_head (book, size, root, frontier, previous, hash, sealed_at, seq)
  select h.book, h.size, h.root, h.frontier, h.previous, h.hash, h."sealedAt", h.seq
  from jsonb_to_recordset(p -> 'heads') as h (book text, size bigint, root text, frontier jsonb,
    previous text, hash text, "sealedAt" timestamptz, seq bigint);
end $$;
--> statement-breakpoint
revoke all on function qipan.seal_batch(integer), qipan.book_append(jsonb) from public;
--> statement-breakpoint
grant execute on function qipan.seal_batch(integer), qipan.book_append(jsonb) to qipan_app;
