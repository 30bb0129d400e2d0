-- 盘点: a count of the lots on a depot's shelves, and what each counter found, count by count.
create table qipan.stocktake (
  id uuid primary key,
  depot_id text not null references qipan.depot (id),
  org text not null references qipan.organization (id),
  items text[] not null,
  bins text[] not null,
  state text not null default 'OPEN' constraint stocktake_state check (state in ('OPEN', 'CLOSED', 'CANCELLED')),
  opened_by text not null,
  opened_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  note text,
  version integer not null default 1
);
--> statement-breakpoint
create index stocktake_depot on qipan.stocktake (depot_id, opened_at);
--> statement-breakpoint
-- Counted, booked and posted are written once, when the count is closed; until then they are blind.
create table qipan.stocktake_line (
  id uuid primary key,
  stocktake_id uuid not null references qipan.stocktake (id),
  lot_id uuid not null references qipan.stock_lot (id),
  ended boolean not null default false,
  counted bigint,
  booked bigint,
  posted bigint,
  reason text constraint stocktake_line_reason check (reason in ('MISCOUNTED', 'UNRECORDED_ISSUE',
    'UNRECORDED_RECEIPT', 'WRONG_PLACE', 'NATURAL_LOSS', 'STOLEN', 'LOST_IN_KEEPING', 'SPOILT_IN_KEEPING')),
  note text
);
--> statement-breakpoint
create unique index stocktake_line_once on qipan.stocktake_line (stocktake_id, lot_id);
--> statement-breakpoint
-- A lot is in one open count at a time: two would book its difference twice.
create unique index stocktake_line_open on qipan.stocktake_line (lot_id) where not ended;
--> statement-breakpoint
create table qipan.stocktake_count (
  id uuid primary key,
  line_id uuid not null references qipan.stocktake_line (id),
  nth integer not null,
  counted bigint not null constraint stocktake_count_counted check (counted >= 0),
  counted_at timestamptz not null,
  counted_by text not null
);
--> statement-breakpoint
create unique index stocktake_count_nth on qipan.stocktake_count (line_id, nth);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['stocktake', 'stocktake_line', 'stocktake_count'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant update on qipan.stocktake, qipan.stocktake_line to qipan_app;
--> statement-breakpoint
create policy seen on qipan.stocktake for select to qipan_app using ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) or depot_id in (select id from qipan.depot
    where owner_org = any ((select qipan.reader_orgs())::text[]) or custodian_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy added on qipan.stocktake for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy changed on qipan.stocktake for update to qipan_app using ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy seen on qipan.stocktake_line for select to qipan_app using (stocktake_id in (select id from qipan.stocktake));
--> statement-breakpoint
create policy added on qipan.stocktake_line for insert to qipan_app with check (stocktake_id in (
  select id from qipan.stocktake where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy changed on qipan.stocktake_line for update to qipan_app using (stocktake_id in (
  select id from qipan.stocktake where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])))
  with check (stocktake_id in (
  select id from qipan.stocktake where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy seen on qipan.stocktake_count for select to qipan_app using (line_id in (select id from qipan.stocktake_line));
--> statement-breakpoint
create policy added on qipan.stocktake_count for insert to qipan_app with check (line_id in (
  select l.id from qipan.stocktake_line l join qipan.stocktake s on s.id = l.stocktake_id
  where (select qipan.is_hub()) or s.org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- What the book says lay on the shelf at an instant: what lies there now, less what came after it,
-- with what left after it. Held and blocked goods lie there too; what is in inspection or repair
-- stands apart. Movements count from when they happened, so one that is recorded late still counts.
-- Keepers may not read every account of the owner, so the sums are told, to owner and keeper alone.
create function qipan.shelf_book(p_lot uuid, p_at timestamptz)
returns table (booked bigint, short_since bigint, surplus_since bigint, on_hand bigint, blocked bigint)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return query
  with lot as (
    select s.id::text as id from qipan.stock_lot s join qipan.depot d on d.id = s.depot_id
    where s.id = p_lot and (qipan.is_hub() or s.owner_org = any (qipan.reader_orgs())
      or d.owner_org = any (qipan.reader_orgs()) or d.custodian_org = any (qipan.reader_orgs()))
  ), mine as (
    select a.id, a.kind, a.balance, a.kind in ('ON_HAND', 'HELD', 'BLOCKED') as shelf
    from lot join qipan.account a on a.lot = lot.id
      and a.kind in ('ON_HAND', 'HELD', 'BLOCKED', 'SHORTAGE', 'SURPLUS')
  ), moved as (
    select m.kind, m.shelf, e.quantity from mine m join qipan.entry e on e.target = m.id
    join qipan.transfer t on t.id = e.transfer_id where t.occurred_at > p_at
    union all
    select m.kind, m.shelf, -e.quantity from mine m join qipan.entry e on e.origin = m.id
    join qipan.transfer t on t.id = e.transfer_id where t.occurred_at > p_at
  ), later as (
    select coalesce(sum(quantity) filter (where shelf), 0) as net,
      coalesce(sum(quantity) filter (where kind = 'SHORTAGE'), 0) as lost,
      -coalesce(sum(quantity) filter (where kind = 'SURPLUS'), 0) as found
    from moved
  )
  select (coalesce((select sum(balance) from mine where shelf), 0) - later.net)::bigint,
    later.lost::bigint, later.found::bigint,
    coalesce((select sum(balance) from mine where kind = 'ON_HAND'), 0)::bigint,
    coalesce((select sum(balance) from mine where kind = 'BLOCKED'), 0)::bigint
  from later where exists (select from lot);
end $$;
--> statement-breakpoint
revoke all on function qipan.shelf_book(uuid, timestamptz) from public;
--> statement-breakpoint
grant execute on function qipan.shelf_book(uuid, timestamptz) to qipan_app;
