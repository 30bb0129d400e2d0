-- A posting read its lines four times and looked each account up at every step; most of its cost was the
-- setting up of great statements. It reads them once now, and what it locked it remembers.
--
-- The whole key of an account, as its row has it.
create function qipan.ledger_key(p jsonb) returns text language sql stable as $$
  select concat_ws(chr(31), p ->> 'owner', p ->> 'kind', p ->> 'item', coalesce(p ->> 'lot', ''),
    coalesce(p ->> 'custodian', ''), coalesce(p ->> 'place', ''), coalesce(p ->> 'counterparty', ''),
    coalesce(p ->> 'claimKind', ''), coalesce(p ->> 'ref', ''))
$$;
--> statement-breakpoint
drop function qipan.ledger_resolve(jsonb);
--> statement-breakpoint
-- The lines with their accounts, and what is to be known of all of them: the lots that goods leave a shelf
-- or a hold of, or are found again on (their condition decides, and is locked until the posting has committed);
-- whether an account is not there, a line is of a shape that has to be looked at, or one touches a claim or a
-- sink. An account that is not there is null.
create function qipan.ledger_resolve(p_lines jsonb, out lines qipan.ledger_line[], out accounts bigint[],
  out lots uuid[], out is_missing boolean, out is_odd boolean, out is_more boolean)
language plpgsql as $$
begin
  select array_agg(row(n, item, lot, quantity, means, o_kind, t_kind, claim, origin, target, sound)
      ::qipan.ledger_line order by n),
    array_agg(origin) || array_agg(target),
    array_agg(lot::uuid) filter (where lot <> '' and (o_kind in ('ON_HAND', 'HELD')
      or qipan.is_sink(o_kind) and t_kind in ('ON_HAND', 'HELD'))),
    bool_or(origin is null or target is null),
    bool_or(not sound or qipan.is_sink(o_kind) or quantity > 9007199254740991
      or (o_kind = 'RECEIVABLE') <> (means <> '')),
    bool_or(claim is not null or qipan.is_sink(o_kind) or qipan.is_sink(t_kind))
  into lines, accounts, lots, is_missing, is_odd, is_more
  from (
    select n - 1 as n, o ->> 'item' as item, coalesce(o ->> 'lot', '') as lot,
      (body ->> 'quantity')::bigint as quantity, coalesce(body ->> 'means', '') as means,
      o ->> 'kind' as o_kind, t ->> 'kind' as t_kind,
      case 'RECEIVABLE' when t ->> 'kind' then coalesce(t ->> 'ref', '')
        when o ->> 'kind' then coalesce(o ->> 'ref', '') end as claim,
      (select a.id from qipan.account a where a.key = qipan.ledger_key(o)) as origin,
      (select a.id from qipan.account a where a.key = qipan.ledger_key(t)) as target,
      coalesce(o ->> 'item' = t ->> 'item' and coalesce(o ->> 'lot', '') = coalesce(t ->> 'lot', '')
        and (o ->> 'kind' = 'RECEIVABLE') = (t ->> 'kind' = 'PAYABLE')
        and (o ->> 'kind' = 'PAYABLE') = (t ->> 'kind' = 'RECEIVABLE'), false) as sound
    from (select body, n, body -> 'origin' as o, body -> 'target' as t
      from jsonb_array_elements(p_lines) with ordinality as e (body, n)) side offset 0) line;
end $$;
--> statement-breakpoint
-- Every reason why it may not be booked, of lines whose accounts and lots are locked.
create function qipan.ledger_refused(p jsonb, p_lines qipan.ledger_line[]) returns jsonb
language plpgsql as $$
declare
  refused jsonb := qipan.ledger_reversed(p, p_lines);
begin
  if jsonb_array_length(refused) > 0 then return refused; end if;
  refused := qipan.ledger_unfit(p_lines) || qipan.ledger_short(p_lines);
  if p ?| array['intake', 'splits'] then refused := refused || qipan.ledger_overfilled(p); end if;
  return refused;
end $$;
--> statement-breakpoint
-- What follows from a posting that touches claims, sinks or tasks.
create function qipan.ledger_follow(p jsonb, p_lines qipan.ledger_line[]) returns void
language plpgsql as $$
begin
  if exists (select from unnest(p_lines) where claim is not null) or p ? 'claims' then
    perform qipan.ledger_open_claims(p);
    perform qipan.ledger_check_claims(p, p_lines);
    perform qipan.ledger_change_claims(p, p_lines);
  end if;
  if p ? 'tasks' or exists (select from unnest(p_lines)
    where qipan.is_sink(origin_kind) or qipan.is_sink(target_kind)) then
    perform qipan.ledger_check_tasks(p, p_lines);
  end if;
  if p ? 'tasks' then perform qipan.ledger_open_tasks(p); end if;
  if p ? 'intake' then perform qipan.ledger_take_in(p); end if;
  if p ? 'splits' then perform qipan.ledger_split_tasks(p); end if;
end $$;
--> statement-breakpoint
-- Books one posting, all of it or nothing. Lots are locked before accounts and both in the order of their
-- ids: nobody waits in a circle. Each touch of an account takes its next version, in line order.
-- Sequential scans are off because plans are kept per session and the first may be made while the account
-- table is still empty; their penalty would set off the compiler, which takes longer than all the rest.
create or replace function qipan.ledger_post(p jsonb) returns jsonb
language plpgsql security definer set search_path = qipan, pg_temp set enable_seqscan = off
set jit = off set plan_cache_mode = force_generic_plan as $$
declare
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
  perform qipan.ledger_admit(p);
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
  foreach l in array r.lines loop
    is_short := is_short
      or balances[array_position(held, l.origin)] < 0 and not qipan.is_source(l.origin_kind);
  end loop;
  r.is_more := r.is_more or p ?| array['reverses', 'claims', 'tasks', 'intake', 'splits'];
  if is_short or is_unfit or r.is_more then
    refused := qipan.ledger_refused(p, r.lines);
    if jsonb_array_length(refused) > 0 then
      perform qipan.ledger_forget(r.lines);
      return jsonb_build_object('ok', false, 'short', refused);
    end if;
  end if;
  insert into qipan.transfer
    (id, op, reverses, occurred_at, actor, actor_org, evidence, effects)
  values ((p ->> 'transferId')::uuid, p ->> 'op', (p ->> 'reverses')::uuid,
    coalesce((p ->> 'occurredAt')::timestamptz, now()), current_setting('app.reader'),
    p ->> 'actorOrg', p -> 'evidence', jsonb_strip_nulls(jsonb_build_object('claims', p -> 'claims',
      'tasks', p -> 'tasks', 'intake', p -> 'intake', 'splits', p -> 'splits')));
  insert into qipan.entry
    (transfer_id, line, item, origin, target, quantity, means, origin_version, target_version)
  select (p ->> 'transferId')::uuid, n.line, n.item, n.origin, n.target, n.quantity, n.means,
    n.origin_version, n.target_version
  from unnest(r.lines, origin_versions, target_versions) as n (line, item, lot, quantity, means,
    origin_kind, target_kind, claim, origin, target, sound, origin_version, target_version)
  order by n.line;
  update qipan.account a set balance = n.balance, version = n.version
  from unnest(held, balances, versions) as n (id, balance, version) where a.id = n.id;
  if r.is_more then perform qipan.ledger_follow(p, r.lines); end if;
  return jsonb_build_object('ok', true, 'transferId', p ->> 'transferId');
end $$;
--> statement-breakpoint
drop function qipan.ledger_lock_lots(jsonb), qipan.ledger_lock(qipan.ledger_line[]),
  qipan.ledger_write(jsonb, qipan.ledger_line[]), qipan.ledger_apply(uuid, qipan.ledger_line[]);
--> statement-breakpoint
-- Facts of one message are told by one statement: the words of a kind are checked once for all of them,
-- and that takes longer than to write a row.
create function qipan.events_append(p jsonb) returns void
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  insert into qipan.event
    (kind, subject_kind, subject_id, subject_version, parties, facts, actor, occurred_at)
  select f ->> 0, f ->> 1, f ->> 2, (f ->> 3)::integer,
    array(select jsonb_array_elements_text(f -> 4)), f -> 5,
    current_setting('app.reader'), coalesce((f ->> 6)::timestamptz, now())
  from jsonb_array_elements(p) with ordinality as e (f, n) order by n;
end $$;
--> statement-breakpoint
revoke all on function qipan.ledger_key(jsonb), qipan.ledger_resolve(jsonb),
  qipan.ledger_refused(jsonb, qipan.ledger_line[]), qipan.ledger_follow(jsonb, qipan.ledger_line[]),
  qipan.events_append(jsonb) from public;
--> statement-breakpoint
grant execute on function qipan.events_append(jsonb) to qipan_app;
