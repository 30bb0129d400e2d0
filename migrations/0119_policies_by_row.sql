-- `x in (select id from …)` in a policy makes a statement read the whole list first, to look up one row:
-- all orders there ever were for a line, all depots for a lot. `exists` leaves the choice to the planner.
-- It chooses by the rows that come out, and lots are often passed over in great numbers: so for them the
-- list stays, behind what is known without it. Who sees what stays the same.
alter policy seen on qipan.stock_lot using (
  (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])
  or depot_id in (select id from qipan.depot));
--> statement-breakpoint
alter policy seen on qipan.account using (
  (select qipan.is_hub()) or owner = any ((select qipan.reader_orgs())::text[])
  or custodian = any ((select qipan.reader_orgs())::text[])
  or counterparty = any ((select qipan.reader_orgs())::text[])
  or kind = 'ON_HAND' and exists (select from qipan.depot d where d.id = account.place));
--> statement-breakpoint
do $$
declare
  one record;
begin
  for one in
    select p.tablename as name, p.policyname as policy, p.cmd, v.parent, v.key
    from (values ('order_line', 'dispatch_order', 'order_id'), ('approval', 'dispatch_order', 'order_id'),
      ('leg', 'dispatch_order', 'order_id'), ('leg_line', 'leg', 'leg_id'), ('hand_over', 'leg', 'leg_id'))
      as v (name, parent, key)
    join pg_policies p on p.schemaname = 'qipan' and p.tablename = v.name and p.policyname in ('seen', 'added', 'changed')
  loop
    execute format('alter policy %I on qipan.%I %s %s', one.policy, one.name,
      case when one.cmd <> 'INSERT' then format('using (exists (select from qipan.%I p where p.id = %I.%I))',
        one.parent, one.name, one.key) end,
      case when one.cmd <> 'SELECT' then format('with check (exists (select from qipan.%I p where p.id = %I.%I))',
        one.parent, one.name, one.key) end);
  end loop;
end $$;
--> statement-breakpoint
-- How far the sealer is behind: how old the oldest row is that waits for it, and whether a transaction
-- that writes holds the horizon. Read for the metrics; both looks are at one end of an index.
create function qipan.seal_lag()
returns table (seconds double precision, horizon text, held boolean)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select coalesce(extract(epoch from clock_timestamp() - least(
      (select e.recorded_at from qipan.event e where (e.xid, e.id) > (s.horizon, s.event_after)
        order by e.xid, e.id limit 1),
      (select t.recorded_at from qipan.transfer t where t.id = (
        select e.transfer_id from qipan.entry e where (e.xid, e.id) > (s.horizon, s.entry_after)
          order by e.xid, e.id limit 1)))), 0)::double precision,
    pg_snapshot_xmin(pg_current_snapshot())::text,
    pg_snapshot_xmin(pg_current_snapshot()) < pg_snapshot_xmax(pg_current_snapshot())
  from qipan.seal_state s where s.id = 1 and qipan.is_hub()
$$;
--> statement-breakpoint
revoke all on function qipan.seal_lag() from public;
--> statement-breakpoint
grant execute on function qipan.seal_lag() to qipan_app;
