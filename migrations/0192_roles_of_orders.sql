-- A role does its own step of an order, and no other: that a party sees the row opens none of its columns. Who sets a
-- column to what stands there changes nothing and is not asked: the version before writes all columns of a row at once.
create or replace function qipan.commitment_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.max_quantity, old.daily_rate, old.lead_minutes, old.unit_price_fen, old.valid_from, old.valid_to) is not distinct from (new.max_quantity, new.daily_rate, new.lead_minutes, new.unit_price_fen, new.valid_from, new.valid_to) then return new; end if;
  if exists (
    select from (select old.*) commitment
    where (select qipan.is_hub()) or contracting_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.team_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.order_line_id, old.state_since, old.version) is not distinct from (new.state, new.order_line_id, new.state_since, new.version) then return new; end if;
  if exists (
    select from (select old.* union all select new.* where old.order_line_id is null) team
    where ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])) or owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or (exists (select from qipan.order_line l where l.id = team.order_line_id and exists (select from qipan.dispatch_order o where o.id = l.order_id and (requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[]) or receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]) or (requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and (custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))) or exists (select from qipan.approval a where a.order_id = o.id and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))))) or exists (select from qipan.order_line n where n.from_line_id = team.order_line_id and exists (select from qipan.dispatch_order o where o.id = n.order_id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.team_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.disbanded_at) is not distinct from (new.disbanded_at) then return new; end if;
  if exists (
    select from (select old.*) team
    where (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.equipment_unit_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.order_line_id, old.state_since, old.version) is not distinct from (new.state, new.order_line_id, new.state_since, new.version) then return new; end if;
  if exists (
    select from (select old.* union all select new.* where old.order_line_id is null) equipment_unit
    where ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])) or owner_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or (exists (select from qipan.order_line l where l.id = equipment_unit.order_line_id and exists (select from qipan.dispatch_order o where o.id = l.order_id and (requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[]) or receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]) or (requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and (custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))) or exists (select from qipan.approval a where a.order_id = o.id and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))))) or exists (select from qipan.order_line n where n.from_line_id = equipment_unit.order_line_id and exists (select from qipan.dispatch_order o where o.id = n.order_id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.incident_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.response_level, old.incident_grade, old.warning_level, old.payer_org, old.state, old.response_started_at, old.response_ended_at) is not distinct from (new.response_level, new.incident_grade, new.warning_level, new.payer_org, new.state, new.response_started_at, new.response_ended_at) then return new; end if;
  if exists (
    select from (select old.*) incident
    where ((select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))) or ((select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.incident_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.zone, old.closed_roads) is not distinct from (new.zone, new.closed_roads) then return new; end if;
  if exists (
    select from (select old.*) incident
    where (select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.incident_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.responsible_org) is not distinct from (new.responsible_org) then return new; end if;
  if exists (
    select from (select old.*) incident
    where (select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create or replace function qipan.need_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.withdrawn_at, old.lapses_at) is not distinct from (new.withdrawn_at, new.lapses_at) then return new; end if;
  if exists (
    select from (select old.*) need
    where ((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])) or exists (select from qipan.incident i where i.id = need.incident_id and (lead_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
-- By the order that wants the goods of a leg, and by the line that wants what another has, the triggers ask.
create index dispatch_order_from_leg on qipan.dispatch_order (from_leg_id) where from_leg_id is not null;
--> statement-breakpoint
create index order_line_from_line on qipan.order_line (from_line_id) where from_line_id is not null;
--> statement-breakpoint
alter policy added on qipan.stock_lot
    with check ((((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or
    exists (select from qipan.depot d where d.id = stock_lot.depot_id and custodian_org = any ((select
    qipan.reader_orgs_as('{KEEPER}'))::text[]))) or exists (select from qipan.depot d where d.id = stock_lot.depot_id
    and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or owner_org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[]) or owner_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[]));
--> statement-breakpoint
alter policy changed on qipan.stock_lot
    with check ((((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or
    exists (select from qipan.depot d where d.id = stock_lot.depot_id and custodian_org = any ((select
    qipan.reader_orgs_as('{KEEPER}'))::text[]))) or exists (select from qipan.depot d where d.id = stock_lot.depot_id
    and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or owner_org = any ((select
    qipan.reader_orgs_as('{PUBLISHER}'))::text[]) or owner_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[]));
--> statement-breakpoint
create function qipan.stock_lot_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.condition) is not distinct from (new.condition) then return new; end if;
  if exists (
    select from (select old.*) stock_lot
    where (((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or exists (select from qipan.depot d where d.id = stock_lot.depot_id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))) or owner_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger stock_lot_set_1 before update of condition on qipan.stock_lot
  for each row execute function qipan.stock_lot_set_1();
--> statement-breakpoint
create function qipan.stock_lot_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.counted_at, old.count_source) is not distinct from (new.counted_at, new.count_source) then return new; end if;
  if exists (
    select from (select old.*) stock_lot
    where ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or exists (select from qipan.depot d where d.id = stock_lot.depot_id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger stock_lot_set_2 before update of counted_at, count_source on qipan.stock_lot
  for each row execute function qipan.stock_lot_set_2();
--> statement-breakpoint
create function qipan.stock_lot_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.earmark) is not distinct from (new.earmark) then return new; end if;
  if exists (
    select from (select old.*) stock_lot
    where (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs_as('{PUBLISHER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger stock_lot_set_3 before update of earmark on qipan.stock_lot
  for each row execute function qipan.stock_lot_set_3();
--> statement-breakpoint
create function qipan.stock_lot_set_4() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.expiry_told_on) is not distinct from (new.expiry_told_on) then return new; end if;
  if exists (
    select from (select old.*) stock_lot
    where (select qipan.is_hub())
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger stock_lot_set_4 before update of expiry_told_on on qipan.stock_lot
  for each row execute function qipan.stock_lot_set_4();
--> statement-breakpoint
alter policy added on qipan.kit_lot
    with check (exists (select from qipan.stock_lot l where l.id = kit_lot.lot_id and (((select qipan.is_hub()) or
    owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or exists (select from qipan.depot d where
    d.id = l.depot_id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))));
--> statement-breakpoint
alter policy changed on qipan.kit_lot
    using (exists (select from qipan.stock_lot l where l.id = kit_lot.lot_id and ((select qipan.is_hub()) or owner_org =
    any ((select qipan.reader_orgs())::text[]) or depot_id in (select id from qipan.depot where custodian_org = any
    ((select qipan.reader_orgs())::text[])))))
    with check (exists (select from qipan.stock_lot l where l.id = kit_lot.lot_id and (((select qipan.is_hub()) or
    owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or exists (select from qipan.depot d where
    d.id = l.depot_id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))));
--> statement-breakpoint
alter policy added on qipan.dispatch_order
    with check ((select qipan.is_hub()) or (requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or
    (proposal_id is null and (lender_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or parties &&
    (select qipan.reader_orgs_as('{DISPATCHER}'))))));
--> statement-breakpoint
alter policy changed on qipan.dispatch_order
    with check ((select qipan.is_hub()) or parties && (select qipan.reader_orgs_as('{DISPATCHER}')) or parties && (select
    qipan.reader_orgs_as('{KEEPER,FINANCE}')) or parties && (select qipan.reader_orgs_as('{RECEIVER}')) or parties &&
    (select qipan.reader_orgs_as('{APPROVER}')));
--> statement-breakpoint
create function qipan.dispatch_order_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.issued_at, old.issued_by, old.payer_org) is not distinct from (new.issued_at, new.issued_by, new.payer_org) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_1 before update of issued_at, issued_by, payer_org on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_1();
--> statement-breakpoint
create function qipan.dispatch_order_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.acknowledged_at, old.acknowledged_by) is not distinct from (new.acknowledged_at, new.acknowledged_by) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = dispatch_order.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_2 before update of acknowledged_at, acknowledged_by on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_2();
--> statement-breakpoint
create function qipan.dispatch_order_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.loading_at) is not distinct from (new.loading_at) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = dispatch_order.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_3 before update of loading_at on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_3();
--> statement-breakpoint
create function qipan.dispatch_order_set_4() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.closed_at) is not distinct from (new.closed_at) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or (requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = dispatch_order.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))) or exists (select from qipan.leg r where r.order_id = dispatch_order.id and exists (select from qipan.dispatch_order n where n.from_leg_id = r.id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_4 before update of closed_at on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_4();
--> statement-breakpoint
create function qipan.dispatch_order_set_5() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.cancelled_at, old.cancel_reason) is not distinct from (new.cancelled_at, new.cancel_reason) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = dispatch_order.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))) or exists (select from qipan.approval a where a.order_id = dispatch_order.id and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_5 before update of cancelled_at, cancel_reason on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_5();
--> statement-breakpoint
create function qipan.dispatch_order_set_6() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.objected_at, old.objected_by, old.objection) is not distinct from (new.objected_at, new.objected_by, new.objection) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or lender_org = any ((select qipan.reader_orgs_as('{APPROVER,DISPATCHER}'))::text[])
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_6 before update of objected_at, objected_by, objection on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_6();
--> statement-breakpoint
create function qipan.dispatch_order_set_7() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.certificate) is not distinct from (new.certificate) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or exists (select from qipan.approval a where a.order_id = dispatch_order.id and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_7 before update of certificate on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_7();
--> statement-breakpoint
create function qipan.dispatch_order_set_8() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.hold_lapses_at) is not distinct from (new.hold_lapses_at) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[]) or lender_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or exists (select from qipan.approval a where a.order_id = dispatch_order.id and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_8 before update of hold_lapses_at on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_8();
--> statement-breakpoint
create function qipan.dispatch_order_set_9() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.parties) is not distinct from (new.parties) then return new; end if;
  if exists (
    select from (select old.*) dispatch_order
    where (select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or lender_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or receiver_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = dispatch_order.id and (custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))) or exists (select from qipan.leg r where r.order_id = dispatch_order.id and carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger dispatch_order_set_9 before update of parties on qipan.dispatch_order
  for each row execute function qipan.dispatch_order_set_9();
--> statement-breakpoint
alter policy added on qipan.order_line
    with check (exists (select from qipan.dispatch_order o where o.id = order_line.order_id and ((select qipan.is_hub())
    or (requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or (proposal_id is null and
    (lender_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or parties && (select
    qipan.reader_orgs_as('{DISPATCHER}'))))))));
--> statement-breakpoint
alter policy changed on qipan.order_line
    with check (exists (select from qipan.dispatch_order o where o.id = order_line.order_id and ((select qipan.is_hub())
    or parties && (select qipan.reader_orgs_as('{DISPATCHER}')) or parties && (select
    qipan.reader_orgs_as('{KEEPER,FINANCE}')) or parties && (select qipan.reader_orgs_as('{RECEIVER}')) or parties &&
    (select qipan.reader_orgs_as('{APPROVER}')))));
--> statement-breakpoint
create function qipan.order_line_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.held, old.loaded, old.departed, old.cancelled) is not distinct from (new.held, new.loaded, new.departed, new.cancelled) then return new; end if;
  if exists (
    select from (select old.*) order_line
    where exists (select from qipan.dispatch_order o where o.id = order_line.order_id and ((select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and (custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))) or exists (select from qipan.approval a where a.order_id = o.id and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger order_line_set_1 before update of held, loaded, departed, cancelled on qipan.order_line
  for each row execute function qipan.order_line_set_1();
--> statement-breakpoint
create function qipan.order_line_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.accepted, old.rejected, old.missing) is not distinct from (new.accepted, new.rejected, new.missing) then return new; end if;
  if exists (
    select from (select old.*) order_line
    where exists (select from qipan.dispatch_order o where o.id = order_line.order_id and ((select qipan.is_hub()) or receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]) or exists (select from qipan.leg r where r.order_id = o.id and (relay_carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or relay_keeper_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]))))) or (from_line_id is not null and exists (select from qipan.dispatch_order o where o.id = order_line.order_id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger order_line_set_2 before update of accepted, rejected, missing on qipan.order_line
  for each row execute function qipan.order_line_set_2();
--> statement-breakpoint
create function qipan.order_line_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.redirected) is not distinct from (new.redirected) then return new; end if;
  if exists (
    select from (select old.*) order_line
    where exists (select from qipan.dispatch_order o where o.id = order_line.order_id and ((select qipan.is_hub()) or (requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))) or exists (select from qipan.leg r where r.order_id = o.id and exists (select from qipan.dispatch_order n where n.from_leg_id = r.id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger order_line_set_3 before update of redirected on qipan.order_line
  for each row execute function qipan.order_line_set_3();
--> statement-breakpoint
create function qipan.order_line_set_4() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.liability, old.liability_terms, old.debtor_org) is not distinct from (new.liability, new.liability_terms, new.debtor_org) then return new; end if;
  if exists (
    select from (select old.*) order_line
    where exists (select from qipan.dispatch_order o where o.id = order_line.order_id and ((select qipan.is_hub()) or requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger order_line_set_4 before update of liability, liability_terms, debtor_org on qipan.order_line
  for each row execute function qipan.order_line_set_4();
--> statement-breakpoint
alter policy added on qipan.approval
    with check ((state = 'PENDING' and exists (select from qipan.dispatch_order o where o.id = approval.order_id and
    ((select qipan.is_hub()) or (requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or
    (proposal_id is null and (lender_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or parties &&
    (select qipan.reader_orgs_as('{DISPATCHER}'))))) or requester_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[])))) or (state = 'GRANTED' and decided_by = (select
    current_setting('app.reader', true)) and org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) and
    exists (select from qipan.dispatch_order o where o.id = approval.order_id and (requester_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or (proposal_id is null and (lender_org = any ((select
    qipan.reader_orgs_as('{APPROVER}'))::text[]) or parties && (select qipan.reader_orgs_as('{DISPATCHER}'))))))));
--> statement-breakpoint
alter policy changed on qipan.approval
    with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) and decided_by
    = (select current_setting('app.reader', true))) or (state in ('PENDING', 'LAPSED') and exists (select from
    qipan.dispatch_order o where o.id = approval.order_id and (requester_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or requester_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER,APPROVER}'))::text[]) or (lender_org = any ((select
    qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and
    custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))) or parties && (select
    qipan.reader_orgs_as('{APPROVER}'))))) or (state = 'DEEMED' and exists (select from qipan.dispatch_order o where
    o.id = approval.order_id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))));
--> statement-breakpoint
create function qipan.approval_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.reason, old.lapses_at, old.decided_at, old.decided_by) is not distinct from (new.state, new.reason, new.lapses_at, new.decided_at, new.decided_by) then return new; end if;
  if exists (
    select from (select old.*) approval
    where org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or state in ('PENDING', 'DEEMED', 'PAPERS_OVERDUE')
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger approval_set_1 before update of state, reason, lapses_at, decided_at, decided_by on qipan.approval
  for each row execute function qipan.approval_set_1();
--> statement-breakpoint
alter policy added on qipan.leg
    with check (exists (select from qipan.dispatch_order o where o.id = leg.order_id and ((select qipan.is_hub()) or
    ((lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k
    where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))) or
    requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or parties && (select
    qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))))));
--> statement-breakpoint
alter policy changed on qipan.leg
    with check (exists (select from qipan.dispatch_order o where o.id = leg.order_id and ((select qipan.is_hub()) or
    parties && (select qipan.reader_orgs_as('{DISPATCHER}')) or parties && (select
    qipan.reader_orgs_as('{KEEPER,FINANCE}')) or parties && (select qipan.reader_orgs_as('{RECEIVER}')) or parties &&
    (select qipan.reader_orgs_as('{APPROVER}')))));
--> statement-breakpoint
create function qipan.leg_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.to_node, old.arrived_at, old.difference_window_ends_at) is not distinct from (new.state, new.to_node, new.arrived_at, new.difference_window_ends_at) then return new; end if;
  if exists (
    select from (select old.*) leg
    where (select qipan.is_hub()) or (relay_carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or relay_keeper_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])) or exists (select from qipan.dispatch_order o where o.id = leg.order_id and (receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]) or (requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))))) or exists (select from qipan.dispatch_order n where n.from_leg_id = leg.id and requester_org = any ((select qipan.reader_orgs_as('{DISPATCHER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger leg_set_1 before update of state, to_node, arrived_at, difference_window_ends_at on qipan.leg
  for each row execute function qipan.leg_set_1();
--> statement-breakpoint
create function qipan.leg_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.relay_node, old.relay_carrier_org, old.relay_keeper_org) is not distinct from (new.relay_node, new.relay_carrier_org, new.relay_keeper_org) then return new; end if;
  if exists (
    select from (select old.*) leg
    where (select qipan.is_hub()) or carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.dispatch_order o where o.id = leg.order_id and (requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger leg_set_2 before update of relay_node, relay_carrier_org, relay_keeper_org on qipan.leg
  for each row execute function qipan.leg_set_2();
--> statement-breakpoint
create function qipan.leg_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.difference_settled_at, old.difference_settled_by) is not distinct from (new.difference_settled_at, new.difference_settled_by) then return new; end if;
  if exists (
    select from (select old.*) leg
    where exists (select from qipan.dispatch_order o where o.id = leg.order_id and ((select qipan.is_hub()) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER,FINANCE}'))::text[]))) or (difference_denied_at is not null and exists (select from qipan.dispatch_order o where o.id = leg.order_id and receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger leg_set_3 before update of difference_settled_at, difference_settled_by on qipan.leg
  for each row execute function qipan.leg_set_3();
--> statement-breakpoint
create function qipan.leg_set_4() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.difference_denied_at, old.difference_denied_by, old.difference_denied_reason) is not distinct from (new.difference_denied_at, new.difference_denied_by, new.difference_denied_reason) then return new; end if;
  if exists (
    select from (select old.*) leg
    where exists (select from qipan.dispatch_order o where o.id = leg.order_id and ((select qipan.is_hub()) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER,FINANCE}'))::text[])))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger leg_set_4 before update of difference_denied_at, difference_denied_by, difference_denied_reason on
    qipan.leg
  for each row execute function qipan.leg_set_4();
--> statement-breakpoint
alter policy added on qipan.leg_line
    with check (exists (select from qipan.leg l where l.id = leg_line.leg_id and exists (select from qipan.dispatch_order
    o where o.id = l.order_id and ((select qipan.is_hub()) or ((lender_org = any ((select
    qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and
    custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))) or requester_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or parties && (select
    qipan.reader_orgs_as('{KEEPER,DISPATCHER}')))))));
--> statement-breakpoint
alter policy changed on qipan.leg_line
    with check (exists (select from qipan.leg l where l.id = leg_line.leg_id and exists (select from qipan.dispatch_order
    o where o.id = l.order_id and ((select qipan.is_hub()) or parties && (select qipan.reader_orgs_as('{DISPATCHER}'))
    or parties && (select qipan.reader_orgs_as('{KEEPER,FINANCE}')) or parties && (select
    qipan.reader_orgs_as('{RECEIVER}')) or parties && (select qipan.reader_orgs_as('{APPROVER}'))))));
--> statement-breakpoint
create function qipan.leg_line_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.accepted, old.rejected, old.missing) is not distinct from (new.accepted, new.rejected, new.missing) then return new; end if;
  if exists (
    select from (select old.*) leg_line
    where exists (select from qipan.leg l where l.id = leg_line.leg_id and ((select qipan.is_hub()) or (relay_carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or relay_keeper_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])) or exists (select from qipan.dispatch_order o where o.id = l.order_id and receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger leg_line_set_1 before update of accepted, rejected, missing on qipan.leg_line
  for each row execute function qipan.leg_line_set_1();
--> statement-breakpoint
create function qipan.leg_line_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.denied_missing) is not distinct from (new.denied_missing) then return new; end if;
  if exists (
    select from (select old.*) leg_line
    where exists (select from qipan.leg l where l.id = leg_line.leg_id and exists (select from qipan.dispatch_order o where o.id = l.order_id and ((select qipan.is_hub()) or lender_org = any ((select qipan.reader_orgs_as('{KEEPER,FINANCE}'))::text[]))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger leg_line_set_2 before update of denied_missing on qipan.leg_line
  for each row execute function qipan.leg_line_set_2();
--> statement-breakpoint
alter policy added on qipan.hand_over
    with check (exists (select from qipan.leg l where l.id = hand_over.leg_id and exists (select from qipan.dispatch_order
    o where o.id = l.order_id and ((select qipan.is_hub()) or ((lender_org = any ((select
    qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and
    custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]))) or requester_org = any ((select
    qipan.reader_orgs_as('{DISPATCHER}'))::text[]) or parties && (select
    qipan.reader_orgs_as('{KEEPER,DISPATCHER}')))))));
--> statement-breakpoint
alter policy changed on qipan.hand_over
    with check (exists (select from qipan.leg l where l.id = hand_over.leg_id and exists (select from qipan.dispatch_order
    o where o.id = l.order_id and ((select qipan.is_hub()) or parties && (select qipan.reader_orgs_as('{DISPATCHER}'))
    or parties && (select qipan.reader_orgs_as('{KEEPER,FINANCE}')) or parties && (select
    qipan.reader_orgs_as('{RECEIVER}')) or parties && (select qipan.reader_orgs_as('{APPROVER}'))))));
--> statement-breakpoint
create function qipan.hand_over_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.code_hash) is not distinct from (new.code_hash) then return new; end if;
  if exists (
    select from (select old.*) hand_over
    where exists (select from qipan.leg l where l.id = hand_over.leg_id and ((prior_leg_id is not null and carrier_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or exists (select from qipan.dispatch_order o where o.id = l.order_id and ((select qipan.is_hub()) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger hand_over_set_1 before update of code_hash on qipan.hand_over
  for each row execute function qipan.hand_over_set_1();
--> statement-breakpoint
create function qipan.hand_over_set_2() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.counts, old.signed_at, old.signed_by) is not distinct from (new.counts, new.signed_at, new.signed_by) then return new; end if;
  if exists (
    select from (select old.*) hand_over
    where exists (select from qipan.leg l where l.id = hand_over.leg_id and ((select qipan.is_hub()) or (relay_carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or relay_keeper_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])) or exists (select from qipan.dispatch_order o where o.id = l.order_id and receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger hand_over_set_2 before update of counts, signed_at, signed_by on qipan.hand_over
  for each row execute function qipan.hand_over_set_2();
--> statement-breakpoint
create function qipan.hand_over_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.taken_by_org) is not distinct from (new.taken_by_org) then return new; end if;
  if exists (
    select from (select old.*) hand_over
    where exists (select from qipan.leg l where l.id = hand_over.leg_id and ((select qipan.is_hub()) or (relay_carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or relay_keeper_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])) or carrier_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.dispatch_order o where o.id = l.order_id and (receiver_org = any ((select qipan.reader_orgs_as('{RECEIVER}'))::text[]) or requester_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or (lender_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[]) or exists (select from qipan.order_line k where k.order_id = o.id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER,DISPATCHER}'))::text[])))))))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger hand_over_set_3 before update of taken_by_org on qipan.hand_over
  for each row execute function qipan.hand_over_set_3();
--> statement-breakpoint
alter policy changed on qipan.supervision_item
    with check (((select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[]))
    or (state = 'REPORTED' and responsible_org = any ((select
    qipan.reader_orgs_as('{APPROVER,DISPATCHER,KEEPER,FINANCE,PUBLISHER}'))::text[])));
--> statement-breakpoint
create function qipan.supervision_item_set_1() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or (old.state, old.closed_at, old.open_source) is not distinct from (new.state, new.closed_at, new.open_source) then return new; end if;
  if exists (
    select from (select old.*) supervision_item
    where ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[])) or (state in ('OPEN', 'RETURNED') and responsible_org = any ((select qipan.reader_orgs_as('{APPROVER,DISPATCHER,KEEPER,FINANCE,PUBLISHER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger supervision_item_set_1 before update of state, closed_at, open_source on qipan.supervision_item
  for each row execute function qipan.supervision_item_set_1();
--> statement-breakpoint
alter policy added on qipan.kit_part
    with check (exists (select from qipan.stock_lot l where l.id = kit_part.kit_lot_id and (((select qipan.is_hub()) or
    owner_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])) or exists (select from qipan.depot d where
    d.id = l.depot_id and custodian_org = any ((select qipan.reader_orgs_as('{KEEPER}'))::text[])))));
--> statement-breakpoint
alter policy added on qipan.supervision_note
    with check ((select qipan.is_hub()) or (written_by = (select current_setting('app.reader', true)) and ((action =
    'REPORT' and org = any ((select qipan.reader_orgs_as('{APPROVER,DISPATCHER,KEEPER,FINANCE,PUBLISHER}'))::text[])
    and item_id in (select id from qipan.supervision_item
       where supervision_item.responsible_org =
    supervision_note.org)) or (action in ('RETURN', 'CLOSE') and org = any ((select
    qipan.reader_orgs_as('{CONFERENCE_SECRETARY}'))::text[]) and item_id in (select id from qipan.supervision_item
   
       where supervision_item.org = supervision_note.org)))));
--> statement-breakpoint
revoke update on qipan.stock_lot, qipan.kit_lot, qipan.dispatch_order, qipan.order_line, qipan.approval, qipan.leg,
  qipan.leg_line, qipan.hand_over from qipan_app;
--> statement-breakpoint
grant update (condition, counted_at, count_source, earmark, expiry_told_on, version) on qipan.stock_lot to qipan_app;
--> statement-breakpoint
grant update (broken) on qipan.kit_lot to qipan_app;
--> statement-breakpoint
grant update (issued_at, issued_by, payer_org, acknowledged_at, acknowledged_by, loading_at, closed_at, cancelled_at,
  cancel_reason, objected_at, objected_by, objection, certificate, hold_lapses_at, parties, version)
  on qipan.dispatch_order to qipan_app;
--> statement-breakpoint
grant update (held, loaded, departed, accepted, rejected, missing, cancelled, redirected, liability, liability_terms,
  debtor_org, version) on qipan.order_line to qipan_app;
--> statement-breakpoint
grant update (state, reason, lapses_at, decided_at, decided_by, version) on qipan.approval to qipan_app;
--> statement-breakpoint
grant update (state, to_node, arrived_at, difference_window_ends_at, relay_node, relay_carrier_org, relay_keeper_org,
  difference_settled_at, difference_settled_by, difference_denied_at, difference_denied_by,
  difference_denied_reason, version) on qipan.leg to qipan_app;
--> statement-breakpoint
grant update (accepted, rejected, missing, denied_missing, version) on qipan.leg_line to qipan_app;
--> statement-breakpoint
grant update (code_hash, counts, taken_by_org, signed_at, signed_by, version) on qipan.hand_over to qipan_app;
