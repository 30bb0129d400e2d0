-- What is asked of an order line at each of its steps stood in SQL, and PostgreSQL plans such a function anew at
-- each call: the sums that a need and a contract keep, and the day on which a claim is due. In PL/pgSQL each is
-- planned once a session. What they answer is the same.
create or replace function qipan.need_adds_up(p_need uuid) returns boolean
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return (select n.promised = coalesce(s.promised, 0) and n.received = coalesce(s.received, 0)
  from qipan.need n cross join lateral (
    select sum(div((l.ordered - l.cancelled - l.rejected - l.missing - l.redirected)::numeric * l.counted, l.ordered))
        as promised,
      sum(div(l.accepted::numeric * l.counted, l.ordered)) as received
    from qipan.order_line l where l.need_id = n.id) s
  where n.id = p_need);
end $$;
--> statement-breakpoint
-- A line of no contract has no sum to keep: nothing is asked.
create or replace function qipan.commitment_adds_up(p_commitment text) returns boolean
language plpgsql stable strict security definer set search_path = qipan, pg_temp as $$
begin
  return (select c.promised = coalesce((select sum(l.ordered - l.cancelled) from qipan.order_line l
      where l.commitment_id = c.id and l.from_line_id is null), 0)
    + coalesce((select sum(k.quantity) from qipan.commitment_call k where k.commitment_id = c.id), 0)
  from qipan.commitment c where c.id = p_commitment);
end $$;
--> statement-breakpoint
create or replace function qipan.claim_due_day(
  p_anchor text, p_days integer, p_incident uuid, p_anchor_on date
) returns date language plpgsql stable as $$
begin
  return case when p_anchor = 'DATE' then null else coalesce(p_anchor_on, case when p_anchor = 'RESPONSE_END'
    then (select qipan.day_of(response_ended_at) from qipan.incident where id = p_incident) end) + p_days end;
end $$;
