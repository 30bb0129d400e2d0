-- Who asks is looked up before everything else. It took five statements under row security, each with its own start; it
-- is one now whose plan is kept, past row security and for the hub alone, which is who looks.
-- The one sentence of what a pact opens; planned as a part of whoever asks it.
create function qipan.pacts_on(p_day date) returns table (lender text, borrower text) language sql stable as $$
  select l.org_id, b.org_id
  from qipan.agreement a
  join qipan.agreement_party b on b.agreement_id = a.id and b.version = a.version and b.borrows
    and coalesce(b.left_on >= p_day, true)
  join qipan.agreement_party l on l.agreement_id = a.id and l.version = a.version and l.lends
    and coalesce(l.left_on >= p_day, true) and l.org_id <> b.org_id
  where a.signed_at is not null and a.valid_from <= p_day and a.valid_to >= p_day
    and (a.suspended_at is null or a.suspended_at > now())
    and not exists (select from qipan.agreement later where later.id = a.id
      and later.version > a.version and later.signed_at is not null and later.valid_from <= p_day)
$$;
--> statement-breakpoint
revoke all on function qipan.pacts_on(date) from public;
--> statement-breakpoint
create or replace function qipan.pact_pairs(p_day date, p_borrowers text[] default null)
returns table (lender text, borrower text) language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return query select distinct p.lender, p.borrower from qipan.pacts_on(p_day) p
    where p_borrowers is null or p.borrower = any (p_borrowers);
end
$$;
--> statement-breakpoint
-- A principal that may sign in, with what the hub says of it on a day. Partners: whoever lends to one of its
-- organizations under a pact in force. With scopes only memberships that keep a role count: a key of none is nobody's.
create function qipan.principal_on(p_id text, p_day date, p_scopes jsonb)
returns table (id text, kind text, name text, memberships jsonb, partners text[]) language sql stable as $$
  select p.id, p.kind, p.name, held.memberships, array(
    select distinct pact.lender from qipan.pacts_on(p_day) pact
    where pact.borrower = any (held.orgs) and not pact.lender = any (held.orgs) order by pact.lender)
  from qipan.principal p cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('orgId', mine.org_id, 'roles', mine.roles)
      order by mine.org_id), '[]') as memberships, coalesce(array_agg(mine.org_id), '{}') as orgs
    from (select m.org_id, jsonb_agg(m.role order by m.role) as roles from qipan.membership m
      where m.principal_id = p_id and (p_scopes = '[]' or p_scopes ? m.role)
      group by m.org_id) mine) held
  where p.id = p_id and p.disabled_at is null
$$;
--> statement-breakpoint
revoke all on function qipan.principal_on(text, date, jsonb) from public;
--> statement-breakpoint
create or replace function qipan.principal_facts(p_id text, p_day date, p_scopes text[])
returns table (id text, kind text, name text, memberships jsonb, partners text[])
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return query select p.* from qipan.principal_on(p_id, p_day, to_jsonb(p_scopes)) p where qipan.is_hub();
end
$$;
--> statement-breakpoint
-- A key with whom it belongs to: no holder where that one may not sign in. Unnoted: its last use was noted so long
-- ago that it is noted again.
create or replace function qipan.key_holder(p_id text)
returns table (secret_hash text, expires_at timestamptz, good boolean, unnoted boolean, holder jsonb)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
declare
  v_day date := qipan.day_of(now());
begin
  return query select k.secret_hash, k.expires_at,
    k.revoked_at is null and (k.expires_at is null or k.expires_at > now()),
    coalesce(k.last_used_at < now() - interval '1 minute', true), to_jsonb(p)
  from qipan.api_key k left join lateral qipan.principal_on(k.principal_id, v_day, k.scopes) p on true
  where k.id = p_id and qipan.is_hub();
end
$$;
