-- Who reads is asked by every policy. A function in SQL is taken apart by the planner wherever it stands, and
-- reader_orgs_as, which reads a table, was even planned anew at each call: a lot by its id took four times as
-- long under row-level security as without, and most of that was planning. In PL/pgSQL each is planned once a
-- session. What they answer is the same, letter by letter.
create or replace function qipan.reader_orgs() returns text[] language plpgsql stable parallel safe as $$
begin
  return case current_setting('app.orgs', true) when '*' then array['*']
    else array_remove(array_remove(string_to_array(nullif(current_setting('app.orgs', true), ''), ','), '*'), '') end;
end $$;
--> statement-breakpoint
create or replace function qipan.reader_orgs_as(p_roles text[]) returns text[] language plpgsql stable parallel safe as $$
begin
  if nullif(current_setting('app.roles', true), '') is null then
    return array(select distinct m.org_id from qipan.membership m
      where m.principal_id = current_setting('app.reader', true) and m.role = any (p_roles)
        and m.org_id = any (qipan.reader_orgs()));
  end if;
  return array(select distinct split_part(held, ':', 2)
    from unnest(string_to_array(current_setting('app.roles', true), ',')) held
    where split_part(held, ':', 1) = any (p_roles));
end $$;
--> statement-breakpoint
create or replace function qipan.reader_partners() returns text[] language plpgsql stable parallel safe as $$
begin
  return string_to_array(nullif(current_setting('app.partners', true), ''), ',');
end $$;
--> statement-breakpoint
create or replace function qipan.is_hub() returns boolean language plpgsql stable parallel safe as $$
begin
  return coalesce(qipan.reader_orgs() = array['*'], false);
end $$;
--> statement-breakpoint
create or replace function qipan.has_reader() returns boolean language plpgsql stable parallel safe as $$
begin
  return nullif(current_setting('app.reader', true), '') is not null;
end $$;
--> statement-breakpoint
create or replace function qipan.is_member() returns boolean language plpgsql stable parallel safe as $$
begin
  return coalesce(cardinality(qipan.reader_orgs()) > 0, false);
end $$;
