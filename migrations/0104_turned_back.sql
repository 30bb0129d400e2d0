-- A lorry that turned back is on the road until what it carries is home: taken in by the keeper, or
-- confirmed as lost. Of one line by one carrier the goods on the way back are one holding.
create or replace function qipan.vehicles_on_road(p_carrier text, p_except uuid) returns setof text
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may ask' using errcode = '42501';
  end if;
  perform from qipan.carrier where org_id = p_carrier for no key update;
  return query select distinct v.id from qipan.leg l cross join lateral unnest(l.vehicle_ids) as v (id)
    where l.carrier_org = p_carrier and l.state in ('DEPARTED', 'TURNED_BACK')
      and l.id is distinct from p_except
      and (l.state = 'DEPARTED' or exists (select from qipan.leg_line k
        join qipan.account a on a.ref = 'unreceived:' || k.order_line_id
          and a.kind = 'RETURNING' and a.custodian = l.carrier_org and a.balance > 0
        where k.leg_id = l.id));
end $$;
--> statement-breakpoint
create index leg_turned_back on qipan.leg using btree (carrier_org) where state = 'TURNED_BACK';
