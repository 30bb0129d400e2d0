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
