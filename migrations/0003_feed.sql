-- What was written stays written: no right to change it, and a trigger for whoever has one.
create function qipan.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '55000';
end $$;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['transfer', 'entry', 'event', 'sealed', 'book_leaf', 'ledger_head', 'audit_event'] loop
    execute format('create trigger append_only before update or delete on qipan.%I
      for each row execute function qipan.refuse_change()', t);
    execute format('create trigger append_only_whole before truncate on qipan.%I
      for each statement execute function qipan.refuse_change()', t);
  end loop;
end $$;
--> statement-breakpoint
insert into qipan.seal_state (id, horizon, seq) values (1, '0', 0);
--> statement-breakpoint
-- Appends one fact. It is on the feed if and only if the caller's transaction commits.
create function qipan.event_append(
  p_kind text, p_subject_kind text, p_subject_id text, p_version integer,
  p_parties text[], p_facts jsonb, p_occurred_at timestamptz
) returns void language sql security definer set search_path = qipan, pg_temp as $$
  insert into qipan.event
    (kind, subject_kind, subject_id, subject_version, parties, facts, actor, occurred_at)
  values (p_kind, p_subject_kind, p_subject_id, p_version, p_parties, p_facts,
    current_setting('app.reader'), coalesce(p_occurred_at, now()))
$$;
--> statement-breakpoint
-- Claims a key for this transaction. A second caller with the same key waits here until the
-- first commits (and then finds its row) or rolls back (and then is the first).
create function qipan.write_claim(p_org text, p_key text, p_mutation text, p_hash text)
returns table (fresh boolean, mutation text, input_hash text, result_kind text, result_id text)
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  insert into qipan.idempotency as i (org, key, mutation, input_hash, principal, result_kind, result_id)
  values (p_org, p_key, p_mutation, p_hash, current_setting('app.reader'), '', '')
  on conflict do nothing;
  if found then
    return query select true, p_mutation, p_hash, ''::text, ''::text;
  else
    return query select false, i.mutation, i.input_hash, i.result_kind, i.result_id
      from qipan.idempotency i where i.org = p_org and i.key = p_key;
  end if;
end $$;
--> statement-breakpoint
-- Notes what the write produced; only the transaction that claimed the key finds it empty.
create function qipan.write_finish(p_org text, p_key text, p_kind text, p_id text)
returns void language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  update qipan.idempotency set result_kind = p_kind, result_id = p_id
  where org = p_org and key = p_key and result_id = '';
  if not found then
    raise exception 'no open write % of %', p_key, p_org using errcode = '55000';
  end if;
end $$;
--> statement-breakpoint
create function qipan.audit_append(
  p_org text, p_action text, p_subject text, p_outcome text, p_request_id text
) returns void language sql security definer set search_path = qipan, pg_temp as $$
  insert into qipan.audit_event (principal, org, action, subject, outcome, request_id)
  values (current_setting('app.reader'), p_org, p_action, p_subject, p_outcome, p_request_id)
$$;
--> statement-breakpoint
revoke all on all functions in schema qipan from public;
--> statement-breakpoint
grant execute on function
  qipan.reader_orgs(), qipan.reader_partners(), qipan.has_reader(), qipan.is_member(), qipan.is_hub(),
  qipan.event_append(text, text, text, integer, text[], jsonb, timestamptz),
  qipan.write_claim(text, text, text, text), qipan.write_finish(text, text, text, text),
  qipan.audit_append(text, text, text, text, text)
to qipan_app;
