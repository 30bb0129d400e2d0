-- Whoever may write a row by its role alone in the services may write it by that role alone here; columns that no
-- service changes, and tables that none writes, are no longer the application's to change.
alter policy changed on qipan.region
  with check ((select qipan.is_hub()) or qipan.governs(code, (select qipan.reader_orgs_as('{APPROVER}'))));
--> statement-breakpoint
alter policy added on qipan.mode_change
    with check ((select qipan.is_hub()) or (approver = (select current_setting('app.reader', true)) and (by_org = any
    ((select qipan.reader_orgs_as('{APPROVER}'))::text[])) and qipan.governs(region_code, (select
    qipan.reader_orgs_as('{APPROVER}')))));
--> statement-breakpoint
drop policy added on qipan.road_closure;
--> statement-breakpoint
revoke insert on qipan.road_closure from qipan_app;
--> statement-breakpoint
drop policy changed on qipan.road_closure;
--> statement-breakpoint
revoke update on qipan.road_closure from qipan_app;
--> statement-breakpoint
drop policy added on qipan.depot;
--> statement-breakpoint
revoke insert on qipan.depot from qipan_app;
--> statement-breakpoint
drop policy changed on qipan.depot;
--> statement-breakpoint
revoke update on qipan.depot from qipan_app;
--> statement-breakpoint
alter policy added on qipan.reserve_target
    with check ((select qipan.is_hub()) or depot_id in (select id from qipan.depot where owner_org = any ((select
    qipan.reader_orgs_as('{ADMIN,APPROVER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.reserve_target
    with check ((select qipan.is_hub()) or depot_id in (select id from qipan.depot where owner_org = any ((select
    qipan.reader_orgs_as('{ADMIN,APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.reserve_target_past
    with check ((select qipan.is_hub()) or depot_id in (select id from qipan.depot where owner_org = any ((select
    qipan.reader_orgs_as('{ADMIN,APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.commitment
    with check ((select qipan.is_hub()) or (contracting_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.commitment
    with check (((select qipan.is_hub()) or contracting_org = any ((select qipan.reader_orgs())::text[])) or exists
    (select from qipan.order_line l where l.commitment_id = commitment.id));
--> statement-breakpoint
create function qipan.commitment_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.*) commitment
    where (select qipan.is_hub()) or (contracting_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger commitment_set_1 before update of max_quantity, daily_rate, lead_minutes, unit_price_fen, valid_from,
    valid_to on qipan.commitment
  for each row execute function qipan.commitment_set_1();
--> statement-breakpoint
alter policy added on qipan.commitment_past
    with check (id in (select id from qipan.commitment where (select qipan.is_hub()) or (contracting_org = any
    ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))));
--> statement-breakpoint
alter policy added on qipan.commitment_call
    with check ((select qipan.is_hub()) or (org = any ((select
    qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.stocktake
  with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.rotation_offer
  with check ((select qipan.is_hub()) or (owner_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.rotation_take
  with check ((select qipan.is_hub()) or (taker_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.team
  with check ((select qipan.is_hub()) or (owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])));
--> statement-breakpoint
create function qipan.team_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.* union all select new.* where old.order_line_id is null) team
    where ((select qipan.is_hub()) or (owner_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]))) or (owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])) or exists (select from qipan.order_line l where l.id = team.order_line_id)
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger team_set_1 before update of state, order_line_id, state_since, version on qipan.team
  for each row execute function qipan.team_set_1();
--> statement-breakpoint
create function qipan.team_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.*) team
    where (select qipan.is_hub()) or (owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger team_set_2 before update of disbanded_at on qipan.team
  for each row execute function qipan.team_set_2();
--> statement-breakpoint
alter policy added on qipan.team_licence
    with check (team_id in (select id from qipan.team where (select qipan.is_hub()) or (owner_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]))));
--> statement-breakpoint
alter policy changed on qipan.team_licence
    using (team_id in (select id from qipan.team where (select qipan.is_hub()) or (owner_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]))))
    with check (team_id in (select id from qipan.team where (select qipan.is_hub()) or (owner_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]))));
--> statement-breakpoint
drop policy added on qipan.equipment_unit;
--> statement-breakpoint
revoke insert on qipan.equipment_unit from qipan_app;
--> statement-breakpoint
create function qipan.equipment_unit_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.* union all select new.* where old.order_line_id is null) equipment_unit
    where ((select qipan.is_hub()) or (owner_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]))) or (owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])) or exists (select from qipan.order_line l where l.id = equipment_unit.order_line_id)
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger equipment_unit_set_1 before update of state, order_line_id, state_since, version on
    qipan.equipment_unit
  for each row execute function qipan.equipment_unit_set_1();
--> statement-breakpoint
drop policy added on qipan.carrier;
--> statement-breakpoint
revoke insert on qipan.carrier from qipan_app;
--> statement-breakpoint
drop policy changed on qipan.carrier;
--> statement-breakpoint
revoke update on qipan.carrier from qipan_app;
--> statement-breakpoint
drop policy added on qipan.vehicle;
--> statement-breakpoint
revoke insert on qipan.vehicle from qipan_app;
--> statement-breakpoint
drop policy changed on qipan.vehicle;
--> statement-breakpoint
revoke update on qipan.vehicle from qipan_app;
--> statement-breakpoint
alter policy added on qipan.agreement
    with check (signed_at is null and ((select qipan.is_hub()) or (proposed_by_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[]))));
--> statement-breakpoint
alter policy added on qipan.agreement_party
    with check ((agreement_id, version) in (select id, version from qipan.agreement where signed_at is null and
    withdrawn_at is null and ((select qipan.is_hub()) or (proposed_by_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[])))));
--> statement-breakpoint
alter policy changed on qipan.agreement_party
  with check ((select qipan.is_hub()) or (org_id = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.agreement_signature
    with check (signed_at is null and (agreement_id, version) in (select id, version from qipan.agreement where
    signed_at is null and withdrawn_at is null and ((select qipan.is_hub()) or (proposed_by_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[])))));
--> statement-breakpoint
alter policy changed on qipan.agreement_signature
  with check ((select qipan.is_hub()) or (org_id = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.agreement_suspension
    with check ((select qipan.is_hub()) or ((org_id = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])) and
    qipan.agreement_mine(agreement_id, version)));
--> statement-breakpoint
alter policy changed on qipan.agreement_suspension
  with check ((select qipan.is_hub()) or (org_id = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.conference_briefing
    with check ((select qipan.is_hub()) or ((org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[])) and org = any (readers)));
--> statement-breakpoint
alter policy added on qipan.resolution
    with check ((select qipan.is_hub()) or (org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.resolution
    with check ((select qipan.is_hub()) or (org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.resolution_past
    with check (id in (select id from qipan.resolution where (select qipan.is_hub()) or (org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[]))));
--> statement-breakpoint
alter policy added on qipan.supervision_item
    with check ((select qipan.is_hub()) or (org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.incident
  with check ((select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.incident
  with check ((select qipan.is_member()));
--> statement-breakpoint
create function qipan.incident_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.*) incident
    where ((select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))) or ((select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger incident_set_1 before update of response_level, incident_grade, warning_level, payer_org, state,
    response_started_at, response_ended_at on qipan.incident
  for each row execute function qipan.incident_set_1();
--> statement-breakpoint
create function qipan.incident_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.*) incident
    where (select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger incident_set_2 before update of zone, closed_roads on qipan.incident
  for each row execute function qipan.incident_set_2();
--> statement-breakpoint
alter policy added on qipan.incident_level
    with check (set_by = (select current_setting('app.reader', true)) and ((response_level is null and set_by_approver
    is false and exists (select from qipan.incident i where i.id = incident_level.incident_id and (lead_org = any
    ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))) or (exists (select from qipan.incident i where i.id =
    incident_level.incident_id and (government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))) or
    (set_by_approver is false and exists (select from qipan.incident i where i.id = incident_level.incident_id and
    (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[])))))));
--> statement-breakpoint
alter policy added on qipan.need
    with check ((select qipan.is_hub()) or (requested_by_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[])));
--> statement-breakpoint
alter policy changed on qipan.need
    with check (((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs())::text[])) or exists
    (select from qipan.order_line l where l.need_id = need.id) or exists (select from qipan.incident i where i.id =
    need.incident_id and (lead_org = any ((select qipan.reader_orgs())::text[]) or government_org = any ((select
    qipan.reader_orgs())::text[]))));
--> statement-breakpoint
create function qipan.need_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.*) need
    where ((select qipan.is_hub()) or (requested_by_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))) or exists (select from qipan.incident i where i.id = need.incident_id and (lead_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger need_set_1 before update of withdrawn_at, lapses_at on qipan.need
  for each row execute function qipan.need_set_1();
--> statement-breakpoint
alter policy added on qipan.proposal
    with check ((select qipan.is_hub()) or (requested_by_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.claim_figure
    with check ((org = any ((select qipan.reader_orgs_as('{FINANCE}'))::text[])) and exists (select from qipan.claim c
    where c.id = claim_figure.claim_id
    and claim_figure.org = any (case claim_figure.side when 'DEBTOR' then array[c.debtor_org]
      when 'CREDITOR' then array[c.creditor_org, c.custodian_org] end)));
--> statement-breakpoint
alter policy added on qipan.investigation_report
    with check ((org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])) and org = any (readers) and exists
    (select from qipan.incident i where i.id = investigation_report.incident_id
          and investigation_report.org = any (array[i.lead_org, i.government_org, i.payer_org])));
--> statement-breakpoint
alter policy added on qipan.netting_round
    with check ((select qipan.is_hub()) or ((org = any ((select qipan.reader_orgs_as('{FINANCE}'))::text[])) and org =
    any (parties)));
--> statement-breakpoint
alter policy added on qipan.netting_answer
    with check ((org = any ((select qipan.reader_orgs_as('{FINANCE}'))::text[])) and round_id in (select id from
    qipan.netting_round where netting_answer.org = any (parties)));
--> statement-breakpoint
alter policy added on qipan.statement
    with check ((select qipan.is_hub()) or (region is null and (org = any ((select
    qipan.reader_orgs_as('{FINANCE}'))::text[])) and books <@ (select qipan.reader_orgs())) or (region is not null and
    (org = any ((select qipan.reader_orgs_as('{FINANCE,CONFERENCE_SECRETARY}'))::text[])) and books <@ (select
    qipan.reader_orgs())));
--> statement-breakpoint
alter policy signed on qipan.statement
  with check (counterparty = any ((select qipan.reader_orgs_as('{FINANCE}'))::text[]));
--> statement-breakpoint
alter policy added on qipan.supervision_note
    with check ((select qipan.is_hub()) or (((org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[])) or (org = any ((select
    qipan.reader_orgs_as('{APPROVER,DISPATCHER,KEEPER,FINANCE,PUBLISHER}'))::text[]))) and item_id in (select id from
    qipan.supervision_item
            where supervision_item.org = supervision_note.org
              or supervision_item.responsible_org = supervision_note.org)));
--> statement-breakpoint
alter policy added on qipan.campaign
  with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.disclosure
    with check (((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[]))) or
    (org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.donation
  with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
alter policy added on qipan.donation_import
  with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])));
--> statement-breakpoint
revoke update on qipan.region, qipan.need, qipan.team, qipan.team_licence, qipan.equipment_unit,
  qipan.commitment, qipan.incident from qipan_app;
--> statement-breakpoint
grant update (operating_mode) on qipan.region to qipan_app;
--> statement-breakpoint
grant update (promised, received, withdrawn_at, lapses_at, version) on qipan.need to qipan_app;
--> statement-breakpoint
grant update (state, order_line_id, state_since, disbanded_at, version) on qipan.team to qipan_app;
--> statement-breakpoint
grant update (valid_until) on qipan.team_licence to qipan_app;
--> statement-breakpoint
grant update (state, order_line_id, state_since, version) on qipan.equipment_unit to qipan_app;
--> statement-breakpoint
grant update (promised, max_quantity, daily_rate, lead_minutes, unit_price_fen, valid_from, valid_to, version)
  on qipan.commitment to qipan_app;
--> statement-breakpoint
grant update (state, response_level, incident_grade, warning_level, payer_org, response_started_at,
  response_ended_at, zone, closed_roads, version) on qipan.incident to qipan_app;
