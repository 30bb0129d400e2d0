create table qipan.briefing_counter (
  year integer primary key,
  last integer not null
);
--> statement-breakpoint
create table qipan.conference_briefing (
  id uuid primary key,
  number text not null unique,
  org text not null references qipan.organization (id),
  subject_kind text not null constraint conference_briefing_subject check (subject_kind in ('REGION', 'CLUSTER')),
  subject_code text not null,
  readers text[] not null,
  title_zh text not null,
  content text not null,
  digest text not null,
  feed_seq bigint not null,
  ledger_head jsonb,
  previous_id uuid,
  issued_by text not null,
  recorded_at timestamptz not null
);
--> statement-breakpoint
create index conference_briefing_subject_at on qipan.conference_briefing (subject_kind, subject_code, recorded_at);
--> statement-breakpoint
create table qipan.resolution (
  id uuid primary key,
  org text not null references qipan.organization (id),
  subject_kind text not null constraint resolution_subject check (subject_kind in ('REGION', 'CLUSTER')),
  subject_code text not null,
  readers text[] not null,
  title_zh text not null,
  text_zh text not null,
  reference_kind text not null,
  reference_id text,
  due_on date,
  state text not null default 'PROPOSED'
    constraint resolution_state check (state in ('PROPOSED', 'ADOPTED', 'REJECTED', 'CLOSED')),
  agreed text[] not null,
  version integer not null default 1,
  changes integer not null default 1,
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_at timestamptz,
  closed_at timestamptz,
  note text,
  constraint resolution_reference check (reference_kind in ('BRIEFING', 'CLAIM', 'NEED', 'AGREEMENT', 'TEXT')
    and (reference_kind = 'TEXT') = (reference_id is null)),
  constraint resolution_agreed check ((state in ('ADOPTED', 'CLOSED')) = (cardinality(agreed) > 0))
);
--> statement-breakpoint
create index resolution_org on qipan.resolution (org);
--> statement-breakpoint
create table qipan.resolution_past (
  id uuid not null references qipan.resolution (id),
  version integer not null,
  title_zh text not null,
  text_zh text not null,
  due_on date,
  state text not null,
  agreed text[] not null,
  replaced_by text not null,
  replaced_at timestamptz not null,
  primary key (id, version)
);
--> statement-breakpoint
create table qipan.supervision_item (
  id uuid primary key,
  org text not null references qipan.organization (id),
  responsible_org text not null references qipan.organization (id),
  readers text[] not null,
  title_zh text not null,
  source_kind text not null
    constraint supervision_item_source check (source_kind in ('RESOLUTION', 'CLAIM', 'REFILL_TASK', 'DISCLOSURE')),
  source_id uuid not null,
  due_on date not null,
  state text not null default 'OPEN'
    constraint supervision_item_state check (state in ('OPEN', 'REPORTED', 'RETURNED', 'CLOSED')),
  version integer not null default 1,
  opened_by text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint supervision_item_closed check ((state = 'CLOSED') = (closed_at is not null))
);
--> statement-breakpoint
create index supervision_item_org on qipan.supervision_item (org);
--> statement-breakpoint
create index supervision_item_responsible on qipan.supervision_item (responsible_org);
--> statement-breakpoint
create table qipan.supervision_note (
  id uuid primary key,
  item_id uuid not null references qipan.supervision_item (id),
  version integer not null,
  action text not null constraint supervision_note_action check (action in ('REPORT', 'RETURN', 'CLOSE')),
  text_zh text not null,
  org text not null references qipan.organization (id),
  written_by text not null,
  written_at timestamptz not null
);
--> statement-breakpoint
create index supervision_note_item on qipan.supervision_note (item_id);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['briefing_counter', 'conference_briefing', 'resolution', 'resolution_past',
      'supervision_item', 'supervision_note'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select on qipan.%I to qipan_app', t);
    if t <> 'briefing_counter' then execute format('grant insert on qipan.%I to qipan_app', t); end if;
  end loop;
  foreach t in array array['conference_briefing', 'resolution_past', 'supervision_note'] loop
    execute format('create trigger append_only before update or delete on qipan.%I
      for each row execute function qipan.refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on qipan.%I
      for each statement execute function qipan.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
grant update (title_zh, text_zh, due_on, state, agreed, version, changes, proposed_by, proposed_at, decided_at, closed_at, note)
  on qipan.resolution to qipan_app;
--> statement-breakpoint
grant update (state, version, closed_at) on qipan.supervision_item to qipan_app;
--> statement-breakpoint
-- A briefing says what its issuer may see, to the governments that sit at the same table: the
-- secretary's signature is the decision to tell them. It is not told to firms or charities, whose
-- rivals' stock may be in it, and never to the public. The list is frozen with the paper: whoever
-- joins later reads what is issued later.
create policy seen on qipan.conference_briefing for select to qipan_app using ((select qipan.is_hub())
  or readers && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy added on qipan.conference_briefing for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) and org = any (readers));
--> statement-breakpoint
create policy seen on qipan.resolution for select to qipan_app using ((select qipan.is_hub())
  or readers && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy added on qipan.resolution for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy changed on qipan.resolution for update to qipan_app using ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[])) with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy seen on qipan.resolution_past for select to qipan_app using (id in (select id from qipan.resolution));
--> statement-breakpoint
create policy added on qipan.resolution_past for insert to qipan_app with check (id in (select id from qipan.resolution
  where (select qipan.is_hub()) or org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy seen on qipan.supervision_item for select to qipan_app using ((select qipan.is_hub())
  or readers && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy added on qipan.supervision_item for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy changed on qipan.supervision_item for update to qipan_app using ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) or responsible_org = any ((select qipan.reader_orgs())::text[]))
  with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) or responsible_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create policy seen on qipan.supervision_note for select to qipan_app using (item_id in (select id from qipan.supervision_item));
--> statement-breakpoint
create policy added on qipan.supervision_note for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) and item_id in (select id from qipan.supervision_item
    where org = supervision_note.org or responsible_org = supervision_note.org));
--> statement-breakpoint
-- The next number of the year, without gaps: a write that is rolled back gives it back. It counts
-- briefings that the caller does not see.
create function qipan.briefing_number(p_year integer)
returns integer language sql security definer set search_path = qipan, pg_temp as $$
  insert into qipan.briefing_counter as c (year, last) select p_year, 1 where qipan.is_member()
  on conflict (year) do update set last = c.last + 1 returning last
$$;
--> statement-breakpoint
revoke all on function qipan.briefing_number(integer) from public;
--> statement-breakpoint
grant execute on function qipan.briefing_number(integer) to qipan_app;
