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
