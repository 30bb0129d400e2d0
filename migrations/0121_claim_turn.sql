-- Whoever decides about a claim reads it, its refill tasks and its recourse before anything is posted, and
-- what it read must still stand when it posts. So it takes its turn first: all that happens to the goods of
-- an order line waits for the order, and what happens to the line's claims waits there too. A claim that
-- came of no order has a turn of its own. Orders come before lots and accounts, as everywhere.
-- Only whoever has a part in the claim or the task takes a turn: a stranger holds nobody up.
create function qipan.claim_turn(p_claims uuid[], p_tasks uuid[]) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  subjects uuid[];
  lines uuid[];
  one uuid;
begin
  with mine as (
    select c.id, c.order_line_id from qipan.claim c where c.id = any (p_claims) and (qipan.is_hub()
      or array[c.debtor_org, c.creditor_org, c.custodian_org] && qipan.reader_orgs())
    union all
    select coalesce(t.claim_id, t.id), t.order_line_id from qipan.refill_task t
    join qipan.depot d on d.id = t.depot_id
    where t.id = any (p_tasks) and (qipan.is_hub() or array[t.owner_org, t.funder_org, t.performer_org,
      d.custodian_org] && qipan.reader_orgs())
  )
  select array_agg(distinct order_line_id) filter (where order_line_id is not null),
    array_agg(distinct id order by id) filter (where order_line_id is null)
  into lines, subjects from mine;
  perform from qipan.dispatch_order o
    where o.id in (select l.order_id from qipan.order_line l where l.id = any (lines))
    order by o.id for no key update;
  foreach one in array coalesce(subjects, '{}') loop
    perform pg_advisory_xact_lock(hashtextextended('claim ' || one::text, 0));
  end loop;
end $$;
--> statement-breakpoint
revoke all on function qipan.claim_turn(uuid[], uuid[]) from public;
--> statement-breakpoint
grant execute on function qipan.claim_turn(uuid[], uuid[]) to qipan_app;
