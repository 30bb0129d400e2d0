-- Whoever sets a lot aside reads what lies free of it and moves all of that. Goods that left the shelf at the
-- same moment for no order (a gift, a loss) did not wait for it, and the recall was refused for want of
-- them. Whatever leaves a shelf now keeps the lot as it is until it is booked: a recall waits, or we see it.
create or replace function qipan.ledger_lock_lots(p_lines jsonb) returns void language plpgsql as $$
begin
  perform from qipan.stock_lot where id in (
      select min(s.lot)::uuid from qipan.ledger_sides(p_lines) s group by s.line
      having bool_or(s.side = 'ORIGIN' and s.kind in ('ON_HAND', 'HELD')) and min(s.lot) <> '')
    order by id for share;
end $$;
