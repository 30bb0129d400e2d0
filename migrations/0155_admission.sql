-- Who asks is found out before everything else, so that its plans are kept: a function in SQL is planned at each
-- call, one in PL/pgSQL once for a connection, also behind a pooler that knows no prepared statements.
drop function qipan.pact_pairs(date);
--> statement-breakpoint
-- All pairs, or those of some who borrow.
create function qipan.pact_pairs(p_day date, p_borrowers text[] default null)
returns table (lender text, borrower text) language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return query select distinct l.org_id, b.org_id
  from qipan.agreement a
  join qipan.agreement_party b on b.agreement_id = a.id and b.version = a.version and b.borrows
    and coalesce(b.left_on >= p_day, true) and (p_borrowers is null or b.org_id = any (p_borrowers))
  join qipan.agreement_party l on l.agreement_id = a.id and l.version = a.version and l.lends
    and coalesce(l.left_on >= p_day, true) and l.org_id <> b.org_id
  where a.signed_at is not null and a.valid_from <= p_day and a.valid_to >= p_day
    and (a.suspended_at is null or a.suspended_at > now())
    and not exists (select from qipan.agreement later where later.id = a.id
      and later.version > a.version and later.signed_at is not null and later.valid_from <= p_day);
end
$$;
--> statement-breakpoint
revoke all on function qipan.pact_pairs(date, text[]) from public;
--> statement-breakpoint
grant execute on function qipan.pact_pairs(date, text[]) to qipan_app;
--> statement-breakpoint
-- A principal that may sign in, with what the hub says of it on a day. Partners: whoever lends to one of its
-- organizations under a pact in force. With scopes only memberships that keep a role count: a key of none is nobody's.
create function qipan.principal_facts(p_id text, p_day date, p_scopes text[])
returns table (id text, kind text, name text, memberships jsonb, partners text[])
language plpgsql stable set search_path = qipan, pg_temp as $$
declare
  v_orgs text[];
begin
  select coalesce(jsonb_agg(jsonb_build_object('orgId', mine.org_id, 'roles', mine.roles)
      order by mine.org_id), '[]'), coalesce(array_agg(mine.org_id), '{}')
  into memberships, v_orgs
  from (select m.org_id, jsonb_agg(m.role order by m.role) as roles from qipan.membership m
    where m.principal_id = p_id and (cardinality(p_scopes) = 0 or m.role = any (p_scopes))
    group by m.org_id) mine;
  partners := '{}';
  if cardinality(v_orgs) > 0 then
    partners := array(select distinct pair.lender from qipan.pact_pairs(p_day, v_orgs) pair
      where not pair.lender = any (v_orgs) order by pair.lender);
  end if;
  return query select p.id, p.kind, p.name, memberships, partners
    from qipan.principal p where p.id = p_id and p.disabled_at is null;
end
$$;
--> statement-breakpoint
revoke all on function qipan.principal_facts(text, date, text[]) from public;
--> statement-breakpoint
grant execute on function qipan.principal_facts(text, date, text[]) to qipan_app;
--> statement-breakpoint
-- A key with whom it belongs to: no holder where that one may not sign in. Unnoted: its last use was noted so long
-- ago that it is noted again.
create function qipan.key_holder(p_id text)
returns table (secret_hash text, expires_at timestamptz, good boolean, unnoted boolean, holder jsonb)
language plpgsql stable set search_path = qipan, pg_temp as $$
begin
  return query select k.secret_hash, k.expires_at,
    k.revoked_at is null and (k.expires_at is null or k.expires_at > now()),
    coalesce(k.last_used_at < now() - interval '1 minute', true), to_jsonb(p)
  from qipan.api_key k left join lateral qipan.principal_facts(k.principal_id,
    qipan.day_of(now()), array(select jsonb_array_elements_text(k.scopes))) p on true
  where k.id = p_id;
end
$$;
--> statement-breakpoint
revoke all on function qipan.key_holder(text) from public;
--> statement-breakpoint
grant execute on function qipan.key_holder(text) to qipan_app;
