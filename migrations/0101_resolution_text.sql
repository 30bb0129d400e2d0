-- A resolution's text, the vote on it and its version move together: a text is replaced only by the
-- next version, with the older one kept whole and the vote open again; and who agreed is said once,
-- at the adoption. The service does so already; this holds whoever writes SQL as the hub's role.
create function qipan.resolution_moves() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if row(new.title_zh, new.text_zh, new.due_on, new.version)
      is not distinct from row(old.title_zh, old.text_zh, old.due_on, old.version) then
    if new.state = old.state and new.agreed = old.agreed
      or old.state = 'PROPOSED' and new.state = 'ADOPTED'
      or (old.state, new.state) in (('PROPOSED', 'REJECTED'), ('ADOPTED', 'CLOSED'))
        and new.agreed = old.agreed then
      return new;
    end if;
  elsif old.state in ('PROPOSED', 'ADOPTED') and new.state = 'PROPOSED' and new.agreed = '{}'
      and new.version = old.version + 1 and exists (
        select from resolution_past p where p.id = old.id and p.version = old.version
          and row(p.title_zh, p.text_zh, p.due_on, p.state, p.agreed)
            is not distinct from row(old.title_zh, old.text_zh, old.due_on, old.state, old.agreed)) then
    return new;
  end if;
  raise exception 'a resolution is replaced by its next version, never rewritten' using errcode = '55000';
end $$;
--> statement-breakpoint
create trigger moves before update on qipan.resolution
  for each row execute function qipan.resolution_moves();
