-- A refill may come as a substitute from the debtor's own stock. What of it is under way counts in
-- the item owed, at the ratio that its sender's voucher names; a voucher without one counts as it is.
create or replace function qipan.refill_underway(p_task uuid, p_claim uuid)
returns table ("task" bigint, "claim" bigint)
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member refills' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('refill ' || coalesce(p_claim, p_task)::text, 0));
  return query
    select coalesce(sum(s.counted) filter (where s.task), 0)::bigint,
      coalesce(sum(s.counted) filter (where s.claim), 0)::bigint
    from qipan.account a
    cross join lateral (
      select coalesce(bool_or(t.evidence ->> 'task' = p_task::text), false) as task,
        coalesce(bool_or(t.evidence ->> 'claim' = p_claim::text), false) as claim,
        div(a.balance::numeric * coalesce(max((t.evidence #>> '{ratio,counts}')::numeric), 1),
          coalesce(max((t.evidence #>> '{ratio,give}')::numeric), 1)) as counted
      from qipan.entry e join qipan.transfer t on t.id = e.transfer_id where e.target = a.id) s
    where a.kind = 'IN_TRANSIT' and a.balance > 0 and a.ref like 'refill:%';
end $$;
--> statement-breakpoint
-- Who sees a refill task, in a form that an index serves: a party of it, the keeper of its depot, or
-- the hub, which reads as '*'. The reader's depots are read once, not asked of every task of the hub.
create index refill_task_seen on qipan.refill_task
  using gin ((array[owner_org, funder_org, performer_org, 'depot ' || depot_id, '*']))
  with (fastupdate = off);
--> statement-breakpoint
alter policy seen on qipan.refill_task
  using (array[owner_org, funder_org, performer_org, 'depot ' || depot_id, '*'] && (
    select qipan.reader_orgs() || array(select 'depot ' || d.id from qipan.depot d
      where d.custodian_org = any (qipan.reader_orgs()))));
--> statement-breakpoint
-- A plan asks for all lenders at once (agreement_stock, shelves_of); nothing asks for one any more.
drop function qipan.agreement_holds(text, text, text[]);
--> statement-breakpoint
drop function qipan.lender_shelves(text, text[]);
