-- Teams have parts (编组) that go out by themselves, licences and rest; what a unit works is counted
-- once a day and only while an order has it.
alter table qipan.team
  add column parent_id text references qipan.team (id),
  add column disbanded_at timestamptz,
  add column rest_hours integer not null default 0,
  add constraint team_rest check (rest_hours between 0 and 720),
  add constraint team_part check (parent_id is null or parent_id <> id),
  add constraint team_disbanded check (disbanded_at is null or parent_id is not null);
--> statement-breakpoint
create index team_parent on qipan.team (parent_id);
--> statement-breakpoint
alter table qipan.equipment_unit
  add column rest_hours integer not null default 0,
  add constraint equipment_unit_rest check (rest_hours between 0 and 720);
--> statement-breakpoint
alter table qipan.equipment_type
  add column operator_licence text,
  add constraint equipment_type_licence check (operator_licence in ('HEAVY_VEHICLE', 'HOISTING', 'EARTHMOVING', 'BOAT', 'DRONE', 'ELECTRICIAN', 'HAZMAT'));
--> statement-breakpoint
alter table qipan.vehicle add column licensed_until date;
--> statement-breakpoint
create table qipan.team_licence (
  team_id text not null references qipan.team (id),
  licence text not null,
  valid_until date not null,
  primary key (team_id, licence),
  constraint team_licence_kind check (licence in ('HEAVY_VEHICLE', 'HOISTING', 'EARTHMOVING', 'BOAT', 'DRONE', 'ELECTRICIAN', 'HAZMAT'))
);
--> statement-breakpoint
create table qipan.unit_stay (
  id uuid primary key default gen_random_uuid(),
  order_line_id uuid not null,
  unit_kind text not null,
  unit_id text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  constraint unit_stay_kind check (unit_kind in ('TEAM', 'EQUIPMENT'))
);
--> statement-breakpoint
create index unit_stay_line on qipan.unit_stay (order_line_id);
--> statement-breakpoint
create table qipan.service_day (
  unit_kind text not null,
  unit_id text not null,
  day date not null,
  counted text not null,
  quantity bigint not null,
  order_line_id uuid not null,
  sheet_number text not null,
  primary key (unit_kind, unit_id, day, counted),
  constraint service_day_kind check (unit_kind in ('TEAM', 'EQUIPMENT')),
  constraint service_day_counted check (counted in ('PERSON_DAY', 'MACHINE_SHIFT', 'LITRE')),
  constraint service_day_quantity check (quantity > 0)
);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['team_licence', 'unit_stay', 'service_day'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
create policy seen on qipan.team_licence for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
create policy added on qipan.team_licence for insert to qipan_app with check (team_id in (select id from qipan.team
  where (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy changed on qipan.team_licence for update to qipan_app
  using (team_id in (select id from qipan.team
    where (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])))
  with check (team_id in (select id from qipan.team
    where (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
grant insert, update on qipan.team_licence to qipan_app;
--> statement-breakpoint
create policy seen on qipan.unit_stay for select to qipan_app
  using (order_line_id in (select id from qipan.order_line));
--> statement-breakpoint
create policy seen on qipan.service_day for select to qipan_app
  using (order_line_id in (select id from qipan.order_line));
--> statement-breakpoint
create policy added on qipan.service_day for insert to qipan_app
  with check (order_line_id in (select id from qipan.order_line));
--> statement-breakpoint
grant insert on qipan.service_day to qipan_app;
--> statement-breakpoint
-- The parts of a team have no more people than it has, are made and merged on standby, and while
-- they stand the whole does not go out: nobody is counted twice, whatever a service forgets.
create function qipan.team_parts() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  v_whole qipan.team;
  v_people bigint;
begin
  if new.parent_id is not null and new.disbanded_at is null
    and (tg_op = 'INSERT' or (new.parent_id, new.headcount) is distinct from (old.parent_id, old.headcount)) then
    select * into v_whole from qipan.team where id = new.parent_id for update;
    select coalesce(sum(headcount), 0) into v_people from qipan.team
      where parent_id = new.parent_id and disbanded_at is null and id <> new.id;
    if v_whole.parent_id is not null or v_whole.owner_org <> new.owner_org
      or v_whole.state <> 'STANDBY' or v_people + new.headcount > v_whole.headcount then
      raise exception 'team % is no part of %', new.id, new.parent_id using errcode = '23514';
    end if;
  end if;
  if tg_op = 'UPDATE' and new.disbanded_at is not null and old.disbanded_at is null
    and old.state <> 'STANDBY' then
    raise exception 'team % is out', new.id using errcode = '23514';
  end if;
  if tg_op = 'UPDATE' and new.state = 'HELD' and old.state <> 'HELD' and exists (
    select from qipan.team p where p.parent_id = new.id and p.disbanded_at is null) then
    raise exception 'team % is in parts', new.id using errcode = '23514';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger team_parts before insert or update on qipan.team
  for each row execute function qipan.team_parts();
--> statement-breakpoint
-- When a unit was out for an order line: from its departure, or its transfer to that line, until it
-- is back or goes over to another.
create function qipan.unit_stays() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  v_kind text := case tg_table_name when 'team' then 'TEAM' else 'EQUIPMENT' end;
begin
  if old.order_line_id is distinct from new.order_line_id then
    update qipan.unit_stay set to_at = now()
      where unit_kind = v_kind and unit_id = new.id and to_at is null;
  end if;
  if new.order_line_id is not null and new.state = 'EN_ROUTE'
    and (old.state = 'HELD' or old.order_line_id is distinct from new.order_line_id) then
    insert into qipan.unit_stay (order_line_id, unit_kind, unit_id, from_at)
      values (new.order_line_id, v_kind, new.id, now());
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger unit_stays after update on qipan.team
  for each row execute function qipan.unit_stays();
--> statement-breakpoint
create trigger unit_stays after update on qipan.equipment_unit
  for each row execute function qipan.unit_stays();
--> statement-breakpoint
-- Whether a unit on standby may not go to an incident all the same: its parts go instead of it, it
-- was merged, or its crew or its machines are out for another incident. Orders of others are told to
-- nobody here, only that.
create function qipan.line_elsewhere(p_line uuid, p_incident uuid) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select exists (select from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
    where l.id = p_line and o.incident_id <> p_incident)
$$;
--> statement-breakpoint
create function qipan.unit_taken(p_kind text, p_id text, p_incident uuid) returns boolean
language sql stable security definer set search_path = qipan, pg_temp as $$
  select qipan.is_member() and case p_kind
    when 'TEAM' then exists (
      select from qipan.team t where t.id = p_id and (t.disbanded_at is not null
        or exists (select from qipan.team p where p.parent_id = t.id and p.disbanded_at is null)
        or exists (select from qipan.equipment_unit e where e.team_id = t.id
          and qipan.line_elsewhere(e.order_line_id, p_incident))))
    else exists (
      select from qipan.equipment_unit e join qipan.team t on t.id = e.team_id
      where e.id = p_id and not exists (select from qipan.team c
        where (c.id = t.id or c.parent_id = t.id) and c.disbanded_at is null
          and (c.id <> t.id or not exists (select from qipan.team p
            where p.parent_id = t.id and p.disbanded_at is null))
          and (c.state = 'STANDBY' or (c.order_line_id is not null
            and not qipan.line_elsewhere(c.order_line_id, p_incident)))))
    end
$$;
--> statement-breakpoint
revoke all on function qipan.unit_taken(text, text, uuid), qipan.line_elsewhere(uuid, uuid)
  from public;
--> statement-breakpoint
grant execute on function qipan.unit_taken(text, text, uuid) to qipan_app;
