-- The hub reads as '*', and policies that an index serves ask by one overlap whether the reader is the hub or a party.
-- So whoever reads for '*' and something else would have read everything: a '*' that does not stand alone is nobody, and so is an empty name, which fields without an organization bear.
create or replace function qipan.reader_orgs() returns text[] language sql stable parallel safe as
$$ select case current_setting('app.orgs', true) when '*' then array['*']
  else array_remove(array_remove(string_to_array(nullif(current_setting('app.orgs', true), ''), ','), '*'), '') end $$;
--> statement-breakpoint
-- Nor can an organization be called by what stands for all, for anyone, for a person or a depot in such lists, or by what
-- would be read as two.
alter table qipan.organization add constraint organization_id check (
  id <> '' and id <> 'public' and id !~ '[*,[:cntrl:]]' and id !~ '^(@|depot )');
