-- Losing or gaining sight of a thing is an event for that reader, so that a mirror stays equal. Kinds are added to
-- what the constraints hold, whatever that is by now.
do $$
declare
  one record;
begin
  for one in
    select c.conname, pg_get_constraintdef(c.oid) as def, n.more from pg_constraint c
    join (values ('event_kind', '''HIDDEN''::text, ''SHOWN''::text'),
      ('event_subject_kind', '''ORGANIZATION''::text')) n (name, more) on n.name = c.conname
    where c.conrelid = 'qipan.event'::regclass
  loop
    execute format('alter table qipan.event drop constraint %I', one.conname);
    execute format('alter table qipan.event add constraint %I %s', one.conname,
      regexp_replace(one.def, 'ARRAY\[', 'ARRAY[' || one.more || ', '));
  end loop;
end $$;
--> statement-breakpoint
-- `@` and a principal's id: an event for this one reader, whose memberships changed.
alter policy seen on qipan.event using (
  (select qipan.is_hub()) or parties && (select qipan.reader_orgs())
  or ((select qipan.has_reader()) and 'public' = any (parties))
  or ((select qipan.is_member()) and '*' = any (parties))
  or ((select qipan.has_reader()) and (select '@' || current_setting('app.reader', true)) = any (parties)));
--> statement-breakpoint
-- Who lends to whom, as the feed has told it; the row of two empty names says that telling has begun.
create table qipan.sight_pact (
  lender text not null,
  borrower text not null,
  primary key (lender, borrower)
);
--> statement-breakpoint
alter table qipan.sight_pact enable row level security;
--> statement-breakpoint
alter table qipan.sight_pact force row level security;
--> statement-breakpoint
create policy owner_all on qipan.sight_pact to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.sight_pact to qipan_app;
--> statement-breakpoint
insert into qipan.sight_pact (lender, borrower)
  select '', '' from qipan.hub
  union select lender, borrower from qipan.pact_pairs((now() at time zone 'Asia/Shanghai')::date)
    where exists (select from qipan.hub);
--> statement-breakpoint
create function qipan.sight_tell(p_kind text, p_depot text, p_parties text[]) returns void
language sql security definer set search_path = qipan, pg_temp as $$
  insert into qipan.event (kind, subject_kind, subject_id, subject_version, parties, facts, actor, occurred_at)
  select p_kind, 'DEPOT', p_depot, 0, p_parties, '{}',
    coalesce(nullif(current_setting('app.reader', true), ''), 'hub'), now()
  where cardinality(p_parties) > 0
$$;
--> statement-breakpoint
-- Organizations that see a depot, or the public; by the pacts that the feed has told.
create function qipan.depot_readers(d qipan.depot) returns text[]
language sql stable security definer set search_path = qipan, pg_temp as $$
  select case when d.visibility = 'PUBLIC' then array['public'] else array(
    select d.owner_org union select d.custodian_org
    union select p.borrower from qipan.sight_pact p where p.lender = d.owner_org
      and d.visibility in ('PARTNER', 'PUBLIC_AGGREGATE')) end
$$;
--> statement-breakpoint
create function qipan.depot_sight() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  before text[] := qipan.depot_readers(old);
  after text[] := qipan.depot_readers(new);
begin
  -- Everyone saw it: everyone hears that it is gone, and then those who still see it that it is there.
  if 'public' = any (after) then before := array(select unnest(before) intersect select 'public'); end if;
  perform qipan.sight_tell('HIDDEN', new.id, array(select unnest(before) except select unnest(after)));
  perform qipan.sight_tell('SHOWN', new.id, array(select unnest(after) except select unnest(before)));
  return null;
end $$;
--> statement-breakpoint
create trigger depot_sight after update on qipan.depot for each row
  when ((old.visibility, old.owner_org, old.custodian_org)
    is distinct from (new.visibility, new.owner_org, new.custodian_org))
  execute function qipan.depot_sight();
--> statement-breakpoint
-- Tells what pacts have opened and closed since it was last told: with the write that suspends, resumes, signs or
-- leaves, and by the clock for terms that begin and end. Answers how many pairs changed.
create function qipan.sight_pacts() returns integer
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  one record;
  changed integer := 0;
  told boolean;
begin
  if not qipan.is_member() and current_setting('role') <> 'qipan_owner' then
    raise exception 'only a member tells of pacts' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('sight pacts', 0));
  insert into qipan.sight_pact values ('', '') on conflict do nothing;
  told := not found;
  for one in
    select coalesce(n.lender, o.lender) as lender, coalesce(n.borrower, o.borrower) as borrower,
      n.lender is not null as opened
    from qipan.pact_pairs(qipan.day_of(now())) n
    full join (select * from qipan.sight_pact where lender <> '') o using (lender, borrower)
    where n.lender is null or o.lender is null order by 1, 2
  loop
    changed := changed + 1;
    if one.opened then insert into qipan.sight_pact values (one.lender, one.borrower);
    else delete from qipan.sight_pact where lender = one.lender and borrower = one.borrower;
    end if;
    continue when not told;
    perform qipan.sight_tell(case when one.opened then 'SHOWN' else 'HIDDEN' end, d.id, array[one.borrower])
      from qipan.depot d where d.owner_org = one.lender and d.visibility in ('PARTNER', 'PUBLIC_AGGREGATE')
        and d.custodian_org <> one.borrower order by d.id;
  end loop;
  return changed;
end $$;
--> statement-breakpoint
revoke all on function qipan.sight_tell(text, text, text[]), qipan.depot_readers(qipan.depot),
  qipan.depot_sight(), qipan.sight_pacts() from public;
--> statement-breakpoint
grant execute on function qipan.sight_pacts() to qipan_app;
