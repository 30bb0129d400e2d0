-- What is owed for a loss on no order has a turn of its own, which whoever settles, waives or disputes it takes and a find did
-- not: the one that came second was told that the book ran short, and not what stands there. A find takes the turns of what
-- its loss opened, after the orders and before the lots, as all others do.
create function qipan.loss_turn(p_transfer uuid, p_order_line uuid) returns void
language plpgsql set search_path = qipan, pg_temp as $$
declare
  lines uuid[];
  subjects uuid[];
  one uuid;
begin
  with opened as (
    select c.id, c.order_line_id from qipan.claim c where c.opened_by = p_transfer
    union all
    select coalesce(k.claim_id, k.id), k.order_line_id from qipan.refill_task k where k.opened_by = p_transfer
    union all
    select c.id, c.order_line_id from qipan.entry e
    join qipan.account a on a.id = e.target and a.kind = 'RECEIVABLE'
    join qipan.claim c on c.id = a.ref::uuid where e.transfer_id = p_transfer
  )
  select array_agg(order_line_id) filter (where order_line_id is not null),
    array_agg(distinct id order by id) filter (where order_line_id is null)
  into lines, subjects from opened;
  perform from qipan.dispatch_order o where o.id in (select l.order_id from qipan.order_line l
    where l.id = any (lines || p_order_line)) order by o.id for no key update;
  foreach one in array coalesce(subjects, '{}') loop
    perform pg_advisory_xact_lock(hashtextextended('claim ' || one::text, 0));
  end loop;
end $$;
--> statement-breakpoint
revoke all on function qipan.loss_turn(uuid, uuid) from public;
