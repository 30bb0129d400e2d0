-- Goods that come back, told to whoever keeps them: it counts them in although the book is the
-- owner's. Oldest first, by the account that holds them; only what is not inspected yet.
create index account_back on qipan.account using btree (id) where kind in ('RETURNING', 'INSPECTION', 'REPAIR');
--> statement-breakpoint
create function qipan.returns_due(p_after bigint, p_count integer)
returns table (id bigint, line uuid, kind text, holder text, place text, quantity bigint, received boolean)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select a.id, l.id, a.kind, a.custodian, a.place, a.balance, a.ref = l.id::text
  from qipan.account a
  join qipan.order_line l
    on l.id = substring(a.ref from '^(?:unreceived:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$')::uuid
  where a.kind in ('RETURNING', 'INSPECTION', 'REPAIR') and a.balance > 0 and a.item = l.item
    and a.id > p_after and l.custodian_org = any (qipan.reader_orgs())
  order by a.id limit p_count
$$;
--> statement-breakpoint
revoke all on function qipan.returns_due(bigint, integer) from public;
--> statement-breakpoint
grant execute on function qipan.returns_due(bigint, integer) to qipan_app;
