-- A report names who is at fault on the incident itself: by whoever may attribute recourse there, and by nobody else.
create function qipan.incident_set_3() returns trigger language plpgsql set search_path = qipan, pg_temp as $$
begin
  if current_user <> 'qipan_app' or exists (
    select from (select old.*) incident
    where (select qipan.is_hub()) or (lead_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or government_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]) or payer_org = any ((select qipan.reader_orgs_as('{APPROVER}'))::text[]))
  ) then return new; end if;
  raise exception 'not the reader''s to set' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger incident_set_3 before update of responsible_org on qipan.incident
  for each row execute function qipan.incident_set_3();
--> statement-breakpoint
grant update (responsible_org) on qipan.incident to qipan_app;
