-- Word lists that grew. Each check keeps the words that it has, whichever migration added them.
do $$
declare
  grown record;
  codes text;
begin
  for grown in select * from (values
    ('event', 'event_kind', 'kind', array['STOCKTAKE_OPENED', 'STOCKTAKE_COUNTED', 'STOCKTAKE_CLOSED',
      'STOCKTAKE_CANCELLED', 'ORDER_RECALLED', 'LOT_EXPIRED', 'GOODS_WRITTEN_OFF', 'ROTATION_OFFERED',
      'ROTATION_TAKEN', 'ROTATION_WITHDRAWN', 'KIT_ASSEMBLED', 'KIT_BROKEN', 'TARGET_SET',
      'COMMITMENT_RECORDED', 'COMMITMENT_CALLED']),
    ('event', 'event_subject_kind', 'subject_kind', array['STOCKTAKE', 'ROTATION_OFFER', 'COMMITMENT']),
    ('transfer', 'transfer_op', 'op', array['KIT']),
    ('account', 'account_kind', 'kind', array['ASSEMBLED'])
  ) as g (tab, con, col, added)
  loop
    select string_agg(quote_literal(code), ', ' order by code) into codes from (
      select (regexp_matches(pg_get_constraintdef(oid), '''([A-Z_]+)''', 'g'))[1] as code
      from pg_constraint
      where conname = grown.con and conrelid = ('qipan.' || grown.tab)::regclass
      union select unnest(grown.added)) known;
    execute format('alter table qipan.%1$I drop constraint %2$I, add constraint %2$I check (%3$I in (%4$s))',
      grown.tab, grown.con, grown.col, codes);
  end loop;
end $$;
