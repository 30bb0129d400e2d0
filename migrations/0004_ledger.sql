-- The book is written by these functions alone. The app role may call the last group; the rest
-- are their parts. Every part runs inside one of them, so the search path is pinned there. They
-- are PL/pgSQL because it keeps plans for the session; a function in SQL is planned at each call.

-- One line of a posting after its accounts were found.
create type qipan.ledger_line as (
  line integer, item text, lot text, quantity bigint, means text,
  origin_kind text, target_kind text, claim text, origin bigint, target bigint, sound boolean
);
--> statement-breakpoint
create function qipan.is_sink(p_kind text) returns boolean language sql immutable as $$
  select p_kind in ('CONSUMED', 'DISTRIBUTED', 'SCRAPPED', 'DESTROYED', 'SHORTAGE', 'ROTATED_OUT', 'TRANSFERRED')
$$;
--> statement-breakpoint
-- Kinds whose balance is zero or less, so that they can never run short.
create function qipan.is_source(p_kind text) returns boolean language sql immutable as $$
  select p_kind in ('SUPPLY', 'SURPLUS', 'PAYABLE')
$$;
--> statement-breakpoint
-- The day in China; a lot is good to the end of its expiry day.
create function qipan.day_of(p_at timestamptz) returns date language sql immutable as $$
  select (p_at at time zone 'Asia/Shanghai')::date
$$;
--> statement-breakpoint
-- One row per line and side; absent parts of a key are empty strings.
create function qipan.ledger_sides(p_lines jsonb)
returns table (line integer, side text, quantity bigint, means text, owner text, kind text, item text,
  lot text, custodian text, place text, counterparty text, claim_kind text, ref text, key text)
language sql stable as $$
  select (l.n - 1)::integer, s.side, (l.body ->> 'quantity')::bigint, coalesce(l.body ->> 'means', ''),
    k.owner, k.kind, k.item, coalesce(k.lot, ''), coalesce(k.custodian, ''), coalesce(k.place, ''),
    coalesce(k.counterparty, ''), coalesce(k."claimKind", ''), coalesce(k.ref, ''),
    concat_ws(chr(31), k.owner, k.kind, k.item, coalesce(k.lot, ''), coalesce(k.custodian, ''),
      coalesce(k.place, ''), coalesce(k.counterparty, ''), coalesce(k."claimKind", ''), coalesce(k.ref, ''))
  from jsonb_array_elements(p_lines) with ordinality as l (body, n)
  cross join lateral (values ('ORIGIN', l.body -> 'origin'), ('TARGET', l.body -> 'target')) as s (side, body)
  cross join lateral jsonb_to_record(s.body) as k (owner text, kind text, item text, lot text,
    custodian text, place text, counterparty text, "claimKind" text, ref text)
$$;
--> statement-breakpoint
-- Only someone who belongs to the acting organization posts in its name; the hub and the owner
-- of the tables (seeds) post for all. SET ROLE is visible here although the definer differs.
create function qipan.ledger_admit(p jsonb) returns void language plpgsql as $$
begin
  if not (qipan.is_hub() or p ->> 'actorOrg' = any (qipan.reader_orgs())
    or current_setting('role') = 'qipan_owner') or not qipan.has_reader() then
    raise exception 'may not post for %', p ->> 'actorOrg' using errcode = '42501';
  end if;
  if coalesce(jsonb_array_length(p -> 'lines'), 0) = 0 then
    raise exception 'a posting has lines' using errcode = '22023';
  end if;
  if (p ->> 'op' = 'REVERSAL') <> (p ->> 'reverses' is not null) then
    raise exception 'a reversal, and nothing else, names what it reverses' using errcode = '22023';
  end if;
end $$;
--> statement-breakpoint
-- Lots that would be promised or sent stay as they are until this transaction ends: a recall waits for
-- us, or we see it. Lots come before accounts, in id order, as in every service.
create function qipan.ledger_lock_lots(p_lines jsonb) returns void language plpgsql as $$
begin
  perform from qipan.stock_lot where id in (
      select min(s.lot)::uuid from qipan.ledger_sides(p_lines) s group by s.line
      having bool_or(s.side = 'ORIGIN' and s.kind in ('ON_HAND', 'HELD'))
        and bool_or(s.side = 'TARGET' and s.kind in ('HELD', 'IN_TRANSIT')) and min(s.lot) <> '')
    order by id for share;
end $$;
--> statement-breakpoint
-- The zero row comes first, so that an account that was never used is locked like any other.
create function qipan.ledger_open_accounts(p_lines jsonb) returns void language plpgsql as $$
begin
  insert into qipan.account
      (owner, kind, item, lot, custodian, place, counterparty, claim_kind, ref)
    select distinct owner, kind, item, lot, custodian, place, counterparty, claim_kind, ref
    from qipan.ledger_sides(p_lines) order by 1, 2, 3, 4, 5, 6, 7, 8, 9
    on conflict do nothing;
end $$;
--> statement-breakpoint
create function qipan.ledger_resolve(p_lines jsonb) returns qipan.ledger_line[] language plpgsql as $$
begin
  return (
    select array_agg(row(l.*)::qipan.ledger_line order by l.line) from (
        select s.line, min(s.item), min(s.lot), min(s.quantity), min(s.means),
          min(s.kind) filter (where s.side = 'ORIGIN'), min(s.kind) filter (where s.side = 'TARGET'),
          min(s.ref) filter (where s.kind = 'RECEIVABLE'),
          min(a.id) filter (where s.side = 'ORIGIN'), min(a.id) filter (where s.side = 'TARGET'),
          count(*) = 2 and count(distinct s.item) = 1 and count(distinct s.lot) = 1
            and count(*) filter (where s.kind in ('RECEIVABLE', 'PAYABLE'))
              = 2 * count(*) filter (where s.kind = 'RECEIVABLE')
        from qipan.ledger_sides(p_lines) s
        join qipan.account a on a.key = s.key
        group by s.line) l
  );
end $$;
--> statement-breakpoint
-- What no caller may ask for: a broken shape is a bug of ours, so it is an exception.
create function qipan.ledger_check_lines(p jsonb, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
declare
  wrong integer;
begin
  if cardinality(p_lines) is distinct from jsonb_array_length(p -> 'lines') then
    -- Someone's refused posting took its fresh accounts away meanwhile: the caller tries again.
    raise exception 'accounts of the posting changed' using errcode = '40001';
  end if;
  select line into wrong from unnest(p_lines) where not sound limit 1;
  if found then
    raise exception 'line %: item and lot are the same on both sides, claims face claims', wrong
      using errcode = '22023';
  end if;
  select line into wrong from unnest(p_lines)
  where qipan.is_sink(origin_kind) and p ->> 'op' <> 'REVERSAL'
    or quantity > 9007199254740991
    or origin_kind = 'RECEIVABLE' and means = '' and p ->> 'op' <> 'REVERSAL'
    or origin_kind <> 'RECEIVABLE' and means <> '' limit 1;
  if found then
    raise exception 'line %: not a movement of the posting table', wrong using errcode = '22023';
  end if;
end $$;
--> statement-breakpoint
-- One global order for all writers: nobody waits in a circle.
create function qipan.ledger_lock(p_lines qipan.ledger_line[]) returns void language plpgsql as $$
declare
  ids bigint[] := array(select distinct a from unnest(p_lines) l, unnest(array[l.origin, l.target]) a);
  held bigint;
begin
  select count(*) into held from (
    select from qipan.account where id = any (ids) order by id for update) locked;
  if held <> cardinality(ids) then
    raise exception 'accounts of the posting changed' using errcode = '40001';
  end if;
end $$;
--> statement-breakpoint
create function qipan.ledger_refusal(
  p_path text, p_line integer, p_code text, p_available bigint, p_wanted bigint, p_account bigint
) returns jsonb language sql stable as $$
  select jsonb_build_object('path', p_path, 'line', p_line, 'code', p_code,
    'available', p_available, 'wanted', p_wanted, 'kind', a.kind, 'item', a.item, 'owner', a.owner,
    'place', a.place, 'lot', coalesce(s.code, a.lot))
  from qipan.account a
  left join qipan.stock_lot s on s.id = nullif(a.lot, '')::uuid
  where a.id = p_account
$$;
--> statement-breakpoint
-- Every line that draws on an account which cannot give what all lines together ask of it.
create function qipan.ledger_short(p_lines qipan.ledger_line[]) returns jsonb language plpgsql as $$
begin
  return (
    with net as (
        select s.account, sum(s.quantity)::bigint as wanted
        from unnest(p_lines) l
        cross join lateral (values (l.origin, l.quantity), (l.target, -l.quantity)) as s (account, quantity)
        group by s.account
      ), short as (
        select a.id, a.balance as available, n.wanted
        from net n join qipan.account a on a.id = n.account
        where not qipan.is_source(a.kind) and a.balance < n.wanted
      )
      select coalesce(jsonb_agg(qipan.ledger_refusal('lines.' || l.line, l.line, 'SHORT_OF_STOCK',
        s.available, s.wanted, s.id) order by l.line), '[]')
      from unnest(p_lines) l join short s on s.id = l.origin
  );
end $$;
--> statement-breakpoint
-- Goods that are expired, blocked or recalled may lie on a shelf, but nobody is promised them, and
-- what was promised before goes no further: it is not issued and does not leave.
create function qipan.ledger_unfit(p_lines qipan.ledger_line[]) returns jsonb language plpgsql as $$
begin
  return (
    select coalesce(jsonb_agg(qipan.ledger_refusal('lines.' || l.line, l.line,
        case when s.condition <> 'GOOD' then 'LOT_BLOCKED' else 'LOT_EXPIRED' end,
        0, l.quantity, l.origin) order by l.line), '[]')
      from unnest(p_lines) l join qipan.stock_lot s on s.id = nullif(l.lot, '')::uuid
      where l.origin_kind in ('ON_HAND', 'HELD') and l.target_kind in ('HELD', 'IN_TRANSIT')
        and (s.condition <> 'GOOD' or s.expires_on < qipan.day_of(now()))
  );
end $$;
--> statement-breakpoint
-- Intake and splits ask no more of a task than is still missing.
create function qipan.ledger_overfilled(p jsonb) returns jsonb language plpgsql as $$
declare
  found_over jsonb;
begin
  perform from qipan.refill_task where id in (
      select (t ->> 'taskId')::uuid
      from jsonb_array_elements(coalesce(p -> 'intake', '[]') || coalesce(p -> 'splits', '[]')) t)
    order by id for update;
  with asked as (
    select 'intake' as what, n - 1 as n, t from jsonb_array_elements(coalesce(p -> 'intake', '[]')) with ordinality i (t, n)
    union all
    select 'splits', n - 1, t from jsonb_array_elements(coalesce(p -> 'splits', '[]')) with ordinality i (t, n)
  ), summed as (
    select what, n, (t ->> 'taskId')::uuid as id, t,
      sum((t ->> 'quantity')::bigint) over (partition by t ->> 'taskId')::bigint as wanted
    from asked
  )
  select coalesce(jsonb_agg(jsonb_build_object('path', s.what || '.' || s.n, 'line', s.n,
      'code', 'QUANTITY_OUT_OF_RANGE', 'available', k.quantity - k.done, 'wanted', s.wanted,
      'kind', 'TASK', 'item', k.item, 'owner', k.owner_org, 'place', k.depot_id, 'lot', '')
      order by s.what, s.n), '[]')
  into found_over
  from summed s join qipan.refill_task k on k.id = s.id
  where s.wanted > k.quantity - k.done;
  return found_over;
end $$;
--> statement-breakpoint
-- A transfer is reversed once, as a whole, by its mirror; a reversal is not reversed again.
create function qipan.ledger_reversed(p jsonb, p_lines qipan.ledger_line[]) returns jsonb
language plpgsql as $$
declare
  old uuid := (p ->> 'reverses')::uuid;
begin
  if old is null then return '[]'; end if;
  if not exists (select from qipan.transfer where id = old and op <> 'REVERSAL') then
    raise exception 'transfer % cannot be reversed', old using errcode = '22023';
  end if;
  if exists (
    (select target, origin, quantity from qipan.entry where transfer_id = old
      except all select origin, target, quantity from unnest(p_lines))
    union all
    (select origin, target, quantity from unnest(p_lines)
      except all select target, origin, quantity from qipan.entry where transfer_id = old)) then
    raise exception 'not the mirror of transfer %', old using errcode = '22023';
  end if;
  if exists (select from qipan.transfer where reverses = old) then
    return jsonb_build_array(jsonb_build_object('path', 'reverses', 'line', 0, 'code', 'ALREADY_DECIDED',
      'available', 0, 'wanted', 0, 'kind', '', 'item', '', 'owner', '', 'place', '', 'lot', ''));
  end if;
  return '[]';
end $$;
--> statement-breakpoint
-- A refused posting leaves nothing behind, not even the zero rows that it locked.
create function qipan.ledger_forget(p_lines qipan.ledger_line[]) returns void language plpgsql as $$
begin
  delete from qipan.account a using unnest(p_lines) l
    where a.id in (l.origin, l.target) and a.version = 0;
end $$;
--> statement-breakpoint
-- Each touch of an account takes its next version, in line order; a lost update would collide.
create function qipan.ledger_apply(p_transfer uuid, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
begin
  with touch as (
      select l.line, l.item, l.quantity, l.means, s.side, s.account, s.change,
        row_number() over (partition by s.account order by l.line) as nth
      from unnest(p_lines) l
      cross join lateral (values ('O', l.origin, -l.quantity), ('T', l.target, l.quantity))
        as s (side, account, change)
    ), versioned as (
      select t.*, a.version + t.nth as version
      from touch t join qipan.account a on a.id = t.account
    ), written as (
      insert into qipan.entry
        (transfer_id, line, item, origin, target, quantity, means, origin_version, target_version)
      select p_transfer, line, min(item), min(account) filter (where side = 'O'),
        min(account) filter (where side = 'T'), min(quantity), min(means),
        min(version) filter (where side = 'O'), min(version) filter (where side = 'T')
      from versioned group by line order by line
    )
    update qipan.account a set balance = a.balance + n.change, version = a.version + n.touches
    from (select account, sum(change) as change, count(*) as touches from touch group by account) n
    where a.id = n.account;
end $$;
--> statement-breakpoint
create function qipan.ledger_write(p jsonb, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
begin
  insert into qipan.transfer
    (id, op, reverses, occurred_at, actor, actor_org, evidence, effects)
  values ((p ->> 'transferId')::uuid, p ->> 'op', (p ->> 'reverses')::uuid,
    coalesce((p ->> 'occurredAt')::timestamptz, now()), current_setting('app.reader'),
    p ->> 'actorOrg', p -> 'evidence', jsonb_strip_nulls(jsonb_build_object('claims', p -> 'claims',
      'tasks', p -> 'tasks', 'intake', p -> 'intake', 'splits', p -> 'splits')));
  perform qipan.ledger_apply((p ->> 'transferId')::uuid, p_lines);
end $$;
--> statement-breakpoint
-- A claim's state follows from its figures and its two signatures; only a dispute is stored.
create function qipan.claim_state_of(
  p_state text, p_opened bigint, p_outstanding bigint, p_signed boolean
) returns text language sql immutable as $$
  select case
    when p_opened = 0 then 'REVERSED'
    when p_outstanding = 0 then 'SETTLED'
    when p_state = 'DISPUTED' then 'DISPUTED'
    when not p_signed then 'PROVISIONAL'
    when p_outstanding < p_opened then 'PART_SETTLED'
    else 'CONFIRMED'
  end
$$;
--> statement-breakpoint
-- The day from which the term runs, if it is known yet.
create function qipan.claim_due_day(
  p_anchor text, p_days integer, p_incident uuid, p_anchor_on date
) returns date language sql stable as $$
  select case when p_anchor = 'DATE' then null else coalesce(p_anchor_on, case when p_anchor = 'RESPONSE_END'
    then (select qipan.day_of(response_ended_at) from qipan.incident where id = p_incident) end) + p_days end
$$;
--> statement-breakpoint
-- A child that was split off keeps its parent's signatures: what was agreed stays agreed.
create function qipan.ledger_open_claims(p jsonb) returns void language plpgsql as $$
begin
  insert into qipan.claim (id, kind, debtor_org, creditor_org, item, lot_id, incident_id,
      order_line_id, mirrors, liability, depot_id, custodian_org, unit_price_fen, state,
      disputed_by, due_anchor, due_days, due_on, parent_id, opened_by, version, debtor_confirmed_at, debtor_confirmed_by,
      creditor_confirmed_at, creditor_confirmed_by)
    select n.id, n.kind, n."debtorOrg", n."creditorOrg", n.item, n."lotId", n."incidentId",
      n."orderLineId", n.mirrors, n.liability, n."depotId", n."custodianOrg", n."unitPriceFen",
      coalesce(n.state, 'PROVISIONAL'), n."disputedBy", n."dueAnchor", n."dueDays",
      coalesce(n."dueOn", qipan.claim_due_day(n."dueAnchor", n."dueDays", n."incidentId", n."anchorOn")),
      n."parentId", (p ->> 'transferId')::uuid, 0, c.debtor_confirmed_at, c.debtor_confirmed_by,
      c.creditor_confirmed_at, c.creditor_confirmed_by
    from jsonb_to_recordset(p -> 'claims') as n (id uuid, kind text, "debtorOrg" text,
      "creditorOrg" text, item text, "lotId" uuid, "incidentId" uuid, "orderLineId" uuid,
      mirrors text, liability text, "depotId" text, "custodianOrg" text, "unitPriceFen" bigint,
      state text, "disputedBy" text, "dueAnchor" text, "dueDays" integer, "dueOn" date, "anchorOn" date, "parentId" uuid)
    left join qipan.claim c on c.id = n."parentId"
    on conflict (id) do nothing;
end $$;
--> statement-breakpoint
create function qipan.ledger_check_claims(p jsonb, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
declare
  wrong text;
begin
  select l.claim into wrong from unnest(p_lines) l
  join qipan.account o on o.id = l.origin
  join qipan.account t on t.id = l.target
  left join qipan.claim c on c.id::text = l.claim
  cross join lateral (select o.kind = 'PAYABLE' as opens) way
  where l.claim is not null and not coalesce(
    o.ref = t.ref and c.item = l.item and o.claim_kind = c.kind and t.claim_kind = c.kind
    and case when opens then o.owner else t.owner end = c.debtor_org
    and case when opens then o.counterparty else t.counterparty end = c.creditor_org
    and case when opens then t.owner else o.owner end = c.creditor_org
    and case when opens then t.counterparty else o.counterparty end = c.debtor_org, false)
  limit 1;
  if found then
    raise exception 'lines of claim % contradict it', wrong using errcode = '22023';
  end if;
  select n ->> 'id' into wrong from jsonb_array_elements(p -> 'claims') n
  where not exists (select from unnest(p_lines) l where l.claim = n ->> 'id') limit 1;
  if found then
    raise exception 'claim % is named but has no line', wrong using errcode = '22023';
  end if;
end $$;
--> statement-breakpoint
-- Into RECEIVABLE opens, out of it settles; in a reversal the same lines undo the one or the other.
-- More on a claim that one side had signed: the figure changed, so both sign again. What both
-- signed, or one disputes, grows no more: whoever read it before tries again and opens its own.
create function qipan.ledger_change_claims(p jsonb, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
declare
  undo boolean := p ->> 'op' = 'REVERSAL';
begin
  perform from qipan.claim where id in (select l.claim::uuid from unnest(p_lines) l where l.claim is not null)
    order by id for update;
  if not undo and exists (select from unnest(p_lines) l join qipan.claim c on c.id::text = l.claim
      where l.target_kind = 'RECEIVABLE' and c.version > 0 and c.state <> 'PROVISIONAL') then
    raise exception 'a claim of the posting was decided' using errcode = '40001';
  end if;
  with change as (
    select l.claim::uuid as id,
      coalesce(sum(case when undo then -l.quantity else l.quantity end)
        filter (where (l.target_kind = 'RECEIVABLE') <> undo), 0)::bigint as opened,
      sum(case when l.target_kind = 'RECEIVABLE' then l.quantity else -l.quantity end)::bigint as outstanding
    from unnest(p_lines) l where l.claim is not null group by 1
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
create function qipan.claim_tell(p_claim uuid) returns void language plpgsql as $$
begin
  perform qipan.event_append(case when version = 1 then 'CLAIM_OPENED' else 'CLAIM_CHANGED' end,
      'CLAIM', id::text, version,
      array_remove(array[debtor_org, creditor_org, custodian_org], null),
      jsonb_build_object('claimKind', kind, 'item', item, 'outstanding', outstanding, 'state', state), null)
    from qipan.claim where id = p_claim;
end $$;
--> statement-breakpoint
create function qipan.task_tell(p_task uuid) returns void language plpgsql as $$
begin
  perform qipan.event_append(case when version = 1 then 'REFILL_TASK_OPENED' else 'REFILL_TASK_CHANGED' end,
      'REFILL_TASK', id::text, version, array[owner_org, funder_org, performer_org],
      jsonb_build_object('item', item, 'quantity', quantity, 'done', done, 'state', state), null)
    from qipan.refill_task where id = p_task;
end $$;
--> statement-breakpoint
-- The law: what is gone under a norm is what is to be refilled, lot by lot; a reversal takes back both.
create function qipan.ledger_check_tasks(p jsonb, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
declare
  undo boolean := p ->> 'op' = 'REVERSAL';
  wrong text;
begin
  with gone as (
    select l.lot, sum(l.quantity) as quantity from unnest(p_lines) l
    join qipan.stock_lot s on s.id = nullif(l.lot, '')::uuid and s.under_norm
    where qipan.is_sink(case when undo then l.origin_kind else l.target_kind end) group by 1
  ), told as (
    select k.lot_id::text as lot, sum((i ->> 'quantity')::bigint) as quantity
    from jsonb_array_elements(p -> 'intake') i
    join qipan.refill_task k on k.id = (i ->> 'taskId')::uuid where undo group by 1
    union all
    select t ->> 'lotId', sum((t ->> 'quantity')::bigint)
    from jsonb_array_elements(p -> 'tasks') t group by 1
  )
  select lot into wrong from gone full join told using (lot)
  where gone.quantity is distinct from told.quantity limit 1;
  if found then
    raise exception 'lot %: refill tasks are not what is gone', wrong using errcode = '22023';
  end if;
end $$;
--> statement-breakpoint
create function qipan.ledger_open_tasks(p jsonb) returns void language plpgsql as $$
begin
  insert into qipan.refill_task (id, owner_org, depot_id, item, lot_id, incident_id,
    order_line_id, claim_id, funder_org, performer_org, quantity, due_on, opened_by)
  select id, "ownerOrg", "depotId", item, "lotId", "incidentId", "orderLineId", "claimId",
    "funderOrg", "performerOrg", quantity, "dueOn", (p ->> 'transferId')::uuid
  from jsonb_to_recordset(p -> 'tasks') as n (id uuid, "ownerOrg" text, "depotId" text, item text,
    "lotId" uuid, "incidentId" uuid, "orderLineId" uuid, "claimId" uuid, "funderOrg" text,
    "performerOrg" text, quantity bigint, "dueOn" date);
  perform qipan.task_tell((n ->> 'id')::uuid) from jsonb_array_elements(p -> 'tasks') n;
end $$;
--> statement-breakpoint
create function qipan.task_state_of(p_quantity bigint, p_done bigint) returns text language sql immutable as $$
  select case when p_done = 0 then 'OPEN' when p_done < p_quantity then 'PART_DONE' else 'DONE' end
$$;
--> statement-breakpoint
create function qipan.ledger_take_in(p jsonb) returns void language plpgsql as $$
declare
  one record;
begin
  for one in
    select (i ->> 'taskId')::uuid as id, sum((i ->> 'quantity')::bigint)::bigint as quantity
    from jsonb_array_elements(p -> 'intake') i group by 1 order by 1
  loop
    update qipan.refill_task set done = done + one.quantity, version = version + 1,
      state = qipan.task_state_of(quantity, done + one.quantity)
    where id = one.id;
    if not found then raise exception 'no task %', one.id using errcode = '22023'; end if;
    perform qipan.task_tell(one.id);
  end loop;
end $$;
--> statement-breakpoint
-- Part of a task passes to another performer and funder, or to the claim that was split off;
-- together they stay what is gone.
create function qipan.ledger_split_tasks(p jsonb) returns void language plpgsql as $$
declare
  one record;
begin
  for one in
    select * from jsonb_to_recordset(p -> 'splits') as s ("taskId" uuid, quantity bigint,
      "newTaskId" uuid, "performerOrg" text, "funderOrg" text, "claimId" uuid)
  loop
    if exists (select from qipan.refill_task where id = one."taskId" and quantity = one.quantity) then
      update qipan.refill_task set performer_org = one."performerOrg", funder_org = one."funderOrg",
        claim_id = coalesce(one."claimId", claim_id), version = version + 1 where id = one."taskId";
    else
      update qipan.refill_task set quantity = quantity - one.quantity, version = version + 1,
        state = qipan.task_state_of(quantity - one.quantity, done) where id = one."taskId";
      insert into qipan.refill_task (id, owner_org, depot_id, item, lot_id, incident_id,
        order_line_id, claim_id, funder_org, performer_org, quantity, due_on, opened_by)
      select one."newTaskId", owner_org, depot_id, item, lot_id, incident_id, order_line_id,
        coalesce(one."claimId", claim_id), one."funderOrg", one."performerOrg", one.quantity, due_on, (p ->> 'transferId')::uuid
      from qipan.refill_task where id = one."taskId";
      if not found then raise exception 'no task %', one."taskId" using errcode = '22023'; end if;
      perform qipan.task_tell(one."newTaskId");
    end if;
    perform qipan.task_tell(one."taskId");
  end loop;
end $$;
--> statement-breakpoint
-- Books one posting, all of it or nothing. Sequential scans are off because plans are kept per
-- session and the first may be made while the account table is still empty; their penalty would
-- set off the compiler, which takes longer than all the rest.
create function qipan.ledger_post(p jsonb) returns jsonb
language plpgsql security definer set search_path = qipan, pg_temp set enable_seqscan = off
set jit = off as $$
declare
  lines qipan.ledger_line[];
  refused jsonb := '[]';
begin
  perform qipan.ledger_admit(p);
  perform qipan.ledger_lock_lots(p -> 'lines');
  perform qipan.ledger_open_accounts(p -> 'lines');
  lines := qipan.ledger_resolve(p -> 'lines');
  perform qipan.ledger_check_lines(p, lines);
  perform qipan.ledger_lock(lines);
  if p ? 'reverses' then refused := qipan.ledger_reversed(p, lines); end if;
  if jsonb_array_length(refused) = 0 then
    refused := qipan.ledger_unfit(lines) || qipan.ledger_short(lines);
    if p ?| array['intake', 'splits'] then refused := refused || qipan.ledger_overfilled(p); end if;
  end if;
  if jsonb_array_length(refused) > 0 then
    perform qipan.ledger_forget(lines);
    return jsonb_build_object('ok', false, 'short', refused);
  end if;
  perform qipan.ledger_write(p, lines);
  if exists (select from unnest(lines) where claim is not null) or p ? 'claims' then
    perform qipan.ledger_open_claims(p);
    perform qipan.ledger_check_claims(p, lines);
    perform qipan.ledger_change_claims(p, lines);
  end if;
  if p ? 'tasks' or exists (select from unnest(lines)
    where qipan.is_sink(origin_kind) or qipan.is_sink(target_kind)) then
    perform qipan.ledger_check_tasks(p, lines);
  end if;
  if p ? 'tasks' then perform qipan.ledger_open_tasks(p); end if;
  if p ? 'intake' then perform qipan.ledger_take_in(p); end if;
  if p ? 'splits' then perform qipan.ledger_split_tasks(p); end if;
  return jsonb_build_object('ok', true, 'transferId', p ->> 'transferId');
end $$;
--> statement-breakpoint
-- One side signs a claim's figure. Answers OK, or why not; a stranger's claim is not found.
create function qipan.claim_confirm(p_claim uuid, p_side text) returns text
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  c qipan.claim;
  side_org text;
begin
  select * into c from qipan.claim where id = p_claim for update;
  side_org := case p_side when 'DEBTOR' then c.debtor_org when 'CREDITOR' then coalesce(c.custodian_org, c.creditor_org) end;
  if side_org is null then return 'NOT_FOUND'; end if;
  if not (qipan.is_hub() or side_org = any (qipan.reader_orgs())
    or p_side = 'CREDITOR' and c.creditor_org = any (qipan.reader_orgs())) then
    return 'NOT_FOUND';
  end if;
  if (case p_side when 'DEBTOR' then c.debtor_confirmed_at else c.creditor_confirmed_at end) is not null then
    return 'ALREADY_DECIDED';
  end if;
  if c.state <> 'PROVISIONAL' then return c.state; end if;
  update qipan.claim set version = version + 1,
    debtor_confirmed_at = case p_side when 'DEBTOR' then now() else debtor_confirmed_at end,
    debtor_confirmed_by = case p_side when 'DEBTOR' then current_setting('app.reader') else debtor_confirmed_by end,
    creditor_confirmed_at = case p_side when 'CREDITOR' then now() else creditor_confirmed_at end,
    creditor_confirmed_by = case p_side when 'CREDITOR' then current_setting('app.reader') else creditor_confirmed_by end,
    due_on = coalesce(due_on, qipan.claim_due_day(due_anchor, due_days, incident_id, null)),
    state = qipan.claim_state_of(state, opened, outstanding,
      coalesce(debtor_confirmed_at, creditor_confirmed_at) is not null)
  where id = p_claim;
  perform qipan.claim_tell(p_claim);
  return 'OK';
end $$;
--> statement-breakpoint
-- The organizations that speak for a side of a claim: whoever keeps the creditor's goods may, too.
create function qipan.claim_side_orgs(c qipan.claim, p_side text) returns text[]
language sql immutable as $$
  select array_remove(case p_side when 'DEBTOR' then array[c.debtor_org]
    when 'CREDITOR' then array[c.creditor_org, c.custodian_org] end, null)
$$;
--> statement-breakpoint
-- A side denies the figure, or takes its own denial back: the other side cannot do so for it. A
-- disputed claim is neither netted nor overdue.
create function qipan.claim_dispute(p_claim uuid, p_side text, p_disputed boolean) returns text
language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  c qipan.claim;
begin
  select * into c from qipan.claim where id = p_claim for update;
  if c.id is null or not (qipan.is_hub() or qipan.claim_side_orgs(c, p_side) && qipan.reader_orgs()) then
    return 'NOT_FOUND';
  end if;
  if (c.state = 'DISPUTED') = p_disputed then return 'ALREADY_DECIDED'; end if;
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
-- The anchor's day is known now: claims of the incident, or of the order line, get their due day.
create function qipan.claim_due(p_anchor text, p_incident uuid, p_order_line uuid, p_day date)
returns integer language plpgsql security definer set search_path = qipan, pg_temp as $$
declare
  one uuid;
  changed integer := 0;
begin
  if not qipan.is_member() and current_setting('role') <> 'qipan_owner' then
    raise exception 'may not date claims' using errcode = '42501';
  end if;
  for one in
    select id from qipan.claim where due_anchor = p_anchor and due_on is null
      and (incident_id = p_incident or order_line_id = p_order_line) order by id for update
  loop
    update qipan.claim set due_on = p_day + due_days, version = version + 1 where id = one;
    perform qipan.claim_tell(one);
    changed := changed + 1;
  end loop;
  return changed;
end $$;
--> statement-breakpoint
-- Functions are everyone's unless said otherwise, so it is said.
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as name from pg_proc p
    where p.pronamespace = 'qipan'::regnamespace and (p.proname like 'ledger\_%' or p.proname like 'claim\_%'
      or p.proname like 'task\_%' or p.proname in ('is_sink', 'is_source', 'day_of'))
  loop
    execute format('revoke all on function %s from public', f.name);
  end loop;
end $$;
--> statement-breakpoint
grant execute on function qipan.ledger_post(jsonb), qipan.claim_confirm(uuid, text),
  qipan.claim_dispute(uuid, text, boolean), qipan.claim_due(text, uuid, uuid, date),
  qipan.is_sink(text), qipan.is_source(text), qipan.day_of(timestamptz)
to qipan_app;
--> statement-breakpoint
-- The auditor derives each claim's state again by the same sentence.
grant execute on function qipan.claim_state_of(text, bigint, bigint, boolean) to qipan_app;
