-- The public belongs to no organization: its list is null, and so was the comparison with it, which
-- `not` let pass. Whoever is not known to belong to the acting organization does not post for it.
create or replace function qipan.ledger_admit(p jsonb) returns void language plpgsql as $$
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
end $$;
