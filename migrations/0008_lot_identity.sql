-- What a lot is, whose it is and whether a norm asks for its refill are read again whenever the
-- book is verified: an owner who changed them after a loss would make an honest book look wrong,
-- or a loss look like none. Another owner or another item is another lot.
create function qipan.lot_stays_itself() returns trigger
language plpgsql set search_path = qipan, pg_temp as $$
begin
  if (new.item, new.owner_org, new.depot_id, new.under_norm)
      is distinct from (old.item, old.owner_org, old.depot_id, old.under_norm) then
    raise exception 'the item, owner, depot and norm of a lot never change' using errcode = '23514';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger lot_stays_itself before update on qipan.stock_lot
  for each row execute function qipan.lot_stays_itself();
