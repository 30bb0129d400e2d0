-- The life of a claim after it was opened: it is told of before its day and past it, put under
-- supervision, disputed with the figure of each side, and decided by a resolution.
--
-- How long before the day a debtor is told, and what follows when the day has passed: dated rows, an
-- agreement's own before the hub's. `supervise_after` days past the day it may be supervised;
-- `auto_after` days past it that happens by itself, in the name of `auto_org`.
create table qipan.due_policy (
  id uuid primary key default gen_random_uuid(),
  agreement_id text,
  valid_from date not null,
  warn_days integer[] not null constraint due_policy_warn check (0 <= all (warn_days)),
  supervise_after integer not null constraint due_policy_supervise check (supervise_after >= 1),
  auto_after integer,
  auto_org text references qipan.organization (id),
  auto_term integer not null constraint due_policy_term check (auto_term >= 0),
  source_zh text not null,
  source_en text not null,
  constraint due_policy_once unique nulls not distinct (agreement_id, valid_from),
  constraint due_policy_auto check ((auto_after is null) = (auto_org is null)
    and (auto_after is null or auto_after >= supervise_after))
);
--> statement-breakpoint
insert into qipan.due_policy
  (agreement_id, valid_from, warn_days, supervise_after, auto_after, auto_org, auto_term, source_zh, source_en)
values (null, '2000-01-01', '{7,1}', 1, null, null, 15, '枢纽约定(示例):到期前七日、一日提醒',
  'house rule (illustrative): told seven days and one day before');
--> statement-breakpoint
-- That it was told: once for each due day and stage. A stage is so many days before the day; -1 is past it.
create table qipan.due_reminder (
  subject_kind text not null
    constraint due_reminder_subject check (subject_kind in ('CLAIM', 'REFILL_TASK')),
  subject_id uuid not null,
  due_on date not null,
  stage integer not null constraint due_reminder_stage check (stage >= -1),
  parties text[] not null,
  told_at timestamptz not null,
  primary key (subject_id, due_on, stage)
);
--> statement-breakpoint
create index claim_due on qipan.claim (due_on) where outstanding > 0;
--> statement-breakpoint
-- What a side says is owed, and why: the other says another figure, or lets the book speak for it.
create table qipan.claim_figure (
  id uuid primary key,
  claim_id uuid not null references qipan.claim (id),
  side text not null constraint claim_figure_side check (side in ('DEBTOR', 'CREDITOR')),
  org text not null references qipan.organization (id),
  quantity bigint not null constraint claim_figure_quantity check (quantity >= 0),
  reason text not null,
  said_by text not null,
  said_at timestamptz not null
);
--> statement-breakpoint
create index claim_figure_claim on qipan.claim_figure (claim_id);
--> statement-breakpoint
-- What a resolution decided of a claim: once for each of both.
create table qipan.claim_decision (
  claim_id uuid primary key references qipan.claim (id),
  resolution_id uuid not null unique references qipan.resolution (id),
  resolution_version integer not null,
  upheld bigint not null constraint claim_decision_upheld check (upheld >= 0),
  denied bigint not null constraint claim_decision_denied check (denied >= 0),
  transfer_id uuid,
  org text not null references qipan.organization (id),
  readers text[] not null,
  decided_by text not null,
  decided_at timestamptz not null,
  constraint claim_decision_transfer check ((denied = 0) = (transfer_id is null))
);
--> statement-breakpoint
alter table qipan.resolution add column number text unique, add column decided_quantity bigint
  constraint resolution_decided check (decided_quantity is null
    or decided_quantity >= 0 and reference_kind = 'CLAIM');
--> statement-breakpoint
alter table qipan.resolution_past add column decided_quantity bigint;
--> statement-breakpoint
grant update (decided_quantity) on qipan.resolution to qipan_app;
--> statement-breakpoint
create table qipan.resolution_counter (
  year integer primary key,
  last integer not null
);
--> statement-breakpoint
with numbered as (
  select id, extract(year from proposed_at at time zone 'Asia/Shanghai')::integer as year,
    row_number() over (partition by extract(year from proposed_at at time zone 'Asia/Shanghai')
      order by proposed_at, id) as nth
  from qipan.resolution
), given as (
  update qipan.resolution r set number = format('JY-%s-%s', n.year, lpad(n.nth::text, 4, '0'))
  from numbered n where n.id = r.id
)
insert into qipan.resolution_counter (year, last) select year, max(nth) from numbered group by year;
--> statement-breakpoint
-- One open item for a claim or a task, whoever opens it; older rows and other sources have no key.
alter table qipan.supervision_item add column open_source text unique,
  add constraint supervision_item_open check (open_source is null or state <> 'CLOSED');
--> statement-breakpoint
update qipan.supervision_item s set open_source = s.source_kind || ':' || s.source_id
where s.id in (select distinct on (source_kind, source_id) id from qipan.supervision_item
  where state <> 'CLOSED' and source_kind in ('CLAIM', 'REFILL_TASK')
  order by source_kind, source_id, opened_at, id);
--> statement-breakpoint
create index supervision_item_source on qipan.supervision_item (source_kind, source_id);
--> statement-breakpoint
grant update (open_source) on qipan.supervision_item to qipan_app;
--> statement-breakpoint
alter table qipan.supervision_note drop constraint supervision_note_action,
  add constraint supervision_note_action check (action in ('REPORT', 'RETURN', 'CLOSE', 'SETTLE'));
--> statement-breakpoint
-- The hub notes by itself that what was supervised is settled.
alter policy added on qipan.supervision_note with check ((select qipan.is_hub())
  or org = any ((select qipan.reader_orgs())::text[]) and item_id in (select id from qipan.supervision_item
    where org = supervision_note.org or responsible_org = supervision_note.org));
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['due_policy', 'due_reminder', 'claim_figure', 'claim_decision',
      'resolution_counter'] loop
    execute format('alter table qipan.%I enable row level security', t);
    execute format('alter table qipan.%I force row level security', t);
    execute format('create policy owner_all on qipan.%I to qipan_owner using (true) with check (true)', t);
    execute format('grant select on qipan.%I to qipan_app', t);
  end loop;
  foreach t in array array['due_reminder', 'claim_figure', 'claim_decision'] loop
    execute format('create trigger append_only before update or delete on qipan.%I
      for each row execute function qipan.refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on qipan.%I
      for each statement execute function qipan.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
grant insert on qipan.due_reminder, qipan.claim_figure to qipan_app;
--> statement-breakpoint
create policy seen on qipan.due_policy for select to qipan_app using ((select qipan.is_member()));
--> statement-breakpoint
create policy seen on qipan.due_reminder for select to qipan_app using ((select qipan.is_hub())
  or parties && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
create policy added on qipan.due_reminder for insert to qipan_app with check ((select qipan.is_hub()));
--> statement-breakpoint
create policy seen on qipan.claim_figure for select to qipan_app
  using (exists (select from qipan.claim c where c.id = claim_id));
--> statement-breakpoint
-- A side speaks for itself alone; the policy of the claim decides that it is a side at all.
create policy added on qipan.claim_figure for insert to qipan_app with check (
  org = any ((select qipan.reader_orgs())::text[]) and exists (select from qipan.claim c
    where c.id = claim_id and org = any (case side when 'DEBTOR' then array[c.debtor_org]
      else array[c.creditor_org, c.custodian_org] end)));
--> statement-breakpoint
create policy seen on qipan.claim_decision for select to qipan_app using ((select qipan.is_hub())
  or readers && (select qipan.reader_orgs())::text[]);
--> statement-breakpoint
-- The next number of the year, without gaps, as of a briefing.
create function qipan.resolution_number(p_year integer)
returns integer language sql security definer set search_path = qipan, pg_temp as $$
  insert into qipan.resolution_counter as c (year, last) select p_year, 1 where qipan.is_member()
  on conflict (year) do update set last = c.last + 1 returning last
$$;
--> statement-breakpoint
-- What was decided by a resolution or a report was never owed: it leaves what was opened as a split does.
create or replace function qipan.ledger_change_claims(p jsonb, p_lines qipan.ledger_line[])
returns void language plpgsql as $$
declare
  undo boolean := p ->> 'op' = 'REVERSAL';
  split boolean := p ->> 'op' in ('SPLIT', 'DECIDE') or exists (
    select from qipan.transfer where id = (p ->> 'reverses')::uuid and op in ('SPLIT', 'DECIDE'));
begin
  perform from qipan.claim where id in (select l.claim::uuid from unnest(p_lines) l where l.claim is not null)
    order by id for update;
  if not undo and exists (select from unnest(p_lines) l join qipan.claim c on c.id::text = l.claim
      where l.target_kind = 'RECEIVABLE' and c.version > 0 and c.state <> 'PROVISIONAL') then
    raise exception 'a claim of the posting was decided' using errcode = '40001';
  end if;
  with line as (
    select claim::uuid as id, target_kind = 'RECEIVABLE' as inward,
      case when target_kind = 'RECEIVABLE' then quantity else -quantity end as quantity
    from unnest(p_lines) where claim is not null
  ), change as (
    select id, coalesce(sum(quantity) filter (where split or inward <> undo), 0)::bigint as opened,
      sum(quantity)::bigint as outstanding
    from line group by id
  ), next as (
    select c.id, c.opened + n.opened as opened, c.outstanding + n.outstanding as outstanding,
      c.debtor_confirmed_at is not null and c.creditor_confirmed_at is not null as signed,
      n.opened > 0 and c.version > 0 and c.state = 'PROVISIONAL' as grew
    from change n join qipan.claim c on c.id = n.id
  )
  update qipan.claim c set opened = n.opened, outstanding = n.outstanding, version = c.version + 1,
    state = qipan.claim_state_of(c.state, n.opened, n.outstanding, n.signed),
    debtor_confirmed_at = case when not n.grew then c.debtor_confirmed_at end,
    debtor_confirmed_by = case when not n.grew then c.debtor_confirmed_by end,
    creditor_confirmed_at = case when not n.grew then c.creditor_confirmed_at end,
    creditor_confirmed_by = case when not n.grew then c.creditor_confirmed_by end
  from next n where c.id = n.id;
  perform qipan.claim_tell(l.claim::uuid) from unnest(p_lines) l
    where l.claim is not null group by l.claim order by l.claim;
end $$;
--> statement-breakpoint
-- A claim that a resolution decided is not disputed again.
create or replace function qipan.claim_dispute(p_claim uuid, p_side text, p_disputed boolean) returns text
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  c qipan.claim;
begin
  select * into c from qipan.claim where id = p_claim for update;
  if c.id is null or not (qipan.is_hub() or qipan.claim_side_orgs(c, p_side) && qipan.reader_orgs()) then
    return 'NOT_FOUND';
  end if;
  if (c.state = 'DISPUTED') = p_disputed or exists (
    select from qipan.claim_decision where claim_id = p_claim) then return 'ALREADY_DECIDED'; end if;
  if c.outstanding = 0 or not p_disputed and c.disputed_by <> p_side then return c.state; end if;
  update qipan.claim set version = version + 1,
    disputed_by = case when p_disputed then p_side end,
    state = case when p_disputed then 'DISPUTED' else qipan.claim_state_of('', opened, outstanding,
      debtor_confirmed_at is not null and creditor_confirmed_at is not null) end
  where id = p_claim;
  perform qipan.claim_tell(p_claim);
  return 'OK';
end $$;
--> statement-breakpoint
-- What the firm at fault owes the debtor of a claim for the very loss that the claim is for.
create function qipan.claim_mirrored(c qipan.claim) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'debtorOrg', m.debtor_org,
    'creditorOrg', m.creditor_org, 'item', m.item, 'mirrors', m.mirrors, 'state', m.state,
    'outstanding', m.outstanding) order by m.opened_at, m.id), '[]')
  from qipan.claim m
  where m.kind = 'RECOURSE' and m.order_line_id = c.order_line_id and m.mirrors = c.kind
    and m.creditor_org = c.debtor_org and m.item = c.item and m.outstanding > 0
$$;
--> statement-breakpoint
-- The creditor forgives a claim whose recourse it does not see, and both must shrink.
create function qipan.claim_mirrors(p_claim uuid) returns jsonb
language sql stable security definer set search_path = qipan, pg_temp as $$
  select qipan.claim_mirrored(c) from qipan.claim c where c.id = p_claim
    and (qipan.is_hub() or array[c.debtor_org, c.creditor_org, c.custodian_org] && qipan.reader_orgs())
$$;
--> statement-breakpoint
-- The claim that a resolution names, to whoever sits at its table: what they decide, they see.
create function qipan.arbitration_case(p_resolution uuid) returns jsonb
language sql stable security definer set search_path = qipan, pg_temp as $$
  select jsonb_build_object(
    'claim', jsonb_build_object('id', c.id, 'kind', c.kind, 'debtorOrg', c.debtor_org,
      'creditorOrg', c.creditor_org, 'custodianOrg', c.custodian_org, 'item', c.item,
      'mirrors', c.mirrors, 'state', c.state, 'outstanding', c.outstanding,
      'version', c.version),
    'tasks', coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'ownerOrg', t.owner_org,
        'quantity', t.quantity, 'done', t.done) order by t.opened_at, t.quantity desc, t.id)
      from qipan.refill_task t where t.claim_id = c.id and t.performer_org <> t.owner_org), '[]'),
    'recourse', qipan.claim_mirrored(c),
    'decided', exists (select from qipan.claim_decision d
      where d.claim_id = c.id or d.resolution_id = r.id))
  from qipan.resolution r join qipan.claim c on c.id::text = r.reference_id
  where r.id = p_resolution and r.reference_kind = 'CLAIM'
    and (qipan.is_hub() or r.readers && qipan.reader_orgs()
      or array[c.debtor_org, c.creditor_org, c.custodian_org] && qipan.reader_orgs())
$$;
--> statement-breakpoint
-- Whether an organization may carry out what a resolution says of a claim. One side alone never
-- does: the adopted paper names both sides or a third, and a side that adopted it leaves the deed
-- to another.
create function qipan.arbitration_fair(r qipan.resolution, c qipan.claim, p_org text)
returns boolean language sql immutable as $$
  select (r.agreed @> array[c.debtor_org] and (r.agreed && array_remove(array[c.creditor_org, c.custodian_org], null))
      or exists (select from unnest(r.agreed) a (org)
        where a.org <> all (array_remove(array[c.debtor_org, c.creditor_org, c.custodian_org], null))))
    and p_org = any (r.agreed || r.org || c.debtor_org || c.creditor_org)
    and (p_org <> r.org
      or r.org <> all (array_remove(array[c.debtor_org, c.creditor_org, c.custodian_org], null)))
$$;
--> statement-breakpoint
-- Both signatures are the resolution's. What it denies was booked before, in the same transaction; if
-- anything else moved the claim meanwhile, the caller tries again.
create function qipan.claim_decide(p_resolution uuid, p_org text, p_denied bigint, p_transfer uuid)
returns void language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  r qipan.resolution;
  c qipan.claim;
  authority text := 'resolution:' || p_resolution;
begin
  select * into r from qipan.resolution where id = p_resolution for share;
  select * into c from qipan.claim where id::text = r.reference_id for update;
  if c.id is null or r.state <> 'ADOPTED' or r.reference_kind <> 'CLAIM' or r.decided_quantity is null
    or not p_org = any (qipan.reader_orgs()) or not qipan.arbitration_fair(r, c, p_org) then
    raise exception 'resolution % decides no claim for %', p_resolution, p_org using errcode = '42501';
  end if;
  if p_denied > 0 and not exists (select from qipan.entry e join qipan.account a on a.id = e.origin
      and a.kind = 'RECEIVABLE' and a.ref = c.id::text
    where e.transfer_id = p_transfer and e.means = 'BY_RESOLUTION' and e.quantity = p_denied) then
    raise exception 'transfer % does not deny %', p_transfer, p_denied using errcode = '22023';
  end if;
  if c.outstanding <> r.decided_quantity or c.disputed_by is null then
    raise exception 'the claim changed' using errcode = '40001';
  end if;
  insert into qipan.claim_decision (claim_id, resolution_id, resolution_version, upheld, denied,
    transfer_id, org, readers, decided_by, decided_at)
  values (c.id, r.id, r.version, r.decided_quantity, p_denied, p_transfer, p_org,
    array(select distinct o from unnest(r.readers || array_remove(
      array[c.debtor_org, c.creditor_org, c.custodian_org], null)) o order by o),
    current_setting('app.reader'), now());
  update qipan.claim set version = version + 1, disputed_by = null,
    debtor_confirmed_by = case when debtor_confirmed_at is null then authority else debtor_confirmed_by end,
    creditor_confirmed_by = case when creditor_confirmed_at is null then authority else creditor_confirmed_by end,
    debtor_confirmed_at = coalesce(debtor_confirmed_at, now()),
    creditor_confirmed_at = coalesce(creditor_confirmed_at, now()),
    due_on = coalesce(due_on, qipan.claim_due_day(due_anchor, due_days, incident_id, null)),
    state = qipan.claim_state_of('', opened, outstanding, true)
  where id = c.id;
  perform qipan.claim_tell(c.id);
end $$;
--> statement-breakpoint
revoke all on function qipan.resolution_number(integer), qipan.claim_mirrored(qipan.claim),
  qipan.claim_mirrors(uuid), qipan.arbitration_case(uuid),
  qipan.arbitration_fair(qipan.resolution, qipan.claim, text),
  qipan.claim_decide(uuid, text, bigint, uuid) from public;
--> statement-breakpoint
grant execute on function qipan.resolution_number(integer), qipan.claim_mirrors(uuid),
  qipan.arbitration_case(uuid), qipan.claim_decide(uuid, text, bigint, uuid) to qipan_app;
--> statement-breakpoint
alter table qipan.entry drop constraint entry_means;
--> statement-breakpoint
alter table qipan.entry add constraint entry_means check (means = '' or means in (
    'GOODS', 'RETURNED', 'CONVERTED', 'CASH_EQUIVALENT', 'INVOICE', 'WAIVED', 'NETTED',
    'BY_RESOLUTION', 'BY_REPORT'));
--> statement-breakpoint
alter table qipan.transfer drop constraint transfer_op;
--> statement-breakpoint
alter table qipan.transfer add constraint transfer_op check (op in (
    'OPENING', 'HOLD', 'FIRM', 'RELEASE', 'SHORT_PICK', 'DEPART', 'HAND_OVER', 'RECEIVE',
    'DIFFERENCE', 'TURN_BACK', 'USE', 'KEEP', 'RETURN_START', 'RETURN_ARRIVE', 'INSPECT',
    'REFILL', 'SETTLE', 'SERVICE', 'RECOURSE', 'BLOCK', 'GIFT', 'MOVE', 'SPLIT', 'DECIDE',
    'STOCKTAKE', 'KIT', 'REVERSAL'));
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
    'CLAIM_DUE_SOON', 'CLAIM_OVERDUE', 'REFILL_TASK_DUE_SOON', 'REFILL_TASK_OVERDUE',
    'CLAIM_FIGURE_STATED', 'CLAIM_DECIDED', 'RECOURSE_DECIDED', 'NETTING_PROPOSED',
    'NETTING_ANSWERED', 'NETTING_DONE', 'NETTING_ENDED', 'STATEMENT_ISSUED',
    'ORDER_RECALLED', 'LOT_EXPIRED', 'GOODS_WRITTEN_OFF', 'ROTATION_OFFERED', 'ROTATION_TAKEN',
    'ROTATION_WITHDRAWN', 'TARGET_SET', 'COMMITMENT_RECORDED', 'COMMITMENT_CALLED',
    'KIT_ASSEMBLED', 'KIT_BROKEN', 'STOCKTAKE_OPENED', 'STOCKTAKE_COUNTED', 'STOCKTAKE_CLOSED',
    'STOCKTAKE_CANCELLED', 'CAMPAIGN_OPENED', 'CAMPAIGN_CHANGED', 'DONATIONS_IMPORTED',
    'DONATION_DISTRIBUTED', 'DISCLOSURE_OPENED', 'DISCLOSURE_PUBLISHED', 'DISCLOSURE_CORRECTED',
    'DISCLOSURE_DUE_SOON', 'DISCLOSURE_OVERDUE', 'BRIEFING_ISSUED', 'RESOLUTION_PROPOSED',
    'RESOLUTION_AMENDED', 'RESOLUTION_ADOPTED', 'RESOLUTION_REJECTED', 'RESOLUTION_CLOSED',
    'SUPERVISION_OPENED', 'SUPERVISION_REPORTED', 'SUPERVISION_RETURNED', 'SUPERVISION_CLOSED'));
