-- What the book says of one order line: every balance of its goods and every claim on it. The
-- receiver who reports a use may not read the claim of one government on another, but a use
-- that did not see it would leave the goods owed twice. Told to parties of the order alone.
create function qipan.order_line_book(p_line uuid)
returns jsonb language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object(
    'condition', (select s.condition from qipan.stock_lot s where s.id = l.lot_id),
    'claims', coalesce((
      select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'debtorOrg', c.debtor_org,
          'creditorOrg', c.creditor_org, 'item', c.item, 'mirrors', c.mirrors, 'state', c.state,
          'outstanding', c.outstanding) order by c.opened_at, c.id)
      from qipan.claim c where c.order_line_id = l.id), '[]'),
    'accounts', coalesce((
      select jsonb_agg(jsonb_build_object('kind', a.kind, 'custodian', a.custodian,
          'place', a.place, 'ref', a.ref, 'balance', a.balance) order by a.id)
      from qipan.account a
      where a.balance <> 0 and a.item = l.item and a.claim_kind = ''
        and a.ref in (select l.id::text union all select 'unreceived:' || l.id
          union all select 'soft:' || l.id union all select 'firm:' || l.id
          union all select g.id::text from qipan.leg_line g where g.order_line_id = l.id)), '[]'))
  from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
  where l.id = p_line and (qipan.is_hub() or o.parties && qipan.reader_orgs())
$$;
--> statement-breakpoint
-- A keeper who signs for a refill makes the new lot on the shelf that it keeps, whoever owns it.
drop policy added on qipan.stock_lot;
--> statement-breakpoint
create policy added on qipan.stock_lot for insert to qipan_app with check (
  (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])
  or depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- The keeper who is to sign for goods on a shelf sees which of its shelves are empty.
drop policy seen on qipan.refill_task;
--> statement-breakpoint
create policy seen on qipan.refill_task for select to qipan_app using (
  (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])
  or funder_org = any ((select qipan.reader_orgs())::text[])
  or performer_org = any ((select qipan.reader_orgs())::text[])
  or depot_id in (select id from qipan.depot where custodian_org = any ((select qipan.reader_orgs())::text[])));
--> statement-breakpoint
-- Goods of a debtor on their way to a shelf, told to whoever keeps that shelf: it signs for them
-- although the debtor's lot is not its to see.
create function qipan.refill_shipment(p_shipment text, p_depot text)
returns jsonb language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object('carrierOrg', a.custodian, 'quantity', a.balance, 'lot',
    jsonb_strip_nulls(jsonb_build_object('batch', s.batch, 'madeOn', s.made_on,
      'expiresOn', s.expires_on, 'origin', s.origin, 'unitValueFen', s.unit_value_fen,
      'condition', s.condition,
      'shelf', jsonb_build_object('owner', a.owner, 'custodian', d.custodian_org, 'depot', d.id,
        'lot', s.id, 'item', a.item, 'underNorm', s.under_norm))))
  from qipan.account a
  join qipan.stock_lot s on s.id::text = a.lot
  join qipan.depot d on d.id = s.depot_id
  join qipan.transfer t on t.id = (select e.transfer_id from qipan.entry e
    where e.target = a.id order by e.id limit 1) and t.evidence ->> 'depot' = p_depot
  where a.ref = 'refill:' || p_shipment and a.kind = 'IN_TRANSIT' and a.balance > 0
    and (qipan.is_hub() or exists (select from qipan.depot k
      where k.id = p_depot and k.custodian_org = any (qipan.reader_orgs())))
$$;
--> statement-breakpoint
-- Of a task and of a claim: how much is on its way already, so that nothing is sent twice. Whoever
-- sends or takes in for the same claim waits here until this transaction ends.
create function qipan.refill_underway(p_task uuid, p_claim uuid)
returns table ("task" bigint, "claim" bigint)
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member refills' using errcode = '42501';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('refill ' || coalesce(p_claim, p_task)::text, 0));
  return query
    select coalesce(sum(a.balance) filter (where s.task), 0)::bigint,
      coalesce(sum(a.balance) filter (where s.claim), 0)::bigint
    from qipan.account a
    cross join lateral (
      select coalesce(bool_or(t.evidence ->> 'task' = p_task::text), false) as task,
        coalesce(bool_or(t.evidence ->> 'claim' = p_claim::text), false) as claim
      from qipan.entry e join qipan.transfer t on t.id = e.transfer_id where e.target = a.id) s
    where a.kind = 'IN_TRANSIT' and a.balance > 0 and a.ref like 'refill:%';
end $$;
--> statement-breakpoint
-- The other side signs under figures that nobody can change: the right is to these columns alone.
grant update (countersigned_by, countersigned_at) on qipan.statement to qipan_app;
--> statement-breakpoint
create policy signed on qipan.statement for update to qipan_app
  using (counterparty = any ((select qipan.reader_orgs())::text[]))
  with check (counterparty = any ((select qipan.reader_orgs())::text[]));
--> statement-breakpoint
revoke all on function qipan.order_line_book(uuid), qipan.refill_shipment(text, text),
  qipan.refill_underway(uuid, uuid) from public;
--> statement-breakpoint
grant execute on function qipan.order_line_book(uuid), qipan.refill_shipment(text, text),
  qipan.refill_underway(uuid, uuid) to qipan_app;
