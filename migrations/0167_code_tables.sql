-- 码表: what a partner's own system, or a standard that it holds, calls the hub's items, categories, regions,
-- organizations and units. A table is replaced as a whole by an import; each version stays readable.
create table qipan.code_table (
  id uuid primary key,
  org text not null references qipan.organization (id),
  system text not null,
  kind text not null
    constraint code_table_kind check (kind in ('ITEM', 'CATEGORY', 'REGION', 'ORGANIZATION', 'UNIT')),
  sight text not null constraint code_table_sight check (sight in ('OWN', 'MEMBERS')),
  version integer not null,
  constraint code_table_once unique (org, system, kind)
);
--> statement-breakpoint
create table qipan.code_table_version (
  table_id uuid not null references qipan.code_table (id),
  version integer not null,
  edition text,
  rows integer not null,
  added integer not null,
  changed integer not null,
  removed integer not null,
  imported_by text not null,
  imported_at timestamptz not null default now(),
  primary key (table_id, version)
);
--> statement-breakpoint
create table qipan.code_entry (
  table_id uuid not null,
  code text not null,
  target text not null,
  unit text not null,
  give bigint not null,
  counts bigint not null,
  name text,
  from_version integer not null,
  until_version integer,
  primary key (table_id, code, target, unit, from_version),
  constraint code_entry_version foreign key (table_id, from_version)
    references qipan.code_table_version (table_id, version),
  constraint code_entry_ratio check (give > 0 and counts > 0),
  constraint code_entry_versions check (until_version > from_version)
);
--> statement-breakpoint
create index code_entry_target on qipan.code_entry (table_id, target);
--> statement-breakpoint
-- A row of a table is never one of two at a time, whatever a program believes.
create unique index code_entry_now on qipan.code_entry (table_id, code, target, unit) where until_version is null;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['code_table', 'code_table_version', 'code_entry'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
-- Nothing but these may change: what a version said stays what it said.
grant update (sight, version) on qipan.code_table to qipan_app;
--> statement-breakpoint
grant update (until_version) on qipan.code_entry to qipan_app;
--> statement-breakpoint
create policy seen on qipan.code_table for select to qipan_app
  using ((select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])
    or ((select qipan.is_member()) and sight = 'MEMBERS'));
--> statement-breakpoint
create policy added on qipan.code_table for insert to qipan_app
  with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[])));
--> statement-breakpoint
create policy changed on qipan.code_table for update to qipan_app
  using ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[])))
  with check ((select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[])));
--> statement-breakpoint
create policy seen on qipan.code_table_version for select to qipan_app
  using (table_id in (select id from qipan.code_table));
--> statement-breakpoint
create policy added on qipan.code_table_version for insert to qipan_app
  with check (table_id in (select id from qipan.code_table
    where (select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[]))));
--> statement-breakpoint
create policy seen on qipan.code_entry for select to qipan_app
  using (table_id in (select id from qipan.code_table));
--> statement-breakpoint
create policy added on qipan.code_entry for insert to qipan_app
  with check (table_id in (select id from qipan.code_table
    where (select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[]))));
--> statement-breakpoint
create policy changed on qipan.code_entry for update to qipan_app
  using (table_id in (select id from qipan.code_table
    where (select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[]))))
  with check (table_id in (select id from qipan.code_table
    where (select qipan.is_hub()) or (org = any ((select qipan.reader_orgs_as('{ADMIN,KEEPER}'))::text[]))));
--> statement-breakpoint
-- Told on the feed; words are added to what the constraints hold, whatever that is by now.
do $$
declare one record;
begin
  for one in select c.conname, pg_get_constraintdef(c.oid) as def, n.more from pg_constraint c
    join (values ('event_kind', 'CODE_TABLE_CHANGED'), ('event_subject_kind', 'CODE_TABLE')) n (name, more)
      on n.name = c.conname
    where c.conrelid = 'qipan.event'::regclass
  loop
    execute format('alter table qipan.event drop constraint %I', one.conname);
    execute format('alter table qipan.event add constraint %I ', one.conname)
      || regexp_replace(one.def, 'ARRAY\[', format('ARRAY[%L::text, ', one.more));
  end loop;
end $$;
