-- Whoever issues, sends or receives holds the order and then the incident. A report held the incident and then its orders,
-- so the two stood in each other's way until PostgreSQL ended one of them after a second. A report now waits for all that
-- is under way on the incident's orders before it locks the incident; once it has that, nothing but what is already issued
-- can lose anything, so it asks for no draft, whose issue may be waiting for the incident.
create function qipan.incident_orders_wait(p_incident uuid) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not exists (select from qipan.incident n where n.id = p_incident and (qipan.is_hub()
      or array[n.lead_org, n.government_org, n.payer_org] && qipan.reader_orgs())) then return; end if;
  perform from qipan.dispatch_order o where o.incident_id = p_incident order by o.id for no key update;
end $$;
--> statement-breakpoint
create or replace function qipan.incident_unmirrored(p_incident uuid, p_firms text[]) returns setof jsonb
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not exists (select from qipan.incident n where n.id = p_incident and (qipan.is_hub()
      or array[n.lead_org, n.government_org, n.payer_org] && qipan.reader_orgs())) then return; end if;
  perform from qipan.dispatch_order o where o.incident_id = p_incident and o.issued_at is not null
    order by o.id for no key update;
  return query
  select jsonb_strip_nulls(m.terms || jsonb_build_object('kind', m.kind, 'debtorOrg', m.bearer, 'item', m.item,
    'incidentId', p_incident, 'orderLineId', m.order_line_id, 'lotId', m.lot_id, 'quantity', m.rest,
    'firm', f.org))
  from qipan.incident_mirroring(p_incident) m
  cross join lateral (select n.org from unnest(p_firms) with ordinality n (org, nth) where n.org <> m.bearer
    order by n.nth limit 1) f
  where m.rest > 0
  order by m.order_line_id, m.kind, m.bearer, m.item, m.lot_id;
end $$;
--> statement-breakpoint
revoke all on function qipan.incident_orders_wait(uuid) from public;
--> statement-breakpoint
grant execute on function qipan.incident_orders_wait(uuid) to qipan_app;
