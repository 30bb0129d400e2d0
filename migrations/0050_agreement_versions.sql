-- Agreements have versions that are proposed, signed by every party, suspended, resumed and left.
-- Terms are never edited: the app role may change no other columns than those granted below.
alter table qipan.agreement
  add column signed_at timestamptz default now(),
  add column proposed_by_org text references qipan.organization (id),
  add column withdrawn_at timestamptz,
  add column withdraw_reason text,
  add column revision integer not null default 1,
  add constraint agreement_withdrawn check (withdrawn_at is null or signed_at is null);
--> statement-breakpoint
alter table qipan.agreement_party
  add column left_on date,
  add column leave_reason text;
--> statement-breakpoint
create table qipan.agreement_signature (
  agreement_id text not null,
  version integer not null,
  org_id text not null references qipan.organization (id),
  signed_at timestamptz,
  signed_by text,
  primary key (agreement_id, version, org_id),
  constraint agreement_signature_by check ((signed_at is null) = (signed_by is null))
);
--> statement-breakpoint
create table qipan.agreement_suspension (
  id uuid primary key,
  agreement_id text not null,
  version integer not null,
  org_id text not null references qipan.organization (id),
  suspended_at timestamptz not null,
  reason text not null,
  recorded_by text not null,
  resumed_at timestamptz,
  resume_reason text,
  resumed_by text,
  constraint agreement_suspension_end check ((resumed_at is null) = (resumed_by is null))
);
--> statement-breakpoint
create index agreement_suspension_of on qipan.agreement_suspension (agreement_id, version);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['agreement_signature', 'agreement_suspension'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- Whether the reader is, or is asked to be, a party of a version; behind row-level security, so
-- that the policies of these tables do not call each other.
create function qipan.agreement_mine(p_agreement text, p_version integer) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select qipan.is_hub()
    or exists (select from qipan.agreement_party p where p.agreement_id = p_agreement
      and p.version = p_version and p.org_id = any (qipan.reader_orgs()))
    or exists (select from qipan.agreement_signature s where s.agreement_id = p_agreement
      and s.version = p_version and s.org_id = any (qipan.reader_orgs()))
$$;
--> statement-breakpoint
revoke all on function qipan.agreement_mine(text, integer) from public;
--> statement-breakpoint
grant execute on function qipan.agreement_mine(text, integer) to qipan_app;
--> statement-breakpoint
-- A signed version is every member's to read; what is only proposed, its signatories'.
drop policy seen on qipan.agreement;
--> statement-breakpoint
create policy seen on qipan.agreement for select to qipan_app using ((select qipan.is_member())
  and (signed_at is not null or proposed_by_org = any ((select qipan.reader_orgs())::text[])
    or qipan.agreement_mine(id, version)));
--> statement-breakpoint
create policy added on qipan.agreement for insert to qipan_app with check (signed_at is null
  and ((select qipan.is_hub()) or proposed_by_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy changed on qipan.agreement for update to qipan_app
  using (qipan.agreement_mine(id, version)) with check (qipan.agreement_mine(id, version));
--> statement-breakpoint
grant insert on qipan.agreement to qipan_app;
--> statement-breakpoint
grant update (signed_at, suspended_at, withdrawn_at, withdraw_reason, revision) on qipan.agreement to qipan_app;
--> statement-breakpoint
drop policy seen on qipan.agreement_party;
--> statement-breakpoint
create policy seen on qipan.agreement_party for select to qipan_app using ((select qipan.is_member())
  and (agreement_id, version) in (select id, version from qipan.agreement));
--> statement-breakpoint
create policy added on qipan.agreement_party for insert to qipan_app with check ((agreement_id, version) in (
  select id, version from qipan.agreement where signed_at is null and withdrawn_at is null
    and ((select qipan.is_hub()) or proposed_by_org = any ((select qipan.reader_orgs())::text[]))));
--> statement-breakpoint
create policy changed on qipan.agreement_party for update to qipan_app
  using ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]))
  with check ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.agreement_party to qipan_app;
--> statement-breakpoint
grant update (left_on, leave_reason) on qipan.agreement_party to qipan_app;
--> statement-breakpoint
create policy seen on qipan.agreement_signature for select to qipan_app using ((select qipan.is_member())
  and (agreement_id, version) in (select id, version from qipan.agreement));
--> statement-breakpoint
create policy added on qipan.agreement_signature for insert to qipan_app with check (signed_at is null
  and (agreement_id, version) in (select id, version from qipan.agreement where signed_at is null
    and withdrawn_at is null
    and ((select qipan.is_hub()) or proposed_by_org = any ((select qipan.reader_orgs())::text[]))));
--> statement-breakpoint
create policy changed on qipan.agreement_signature for update to qipan_app
  using ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]))
  with check ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update (signed_at, signed_by) on qipan.agreement_signature to qipan_app;
--> statement-breakpoint
create policy seen on qipan.agreement_suspension for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
create policy added on qipan.agreement_suspension for insert to qipan_app with check ((select qipan.is_hub())
  or (org_id = any ((select qipan.reader_orgs())::text[]) and qipan.agreement_mine(agreement_id, version)));
--> statement-breakpoint
create policy changed on qipan.agreement_suspension for update to qipan_app
  using ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]))
  with check ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update (resumed_at, resume_reason, resumed_by) on qipan.agreement_suspension to qipan_app;
--> statement-breakpoint
-- Whoever leans on agreements keeps them as they are until it has committed: a suspension, a
-- signature or a departure waits for it, or it waits for them and then sees what they did.
create function qipan.agreement_stay(p_agreements text[]) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may lean on an agreement' using errcode = '42501';
  end if;
  perform from qipan.agreement where id = any (p_agreements) order by id, version for share;
end $$;
--> statement-breakpoint
-- Whoever changes one version keeps all versions of that agreement to itself, seen or not: a version
-- that is signed meanwhile ends the one on which others lean.
create function qipan.agreement_change(p_agreement text) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may change an agreement' using errcode = '42501';
  end if;
  perform from qipan.agreement where id = p_agreement order by version for update;
end $$;
--> statement-breakpoint
revoke all on function qipan.agreement_stay(text[]), qipan.agreement_change(text) from public;
--> statement-breakpoint
grant execute on function qipan.agreement_stay(text[]), qipan.agreement_change(text) to qipan_app;
