-- What things are called changes seldom and is read with nearly every answer. A process keeps such rows for as long as
-- this number stands, which it reads with each transaction that it opens to answer.
create table qipan.words_stamp (
  id integer primary key default 1,
  stamp bigint not null,
  constraint words_stamp_single check (id = 1)
);
--> statement-breakpoint
alter table qipan.words_stamp enable row level security;
--> statement-breakpoint
alter table qipan.words_stamp force row level security;
--> statement-breakpoint
create policy owner_all on qipan.words_stamp to qipan_owner using (true) with check (true);
--> statement-breakpoint
create policy seen on qipan.words_stamp for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
grant select on qipan.words_stamp to qipan_app;
--> statement-breakpoint
insert into qipan.words_stamp (stamp) values (1);
--> statement-breakpoint
-- Once for a transaction, however many of its statements changed them.
create function qipan.words_moved() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  update qipan.words_stamp set stamp = stamp + 1
    where xmin::text <> pg_current_xact_id()::xid::text;
  return null;
end
$$;
--> statement-breakpoint
create trigger words_moved after insert or update or delete or truncate on qipan.item
  for each statement execute function qipan.words_moved();
--> statement-breakpoint
create trigger words_moved after insert or update or delete or truncate on qipan.region
  for each statement execute function qipan.words_moved();
--> statement-breakpoint
create trigger words_moved after insert or update or delete or truncate on qipan.organization
  for each statement execute function qipan.words_moved();
