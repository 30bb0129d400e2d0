-- What orders and shelves have (0192), the rest has too: a role writes what its duty is, and what is over stays as it
-- ended: a decided approval, an adopted plan, a closed count, a booked round of netting. Only the hub writes a plan.
create function qipan.agreement_acts(p_agreement text, p_version integer) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select qipan.is_hub()
    or exists (select from qipan.agreement_party p where p.agreement_id = p_agreement
      and p.version = p_version and p.org_id = any (qipan.reader_orgs_as('{APPROVER}')))
    or exists (select from qipan.agreement_signature s where s.agreement_id = p_agreement
      and s.version = p_version and s.org_id = any (qipan.reader_orgs_as('{APPROVER}')))
$$;
--> statement-breakpoint
revoke all on function qipan.agreement_acts(text, integer) from public;
--> statement-breakpoint
grant execute on function qipan.agreement_acts(text, integer) to qipan_app;
--> statement-breakpoint
alter policy changed on qipan.stocktake with check ((select qipan.is_hub()) or org = any ((select
    qipan.reader_orgs_as('{KEEPER}'))::text[]));
--> statement-breakpoint
create function qipan.stocktake_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.ended_by, old.ended_at) is not distinct from (new.state, new.ended_by, new.ended_at) then return new; end if;
  if exists (
    select from (select old.*) stocktake
    where state = 'OPEN'
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger stocktake_set_1 before update of state, ended_by, ended_at on qipan.stocktake
  for each row execute function qipan.stocktake_set_1();
--> statement-breakpoint
alter policy added on qipan.stocktake_line with check (stocktake_id in (select id from qipan.stocktake where (select
    qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.stocktake_line with check (stocktake_id in (select id from qipan.stocktake where
    (select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])));
--> statement-breakpoint
create function qipan.stocktake_line_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.ended, old.counted, old.booked, old.posted, old.reason, old.note) is not distinct from (new.ended, new.counted, new.booked, new.posted, new.reason, new.note) then return new; end if;
  if exists (
    select from (select old.*) stocktake_line
    where ended is false
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger stocktake_line_set_1 before update of ended, counted, booked, posted, reason, note on qipan.stocktake_line
  for each row execute function qipan.stocktake_line_set_1();
--> statement-breakpoint
alter policy added on qipan.stocktake_count with check (line_id in (select l.id from qipan.stocktake_line l
    join qipan.stocktake s on s.id = l.stocktake_id where (select qipan.is_hub()) or s.org = any
    ((select qipan.reader_orgs_as('{KEEPER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.rotation_offer with check (((select qipan.is_hub()) or owner_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[])) or parties && (select qipan.reader_orgs_as('{APPROVER}')));
--> statement-breakpoint
create function qipan.rotation_offer_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.withdrawn_at) is not distinct from (new.withdrawn_at) then return new; end if;
  if exists (
    select from (select old.*) rotation_offer
    where (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger rotation_offer_set_1 before update of withdrawn_at on qipan.rotation_offer
  for each row execute function qipan.rotation_offer_set_1();
--> statement-breakpoint
alter policy changed on qipan.agreement with check (qipan.agreement_acts(id, version));
--> statement-breakpoint
alter policy changed on qipan.proposal with check (((select qipan.is_hub()) or requested_by_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[])) or requested_by_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]));
--> statement-breakpoint
create function qipan.proposal_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.problem, old.plan, old.plan_hash, old.ready_at, old.failure) is not distinct from (new.problem, new.plan, new.plan_hash, new.ready_at, new.failure) then return new; end if;
  if exists (
    select from (select old.*) proposal
    where (select qipan.is_hub()) and state = 'SOLVING'
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger proposal_set_1 before update of problem, plan, plan_hash, ready_at, failure on qipan.proposal
  for each row execute function qipan.proposal_set_1();
--> statement-breakpoint
create function qipan.proposal_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.adopted_at) is not distinct from (new.state, new.adopted_at) then return new; end if;
  if exists (
    select from (select old.*) proposal
    where state in ('SOLVING', 'READY')
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger proposal_set_2 before update of state, adopted_at on qipan.proposal
  for each row execute function qipan.proposal_set_2();
--> statement-breakpoint
alter policy added on qipan.service_day with check (exists (select from qipan.order_line l where l.id =
    service_day.order_line_id and exists (select from qipan.dispatch_order o where o.id = l.order_id and ((select
    qipan.is_hub()) or receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[])))));
--> statement-breakpoint
alter policy changed on qipan.netting_round with check ((select qipan.is_hub()) or parties && (select
    qipan.reader_orgs_as('{FINANCE}')));
--> statement-breakpoint
create function qipan.netting_round_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.reason, old.transfer_id, old.closed_at) is not distinct from (new.state, new.reason, new.transfer_id, new.closed_at) then return new; end if;
  if exists (
    select from (select old.*) netting_round
    where state = 'PROPOSED'
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger netting_round_set_1 before update of state, reason, transfer_id, closed_at on qipan.netting_round
  for each row execute function qipan.netting_round_set_1();
--> statement-breakpoint
create or replace function qipan.approval_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.reason, old.lapses_at, old.decided_at, old.decided_by) is not distinct from (new.state, new.reason, new.lapses_at, new.decided_at, new.decided_by) then return new; end if;
  if exists (
    select from (select old.*) approval
    where state in ('PENDING', 'DEEMED', 'PAPERS_OVERDUE')
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
alter policy changed on qipan.campaign with check ((select qipan.is_hub()) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[]));
--> statement-breakpoint
alter policy changed on qipan.disclosure with check ((((select qipan.is_hub()) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[])) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[])) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[]));
--> statement-breakpoint
create function qipan.disclosure_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.version, old.published_at, old.state) is not distinct from (new.version, new.published_at, new.state) then return new; end if;
  if exists (
    select from (select old.*) disclosure
    where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger disclosure_set_1 before update of version, published_at, state on qipan.disclosure
  for each row execute function qipan.disclosure_set_1();
--> statement-breakpoint
create function qipan.disclosure_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.warned_for, old.overdue_for) is not distinct from (new.warned_for, new.overdue_for) then return new; end if;
  if exists (
    select from (select old.*) disclosure
    where (select qipan.is_hub())
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger disclosure_set_2 before update of warned_for, overdue_for on qipan.disclosure
  for each row execute function qipan.disclosure_set_2();
--> statement-breakpoint
alter policy added on qipan.disclosure_line with check (disclosure_id in (select id from qipan.disclosure where
    (select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.disclosure_line using (disclosure_id in (select id from qipan.disclosure where (select
    qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[]))) with check (disclosure_id
    in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.disclosure_distribution with check (disclosure_id in (select id from qipan.disclosure
    where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.disclosure_distribution using (disclosure_id in (select id from qipan.disclosure where
    (select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[]))) with check
    (disclosure_id in (select id from qipan.disclosure where (select qipan.is_hub()) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.disclosure_version with check (disclosure_id in (select id from qipan.disclosure where
    (select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.donation with check ((select qipan.is_hub()) or org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[]));
--> statement-breakpoint
alter policy added on qipan.donation_intake with check (donation_id in (select id from qipan.donation where (select
    qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
-- Columns that no service changes are not the application's to change at all.
revoke update on qipan.proposal, qipan.stocktake, qipan.stocktake_line, qipan.campaign, qipan.disclosure,
  qipan.donation from qipan_app;
--> statement-breakpoint
grant update (state, problem, plan, plan_hash, ready_at, failure, adopted_at, version) on qipan.proposal to qipan_app;
--> statement-breakpoint
grant update (state, ended_by, ended_at, version) on qipan.stocktake to qipan_app;
--> statement-breakpoint
grant update (ended, counted, booked, posted, reason, note) on qipan.stocktake_line to qipan_app;
--> statement-breakpoint
grant update (ends_on, filing_number, version) on qipan.campaign to qipan_app;
--> statement-breakpoint
grant update (version, published_at, changes, state, due_rule, due_on, warned_for, overdue_for) on qipan.disclosure to qipan_app;
--> statement-breakpoint
grant update (given, received_on, donor, earmark, note, version) on qipan.donation to qipan_app;
