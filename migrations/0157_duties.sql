-- In which organizations the reader has one of these roles: the policies name roles, as `may` does. A transaction is
-- told of them beside the organizations; one that is not (a node of the version before this one) speaks by its
-- principal's memberships in them.
create function qipan.reader_orgs_as(p_roles text[]) returns text[] language sql stable parallel safe as $$
  select case when nullif(current_setting('app.roles', true), '') is null
    then array(select distinct m.org_id from qipan.membership m
      where m.principal_id = current_setting('app.reader', true) and m.role = any (p_roles)
        and m.org_id = any (qipan.reader_orgs()))
    else array(select distinct split_part(held, ':', 2)
      from unnest(string_to_array(current_setting('app.roles', true), ',')) held
      where split_part(held, ':', 1) = any (p_roles)) end
$$;
--> statement-breakpoint
-- Whether one of these organizations is a government of the region, or of one above it.
create function qipan.governs(p_region text, p_orgs text[]) returns boolean language sql stable parallel safe as $$
  with recursive above(code, parent_code) as (
    select code, parent_code from qipan.region where code = p_region
    union
    select r.code, r.parent_code from qipan.region r join above on r.code = above.parent_code)
  select exists (select from qipan.organization o
    where o.id = any (p_orgs) and o.sector = 'GOVERNMENT' and o.region_code in (select code from above))
$$;
