-- Roots of perfect subtrees of the books, from 64 leaves upwards: with them a proof about ten
-- million leaves reads some dozens of rows. They follow from the leaves and are written where
-- these are, in the sealing transaction; `ledger verify` derives them anew.
create table qipan.book_node (
  book text not null,
  level smallint not null,
  position bigint not null,
  hash text not null,
  constraint book_node_position unique (book, level, position)
);
--> statement-breakpoint
alter table qipan.book_node enable row level security;
--> statement-breakpoint
alter table qipan.book_node force row level security;
--> statement-breakpoint
create policy owner_all on qipan.book_node to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.book_node to qipan_app;
--> statement-breakpoint
create policy seen on qipan.book_node for select to qipan_app using ((select qipan.is_hub()));
--> statement-breakpoint
create trigger append_only before update or delete on qipan.book_node
  for each row execute function qipan.refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on qipan.book_node
  for each statement execute function qipan.refuse_change();
--> statement-breakpoint
-- RFC 6962 §2.1: an inner node hashes both its halves behind a byte that no leaf begins with.
create function qipan.node_hash(p_left text, p_right text) returns text language plpgsql immutable as $$
begin
  return encode(sha256('\x01'::bytea || decode(p_left, 'hex') || decode(p_right, 'hex')), 'hex');
end $$;
--> statement-breakpoint
-- The root of the perfect subtree of 2^level leaves that begins at leaf position × 2^level; null
-- where the book does not reach so far.
create function qipan.subtree_hash(p_book text, p_level integer, p_position bigint) returns text
language plpgsql stable set search_path = qipan, pg_temp as $$
declare
  hashes text[];
begin
  if p_level >= 6 then
    return (select n.hash from qipan.book_node n
      where n.book = p_book and n.level = p_level and n.position = p_position);
  end if;
  hashes := array(select l.hash from qipan.book_leaf l where l.book = p_book
    and l.position >= p_position << p_level and l.position < (p_position + 1) << p_level
    order by l.position);
  if cardinality(hashes) <> 1 << p_level then return null; end if;
  while cardinality(hashes) > 1 loop
    hashes := array(select qipan.node_hash(hashes[2 * n - 1], hashes[2 * n])
      from generate_series(1, cardinality(hashes) / 2) n order by n);
  end loop;
  return hashes[1];
end $$;
--> statement-breakpoint
-- Writes the subtrees that leaves from..until-1 complete. Where they complete none of one size,
-- they complete none that is greater.
create function qipan.book_grow(p_book text, p_from bigint, p_until bigint) returns void
language plpgsql set search_path = qipan, pg_temp as $$
declare
  l integer := 6;
begin
  while p_until >> l > p_from >> l loop
    insert into qipan.book_node (book, level, position, hash)
    select p_book, l, n, qipan.node_hash(qipan.subtree_hash(p_book, l - 1, 2 * n),
      qipan.subtree_hash(p_book, l - 1, 2 * n + 1))
    from generate_series(p_from >> l, (p_until >> l) - 1) n;
    l := l + 1;
  end loop;
end $$;
--> statement-breakpoint
create or replace function qipan.book_append(p jsonb) returns void
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
  perform qipan.book_grow(n.book, n.lowest, n.highest + 1)
  from (select l.book, min(l.position) as lowest, max(l.position) as highest
    from jsonb_to_recordset(p -> 'leaves') as l (book text, position bigint) group by 1) n;
  insert into qipan.ledger_head (book, size, root, frontier, previous, hash, sealed_at, seq)
  select h.book, h.size, h.root, h.frontier, h.previous, h.hash, h."sealedAt", h.seq
  from jsonb_to_recordset(p -> 'heads') as h (book text, size bigint, root text, frontier jsonb,
    previous text, hash text, "sealedAt" timestamptz, seq bigint);
end $$;
--> statement-breakpoint
-- What members may know of any book are its heads; roots of subtrees tell no more. Entries they
-- see by their own rights alone.
create function qipan.book_hashes(p jsonb) returns table (nth integer, hash text)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then return; end if;
  return query select (w.n - 1)::integer, qipan.subtree_hash(w.body ->> 'book',
    (w.body ->> 'level')::integer, (w.body ->> 'position')::bigint)
  from jsonb_array_elements(p) with ordinality w (body, n);
end $$;
--> statement-breakpoint
-- Where entries stand in a book: asked for entries that the caller was shown.
create function qipan.book_places(p_books text[], p_entries bigint[])
returns table (entry bigint, book text, place bigint)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then return; end if;
  return query select l.entry_id, l.book, l.position from qipan.book_leaf l
    where l.book = any (p_books) and l.entry_id = any (p_entries);
end $$;
--> statement-breakpoint
revoke all on function qipan.node_hash(text, text), qipan.subtree_hash(text, integer, bigint),
  qipan.book_grow(text, bigint, bigint), qipan.book_append(jsonb), qipan.book_hashes(jsonb),
  qipan.book_places(text[], bigint[]) from public;
--> statement-breakpoint
grant execute on function qipan.node_hash(text, text), qipan.book_append(jsonb),
  qipan.book_hashes(jsonb), qipan.book_places(text[], bigint[]) to qipan_app;
--> statement-breakpoint
-- Books that were sealed before this table was.
do $$
begin
  perform qipan.book_grow(book, 0, max(size)) from qipan.ledger_head group by book;
end $$;
