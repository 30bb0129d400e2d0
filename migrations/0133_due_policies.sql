-- Due policies are set by an adopted resolution: the hub's by the conference, an agreement's once all its parties have
-- agreed. Which resolution, by whom and when stays with the row; rows of before have none.
alter table qipan.due_policy
  add column resolution_id uuid unique references qipan.resolution (id),
  add column org text references qipan.organization (id),
  add column set_by text,
  add column set_at timestamptz;
--> statement-breakpoint
-- Parties of an agreement that did not agree to a resolution, for a member of its conference; null: there is no such
-- agreement. Those of the latest signed version count, unless they have left.
create function qipan.due_policy_missing(p_resolution uuid, p_agreement text) returns text[]
language sql stable security definer set search_path = qipan, pg_temp as $$
  select array_agg(p.org_id order by p.org_id) filter (where not p.org_id = any (r.agreed))
  from qipan.resolution r
  join qipan.agreement a on a.id = p_agreement and a.version = (select max(v.version) from qipan.agreement v
    where v.id = p_agreement and v.signed_at is not null and v.withdrawn_at is null)
  join qipan.agreement_party p on p.agreement_id = a.id and p.version = a.version
    and (p.left_on is null or p.left_on >= qipan.day_of(now()))
  where r.id = p_resolution and r.readers && qipan.reader_orgs()
$$;
--> statement-breakpoint
create function qipan.due_policy_known(p_agreement text) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select qipan.is_member() and exists (select from qipan.agreement v
    where v.id = p_agreement and v.signed_at is not null and v.withdrawn_at is null)
$$;
--> statement-breakpoint
-- Sets it in the name of the resolution's organization, which the caller must belong to. Answers false where a policy
-- of the same scope begins on that day, or this resolution has set one.
create function qipan.due_policy_set(p jsonb) returns boolean
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  r qipan.resolution;
  made uuid;
begin
  select * into r from qipan.resolution where id = (p ->> 'resolutionId')::uuid for share;
  if r.id is null or r.state <> 'ADOPTED' or (r.org = any (qipan.reader_orgs())) is not true then
    raise exception 'no adopted resolution of the caller' using errcode = '42501';
  end if;
  if (p ->> 'agreementId') is not null and (not qipan.due_policy_known(p ->> 'agreementId')
    or qipan.due_policy_missing(r.id, p ->> 'agreementId') is not null) then
    raise exception 'not every party of the agreement agreed' using errcode = '42501';
  end if;
  if (p ->> 'validFrom')::date < qipan.day_of(now()) then
    raise exception 'a policy begins today at the earliest' using errcode = '22023';
  end if;
  insert into qipan.due_policy (agreement_id, valid_from, warn_days, supervise_after, auto_after, auto_org, auto_term,
    source_zh, source_en, resolution_id, org, set_by, set_at)
  values (p ->> 'agreementId', (p ->> 'validFrom')::date,
    array(select d::integer from jsonb_array_elements_text(p -> 'warnDays') d order by d::integer desc),
    (p ->> 'superviseAfterDays')::integer, (p ->> 'autoAfterDays')::integer,
    case when (p ->> 'autoAfterDays') is null then null else r.org end, (p ->> 'autoTermDays')::integer,
    '决议 ' || coalesce(r.number, r.id::text), 'resolution ' || coalesce(r.number, r.id::text),
    r.id, r.org, current_setting('app.reader'), now())
  on conflict do nothing returning id into made;
  return made is not null;
end $$;
--> statement-breakpoint
revoke all on function qipan.due_policy_missing(uuid, text), qipan.due_policy_known(text),
  qipan.due_policy_set(jsonb) from public;
--> statement-breakpoint
grant execute on function qipan.due_policy_missing(uuid, text), qipan.due_policy_known(text),
  qipan.due_policy_set(jsonb) to qipan_app;
--> statement-breakpoint
-- A policy that was set is told; kinds are added to what the constraint holds, whatever that is by now.
do $$
declare
  def text := (select pg_get_constraintdef(oid) from pg_constraint
    where conrelid = 'qipan.event'::regclass and conname = 'event_kind');
begin
  alter table qipan.event drop constraint event_kind;
  execute 'alter table qipan.event add constraint event_kind '
    || regexp_replace(def, 'ARRAY\[', 'ARRAY[''DUE_POLICY_SET''::text, ');
end $$;
