-- Kits that were assembled from components on the same shelf, and from which lots.
create table qipan.kit_lot (
  lot_id uuid primary key references qipan.stock_lot (id),
  assembled bigint not null,
  broken bigint not null default 0,
  constraint kit_lot_broken check (broken between 0 and assembled)
);
--> statement-breakpoint
create table qipan.kit_part (
  kit_lot_id uuid not null references qipan.kit_lot (lot_id),
  lot_id uuid not null references qipan.stock_lot (id),
  per_kit bigint not null constraint kit_part_per_kit check (per_kit > 0),
  primary key (kit_lot_id, lot_id)
);
--> statement-breakpoint
create index kit_part_lot on qipan.kit_part (lot_id);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['kit_lot', 'kit_part'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
grant update on qipan.kit_lot to qipan_app;
--> statement-breakpoint
create policy seen on qipan.kit_lot for select to qipan_app using (lot_id in (select id from qipan.stock_lot));
--> statement-breakpoint
create policy added on qipan.kit_lot for insert to qipan_app with check (lot_id in (select l.id from qipan.stock_lot l
  where (select qipan.is_hub()) or l.owner_org = any ((select qipan.reader_orgs())::text[])
    or l.depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[]))));
--> statement-breakpoint
create policy changed on qipan.kit_lot for update to qipan_app using (lot_id in (select l.id from qipan.stock_lot l
  where (select qipan.is_hub()) or l.owner_org = any ((select qipan.reader_orgs())::text[])
    or l.depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[]))))
  with check (lot_id in (select l.id from qipan.stock_lot l
  where (select qipan.is_hub()) or l.owner_org = any ((select qipan.reader_orgs())::text[])
    or l.depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[]))));
--> statement-breakpoint
create policy seen on qipan.kit_part for select to qipan_app using (kit_lot_id in (select id from qipan.stock_lot));
--> statement-breakpoint
create policy added on qipan.kit_part for insert to qipan_app with check (kit_lot_id in (select l.id from qipan.stock_lot l
  where (select qipan.is_hub()) or l.owner_org = any ((select qipan.reader_orgs())::text[])
    or l.depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[]))));
