-- Approvals, legs with what was counted off them, and needs by a time that is cited, as orders and their lines: what
-- each was until it changed, with an event of the transaction that changed it. `existed` is false for what was before
-- its first version, and null where nobody kept it.
create table qipan.approval_past (
  approval_id uuid not null references qipan.approval (id),
  version integer not null,
  event bigint,
  existed boolean,
  state text,
  reason text,
  lapses_at timestamptz,
  decided_at timestamptz,
  primary key (approval_id, version)
);
--> statement-breakpoint
create table qipan.leg_past (
  leg_id uuid not null references qipan.leg (id),
  version integer not null,
  event bigint,
  existed boolean,
  state text,
  arrived_at timestamptz,
  difference_window_ends_at timestamptz,
  difference_settled_at timestamptz,
  difference_denied_at timestamptz,
  primary key (leg_id, version)
);
--> statement-breakpoint
create table qipan.leg_line_past (
  leg_line_id uuid not null references qipan.leg_line (id),
  version integer not null,
  event bigint,
  existed boolean,
  accepted bigint,
  rejected bigint,
  missing bigint,
  denied_missing bigint,
  primary key (leg_line_id, version)
);
--> statement-breakpoint
create table qipan.need_past (
  need_id uuid not null references qipan.need (id),
  version integer not null,
  event bigint,
  existed boolean,
  promised bigint,
  received bigint,
  withdrawn_at timestamptz,
  lapses_at timestamptz,
  primary key (need_id, version)
);
--> statement-breakpoint
do $$
declare
  one text;
begin
  foreach one in array array['approval_past', 'leg_past', 'leg_line_past', 'need_past'] loop
    execute format('alter table qipan.%I enable row level security', one);
    execute format('alter table qipan.%I force row level security', one);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', one);
    execute format('grant select on qipan.%I to qipan_app', one);
    execute format('create trigger append_only before update or delete on qipan.%I
      for each row execute function qipan.refuse_change()', one);
    execute format('create trigger append_only_whole before truncate on qipan.%I
      for each statement execute function qipan.refuse_change()', one);
  end loop;
end $$;
--> statement-breakpoint
create policy seen on qipan.approval_past for select to qipan_app using (exists (
  select from qipan.approval a where a.id = approval_past.approval_id));
--> statement-breakpoint
create policy seen on qipan.leg_past for select to qipan_app using (exists (
  select from qipan.leg l where l.id = leg_past.leg_id));
--> statement-breakpoint
create policy seen on qipan.leg_line_past for select to qipan_app using (exists (
  select from qipan.leg_line l where l.id = leg_line_past.leg_line_id));
--> statement-breakpoint
create policy seen on qipan.need_past for select to qipan_app using (exists (
  select from qipan.need n where n.id = need_past.need_id));
--> statement-breakpoint
create function qipan.approval_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  e bigint := (select v.id from qipan.event v where v.xid = pg_current_xact_id() order by v.id limit 1);
begin
  if tg_op = 'INSERT' then
    insert into qipan.approval_past (approval_id, version, event, existed) values (new.id, 0, e, false)
    on conflict do nothing;
  else
    insert into qipan.approval_past (approval_id, version, event, existed, state, reason, lapses_at, decided_at)
    values (old.id, old.version, e, true, old.state, old.reason, old.lapses_at, old.decided_at)
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function qipan.leg_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  e bigint := (select v.id from qipan.event v where v.xid = pg_current_xact_id() order by v.id limit 1);
begin
  if tg_op = 'INSERT' then
    insert into qipan.leg_past (leg_id, version, event, existed) values (new.id, 0, e, false)
    on conflict do nothing;
  else
    insert into qipan.leg_past (leg_id, version, event, existed, state, arrived_at, difference_window_ends_at,
      difference_settled_at, difference_denied_at)
    values (old.id, old.version, e, true, old.state, old.arrived_at, old.difference_window_ends_at,
      old.difference_settled_at, old.difference_denied_at)
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function qipan.leg_line_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  e bigint := (select v.id from qipan.event v where v.xid = pg_current_xact_id() order by v.id limit 1);
begin
  if tg_op = 'INSERT' then
    insert into qipan.leg_line_past (leg_line_id, version, event, existed) values (new.id, 0, e, false)
    on conflict do nothing;
  else
    insert into qipan.leg_line_past (leg_line_id, version, event, existed, accepted, rejected, missing, denied_missing)
    values (old.id, old.version, e, true, old.accepted, old.rejected, old.missing, old.denied_missing)
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function qipan.need_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  e bigint := (select v.id from qipan.event v where v.xid = pg_current_xact_id() order by v.id limit 1);
begin
  if tg_op = 'INSERT' then
    insert into qipan.need_past (need_id, version, event, existed) values (new.id, 0, e, false)
    on conflict do nothing;
  else
    insert into qipan.need_past (need_id, version, event, existed, promised, received, withdrawn_at, lapses_at)
    values (old.id, old.version, e, true, old.promised, old.received, old.withdrawn_at, old.lapses_at)
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke all on function qipan.approval_was(), qipan.leg_was(), qipan.leg_line_was(), qipan.need_was() from public;
--> statement-breakpoint
create constraint trigger approval_begun after insert on qipan.approval
  deferrable initially deferred for each row execute function qipan.approval_was();
--> statement-breakpoint
create constraint trigger approval_was after update on qipan.approval
  deferrable initially deferred for each row
  when ((old.state, old.reason, old.lapses_at, old.decided_at)
    is distinct from (new.state, new.reason, new.lapses_at, new.decided_at))
  execute function qipan.approval_was();
--> statement-breakpoint
create constraint trigger leg_begun after insert on qipan.leg
  deferrable initially deferred for each row execute function qipan.leg_was();
--> statement-breakpoint
create constraint trigger leg_was after update on qipan.leg
  deferrable initially deferred for each row
  when ((old.state, old.arrived_at, old.difference_window_ends_at, old.difference_settled_at, old.difference_denied_at)
    is distinct from (new.state, new.arrived_at, new.difference_window_ends_at, new.difference_settled_at,
    new.difference_denied_at))
  execute function qipan.leg_was();
--> statement-breakpoint
create constraint trigger leg_line_begun after insert on qipan.leg_line
  deferrable initially deferred for each row execute function qipan.leg_line_was();
--> statement-breakpoint
create constraint trigger leg_line_was after update on qipan.leg_line
  deferrable initially deferred for each row
  when ((old.accepted, old.rejected, old.missing, old.denied_missing)
    is distinct from (new.accepted, new.rejected, new.missing, new.denied_missing))
  execute function qipan.leg_line_was();
--> statement-breakpoint
create constraint trigger need_begun after insert on qipan.need
  deferrable initially deferred for each row execute function qipan.need_was();
--> statement-breakpoint
create constraint trigger need_was after update on qipan.need
  deferrable initially deferred for each row
  when ((old.promised, old.received, old.withdrawn_at, old.lapses_at)
    is distinct from (new.promised, new.received, new.withdrawn_at, new.lapses_at))
  execute function qipan.need_was();
--> statement-breakpoint
-- What is older: what it was until now nobody kept.
insert into qipan.approval_past (approval_id, version, event, existed)
select a.id, 0, (select e.id from qipan.event e order by e.xid desc, e.id desc limit 1), null
from qipan.approval a;
--> statement-breakpoint
insert into qipan.leg_past (leg_id, version, event, existed)
select l.id, 0, (select e.id from qipan.event e order by e.xid desc, e.id desc limit 1), null
from qipan.leg l;
--> statement-breakpoint
insert into qipan.leg_line_past (leg_line_id, version, event, existed)
select l.id, 0, (select e.id from qipan.event e order by e.xid desc, e.id desc limit 1), null
from qipan.leg_line l;
--> statement-breakpoint
insert into qipan.need_past (need_id, version, event, existed)
select n.id, 0, (select e.id from qipan.event e order by e.xid desc, e.id desc limit 1), null
from qipan.need n;
