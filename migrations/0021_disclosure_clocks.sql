-- Clocks of the law as dated rows, and what the book says of a charity's goods.
-- The clocks as the law stood when this was written; a later row begins where an earlier one ends.
-- Terms are the law's. The day from which a row holds and the hours of warning are marked 示例.
insert into qipan.disclosure_rule
  (code, valid_from, scope, anchor, days, months, warn_hours, source_zh, source_en) values
  ('RECEIPTS_5D', '2024-09-05', 'ALL', 'UNPUBLISHED', 5, 0, 24,
    '枢纽约定(示例):接收后五日内公示(不低于慈善法第七十二条)',
    'house rule (illustrative): public within five days of receipt, no less than Charity Law Art. 72'),
  ('MAJOR_5D', '2024-09-05', 'MAJOR', 'PUBLICATION', 5, 0, 24,
    '慈善法第七十二条:至少每五日公开接收情况(生效日、提醒时限为示例)',
    'Charity Law Art. 72: receipts at least every five days (valid-from day and warning illustrative)'),
  ('FILING_10D', '2024-09-05', 'UNFILED', 'START', 10, 0, 48,
    '慈善法第七十三条:活动开始后十日内补办备案(生效日、提醒时限为示例)',
    'Charity Law Art. 73: filed within ten days of the start (valid-from day and warning illustrative)'),
  ('LONG_3M', '2024-09-05', 'LONG', 'PUBLICATION', 0, 3, 168,
    '慈善法第七十九条:超过六个月的至少每三个月公开一次(生效日、提醒时限为示例)',
    'Charity Law Art. 79: beyond six months, at least every three months (valid-from day and warning illustrative)'),
  ('FINAL_3M', '2024-09-05', 'ENDED', 'END', 0, 3, 336,
    '慈善法第七十九条:结束后三个月内全面公开(生效日、提醒时限为示例)',
    'Charity Law Art. 79: in full within three months of the end (valid-from day and warning illustrative)');
--> statement-breakpoint
-- What became of each donated lot, by the book: told to the owner of the donation, whoever holds
-- the goods now.
create function qipan.donation_book(p_disclosure uuid)
returns table (number text, lot_id uuid, donor text, item text, given text, received_on date,
  earmark text, received bigint, in_stock bigint, away bigint, distributed bigint, used bigint,
  lost bigint)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select d.number, d.lot_id, d.donor, d.item, d.given, d.received_on, d.earmark,
    coalesce(-b.supply, 0)::bigint, coalesce(b.stock, 0)::bigint, coalesce(b.away, 0)::bigint,
    coalesce(b.given_out, 0)::bigint, coalesce(b.used, 0)::bigint, coalesce(b.lost, 0)::bigint
  from qipan.donation d
  left join (
    select a.lot,
      sum(a.balance) filter (where a.kind in ('SUPPLY', 'SURPLUS')) as supply,
      sum(a.balance) filter (where a.kind in
        ('ON_HAND', 'HELD', 'BLOCKED', 'INSPECTION', 'REPAIR')) as stock,
      sum(a.balance) filter (where a.kind in
        ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING')) as away,
      sum(a.balance) filter (where a.kind = 'DISTRIBUTED') as given_out,
      sum(a.balance) filter (where a.kind = 'CONSUMED') as used,
      sum(a.balance) filter (where a.kind in
        ('SCRAPPED', 'DESTROYED', 'SHORTAGE', 'ROTATED_OUT', 'TRANSFERRED')) as lost
    from qipan.account a
    where a.lot in (select o.lot_id::text from qipan.donation o where o.disclosure_id = p_disclosure)
    group by a.lot) b on b.lot = d.lot_id::text
  where d.disclosure_id = p_disclosure and (qipan.is_hub() or d.org = any (qipan.reader_orgs()))
  order by d.number
$$;
--> statement-breakpoint
-- Each place on the list of a transfer that gave goods out. One that was taken back is none.
create function qipan.donation_distributions(p_disclosure uuid)
returns table (source text, number text, item text, place text, unit text, quantity bigint, day date)
language sql stable security definer set search_path = qipan, pg_temp as $$
  select distinct t.id || ':' || x.n, d.number, d.item, x.body ->> 'place', x.body ->> 'unit',
    (x.body ->> 'quantity')::bigint, (x.body ->> 'day')::date
  from qipan.donation d
  join qipan.account a on a.lot = d.lot_id::text and a.kind = 'DISTRIBUTED'
  join qipan.entry e on e.target = a.id
  join qipan.transfer t on t.id = e.transfer_id and t.op <> 'REVERSAL'
  cross join lateral jsonb_array_elements(case when jsonb_typeof(t.evidence -> 'distributed') = 'array'
    then t.evidence -> 'distributed' else '[]' end) with ordinality as x (body, n)
  where d.disclosure_id = p_disclosure and (qipan.is_hub() or d.org = any (qipan.reader_orgs()))
    and not exists (select from qipan.transfer r where r.reverses = t.id)
  order by 1
$$;
--> statement-breakpoint
revoke all on function qipan.donation_book(uuid), qipan.donation_distributions(uuid) from public;
--> statement-breakpoint
grant execute on function qipan.donation_book(uuid), qipan.donation_distributions(uuid) to qipan_app;
