-- Whoever reads the lots of some depots has row security ask of each lot and each of its accounts whether the reader
-- may see that depot. Of the depots at hand it is asked once a statement, by the depots' own policy, in a function so
-- that statements without any are not planned for it. It says where to look first and opens nothing: what is not found
-- there is looked for as before.
create function qipan.seen_at_hand() returns text[] language plpgsql stable parallel safe as $$
declare
  v_hand text := coalesce(current_setting('app.depots', true), '');
begin
  if v_hand = '' then return '{}'; end if;
  return array(select d.id from qipan.depot d where d.id = any (v_hand::text[]));
end
$$;
--> statement-breakpoint
-- Takes depots at hand, to the end of the transaction, and answers them.
create function qipan.at_hand(p_depots text[]) returns setof text language plpgsql volatile rows 10 as $$
begin
  perform set_config('app.depots', p_depots::text, true);
  return query select unnest(p_depots);
end
$$;
--> statement-breakpoint
alter policy seen on qipan.stock_lot using (
  (select qipan.is_hub()) or owner_org = any ((select qipan.reader_orgs())::text[])
  or depot_id = any ((select qipan.seen_at_hand())::text[])
  or depot_id in (select id from qipan.depot));
--> statement-breakpoint
alter policy seen on qipan.account using (
  (select qipan.is_hub()) or owner = any ((select qipan.reader_orgs())::text[])
  or custodian = any ((select qipan.reader_orgs())::text[])
  or counterparty = any ((select qipan.reader_orgs())::text[])
  or kind = 'ON_HAND' and (place = any ((select qipan.seen_at_hand())::text[])
    or exists (select from qipan.depot d where d.id = account.place)));
