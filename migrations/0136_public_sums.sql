-- Who lends to whom on a day: by the latest signed version of an agreement that has begun, if it is in force and
-- neither side has left it. What is only proposed opens nothing and closes nothing, and what is signed for
-- next year closes nothing today. The one sentence of what a pact opens; all who ask, ask this.
create function qipan.pact_pairs(p_day date) returns table (lender text, borrower text)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select distinct l.org_id, b.org_id
  from qipan.agreement a
  join qipan.agreement_party b on b.agreement_id = a.id and b.version = a.version and b.borrows
    and coalesce(b.left_on >= p_day, true)
  join qipan.agreement_party l on l.agreement_id = a.id and l.version = a.version and l.lends
    and coalesce(l.left_on >= p_day, true) and l.org_id <> b.org_id
  where a.signed_at is not null and a.valid_from <= p_day and a.valid_to >= p_day
    and (a.suspended_at is null or a.suspended_at > now())
    and not exists (select from qipan.agreement later where later.id = a.id
      and later.version > a.version and later.signed_at is not null and later.valid_from <= p_day)
$$;
--> statement-breakpoint
-- What the PUBLIC_AGGREGATE depots of one city hold together, item by item, free, good and unexpired. Cities do not
-- overlap, so no difference of two figures is a depot. A sum of fewer than three depots is no figure; nor is one
-- of which any organization, or any principal of several, knows so much by row that one or two depots are left.
-- Two leading digits are told: what one depot took in or gave away is not read off the change.
create function qipan.public_sums(p_city text, p_item text, p_after text, p_count integer)
returns table (item text, quantity bigint)
language sql stable security definer set search_path = qipan, pg_temp as $$
  with holding as materialized (
    select l.item, d.id as depot, d.owner_org, d.custodian_org, sum(a.balance) as quantity,
      array_agg(distinct l.owner_org) as owners
    from qipan.depot d
    join qipan.region r on r.code = d.region_code
      and (r.code = p_city or r.level = 'COUNTY' and r.parent_code = p_city)
    join qipan.stock_lot l on l.depot_id = d.id and l.condition = 'GOOD'
      and (l.expires_on is null or l.expires_on >= qipan.day_of(now()))
      and (p_item is null or l.item = p_item)
    cross join lateral (select l.id::text as lot offset 0) k
    join qipan.account a on a.lot = k.lot and a.kind = 'ON_HAND' and a.place = d.id
    where d.visibility = 'PUBLIC_AGGREGATE' and qipan.has_reader()
      and exists (select from qipan.region c where c.code = p_city and c.level = 'PREFECTURE')
    group by l.item, d.id having sum(a.balance) > 0),
  cell as (
    select h.item, count(*) as depots, sum(h.quantity) as quantity
    from holding h group by h.item having count(*) >= 3),
  pact as materialized (select lender, borrower from qipan.pact_pairs(qipan.day_of(now()))),
  who as materialized (
    select array[o.org] as orgs from (
      select owner_org from holding union select custodian_org from holding
      union select unnest(owners) from holding
      union select borrower from pact where lender in (select owner_org from holding)) o (org)
    union select array_agg(distinct m.org_id) from qipan.membership m
      group by m.principal_id having count(distinct m.org_id) > 1),
  told as (
    select h.item, w.orgs, count(*) filter (where h.owner_org = any (w.orgs)
      or h.custodian_org = any (w.orgs) or h.owners <@ w.orgs
      or exists (select from pact p where p.lender = h.owner_org and p.borrower = any (w.orgs))) as depots
    from holding h cross join who w group by h.item, w.orgs)
  select c.item, case when c.quantity < 100 then c.quantity::bigint
    else round(c.quantity, 1 - floor(log(c.quantity))::integer)::bigint end
  from cell c
  where not exists (select from told t where t.item = c.item and c.depots - t.depots in (1, 2))
    and (p_after is null or c.item collate "C" > p_after)
  order by c.item collate "C" limit p_count
$$;
--> statement-breakpoint
revoke all on function qipan.pact_pairs(date), qipan.public_sums(text, text, text, integer) from public;
--> statement-breakpoint
grant execute on function qipan.pact_pairs(date), qipan.public_sums(text, text, text, integer) to qipan_app;
