-- Keys and roles. The app role may not write these tables in a caller's name; these functions
-- do, and ask the membership themselves: the caller is whoever the transaction says it is.
create function qipan.is_admin_of(p_org text) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select exists (select from qipan.membership m join qipan.principal p on p.id = m.principal_id
    where m.principal_id = current_setting('app.reader', true) and m.org_id = p_org
      and m.role = 'ADMIN' and p.disabled_at is null)
$$;
--> statement-breakpoint
-- A key is issued to a new machine of one organization, never to someone who has rights elsewhere.
create function qipan.key_issue(
  p_key text, p_principal text, p_name text, p_org text, p_roles text[], p_hash text,
  p_expires_at timestamptz
) returns void language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_admin_of(p_org) then
    raise exception 'only an administrator of % issues its keys', p_org using errcode = '42501';
  end if;
  insert into qipan.principal (id, kind, name) values (p_principal, 'MACHINE', p_name);
  insert into qipan.membership (principal_id, org_id, role)
    select distinct p_principal, p_org, r from unnest(p_roles) r;
  insert into qipan.api_key (id, principal_id, secret_hash, scopes, expires_at)
    values (p_key, p_principal, p_hash, '[]', p_expires_at);
end $$;
--> statement-breakpoint
-- Keys of the caller, and of everyone in the given organizations that it administers.
create function qipan.keys_seen(p_orgs text[])
returns table (id text, principal_id text, name text, orgs text[], roles text[],
  created_at timestamptz, expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select k.id, k.principal_id, p.name,
    array(select distinct m.org_id from qipan.membership m
      where m.principal_id = k.principal_id order by 1),
    array(select distinct m.role from qipan.membership m
      where m.principal_id = k.principal_id
        and (k.scopes = '[]' or k.scopes ? m.role) order by 1),
    k.created_at, k.expires_at, k.revoked_at, k.last_used_at
  from qipan.api_key k join qipan.principal p on p.id = k.principal_id
  where k.principal_id = current_setting('app.reader', true)
    or exists (select from qipan.membership m where m.principal_id = k.principal_id
      and m.org_id = any (p_orgs) and qipan.is_admin_of(m.org_id))
$$;
--> statement-breakpoint
-- Revokes a key that the caller sees; at once, on every node. Answers false if it sees none.
create function qipan.key_revoke(p_key text, p_orgs text[]) returns boolean
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not exists (select from qipan.keys_seen(p_orgs) k where k.id = p_key) then
    return false;
  end if;
  update qipan.api_key set revoked_at = coalesce(revoked_at, now()) where id = p_key;
  return true;
end $$;
--> statement-breakpoint
-- The operator takes a role back: the app role itself never deletes a row.
create function qipan.role_revoke(p_principal text, p_org text, p_role text) returns boolean
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_hub() then
    raise exception 'only the operator takes roles back' using errcode = '42501';
  end if;
  delete from qipan.membership
    where principal_id = p_principal and org_id = p_org and role = p_role;
  return found;
end $$;
--> statement-breakpoint
revoke all on function qipan.is_admin_of(text),
  qipan.key_issue(text, text, text, text, text[], text, timestamptz), qipan.keys_seen(text[]),
  qipan.key_revoke(text, text[]), qipan.role_revoke(text, text, text) from public;
--> statement-breakpoint
grant execute on function qipan.is_admin_of(text),
  qipan.key_issue(text, text, text, text, text[], text, timestamptz), qipan.keys_seen(text[]),
  qipan.key_revoke(text, text[]), qipan.role_revoke(text, text, text) to qipan_app;
