-- Claims that one report or posting opened were opened at one moment, and stood in the order of random ids: whoever of several
-- debtors got an odd unit of a change was anybody. They stand in the order in which they were named, as their lines do.
-- The book of a line is asked at each of its steps, so it is PL/pgSQL now, which is planned once a session.
create function qipan.claim_nth(p_claim uuid) returns bigint
language sql stable set search_path = qipan, pg_temp as $$
  select min(e.id) from qipan.account a join qipan.entry e on e.target = a.id
  where a.kind = 'RECEIVABLE' and a.ref = p_claim::text
$$;
--> statement-breakpoint
revoke all on function qipan.claim_nth(uuid) from public;
--> statement-breakpoint
create or replace function qipan.order_line_book(p_line uuid) returns jsonb
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return (select jsonb_build_object(
    'condition', (select s.condition from qipan.stock_lot s where s.id = l.lot_id),
    'claims', coalesce((
      select jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'debtorOrg', c.debtor_org,
          'creditorOrg', c.creditor_org, 'item', c.item, 'mirrors', c.mirrors, 'state', c.state,
          'outstanding', c.outstanding) order by c.opened_at, qipan.claim_nth(c.id))
      from qipan.claim c where c.order_line_id = l.id), '[]'),
    'accounts', coalesce((
      select jsonb_agg(jsonb_build_object('kind', a.kind, 'custodian', a.custodian,
          'place', a.place, 'ref', a.ref, 'balance', a.balance) order by a.id)
      from qipan.account a
      where a.balance <> 0 and a.item = l.item and a.claim_kind = ''
        and a.ref in (select l.id::text union all select 'unreceived:' || l.id
          union all select 'relayed:' || l.id
          union all select 'soft:' || l.id union all select 'firm:' || l.id
          union all select g.id::text from qipan.leg_line g where g.order_line_id = l.id)), '[]'))
  from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
  where l.id = p_line and (qipan.is_hub() or o.parties && qipan.reader_orgs()));
end $$;
--> statement-breakpoint
create or replace function qipan.recourse_excess(p_order_line uuid) returns setof jsonb
language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object('id', c.id, 'kind', c.kind, 'debtorOrg', c.debtor_org, 'creditorOrg', c.creditor_org,
    'item', c.item, 'mirrors', c.mirrors, 'state', c.state, 'outstanding', c.outstanding, 'excess', -m.rest)
  from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
  cross join lateral qipan.incident_mirroring(o.incident_id) m
  join qipan.claim c on c.kind = 'RECOURSE' and c.order_line_id = l.id and c.mirrors = m.kind
    and c.creditor_org = m.bearer and c.item = m.item and c.outstanding > 0
  where l.id = p_order_line and m.order_line_id = l.id and m.rest < 0 and m.kind in ('REFILL', 'COMPENSATE', 'PAY')
    and (qipan.is_hub() or o.parties && qipan.reader_orgs())
  order by c.opened_at, qipan.claim_nth(c.id)
$$;
--> statement-breakpoint
create or replace function qipan.claim_mirrored(c qipan.claim) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'debtorOrg', m.debtor_org,
    'creditorOrg', m.creditor_org, 'item', m.item, 'mirrors', m.mirrors, 'state', m.state,
    'outstanding', m.outstanding) order by m.opened_at, qipan.claim_nth(m.id)), '[]')
  from qipan.claim m
  where m.kind = 'RECOURSE' and m.order_line_id = c.order_line_id and m.mirrors = c.kind
    and m.creditor_org = c.debtor_org and m.item = c.item and m.outstanding > 0
$$;
