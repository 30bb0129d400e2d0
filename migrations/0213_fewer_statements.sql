-- A write is fewer statements: whether a posting is let in is an expression, its three writes are one statement,
-- and so are the end of a key and its audit. What each does, and in which order it locks, stays as it was.
--
-- True of a posting that may be looked at; raises on every other.
drop function qipan.ledger_admit(jsonb);
--> statement-breakpoint
create function qipan.ledger_admit(p jsonb) returns boolean language plpgsql as $$
begin
  if (qipan.is_hub() or p ->> 'actorOrg' = any (qipan.reader_orgs())
    or current_setting('role') = 'qipan_owner') is not true or not qipan.has_reader() then
    raise exception 'may not post for %', p ->> 'actorOrg' using errcode = '42501';
  end if;
  if coalesce(jsonb_array_length(p -> 'lines'), 0) = 0 then
    raise exception 'a posting has lines' using errcode = '22023';
  end if;
  if (p ->> 'op' = 'REVERSAL') <> (p ->> 'reverses' is not null) then
    raise exception 'a reversal, and nothing else, names what it reverses' using errcode = '22023';
  end if;
  return true;
end $$;
--> statement-breakpoint
revoke all on function qipan.ledger_admit(jsonb) from public;
--> statement-breakpoint
-- Books one posting, all of it or nothing. Lots are locked before accounts and both in the order of their
-- ids: nobody waits in a circle. Each touch of an account takes its next version, in line order.
-- Sequential scans are off because plans are kept per session and the first may be made while the account
-- table is still empty; their penalty would set off the compiler, which takes longer than all the rest.
create or replace function qipan.ledger_post(p jsonb) returns jsonb
language plpgsql security definer set search_path = qipan, pg_temp set enable_seqscan = off
set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  -- First of all, and as an expression: PERFORM would be a statement of its own.
  admitted constant boolean := qipan.ledger_admit(p);
  r record;
  l qipan.ledger_line;
  held bigint[];
  balances bigint[];
  versions bigint[];
  origin_versions bigint[];
  target_versions bigint[];
  nth integer;
  is_unfit boolean;
  is_short boolean := false;
  refused jsonb;
begin
  r := qipan.ledger_resolve(p -> 'lines');
  if r.is_odd then perform qipan.ledger_check_lines(p, r.lines); end if;
  select bool_or(s.condition <> 'GOOD' or s.expires_on < qipan.day_of(now())) into is_unfit
  from (select condition, expires_on from qipan.stock_lot where id = any (r.lots)
    order by id for share) s;
  if r.is_missing then
    perform qipan.ledger_open_accounts(p -> 'lines');
    r := qipan.ledger_resolve(p -> 'lines');
  end if;
  select array_agg(a.id), array_agg(a.balance), array_agg(a.version) into held, balances, versions
  from (select id, balance, version from qipan.account where id = any (r.accounts)
    order by id for update) a;
  if r.is_missing or not r.accounts <@ held then
    -- Someone's refused posting took its fresh accounts away meanwhile: the caller tries again.
    raise exception 'accounts of the posting changed' using errcode = '40001';
  end if;
  foreach l in array r.lines loop
    nth := array_position(held, l.origin);
    versions[nth] := versions[nth] + 1;
    balances[nth] := balances[nth] - l.quantity;
    origin_versions := origin_versions || versions[nth];
    nth := array_position(held, l.target);
    versions[nth] := versions[nth] + 1;
    balances[nth] := balances[nth] + l.quantity;
    target_versions := target_versions || versions[nth];
  end loop;
  if 0 > any (balances) then
    foreach l in array r.lines loop
      is_short := is_short
        or balances[array_position(held, l.origin)] < 0 and not qipan.is_source(l.origin_kind);
    end loop;
  end if;
  r.is_more := r.is_more or p ?| array['reverses', 'claims', 'tasks', 'intake', 'splits'];
  if is_short or is_unfit or r.is_more then
    refused := qipan.ledger_refused(p, r.lines);
    if jsonb_array_length(refused) > 0 then
      perform qipan.ledger_forget(r.lines);
      return jsonb_build_object('ok', false, 'short', refused);
    end if;
  end if;
  with posted as (
    insert into qipan.transfer
      (id, op, reverses, occurred_at, actor, actor_org, evidence, effects)
    values ((p ->> 'transferId')::uuid, p ->> 'op', (p ->> 'reverses')::uuid,
      coalesce((p ->> 'occurredAt')::timestamptz, now()), current_setting('app.reader'),
      p ->> 'actorOrg', p -> 'evidence', jsonb_strip_nulls(jsonb_build_object('claims', p -> 'claims',
        'tasks', p -> 'tasks', 'intake', p -> 'intake', 'splits', p -> 'splits')))
  ), moved as (
    insert into qipan.entry
      (transfer_id, line, item, origin, target, quantity, means, origin_version, target_version)
    select (p ->> 'transferId')::uuid, n.line, n.item, n.origin, n.target, n.quantity, n.means,
      n.origin_version, n.target_version
    from unnest(r.lines, origin_versions, target_versions) as n (line, item, lot, quantity, means,
      origin_kind, target_kind, claim, origin, target, sound, origin_version, target_version)
    order by n.line
  )
  update qipan.account a set balance = n.balance, version = n.version
  from unnest(held, balances, versions) as n (id, balance, version) where a.id = n.id;
  if r.is_more then perform qipan.ledger_follow(p, r.lines); end if;
  return jsonb_build_object('ok', true, 'transferId', p ->> 'transferId');
end $$;
--> statement-breakpoint
-- Few transfers reverse another: the others need no place in the index that lets each be reversed once.
alter table qipan.transfer drop constraint transfer_reverses_unique;
--> statement-breakpoint
create unique index transfer_reverses_unique on qipan.transfer (reverses) where reverses is not null;
--> statement-breakpoint
-- What a write ends with: what its key produced, and that it was done.
create function qipan.write_finish(
  p_org text, p_key text, p_kind text, p_id text, p_mutation text, p_request_id text
) returns void language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  with finished as (
    update qipan.idempotency set result_kind = p_kind, result_id = p_id
    where org = p_org and key = p_key and result_id = '' returning org
  )
  insert into qipan.audit_event (principal, org, action, subject, outcome, request_id)
  select current_setting('app.reader'), f.org, p_mutation, p_kind || ':' || p_id, 'DONE', p_request_id
  from finished f;
  if not found then
    raise exception 'no open write % of %', p_key, p_org using errcode = '55000';
  end if;
end $$;
--> statement-breakpoint
revoke all on function qipan.write_finish(text, text, text, text, text, text) from public;
--> statement-breakpoint
grant execute on function qipan.write_finish(text, text, text, text, text, text) to qipan_app;
