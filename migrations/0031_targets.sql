-- Norms are set by their owner; each version that was replaced is kept.
alter table qipan.reserve_target add column version integer not null default 1;
--> statement-breakpoint
alter table qipan.reserve_target add column set_by text;
--> statement-breakpoint
alter table qipan.reserve_target add column set_at timestamptz;
--> statement-breakpoint
create table qipan.reserve_target_past (
  depot_id text not null references qipan.depot (id),
  item text not null references qipan.item (sku),
  version integer not null,
  quantity bigint not null,
  basis text not null,
  status text not null,
  set_by text,
  set_at timestamptz,
  primary key (depot_id, item, version)
);
--> statement-breakpoint
alter table qipan.reserve_target_past enable row level security;
--> statement-breakpoint
alter table qipan.reserve_target_past force row level security;
--> statement-breakpoint
create policy owner_all on qipan.reserve_target_past to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select, insert on qipan.reserve_target_past to qipan_app;
--> statement-breakpoint
create policy seen on qipan.reserve_target_past for select to qipan_app using (depot_id in (select id from qipan.depot));
--> statement-breakpoint
create policy added on qipan.reserve_target_past for insert to qipan_app with check ((select qipan.is_hub())
  or depot_id in (select id from qipan.depot where owner_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
grant insert, update on qipan.reserve_target to qipan_app;
--> statement-breakpoint
create policy added on qipan.reserve_target for insert to qipan_app with check ((select qipan.is_hub())
  or depot_id in (select id from qipan.depot where owner_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy changed on qipan.reserve_target for update to qipan_app using ((select qipan.is_hub())
  or depot_id in (select id from qipan.depot where owner_org = any ((select qipan.reader_orgs())::text[])))
  with check ((select qipan.is_hub())
  or depot_id in (select id from qipan.depot where owner_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- How far a count is trusted, by its age: dated rows, the latest that has begun counts, and one for
-- a category of goods beats the one for all. Assumptions of the product, each says so.
create table qipan.confidence_rule (
  id text primary key,
  category text references qipan.item_category (code),
  valid_from date not null,
  high_days integer not null,
  medium_days integer not null,
  source text not null,
  constraint confidence_rule_days check (0 < high_days and high_days < medium_days)
);
--> statement-breakpoint
alter table qipan.confidence_rule enable row level security;
--> statement-breakpoint
alter table qipan.confidence_rule force row level security;
--> statement-breakpoint
create policy owner_all on qipan.confidence_rule to qipan_owner using (true) with check (true);
--> statement-breakpoint
grant select on qipan.confidence_rule to qipan_app;
--> statement-breakpoint
create policy seen on qipan.confidence_rule for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
insert into qipan.confidence_rule values ('CR-ALL-2020', null, '2020-01-01', 90, 180,
  '产品假设,非标准:季度盘点为新,半年为限 / product assumption, NOT a standard');
--> statement-breakpoint
-- What is on its way to a shelf: returning, waiting for inspection, or sent as a refill. Debtors'
-- shipments are theirs to see; their sum is told to whoever owns or keeps the shelf, and no one else.
create function qipan.on_the_way(p_depots text[])
returns table (depot text, item text, quantity bigint)
language sql stable security definer set search_path = qipan, pg_temp as $$
  with mine as (
    select d.id from qipan.depot d where d.id = any (p_depots) and (qipan.is_hub()
      or d.owner_org = any (qipan.reader_orgs()) or d.custodian_org = any (qipan.reader_orgs()))
  ), coming as (
    select a.place as depot, a.item, a.balance from qipan.account a
    where a.kind = 'INSPECTION' and a.balance > 0 and a.place in (select id from mine)
    union all
    select s.depot_id, a.item, a.balance from qipan.account a join qipan.stock_lot s on s.id::text = a.lot
    where a.kind = 'RETURNING' and a.balance > 0 and s.depot_id in (select id from mine)
    union all
    select t.evidence ->> 'depot', a.item, a.balance from qipan.account a
    join qipan.transfer t on t.id = (select e.transfer_id from qipan.entry e where e.target = a.id order by e.id limit 1)
    where a.kind = 'IN_TRANSIT' and a.balance > 0 and a.ref like 'refill:%'
      and t.evidence ->> 'depot' in (select id from mine)
  )
  select depot, item, sum(balance)::bigint from coming group by 1, 2
$$;
--> statement-breakpoint
revoke all on function qipan.on_the_way(text[]) from public;
--> statement-breakpoint
grant execute on function qipan.on_the_way(text[]) to qipan_app;
