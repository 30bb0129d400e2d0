-- Call rights: who records them, what each renewal replaced, and calls on them outside of orders.
create policy added on qipan.commitment for insert to qipan_app with check ((select qipan.is_hub())
  or contracting_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
grant insert on qipan.commitment to qipan_app;
--> statement-breakpoint
create table qipan.commitment_past (
  id text not null references qipan.commitment (id),
  version integer not null,
  max_quantity bigint not null,
  daily_rate bigint not null,
  lead_minutes integer not null,
  unit_price_fen bigint not null,
  valid_from date not null,
  valid_to date not null,
  replaced_by text not null,
  replaced_at timestamptz not null,
  primary key (id, version)
);
--> statement-breakpoint
create table qipan.commitment_call (
  id uuid primary key,
  commitment_id text not null references qipan.commitment (id),
  org text not null references qipan.organization (id),
  day date not null,
  quantity bigint not null constraint commitment_call_quantity check (quantity > 0),
  note text not null,
  called_by text not null,
  called_at timestamptz not null
);
--> statement-breakpoint
create index commitment_call_day on qipan.commitment_call (commitment_id, day);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['commitment_past', 'commitment_call'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
create policy seen on qipan.commitment_past for select to qipan_app using (id in (select id from qipan.commitment));
--> statement-breakpoint
create policy added on qipan.commitment_past for insert to qipan_app with check (id in (select id from qipan.commitment
  where (select qipan.is_hub()) or contracting_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy seen on qipan.commitment_call for select to qipan_app using ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[])
  or commitment_id in (select id from qipan.commitment where supplier_org = any ((select qipan.reader_orgs())::text[])
    or contracting_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
create policy added on qipan.commitment_call for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
-- How much of a call right is promised for each day from today on, over orders and calls of
-- everyone: who may call sees the sums, not whose they are. An order line counts on the day on
-- which it leaves.
create function qipan.commitment_calls(p_commitment text, p_today date)
returns jsonb language sql stable security definer set search_path = qipan, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('day', s.day, 'quantity', s.quantity) order by s.day), '[]')
  from (select c.day, sum(c.quantity)::bigint as quantity from (
      select k.day, k.quantity from qipan.commitment_call k where k.commitment_id = p_commitment
      union all
      select qipan.day_of(l.leaves_at), l.ordered - l.cancelled from qipan.order_line l
      join qipan.dispatch_order o on o.id = l.order_id and o.cancelled_at is null
      where l.commitment_id = p_commitment and l.ordered > l.cancelled) c
    where c.day >= p_today and qipan.is_member() group by c.day) s
$$;
--> statement-breakpoint
revoke all on function qipan.commitment_calls(text, date) from public;
--> statement-breakpoint
grant execute on function qipan.commitment_calls(text, date) to qipan_app;
