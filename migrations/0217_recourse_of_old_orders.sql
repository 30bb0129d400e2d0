-- Losses on orders that were issued before anyone knew whom to blame waited for the next report. Once a report names the
-- firm at fault, what is lost under those orders from then on is mirrored as it is booked, like that of any order.
create function qipan.recourse_bind(p_incident uuid) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  update qipan.order_line l set liability_terms = l.liability_terms || jsonb_build_object('recourseFrom', n.responsible_org)
  from qipan.dispatch_order o join qipan.incident n on n.id = o.incident_id
  where o.id = l.order_id and n.id = p_incident and n.responsible_org is not null
    and l.liability in ('OWNER_IS_PAYER', 'COMMAND', 'REQUISITION', 'CONTRACTED', 'USER_REFILLS', 'USER_SETTLES')
    and not l.liability_terms ? 'recourseFrom'
    and (qipan.is_hub() or array[n.lead_org, n.government_org, n.payer_org]
      && qipan.reader_orgs_as('{APPROVER}'));
end $$;
--> statement-breakpoint
revoke all on function qipan.recourse_bind(uuid) from public;
--> statement-breakpoint
grant execute on function qipan.recourse_bind(uuid) to qipan_app;
