-- A posting's statements depend on arrays of lines, so the planner thought each call worth a plan of
-- its own, and planning took longer than all the rest. One plan for the session serves any length.
alter function qipan.ledger_post(jsonb) set plan_cache_mode = 'force_generic_plan';
--> statement-breakpoint
-- Only what is not there is added. To run into an account that another posting is just changing would
-- be to wait for it, here before the locks and in no order, and once more at the locks. The look-up is
-- a value and no join: its plan may be as old as the session, and must not read the table through.
create or replace function qipan.ledger_open_accounts(p_lines jsonb) returns void language plpgsql as $$
begin
  insert into qipan.account
      (owner, kind, item, lot, custodian, place, counterparty, claim_kind, ref)
    select distinct owner, kind, item, lot, custodian, place, counterparty, claim_kind, ref
    from qipan.ledger_sides(p_lines) s
    where (select a.id from qipan.account a where a.key = s.key) is null
    order by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict do nothing;
end $$;
--> statement-breakpoint
-- Every write tells a fact and is audited. A function in SQL is parsed and planned at each call, one in
-- PL/pgSQL once a session; what they do is the same.
create or replace function qipan.event_append(
  p_kind text, p_subject_kind text, p_subject_id text, p_version integer,
  p_parties text[], p_facts jsonb, p_occurred_at timestamptz
) returns void language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  insert into qipan.event
    (kind, subject_kind, subject_id, subject_version, parties, facts, actor, occurred_at)
  values (p_kind, p_subject_kind, p_subject_id, p_version, p_parties, p_facts,
    current_setting('app.reader'), coalesce(p_occurred_at, now()));
end $$;
--> statement-breakpoint
create or replace function qipan.audit_append(
  p_org text, p_action text, p_subject text, p_outcome text, p_request_id text
) returns void language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  insert into qipan.audit_event (principal, org, action, subject, outcome, request_id)
  values (current_setting('app.reader'), p_org, p_action, p_subject, p_outcome, p_request_id);
end $$;
