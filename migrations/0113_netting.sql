create table qipan.netting_round (
  id uuid primary key,
  org text not null references qipan.organization (id),
  mode text not null constraint netting_round_mode check (mode in ('CYCLES', 'NOVATION', 'VALUE')),
  kind text,
  item text,
  prices jsonb,
  moves jsonb not null,
  parties text[] not null,
  state text not null default 'PROPOSED'
    constraint netting_round_state check (state in ('PROPOSED', 'DONE', 'REFUSED', 'STALE', 'WITHDRAWN')),
  version integer not null default 1,
  reason text,
  transfer_id uuid,
  proposed_by text not null,
  proposed_at timestamptz not null,
  closed_at timestamptz,
  constraint netting_round_scope check ((mode = 'VALUE') = (prices is not null)
    and (mode = 'VALUE') = (kind is null) and (mode = 'VALUE') = (item is null)),
  constraint netting_round_closed check ((state = 'PROPOSED') = (closed_at is null)
    and (state = 'DONE') = (transfer_id is not null))
);
--> statement-breakpoint
create index netting_round_parties on qipan.netting_round using gin (parties) with (fastupdate = off);
--> statement-breakpoint
create index netting_round_open on qipan.netting_round (id) where state = 'PROPOSED';
--> statement-breakpoint
create table qipan.netting_answer (
  round_id uuid not null references qipan.netting_round (id),
  org text not null references qipan.organization (id),
  accepts boolean not null,
  answered_by text not null,
  answered_at timestamptz not null,
  primary key (round_id, org)
);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['netting_round', 'netting_answer'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select, insert on qipan.%I to qipan_app', t);
  end loop;
end $$;
--> statement-breakpoint
create trigger append_only before update or delete on qipan.netting_answer
  for each row execute function qipan.refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on qipan.netting_answer
  for each statement execute function qipan.refuse_change();
--> statement-breakpoint
grant update (state, version, reason, transfer_id, closed_at) on qipan.netting_round to qipan_app;
--> statement-breakpoint
-- A round names what its parties owe each other, to them and to nobody else. It is computed by the
-- hub over claims that no single party sees, so what a party learns of others is what would cancel.
create policy seen on qipan.netting_round for select to qipan_app using ((select qipan.is_hub())
  or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy added on qipan.netting_round for insert to qipan_app with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) and org = any (parties));
--> statement-breakpoint
create policy changed on qipan.netting_round for update to qipan_app using ((select qipan.is_hub())
  or parties && (select qipan.reader_orgs())::text[]) with check ((select qipan.is_hub())
  or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy seen on qipan.netting_answer for select to qipan_app
  using (round_id in (select id from qipan.netting_round));
--> statement-breakpoint
create policy added on qipan.netting_answer for insert to qipan_app
  with check (org = any ((select qipan.reader_orgs())::text[])
    and round_id in (select id from qipan.netting_round where netting_answer.org = any (parties)));
--> statement-breakpoint
alter table qipan.event drop constraint event_kind;
--> statement-breakpoint
alter table qipan.event add constraint event_kind check (kind in (
    'REGION_MODE_CHANGED', 'AGREEMENT_SIGNED', 'AGREEMENT_PROPOSED', 'AGREEMENT_WITHDRAWN',
    'AGREEMENT_SUSPENDED', 'AGREEMENT_RESUMED', 'AGREEMENT_LEFT', 'STOCK_OPENED', 'STOCK_CHANGED',
    'LOT_BLOCKED', 'INCIDENT_REPORTED', 'INCIDENT_ACTIVATED', 'INCIDENT_LEVEL_CHANGED',
    'INCIDENT_ZONE_CHANGED', 'INCIDENT_RESPONSE_ENDED', 'INCIDENT_AFTERMATH', 'INCIDENT_CLOSED',
    'NEED_DECLARED', 'NEED_CHANGED', 'PROPOSAL_REQUESTED', 'PROPOSAL_READY', 'PROPOSAL_FAILED',
    'PROPOSAL_CANCELLED', 'PROPOSAL_ADOPTED', 'PROPOSAL_SUPERSEDED', 'PROPOSAL_STALE',
    'APPROVAL_ASKED', 'APPROVAL_DECIDED', 'APPROVAL_LAPSED', 'ORDER_DRAFTED', 'HOLD_RENEWED',
    'ORDER_ISSUED', 'ORDER_ACKNOWLEDGED', 'ORDER_LOADING', 'ORDER_SHORT', 'ORDER_CANCELLED',
    'LEG_DEPARTED', 'RELAY_PLANNED', 'LEG_HANDED_OVER', 'LEG_TURNED_BACK', 'LEG_DIVERTED',
    'GOODS_MOVED', 'ORDER_OBJECTED', 'FEE_RECORDED', 'LEG_ARRIVED', 'ORDER_RECEIVED',
    'ORDER_CLOSED', 'DIFFERENCE_DENIED', 'DIFFERENCE_CONFIRMED', 'UNIT_MOVED', 'TEAM_SPLIT',
    'TEAM_MERGED', 'TEAM_LICENSED', 'UNIT_TRANSFERRED', 'GOODS_USED', 'GOODS_RETURNING',
    'GOODS_RETURNED', 'GOODS_INSPECTED', 'SERVICE_RECORDED', 'REFILL_SENT', 'REFILL_RECEIVED',
    'GOODS_KEPT', 'CLAIM_OPENED', 'CLAIM_CHANGED', 'REFILL_TASK_OPENED', 'REFILL_TASK_CHANGED',
    'NETTING_PROPOSED', 'NETTING_ANSWERED', 'NETTING_DONE', 'NETTING_ENDED', 'STATEMENT_ISSUED',
    'ORDER_RECALLED', 'LOT_EXPIRED', 'GOODS_WRITTEN_OFF', 'ROTATION_OFFERED', 'ROTATION_TAKEN',
    'ROTATION_WITHDRAWN', 'TARGET_SET', 'COMMITMENT_RECORDED', 'COMMITMENT_CALLED',
    'KIT_ASSEMBLED', 'KIT_BROKEN', 'STOCKTAKE_OPENED', 'STOCKTAKE_COUNTED', 'STOCKTAKE_CLOSED',
    'STOCKTAKE_CANCELLED', 'CAMPAIGN_OPENED', 'CAMPAIGN_CHANGED', 'DONATIONS_IMPORTED',
    'DONATION_DISTRIBUTED', 'DISCLOSURE_OPENED', 'DISCLOSURE_PUBLISHED', 'DISCLOSURE_CORRECTED',
    'DISCLOSURE_DUE_SOON', 'DISCLOSURE_OVERDUE', 'BRIEFING_ISSUED', 'RESOLUTION_PROPOSED',
    'RESOLUTION_AMENDED', 'RESOLUTION_ADOPTED', 'RESOLUTION_REJECTED', 'RESOLUTION_CLOSED',
    'SUPERVISION_OPENED', 'SUPERVISION_REPORTED', 'SUPERVISION_RETURNED', 'SUPERVISION_CLOSED'));
--> statement-breakpoint
alter table qipan.event drop constraint event_subject_kind;
--> statement-breakpoint
alter table qipan.event add constraint event_subject_kind check (subject_kind in (
    'REGION', 'AGREEMENT', 'DEPOT', 'LOT', 'INCIDENT', 'NEED', 'PROPOSAL', 'APPROVAL', 'ORDER',
    'LEG', 'TEAM', 'EQUIPMENT', 'CLAIM', 'REFILL_TASK', 'STATEMENT', 'NETTING', 'STOCKTAKE',
    'ROTATION_OFFER', 'COMMITMENT', 'CAMPAIGN', 'DISCLOSURE', 'DONATION_IMPORT', 'BRIEFING',
    'RESOLUTION', 'SUPERVISION'));
