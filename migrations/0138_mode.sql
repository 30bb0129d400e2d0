-- When a region may change to emergency and back: dated rows with their source, measured by the hub. EMERGENCY asks
-- that one of its rows hold, ROUTINE that all of them do.
create table qipan.mode_criterion (
  code text not null,
  valid_from date not null,
  valid_to date,
  mode text not null constraint mode_criterion_mode check (mode in ('ROUTINE', 'EMERGENCY')),
  measure text not null
    constraint mode_criterion_measure check (measure in ('RESPONSE_LEVEL', 'OPEN_RESPONSES', 'GOODS_ON_THE_ROAD')),
  most bigint not null,
  text_zh text not null,
  text_en text not null,
  source_zh text not null,
  source_en text not null,
  primary key (code, valid_from)
);
--> statement-breakpoint
-- What was changed, by whom, on which criteria; and by whose word where they did not hold. Never edited.
create table qipan.mode_change (
  id uuid primary key,
  region_code text not null references qipan.region (code),
  from_mode text not null,
  to_mode text not null,
  by_org text not null references qipan.organization (id),
  approver text not null,
  approver_name text not null,
  reason text not null,
  override_reason text,
  criteria jsonb not null,
  changed_at timestamptz not null
);
--> statement-breakpoint
create index mode_change_of on qipan.mode_change (region_code, changed_at);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['mode_criterion', 'mode_change'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
create policy seen on qipan.mode_criterion for select to qipan_app using ((select qipan.has_reader()));
--> statement-breakpoint
create policy seen on qipan.mode_change for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
grant insert on qipan.mode_change to qipan_app;
--> statement-breakpoint
create policy added on qipan.mode_change for insert to qipan_app
  with check ((select qipan.is_hub()) or by_org = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
create trigger append_only before update or delete on qipan.mode_change
  for each row execute function qipan.refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on qipan.mode_change
  for each statement execute function qipan.refuse_change();
--> statement-breakpoint
insert into qipan.mode_criterion (code, valid_from, mode, measure, most, text_zh, text_en, source_zh, source_en) values
  ('ENTER-LEVEL', '2024-11-01', 'EMERGENCY', 'RESPONSE_LEVEL', 4,
    '属地政府审批人已设定四级及以上响应', 'an approver of the government has set response level 4 or higher',
    '《突发事件应对法》(2024)第七十一条;具体级别以本地预案为准(示例)',
    'Emergency Response Law (2024) Art. 71; which level, the local plan says (illustrative)'),
  ('EXIT-RESPONSES', '2024-11-01', 'ROUTINE', 'OPEN_RESPONSES', 0,
    '辖区内没有尚未解除的应急响应', 'no response in the region is still under way',
    '本地预案“响应终止”条款(示例)', 'the local plan, end of the response (illustrative)'),
  ('EXIT-ROAD', '2024-11-01', 'ROUTINE', 'GOODS_ON_THE_ROAD', 0,
    '没有为辖区内事件在途的运段', 'no leg for an incident of the region is on the road',
    '本地预案“平急转换”条款(示例)', 'the local plan, change back to routine (illustrative)');
--> statement-breakpoint
-- What the criteria measure, of a region and all below it: the strongest level that an approver set, responses under
-- way, legs on the road. Behind row-level security: legs are their parties' to see, that there are some is not.
create function qipan.mode_measures(p_region text) returns table (level integer, responses bigint, legs bigint)
language sql stable security definer set search_path = qipan, pg_temp as $$
  with recursive below(code) as (
    select p_region union
    select r.code from qipan.region r join below on r.parent_code = below.code),
  open as (
    select i.id, i.state, i.response_level, (select l.set_by_approver from qipan.incident_level l
      where l.incident_id = i.id order by l.set_at desc, l.id limit 1) as approved
    from qipan.incident i where i.region_code in (select code from below) and i.state <> 'CLOSED')
  select min(right(o.response_level, 1)::integer) filter (where o.state = 'ACTIVE' and o.approved),
    count(*) filter (where o.state = 'ACTIVE'),
    (select count(*) from qipan.leg g join qipan.dispatch_order d on d.id = g.order_id
      where g.state = 'DEPARTED' and d.incident_id in (select id from open))
  from open o where qipan.is_member()
$$;
--> statement-breakpoint
revoke all on function qipan.mode_measures(text) from public;
--> statement-breakpoint
grant execute on function qipan.mode_measures(text) to qipan_app;
