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
