-- A key is rotated with an overlap: a second one is issued in its place, and the first goes on
-- for a stated time and then ends by itself.
alter table qipan.api_key add column replaces text
  constraint api_key_replaces unique references qipan.api_key (id);
--> statement-breakpoint
-- Keys of the caller, and of everyone in the given organizations that it administers; now with
-- the state by the database's clock, and what replaces what.
drop function qipan.keys_seen(text[]);
--> statement-breakpoint
create function qipan.keys_seen(p_orgs text[])
returns table (id text, principal_id text, name text, orgs text[], roles text[],
  created_at timestamptz, expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz,
  kind text, state text, replaces text, replaced_by text)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select k.id, k.principal_id, p.name,
    array(select distinct m.org_id from qipan.membership m
      where m.principal_id = k.principal_id order by 1),
    array(select distinct m.role from qipan.membership m
      where m.principal_id = k.principal_id
        and (k.scopes = '[]' or k.scopes ? m.role) order by 1),
    k.created_at, k.expires_at, k.revoked_at, k.last_used_at, p.kind,
    case when k.revoked_at is not null then 'REVOKED'
      when k.expires_at <= now() then 'EXPIRED'
      when k.expires_at <= now() + interval '14 days' then 'ENDING_SOON' else 'GOOD' end,
    k.replaces, (select s.id from qipan.api_key s where s.replaces = k.id)
  from qipan.api_key k join qipan.principal p on p.id = k.principal_id
  where qipan.is_hub() or k.principal_id = current_setting('app.reader', true)
    or exists (select from qipan.membership m where m.principal_id = k.principal_id
      and m.org_id = any (p_orgs) and qipan.is_admin_of(m.org_id))
$$;
--> statement-breakpoint
-- Issues a key in place of another of the same principal, with the same roles and, unless told
-- otherwise, for as long as that one was issued for. Answers DONE or why not. An administrator
-- rotates keys of machines all of whose organizations are its own: the new key is a credential
-- that it holds in its hand, and must open nothing that it could not give.
create function qipan.key_rotate(
  p_key text, p_new text, p_hash text, p_overlap interval, p_expires_at timestamptz
) returns text language plpgsql security definer set search_path = qipan, pg_temp as $$
declare old qipan.api_key;
begin
  select * into old from qipan.api_key where id = p_key for update;
  if not found then
    return 'NOT_FOUND';
  end if;
  if not qipan.is_hub() and (
    not exists (select from qipan.principal p
      where p.id = old.principal_id and p.kind = 'MACHINE' and p.disabled_at is null)
    or not exists (select from qipan.membership m where m.principal_id = old.principal_id)
    or exists (select from qipan.membership m
      where m.principal_id = old.principal_id and not qipan.is_admin_of(m.org_id))
  ) then
    return 'NOT_YOURS';
  end if;
  if old.revoked_at is not null or old.expires_at <= now() then
    return 'ENDED';
  end if;
  if exists (select from qipan.api_key s where s.replaces = p_key) then
    return 'ROTATED';
  end if;
  insert into qipan.api_key (id, principal_id, secret_hash, scopes, expires_at, replaces)
    values (p_new, old.principal_id, p_hash, old.scopes,
      coalesce(p_expires_at, now() + (old.expires_at - old.created_at)), p_key);
  update qipan.api_key set expires_at = least(expires_at, now() + p_overlap) where id = p_key;
  return 'DONE';
end $$;
--> statement-breakpoint
revoke all on function qipan.keys_seen(text[]),
  qipan.key_rotate(text, text, text, interval, timestamptz) from public;
--> statement-breakpoint
grant execute on function qipan.keys_seen(text[]),
  qipan.key_rotate(text, text, text, interval, timestamptz) to qipan_app;
