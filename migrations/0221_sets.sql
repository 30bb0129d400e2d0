-- A need of several capabilities at once asks for whole sets of units: a search crew, its instruments and a crane,
-- of which two are of no use without the third. What units are one set, and what each covers in it, stands on the
-- order lines; a set that lost a unit is filled up by another one, of another order and perhaps of another lender.
alter table qipan.need add column capabilities text[];
--> statement-breakpoint
alter table qipan.need drop constraint need_wants_one_thing;
--> statement-breakpoint
alter table qipan.need add constraint need_wants_one_thing
  check (num_nonnulls(item, capability, capabilities) = 1);
--> statement-breakpoint
alter table qipan.need add constraint need_set_size check (cardinality(capabilities) between 2 and 6);
--> statement-breakpoint
alter table qipan.order_line add column set_id uuid;
--> statement-breakpoint
alter table qipan.order_line add column covers text[];
--> statement-breakpoint
-- Of a set one line is counted 1 and its companions 0: the lines' sum is the number of sets.
alter table qipan.order_line drop constraint order_line_ordered;
--> statement-breakpoint
alter table qipan.order_line add constraint order_line_ordered
  check (ordered > 0 and counted >= 0 and (counted > 0 or covers is not null));
--> statement-breakpoint
alter table qipan.order_line add constraint order_line_in_set
  check ((set_id is null or covers is not null) and (covers is null or num_nonnulls(team_id, equipment_id) = 1));
--> statement-breakpoint
-- Foreign keys do not reach into an array: a capability that the catalogue does not know is refused here.
create function qipan.need_capabilities_known() returns trigger
language plpgsql security definer set search_path = qipan, pg_temp as $$
begin
  if exists (select from unnest(new.capabilities) c left join qipan.skill s on s.code = c where s.code is null) then
    raise exception 'a capability that the catalogue does not know' using errcode = '23503';
  end if;
  if (select count(distinct c) from unnest(new.capabilities) c) < cardinality(new.capabilities) then
    raise exception 'a capability twice in one set' using errcode = '23514';
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger need_capabilities_known after insert on qipan.need
  for each row when (new.capabilities is not null) execute function qipan.need_capabilities_known();
--> statement-breakpoint
-- What the units of each set cover that may still serve, that are with it yet, and that came: a crew that came and went
-- on to another incident has served, and is not there for whoever fills the set up. Whoever reads a need may know how its
-- sets stand, though the orders are of others: a need is every member's to read, and so are its figures.
create function qipan.sets_of_needs(p_needs uuid[])
returns table (need_id uuid, set_id uuid, standing text[], present text[], received text[])
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return query
  select l.need_id, l.set_id,
    coalesce(array_agg(distinct c.code order by c.code)
      filter (where l.ordered - l.cancelled - l.rejected - l.missing - l.redirected > 0), '{}'),
    coalesce(array_agg(distinct c.code order by c.code)
      filter (where l.ordered - l.cancelled - l.rejected - l.missing - l.redirected > 0
        and coalesce(t.order_line_id, e.order_line_id) = l.id
        and coalesce(t.state, e.state) in ('HELD', 'EN_ROUTE', 'ON_SCENE')), '{}'),
    coalesce(array_agg(distinct c.code order by c.code) filter (where l.accepted > 0), '{}')
  from qipan.order_line l cross join unnest(l.covers) c (code)
  left join qipan.team t on t.id = l.team_id left join qipan.equipment_unit e on e.id = l.equipment_id
  where l.need_id = any (p_needs) and l.set_id is not null
  group by l.need_id, l.set_id;
end $$;
--> statement-breakpoint
-- What is promised and received of each need, of its order lines alone. A set counts while its units, together, cover
-- all that is asked for.
create function qipan.need_sums(p_needs uuid[]) returns table (need_id uuid, promised bigint, received bigint)
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  return query
  select n.id, coalesce(s.promised, 0)::bigint, coalesce(s.received, 0)::bigint
  from qipan.need n cross join lateral (
    select sum(div((l.ordered - l.cancelled - l.rejected - l.missing - l.redirected)::numeric * l.counted, l.ordered))
        as promised,
      sum(div(l.accepted::numeric * l.counted, l.ordered)) as received
    from qipan.order_line l where l.need_id = n.id) s
  where n.id = any (p_needs) and n.capabilities is null
  union all
  select n.id, count(*) filter (where s.standing @> n.capabilities), count(*) filter (where s.received @> n.capabilities)
  from qipan.need n left join qipan.sets_of_needs(p_needs) s on s.need_id = n.id
  where n.id = any (p_needs) and n.capabilities is not null
  group by n.id;
end $$;
--> statement-breakpoint
-- Asked at the end of each transaction that changed a line: an ordinary need never looks for sets.
create or replace function qipan.need_adds_up(p_need uuid) returns boolean
language plpgsql stable security definer set search_path = qipan, pg_temp as $$
begin
  if exists (select from qipan.need n where n.id = p_need and n.capabilities is not null) then
    return (select n.promised = s.promised and n.received = s.received
    from qipan.need n join qipan.need_sums(array[p_need]) s on s.need_id = n.id where n.id = p_need);
  end if;
  return (select n.promised = coalesce(s.promised, 0) and n.received = coalesce(s.received, 0)
  from qipan.need n cross join lateral (
    select sum(div((l.ordered - l.cancelled - l.rejected - l.missing - l.redirected)::numeric * l.counted, l.ordered))
        as promised,
      sum(div(l.accepted::numeric * l.counted, l.ordered)) as received
    from qipan.order_line l where l.need_id = n.id) s
  where n.id = p_need);
end $$;
--> statement-breakpoint
revoke all on function qipan.sets_of_needs(uuid[]), qipan.need_sums(uuid[]), qipan.need_capabilities_known()
  from public;
--> statement-breakpoint
grant execute on function qipan.sets_of_needs(uuid[]), qipan.need_sums(uuid[]) to qipan_app;
