-- 调查报告: who is responsible for an accident, and for how much of it. What stood provisionally as owed
-- by the firm at fault is confirmed, passes to others, or goes. Whoever owed the lender owes it still.
create table qipan.investigation_report (
  id uuid primary key,
  incident_id uuid not null references qipan.incident (id),
  number text not null,
  issued_by text not null,
  decided_on date not null,
  document text,
  shares jsonb not null,
  exceptions jsonb not null,
  transfer_id uuid,
  org text not null references qipan.organization (id),
  readers text[] not null,
  recorded_by text not null,
  recorded_at timestamptz not null,
  constraint investigation_report_once unique (incident_id, number)
);
--> statement-breakpoint
-- What a report decided of each recourse that stood before it, and of each that it opened.
create table qipan.recourse_decision (
  claim_id uuid primary key references qipan.claim (id),
  report_id uuid not null references qipan.investigation_report (id),
  upheld bigint not null constraint recourse_decision_upheld check (upheld >= 0),
  elsewhere bigint not null constraint recourse_decision_elsewhere check (elsewhere >= 0),
  denied bigint not null constraint recourse_decision_denied check (denied >= 0)
);
--> statement-breakpoint
create index recourse_decision_report on qipan.recourse_decision (report_id);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['investigation_report', 'recourse_decision'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select on qipan.%I to qipan_app', t);
    execute format('create trigger append_only before update or delete on qipan.%I
      for each row execute function qipan.refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on qipan.%I
      for each statement execute function qipan.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
grant insert on qipan.investigation_report to qipan_app;
--> statement-breakpoint
create policy seen on qipan.investigation_report for select to qipan_app using ((select qipan.is_hub())
  or readers && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
-- Whoever answers for the incident records what was found about it.
create policy added on qipan.investigation_report for insert to qipan_app with check (
  org = any ((select qipan.reader_orgs())::text[]) and org = any (readers)
  and exists (select from qipan.incident i where i.id = incident_id
    and org = any (array[i.lead_org, i.government_org, i.payer_org])));
--> statement-breakpoint
create policy seen on qipan.recourse_decision for select to qipan_app
  using (exists (select from qipan.claim c where c.id = claim_id));
--> statement-breakpoint
-- Every recourse of an incident that is still provisional, to whoever answers for the incident: it
-- decides about all of them at once, also those of other governments.
create function qipan.incident_recourse(p_incident uuid) returns setof jsonb
language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object('id', c.id, 'kind', c.kind, 'debtorOrg', c.debtor_org,
    'creditorOrg', c.creditor_org, 'item', c.item, 'mirrors', c.mirrors, 'state', c.state,
    'outstanding', c.outstanding, 'liability', c.liability,
    'dueAnchor', c.due_anchor, 'dueDays', c.due_days, 'dueOn', c.due_on, 'lotId', c.lot_id,
    'incidentId', c.incident_id, 'orderLineId', c.order_line_id, 'depotId', c.depot_id,
    'unitPriceFen', c.unit_price_fen)
  from qipan.claim c join qipan.incident n on n.id = c.incident_id
  where c.incident_id = p_incident and c.kind = 'RECOURSE' and c.state = 'PROVISIONAL'
    and c.outstanding > 0 and (qipan.is_hub()
      or array[n.lead_org, n.government_org, n.payer_org] && qipan.reader_orgs())
  order by c.opened_at, c.creditor_org, c.mirrors, c.item, c.id
$$;
--> statement-breakpoint
-- The report signs for both sides what it upholds. `p_decided` names what each claim was found to be; if
-- a loss was booked meanwhile, the figure is another and the caller tries again.
create function qipan.recourse_decide(p_report uuid, p_decided jsonb) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  r qipan.investigation_report;
  one record;
  c qipan.claim;
  authority text := 'report:' || p_report;
begin
  select * into r from qipan.investigation_report where id = p_report;
  if r.id is null or not r.org = any (qipan.reader_orgs()) then
    raise exception 'no report % of the caller', p_report using errcode = '42501';
  end if;
  for one in
    select * from jsonb_to_recordset(p_decided)
      as d ("claimId" uuid, upheld bigint, elsewhere bigint, denied bigint) order by "claimId"
  loop
    select * into c from qipan.claim where id = one."claimId" for update;
    if c.id is null or c.kind <> 'RECOURSE' or c.incident_id <> r.incident_id
      or c.state not in ('PROVISIONAL', 'REVERSED', 'SETTLED') then
      raise exception 'claim % is not for this report', one."claimId" using errcode = '40001';
    end if;
    if c.outstanding <> one.upheld then
      raise exception 'the claim changed' using errcode = '40001';
    end if;
    insert into qipan.recourse_decision values (c.id, r.id, one.upheld, one.elsewhere, one.denied);
    update qipan.claim set version = version + 1,
      debtor_confirmed_by = case when debtor_confirmed_at is null then authority else debtor_confirmed_by end,
      creditor_confirmed_by = case when creditor_confirmed_at is null then authority else creditor_confirmed_by end,
      debtor_confirmed_at = coalesce(debtor_confirmed_at, now()),
      creditor_confirmed_at = coalesce(creditor_confirmed_at, now()),
      due_on = coalesce(due_on, qipan.claim_due_day(due_anchor, due_days, incident_id, null)),
      state = qipan.claim_state_of(state, opened, outstanding, true)
    where id = c.id;
    perform qipan.claim_tell(c.id);
  end loop;
end $$;
--> statement-breakpoint
revoke all on function qipan.incident_recourse(uuid), qipan.recourse_decide(uuid, jsonb) from public;
--> statement-breakpoint
grant execute on function qipan.incident_recourse(uuid), qipan.recourse_decide(uuid, jsonb) to qipan_app;
