-- The second lock (the first is `may` in the services). Every table is closed unless a policy
-- opens it; without the transaction's settings every table is empty, on PGlite and on a server.
create function qipan.reader_orgs() returns text[] language sql stable parallel safe as
$$ select string_to_array(nullif(current_setting('app.orgs', true), ''), ',') $$;
--> statement-breakpoint
create function qipan.reader_partners() returns text[] language sql stable parallel safe as
$$ select string_to_array(nullif(current_setting('app.partners', true), ''), ',') $$;
--> statement-breakpoint
-- Someone is there at all: the public, a member, or the hub itself.
create function qipan.has_reader() returns boolean language sql stable parallel safe as
$$ select nullif(current_setting('app.reader', true), '') is not null $$;
--> statement-breakpoint
create function qipan.is_member() returns boolean language sql stable parallel safe as
$$ select coalesce(cardinality(qipan.reader_orgs()) > 0, false) $$;
--> statement-breakpoint
-- The hub's own work (sealer, expiry) reads for everyone.
create function qipan.is_hub() returns boolean language sql stable parallel safe as
$$ select coalesce(qipan.reader_orgs() = array['*'], false) $$;
--> statement-breakpoint
-- region
alter table qipan.region enable row level security;
--> statement-breakpoint
alter table qipan.region force row level security;
--> statement-breakpoint
create policy owner_all on qipan.region to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.region to qipan_app;
--> statement-breakpoint
create policy seen on qipan.region for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
grant update on qipan.region to qipan_app;
--> statement-breakpoint
create policy changed on qipan.region for update to qipan_app using ((select qipan.is_member())) with check ((select qipan.is_member()));
--> statement-breakpoint
-- cluster
alter table qipan.cluster enable row level security;
--> statement-breakpoint
alter table qipan.cluster force row level security;
--> statement-breakpoint
create policy owner_all on qipan.cluster to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.cluster to qipan_app;
--> statement-breakpoint
create policy seen on qipan.cluster for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- cluster_member
alter table qipan.cluster_member enable row level security;
--> statement-breakpoint
alter table qipan.cluster_member force row level security;
--> statement-breakpoint
create policy owner_all on qipan.cluster_member to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.cluster_member to qipan_app;
--> statement-breakpoint
create policy seen on qipan.cluster_member for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- organization
alter table qipan.organization enable row level security;
--> statement-breakpoint
alter table qipan.organization force row level security;
--> statement-breakpoint
create policy owner_all on qipan.organization to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.organization to qipan_app;
--> statement-breakpoint
create policy seen on qipan.organization for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- item_category
alter table qipan.item_category enable row level security;
--> statement-breakpoint
alter table qipan.item_category force row level security;
--> statement-breakpoint
create policy owner_all on qipan.item_category to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.item_category to qipan_app;
--> statement-breakpoint
create policy seen on qipan.item_category for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- item
alter table qipan.item enable row level security;
--> statement-breakpoint
alter table qipan.item force row level security;
--> statement-breakpoint
create policy owner_all on qipan.item to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.item to qipan_app;
--> statement-breakpoint
create policy seen on qipan.item for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- kit_component
alter table qipan.kit_component enable row level security;
--> statement-breakpoint
alter table qipan.kit_component force row level security;
--> statement-breakpoint
create policy owner_all on qipan.kit_component to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.kit_component to qipan_app;
--> statement-breakpoint
create policy seen on qipan.kit_component for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- item_substitute
alter table qipan.item_substitute enable row level security;
--> statement-breakpoint
alter table qipan.item_substitute force row level security;
--> statement-breakpoint
create policy owner_all on qipan.item_substitute to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.item_substitute to qipan_app;
--> statement-breakpoint
create policy seen on qipan.item_substitute for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- skill
alter table qipan.skill enable row level security;
--> statement-breakpoint
alter table qipan.skill force row level security;
--> statement-breakpoint
create policy owner_all on qipan.skill to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.skill to qipan_app;
--> statement-breakpoint
create policy seen on qipan.skill for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- equipment_type
alter table qipan.equipment_type enable row level security;
--> statement-breakpoint
alter table qipan.equipment_type force row level security;
--> statement-breakpoint
create policy owner_all on qipan.equipment_type to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.equipment_type to qipan_app;
--> statement-breakpoint
create policy seen on qipan.equipment_type for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- road_node
alter table qipan.road_node enable row level security;
--> statement-breakpoint
alter table qipan.road_node force row level security;
--> statement-breakpoint
create policy owner_all on qipan.road_node to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.road_node to qipan_app;
--> statement-breakpoint
create policy seen on qipan.road_node for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- road_link
alter table qipan.road_link enable row level security;
--> statement-breakpoint
alter table qipan.road_link force row level security;
--> statement-breakpoint
create policy owner_all on qipan.road_link to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.road_link to qipan_app;
--> statement-breakpoint
create policy seen on qipan.road_link for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- road_closure
alter table qipan.road_closure enable row level security;
--> statement-breakpoint
alter table qipan.road_closure force row level security;
--> statement-breakpoint
create policy owner_all on qipan.road_closure to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.road_closure to qipan_app;
--> statement-breakpoint
create policy seen on qipan.road_closure for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
grant insert on qipan.road_closure to qipan_app;
--> statement-breakpoint
create policy added on qipan.road_closure for insert to qipan_app with check ((select qipan.is_hub()) or reported_by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.road_closure to qipan_app;
--> statement-breakpoint
create policy changed on qipan.road_closure for update to qipan_app using ((select qipan.is_hub()) or reported_by_org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or reported_by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- hub
alter table qipan.hub enable row level security;
--> statement-breakpoint
alter table qipan.hub force row level security;
--> statement-breakpoint
create policy owner_all on qipan.hub to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.hub to qipan_app;
--> statement-breakpoint
create policy seen on qipan.hub for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- seal_state
alter table qipan.seal_state enable row level security;
--> statement-breakpoint
alter table qipan.seal_state force row level security;
--> statement-breakpoint
create policy owner_all on qipan.seal_state to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.seal_state to qipan_app;
--> statement-breakpoint
create policy seen on qipan.seal_state for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- agreement
alter table qipan.agreement enable row level security;
--> statement-breakpoint
alter table qipan.agreement force row level security;
--> statement-breakpoint
create policy owner_all on qipan.agreement to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.agreement to qipan_app;
--> statement-breakpoint
create policy seen on qipan.agreement for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
-- agreement_party
alter table qipan.agreement_party enable row level security;
--> statement-breakpoint
alter table qipan.agreement_party force row level security;
--> statement-breakpoint
create policy owner_all on qipan.agreement_party to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.agreement_party to qipan_app;
--> statement-breakpoint
create policy seen on qipan.agreement_party for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
-- storage_agreement
alter table qipan.storage_agreement enable row level security;
--> statement-breakpoint
alter table qipan.storage_agreement force row level security;
--> statement-breakpoint
create policy owner_all on qipan.storage_agreement to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.storage_agreement to qipan_app;
--> statement-breakpoint
create policy seen on qipan.storage_agreement for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
-- depot
alter table qipan.depot enable row level security;
--> statement-breakpoint
alter table qipan.depot force row level security;
--> statement-breakpoint
create policy owner_all on qipan.depot to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.depot to qipan_app;
--> statement-breakpoint
create policy seen on qipan.depot for select to qipan_app using ((select qipan.is_hub()) or ((select qipan.has_reader()) and visibility = 'PUBLIC') or owner_org = any ((select qipan.reader_orgs())::text[]) or custodian_org = any ((select qipan.reader_orgs())::text[])
  or (visibility in ('PARTNER', 'PUBLIC_AGGREGATE') and owner_org = any ((select qipan.reader_partners())::text[])));
--> statement-breakpoint
grant insert on qipan.depot to qipan_app;
--> statement-breakpoint
create policy added on qipan.depot for insert to qipan_app with check ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.depot to qipan_app;
--> statement-breakpoint
create policy changed on qipan.depot for update to qipan_app using ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- stock_lot
alter table qipan.stock_lot enable row level security;
--> statement-breakpoint
alter table qipan.stock_lot force row level security;
--> statement-breakpoint
create policy owner_all on qipan.stock_lot to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.stock_lot to qipan_app;
--> statement-breakpoint
create policy seen on qipan.stock_lot for select to qipan_app using (depot_id in (select id from qipan.depot) or (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.stock_lot to qipan_app;
--> statement-breakpoint
create policy added on qipan.stock_lot for insert to qipan_app with check ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.stock_lot to qipan_app;
--> statement-breakpoint
create policy changed on qipan.stock_lot for update to qipan_app using ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]) or depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[]))) with check ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]) or depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- reserve_target
alter table qipan.reserve_target enable row level security;
--> statement-breakpoint
alter table qipan.reserve_target force row level security;
--> statement-breakpoint
create policy owner_all on qipan.reserve_target to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.reserve_target to qipan_app;
--> statement-breakpoint
create policy seen on qipan.reserve_target for select to qipan_app using (depot_id in (select id from qipan.depot));
--> statement-breakpoint
-- commitment
alter table qipan.commitment enable row level security;
--> statement-breakpoint
alter table qipan.commitment force row level security;
--> statement-breakpoint
create policy owner_all on qipan.commitment to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.commitment to qipan_app;
--> statement-breakpoint
create policy seen on qipan.commitment for select to qipan_app using (depot_id in (select id from qipan.depot) or (select qipan.is_hub()) or supplier_org = any ((select qipan.reader_orgs())::text[]) or contracting_org = any ((select qipan.reader_orgs())::text[])
  or exists (select from qipan.order_line l where l.commitment_id = commitment.id));
--> statement-breakpoint
grant update on qipan.commitment to qipan_app;
--> statement-breakpoint
create policy changed on qipan.commitment for update to qipan_app using ((select qipan.is_member())) with check ((select qipan.is_member()));
--> statement-breakpoint
-- team
alter table qipan.team enable row level security;
--> statement-breakpoint
alter table qipan.team force row level security;
--> statement-breakpoint
create policy owner_all on qipan.team to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.team to qipan_app;
--> statement-breakpoint
create policy seen on qipan.team for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.team to qipan_app;
--> statement-breakpoint
create policy added on qipan.team for insert to qipan_app with check ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.team to qipan_app;
--> statement-breakpoint
create policy changed on qipan.team for update to qipan_app using ((select qipan.is_member())) with check ((select qipan.is_member()));
--> statement-breakpoint
-- equipment_unit
alter table qipan.equipment_unit enable row level security;
--> statement-breakpoint
alter table qipan.equipment_unit force row level security;
--> statement-breakpoint
create policy owner_all on qipan.equipment_unit to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.equipment_unit to qipan_app;
--> statement-breakpoint
create policy seen on qipan.equipment_unit for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.equipment_unit to qipan_app;
--> statement-breakpoint
create policy added on qipan.equipment_unit for insert to qipan_app with check ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.equipment_unit to qipan_app;
--> statement-breakpoint
create policy changed on qipan.equipment_unit for update to qipan_app using ((select qipan.is_member())) with check ((select qipan.is_member()));
--> statement-breakpoint
-- carrier
alter table qipan.carrier enable row level security;
--> statement-breakpoint
alter table qipan.carrier force row level security;
--> statement-breakpoint
create policy owner_all on qipan.carrier to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.carrier to qipan_app;
--> statement-breakpoint
create policy seen on qipan.carrier for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.carrier to qipan_app;
--> statement-breakpoint
create policy added on qipan.carrier for insert to qipan_app with check ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.carrier to qipan_app;
--> statement-breakpoint
create policy changed on qipan.carrier for update to qipan_app using ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- vehicle
alter table qipan.vehicle enable row level security;
--> statement-breakpoint
alter table qipan.vehicle force row level security;
--> statement-breakpoint
create policy owner_all on qipan.vehicle to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.vehicle to qipan_app;
--> statement-breakpoint
create policy seen on qipan.vehicle for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.vehicle to qipan_app;
--> statement-breakpoint
create policy added on qipan.vehicle for insert to qipan_app with check ((select qipan.is_hub()) or carrier_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.vehicle to qipan_app;
--> statement-breakpoint
create policy changed on qipan.vehicle for update to qipan_app using ((select qipan.is_hub()) or carrier_org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or carrier_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- incident
alter table qipan.incident enable row level security;
--> statement-breakpoint
alter table qipan.incident force row level security;
--> statement-breakpoint
create policy owner_all on qipan.incident to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.incident to qipan_app;
--> statement-breakpoint
create policy seen on qipan.incident for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.incident to qipan_app;
--> statement-breakpoint
create policy added on qipan.incident for insert to qipan_app with check ((select qipan.is_hub()) or lead_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.incident to qipan_app;
--> statement-breakpoint
create policy changed on qipan.incident for update to qipan_app using ((select qipan.is_hub()) or array[lead_org, government_org, payer_org] && (select qipan.reader_orgs())::text[]) with check ((select qipan.is_hub()) or array[lead_org, government_org, payer_org] && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
-- incident_level
alter table qipan.incident_level enable row level security;
--> statement-breakpoint
alter table qipan.incident_level force row level security;
--> statement-breakpoint
create policy owner_all on qipan.incident_level to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.incident_level to qipan_app;
--> statement-breakpoint
create policy seen on qipan.incident_level for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.incident_level to qipan_app;
--> statement-breakpoint
create policy added on qipan.incident_level for insert to qipan_app with check ((select qipan.is_member()));
--> statement-breakpoint
-- need
alter table qipan.need enable row level security;
--> statement-breakpoint
alter table qipan.need force row level security;
--> statement-breakpoint
create policy owner_all on qipan.need to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.need to qipan_app;
--> statement-breakpoint
create policy seen on qipan.need for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.need to qipan_app;
--> statement-breakpoint
create policy added on qipan.need for insert to qipan_app with check ((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.need to qipan_app;
--> statement-breakpoint
create policy changed on qipan.need for update to qipan_app using ((select qipan.is_member())) with check ((select qipan.is_member()));
--> statement-breakpoint
-- proposal
alter table qipan.proposal enable row level security;
--> statement-breakpoint
alter table qipan.proposal force row level security;
--> statement-breakpoint
create policy owner_all on qipan.proposal to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.proposal to qipan_app;
--> statement-breakpoint
create policy seen on qipan.proposal for select to qipan_app using ((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.proposal to qipan_app;
--> statement-breakpoint
create policy added on qipan.proposal for insert to qipan_app with check ((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant update on qipan.proposal to qipan_app;
--> statement-breakpoint
create policy changed on qipan.proposal for update to qipan_app using ((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub()) or requested_by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- dispatch_order
alter table qipan.dispatch_order enable row level security;
--> statement-breakpoint
alter table qipan.dispatch_order force row level security;
--> statement-breakpoint
create policy owner_all on qipan.dispatch_order to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.dispatch_order to qipan_app;
--> statement-breakpoint
create policy seen on qipan.dispatch_order for select to qipan_app using ((select qipan.is_hub()) or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
grant insert on qipan.dispatch_order to qipan_app;
--> statement-breakpoint
create policy added on qipan.dispatch_order for insert to qipan_app with check ((select qipan.is_hub()) or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
grant update on qipan.dispatch_order to qipan_app;
--> statement-breakpoint
create policy changed on qipan.dispatch_order for update to qipan_app using ((select qipan.is_hub()) or parties && (select qipan.reader_orgs())::text[]) with check ((select qipan.is_hub()) or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
-- order_line
alter table qipan.order_line enable row level security;
--> statement-breakpoint
alter table qipan.order_line force row level security;
--> statement-breakpoint
create policy owner_all on qipan.order_line to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.order_line to qipan_app;
--> statement-breakpoint
create policy seen on qipan.order_line for select to qipan_app using (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
grant insert on qipan.order_line to qipan_app;
--> statement-breakpoint
create policy added on qipan.order_line for insert to qipan_app with check (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
grant update on qipan.order_line to qipan_app;
--> statement-breakpoint
create policy changed on qipan.order_line for update to qipan_app using (order_id in (select id from qipan.dispatch_order)) with check (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
-- approval
alter table qipan.approval enable row level security;
--> statement-breakpoint
alter table qipan.approval force row level security;
--> statement-breakpoint
create policy owner_all on qipan.approval to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.approval to qipan_app;
--> statement-breakpoint
create policy seen on qipan.approval for select to qipan_app using (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
grant insert on qipan.approval to qipan_app;
--> statement-breakpoint
create policy added on qipan.approval for insert to qipan_app with check (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
grant update on qipan.approval to qipan_app;
--> statement-breakpoint
create policy changed on qipan.approval for update to qipan_app using (order_id in (select id from qipan.dispatch_order)) with check (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
-- leg
alter table qipan.leg enable row level security;
--> statement-breakpoint
alter table qipan.leg force row level security;
--> statement-breakpoint
create policy owner_all on qipan.leg to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.leg to qipan_app;
--> statement-breakpoint
create policy seen on qipan.leg for select to qipan_app using (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
grant insert on qipan.leg to qipan_app;
--> statement-breakpoint
create policy added on qipan.leg for insert to qipan_app with check (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
grant update on qipan.leg to qipan_app;
--> statement-breakpoint
create policy changed on qipan.leg for update to qipan_app using (order_id in (select id from qipan.dispatch_order)) with check (order_id in (select id from qipan.dispatch_order));
--> statement-breakpoint
-- leg_line
alter table qipan.leg_line enable row level security;
--> statement-breakpoint
alter table qipan.leg_line force row level security;
--> statement-breakpoint
create policy owner_all on qipan.leg_line to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.leg_line to qipan_app;
--> statement-breakpoint
create policy seen on qipan.leg_line for select to qipan_app using (leg_id in (select id from qipan.leg));
--> statement-breakpoint
grant insert on qipan.leg_line to qipan_app;
--> statement-breakpoint
create policy added on qipan.leg_line for insert to qipan_app with check (leg_id in (select id from qipan.leg));
--> statement-breakpoint
grant update on qipan.leg_line to qipan_app;
--> statement-breakpoint
create policy changed on qipan.leg_line for update to qipan_app using (leg_id in (select id from qipan.leg)) with check (leg_id in (select id from qipan.leg));
--> statement-breakpoint
-- hand_over
alter table qipan.hand_over enable row level security;
--> statement-breakpoint
alter table qipan.hand_over force row level security;
--> statement-breakpoint
create policy owner_all on qipan.hand_over to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.hand_over to qipan_app;
--> statement-breakpoint
create policy seen on qipan.hand_over for select to qipan_app using (leg_id in (select id from qipan.leg));
--> statement-breakpoint
grant insert on qipan.hand_over to qipan_app;
--> statement-breakpoint
create policy added on qipan.hand_over for insert to qipan_app with check (leg_id in (select id from qipan.leg));
--> statement-breakpoint
grant update on qipan.hand_over to qipan_app;
--> statement-breakpoint
create policy changed on qipan.hand_over for update to qipan_app using (leg_id in (select id from qipan.leg)) with check (leg_id in (select id from qipan.leg));
--> statement-breakpoint
-- principal
alter table qipan.principal enable row level security;
--> statement-breakpoint
alter table qipan.principal force row level security;
--> statement-breakpoint
create policy owner_all on qipan.principal to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.principal to qipan_app;
--> statement-breakpoint
create policy seen on qipan.principal for select to qipan_app using ((select qipan.is_hub()) or id = (select current_setting('app.reader', true)));
--> statement-breakpoint
grant insert on qipan.principal to qipan_app;
--> statement-breakpoint
create policy added on qipan.principal for insert to qipan_app with check ((select qipan.is_hub()));
--> statement-breakpoint
grant update on qipan.principal to qipan_app;
--> statement-breakpoint
create policy changed on qipan.principal for update to qipan_app using ((select qipan.is_hub())) with check ((select qipan.is_hub()));
--> statement-breakpoint
-- membership
alter table qipan.membership enable row level security;
--> statement-breakpoint
alter table qipan.membership force row level security;
--> statement-breakpoint
create policy owner_all on qipan.membership to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.membership to qipan_app;
--> statement-breakpoint
create policy seen on qipan.membership for select to qipan_app using ((select qipan.is_hub()) or org_id = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.membership to qipan_app;
--> statement-breakpoint
create policy added on qipan.membership for insert to qipan_app with check ((select qipan.is_hub()));
--> statement-breakpoint
-- api_key
alter table qipan.api_key enable row level security;
--> statement-breakpoint
alter table qipan.api_key force row level security;
--> statement-breakpoint
create policy owner_all on qipan.api_key to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.api_key to qipan_app;
--> statement-breakpoint
create policy seen on qipan.api_key for select to qipan_app using ((select qipan.is_hub()) or principal_id = (select current_setting('app.reader', true)));
--> statement-breakpoint
grant insert on qipan.api_key to qipan_app;
--> statement-breakpoint
create policy added on qipan.api_key for insert to qipan_app with check ((select qipan.is_hub()));
--> statement-breakpoint
grant update on qipan.api_key to qipan_app;
--> statement-breakpoint
create policy changed on qipan.api_key for update to qipan_app using ((select qipan.is_hub())) with check ((select qipan.is_hub()));
--> statement-breakpoint
-- session
alter table qipan.session enable row level security;
--> statement-breakpoint
alter table qipan.session force row level security;
--> statement-breakpoint
create policy owner_all on qipan.session to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.session to qipan_app;
--> statement-breakpoint
create policy seen on qipan.session for select to qipan_app using ((select qipan.is_hub()));
--> statement-breakpoint
grant insert on qipan.session to qipan_app;
--> statement-breakpoint
create policy added on qipan.session for insert to qipan_app with check ((select qipan.is_hub()));
--> statement-breakpoint
grant update on qipan.session to qipan_app;
--> statement-breakpoint
create policy changed on qipan.session for update to qipan_app using ((select qipan.is_hub())) with check ((select qipan.is_hub()));
--> statement-breakpoint
-- account
alter table qipan.account enable row level security;
--> statement-breakpoint
alter table qipan.account force row level security;
--> statement-breakpoint
create policy owner_all on qipan.account to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.account to qipan_app;
--> statement-breakpoint
create policy seen on qipan.account for select to qipan_app using ((select qipan.is_hub()) or owner = any ((select qipan.reader_orgs())::text[]) or custodian = any ((select qipan.reader_orgs())::text[]) or counterparty = any ((select qipan.reader_orgs())::text[])
  or (kind = 'ON_HAND' and place in (select id from qipan.depot)));
--> statement-breakpoint
-- entry
alter table qipan.entry enable row level security;
--> statement-breakpoint
alter table qipan.entry force row level security;
--> statement-breakpoint
create policy owner_all on qipan.entry to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.entry to qipan_app;
--> statement-breakpoint
create policy seen on qipan.entry for select to qipan_app using ((select qipan.is_hub()) or exists (select from qipan.account a where a.id in (origin, target)));
--> statement-breakpoint
-- transfer
alter table qipan.transfer enable row level security;
--> statement-breakpoint
alter table qipan.transfer force row level security;
--> statement-breakpoint
create policy owner_all on qipan.transfer to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.transfer to qipan_app;
--> statement-breakpoint
create policy seen on qipan.transfer for select to qipan_app using ((select qipan.is_hub()) or actor_org = any ((select qipan.reader_orgs())::text[]) or exists (select from qipan.entry e where e.transfer_id = transfer.id));
--> statement-breakpoint
-- claim
alter table qipan.claim enable row level security;
--> statement-breakpoint
alter table qipan.claim force row level security;
--> statement-breakpoint
create policy owner_all on qipan.claim to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.claim to qipan_app;
--> statement-breakpoint
create policy seen on qipan.claim for select to qipan_app using ((select qipan.is_hub()) or debtor_org = any ((select qipan.reader_orgs())::text[]) or creditor_org = any ((select qipan.reader_orgs())::text[]) or custodian_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- refill_task
alter table qipan.refill_task enable row level security;
--> statement-breakpoint
alter table qipan.refill_task force row level security;
--> statement-breakpoint
create policy owner_all on qipan.refill_task to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.refill_task to qipan_app;
--> statement-breakpoint
create policy seen on qipan.refill_task for select to qipan_app using ((select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[]) or funder_org = any ((select qipan.reader_orgs())::text[]) or performer_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- sealed
alter table qipan.sealed enable row level security;
--> statement-breakpoint
alter table qipan.sealed force row level security;
--> statement-breakpoint
create policy owner_all on qipan.sealed to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.sealed to qipan_app;
--> statement-breakpoint
create policy seen on qipan.sealed for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
-- book_leaf
alter table qipan.book_leaf enable row level security;
--> statement-breakpoint
alter table qipan.book_leaf force row level security;
--> statement-breakpoint
create policy owner_all on qipan.book_leaf to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.book_leaf to qipan_app;
--> statement-breakpoint
create policy seen on qipan.book_leaf for select to qipan_app using ((select qipan.is_hub()) or book = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- ledger_head
alter table qipan.ledger_head enable row level security;
--> statement-breakpoint
alter table qipan.ledger_head force row level security;
--> statement-breakpoint
create policy owner_all on qipan.ledger_head to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.ledger_head to qipan_app;
--> statement-breakpoint
create policy seen on qipan.ledger_head for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
-- event
alter table qipan.event enable row level security;
--> statement-breakpoint
alter table qipan.event force row level security;
--> statement-breakpoint
create policy owner_all on qipan.event to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.event to qipan_app;
--> statement-breakpoint
create policy seen on qipan.event for select to qipan_app using ((select qipan.is_hub()) or parties && (select qipan.reader_orgs())::text[]
  or ((select qipan.has_reader()) and 'public' = any (parties)) or ((select qipan.is_member()) and '*' = any (parties)));
--> statement-breakpoint
-- idempotency
alter table qipan.idempotency enable row level security;
--> statement-breakpoint
alter table qipan.idempotency force row level security;
--> statement-breakpoint
create policy owner_all on qipan.idempotency to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.idempotency to qipan_app;
--> statement-breakpoint
create policy seen on qipan.idempotency for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- audit_event
alter table qipan.audit_event enable row level security;
--> statement-breakpoint
alter table qipan.audit_event force row level security;
--> statement-breakpoint
create policy owner_all on qipan.audit_event to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.audit_event to qipan_app;
--> statement-breakpoint
create policy seen on qipan.audit_event for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- statement
alter table qipan.statement enable row level security;
--> statement-breakpoint
alter table qipan.statement force row level security;
--> statement-breakpoint
create policy owner_all on qipan.statement to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.statement to qipan_app;
--> statement-breakpoint
create policy seen on qipan.statement for select to qipan_app using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]) or counterparty = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.statement to qipan_app;
--> statement-breakpoint
create policy added on qipan.statement for insert to qipan_app with check ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- Locking a row that one may not change answers nothing, silently; sequences stay the owner's.
revoke all on all sequences in schema qipan from public;
