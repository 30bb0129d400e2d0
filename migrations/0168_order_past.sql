-- How an order stood by a time that is cited. Its state follows from its dates and the quantities of its lines, which
-- are not in the book: a team is nothing that is posted. What each row was until it changed is kept with an event of
-- the transaction that changed it, so that the change has its place among the seals.
create table qipan.order_past (
  order_id uuid not null references qipan.dispatch_order (id),
  -- The version up to which it was so; 0 is what was before the first.
  version integer not null,
  -- Null: no event tells when, so that the change comes after every cut.
  event bigint,
  -- False: there was no order yet. Null: what it was, nobody kept.
  existed boolean,
  issued_at timestamptz,
  acknowledged_at timestamptz,
  loading_at timestamptz,
  closed_at timestamptz,
  cancelled_at timestamptz,
  primary key (order_id, version)
);
--> statement-breakpoint
create table qipan.order_line_past (
  line_id uuid not null references qipan.order_line (id),
  version integer not null,
  event bigint,
  existed boolean,
  held bigint,
  loaded bigint,
  departed bigint,
  accepted bigint,
  rejected bigint,
  missing bigint,
  cancelled bigint,
  redirected bigint,
  primary key (line_id, version)
);
--> statement-breakpoint
do $$
declare
  one text;
begin
  foreach one in array array['order_past', 'order_line_past'] loop
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
create policy seen on qipan.order_past for select to qipan_app using (exists (
  select from qipan.dispatch_order o where o.id = order_past.order_id));
--> statement-breakpoint
create policy seen on qipan.order_line_past for select to qipan_app using (exists (
  select from qipan.order_line l where l.id = order_line_past.line_id));
--> statement-breakpoint
-- At the end of the transaction: its facts travel with its last message.
create function qipan.order_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  e bigint := (select v.id from qipan.event v where v.xid = pg_current_xact_id() order by v.id limit 1);
begin
  if tg_op = 'INSERT' then
    insert into qipan.order_past (order_id, version, event, existed) values (new.id, 0, e, false)
    on conflict do nothing;
  else
    insert into qipan.order_past (order_id, version, event, existed, issued_at, acknowledged_at, loading_at,
      closed_at, cancelled_at)
    values (old.id, old.version, e, true, old.issued_at, old.acknowledged_at, old.loading_at, old.closed_at,
      old.cancelled_at)
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
create function qipan.order_line_was() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  e bigint := (select v.id from qipan.event v where v.xid = pg_current_xact_id() order by v.id limit 1);
begin
  if tg_op = 'INSERT' then
    insert into qipan.order_line_past (line_id, version, event, existed) values (new.id, 0, e, false)
    on conflict do nothing;
  else
    insert into qipan.order_line_past (line_id, version, event, existed, held, loaded, departed, accepted, rejected,
      missing, cancelled, redirected)
    values (old.id, old.version, e, true, old.held, old.loaded, old.departed, old.accepted, old.rejected, old.missing,
      old.cancelled, old.redirected)
    on conflict do nothing;
  end if;
  return null;
end $$;
--> statement-breakpoint
revoke all on function qipan.order_was(), qipan.order_line_was() from public;
--> statement-breakpoint
create constraint trigger order_begun after insert on qipan.dispatch_order
  deferrable initially deferred for each row execute function qipan.order_was();
--> statement-breakpoint
create constraint trigger order_was after update on qipan.dispatch_order
  deferrable initially deferred for each row
  when ((old.issued_at, old.acknowledged_at, old.loading_at, old.closed_at, old.cancelled_at)
    is distinct from (new.issued_at, new.acknowledged_at, new.loading_at, new.closed_at, new.cancelled_at))
  execute function qipan.order_was();
--> statement-breakpoint
create constraint trigger order_line_begun after insert on qipan.order_line
  deferrable initially deferred for each row execute function qipan.order_line_was();
--> statement-breakpoint
create constraint trigger order_line_was after update on qipan.order_line
  deferrable initially deferred for each row
  when ((old.held, old.loaded, old.departed, old.accepted, old.rejected, old.missing, old.cancelled, old.redirected)
    is distinct from
    (new.held, new.loaded, new.departed, new.accepted, new.rejected, new.missing, new.cancelled, new.redirected))
  execute function qipan.order_line_was();
--> statement-breakpoint
-- Orders of before: what they were until now nobody kept. The triggers above waited for whoever was changing one, so
-- that the last event in the order of seals comes after all that was done to them.
insert into qipan.order_past (order_id, version, event, existed)
select o.id, 0, (select e.id from qipan.event e order by e.xid desc, e.id desc limit 1), null
from qipan.dispatch_order o;
--> statement-breakpoint
insert into qipan.order_line_past (line_id, version, event, existed)
select l.id, 0, (select e.id from qipan.event e order by e.xid desc, e.id desc limit 1), null
from qipan.order_line l;
--> statement-breakpoint
-- A book's balances, of today or of the past, are found without reading everyone's.
create index account_owner on qipan.account (owner, kind);
