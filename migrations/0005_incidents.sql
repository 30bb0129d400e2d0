-- How much of an incident's goods is still out, whoever owns or carries them: a closing
-- organization does not see every such account, and an incident closes only on the whole truth.
create function qipan.incident_goods_out(p_incident uuid) returns bigint
language sql stable security definer set search_path = qipan, pg_temp as $$
  select coalesce(sum(balance), 0)::bigint from qipan.account
  where counterparty = p_incident::text and kind in ('ON_SITE', 'IN_TRANSIT', 'RETURNING')
$$;
--> statement-breakpoint
revoke all on function qipan.incident_goods_out(uuid) from public;
--> statement-breakpoint
grant execute on function qipan.incident_goods_out(uuid) to qipan_app;
--> statement-breakpoint
-- An incident with an order that is neither cancelled nor closed is not over, whoever lent.
create function qipan.incident_open_orders(p_incident uuid) returns bigint
language sql stable security definer set search_path = qipan, pg_temp as $$
  select count(*) from qipan.dispatch_order
  where incident_id = p_incident and cancelled_at is null and closed_at is null
$$;
--> statement-breakpoint
-- The incident as it stays until the caller's transaction ends: who closes it, or changes its payer,
-- waits for what is being issued, sent and received, or is seen. Lenders and keepers may not lock
-- the row themselves, because it is not theirs to change.
create function qipan.incident_hold(p_incident uuid) returns text
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if not qipan.is_member() then
    raise exception 'only a member may hold' using errcode = '42501';
  end if;
  return (select state from qipan.incident where id = p_incident for share);
end $$;
--> statement-breakpoint
revoke all on function qipan.incident_open_orders(uuid), qipan.incident_hold(uuid) from public;
--> statement-breakpoint
grant execute on function qipan.incident_open_orders(uuid), qipan.incident_hold(uuid) to qipan_app;
