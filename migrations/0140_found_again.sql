-- What was lost and is found again goes back where it lay, and not to the free shelf of a lot that was blocked or
-- recalled meanwhile: only a reversal draws on a sink. Such a find is refused until the lot is released.
create or replace function qipan.ledger_unfit(p_lines qipan.ledger_line[]) returns jsonb language plpgsql as $$
begin
  return (
    select coalesce(jsonb_agg(qipan.ledger_refusal('lines.' || l.line, l.line,
        case when s.condition <> 'GOOD' then 'LOT_BLOCKED' else 'LOT_EXPIRED' end,
        0, l.quantity, l.origin) order by l.line), '[]')
      from unnest(p_lines) l join qipan.stock_lot s on s.id = nullif(l.lot, '')::uuid
      where l.origin_kind in ('ON_HAND', 'HELD') and l.target_kind in ('HELD', 'IN_TRANSIT')
          and (s.condition <> 'GOOD' or s.expires_on < qipan.day_of(now()))
        or qipan.is_sink(l.origin_kind) and l.target_kind in ('ON_HAND', 'HELD') and s.condition <> 'GOOD'
  );
end $$;
--> statement-breakpoint
-- A lot whose condition decides stays as it is until the posting has committed: also one that goods are found
-- again on.
create or replace function qipan.ledger_resolve(p_lines jsonb, out lines qipan.ledger_line[], out accounts bigint[],
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
