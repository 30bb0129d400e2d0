-- The time sheets of order lines, told to every party of the order: it is signed off by both sides,
-- and the ledger shows its evidence only to whoever owes, is owed or booked it.
create function qipan.time_sheets(p_lines uuid[])
returns table (id uuid, line uuid, recorded_at timestamptz, sheet jsonb, claims uuid[])
language sql stable security definer set search_path = qipan, pg_temp as $$
  select t.id, c.order_line_id, t.recorded_at, t.evidence -> 'sheet', array_agg(c.id order by c.kind desc, c.id)
  from qipan.claim c
  join qipan.transfer t on t.id = c.opened_by
  join qipan.order_line l on l.id = c.order_line_id
  join qipan.dispatch_order o on o.id = l.order_id
  where c.order_line_id = any (p_lines) and t.op = 'SERVICE' and t.evidence ? 'sheet'
    and (qipan.is_hub() or o.parties && qipan.reader_orgs())
  group by t.id, c.order_line_id
  order by t.recorded_at, t.id
$$;
--> statement-breakpoint
revoke all on function qipan.time_sheets(uuid[]) from public;
--> statement-breakpoint
grant execute on function qipan.time_sheets(uuid[]) to qipan_app;
