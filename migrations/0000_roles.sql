-- Roles are the cluster's, so they may exist already; a hub never drops them.
do $$ begin
  if not exists (select from pg_roles where rolname = 'qipan_owner') then
    create role qipan_owner nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'qipan_app') then
    create role qipan_app nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same cluster made them in this moment
end $$;
--> statement-breakpoint
do $$ begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('grant qipan_owner, qipan_app to %I', current_user);
  end if;
end $$;
--> statement-breakpoint
create schema qipan authorization qipan_owner;
--> statement-breakpoint
grant usage on schema qipan to qipan_app;
--> statement-breakpoint
create table qipan.migration (
  name text primary key,
  hash text not null,
  applied_at timestamptz not null default now()
);
--> statement-breakpoint
alter table qipan.migration owner to qipan_owner;
--> statement-breakpoint
grant select on qipan.migration to qipan_app;
