-- A statement folds its books to a cut. The auditor's views show which one, and the numbers by which an account's
-- movements follow one another, so that whether anything is missing there is found without the hub.
create or replace view qipan_audit.journal as
select s.seq, t.id as transfer, e.line, t.op, t.reverses, t.occurred_at, t.recorded_at, t.actor_org, e.item,
  e.quantity, e.means, e.origin, e.target, t.evidence ->> 'order' as order_number,
  t.evidence ->> 'voucher' as voucher, t.evidence ->> 'certificate' as certificate,
  t.evidence -> 'sheet' ->> 'sheetNumber' as sheet_number, e.origin_version, e.target_version
from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
left join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id;
--> statement-breakpoint
create or replace view qipan_audit.statement as
select id as statement,
  'DZ-' || to_char(on_day, 'YYYYMMDD') || '-' || upper(left(id::text, 8)) as number,
  org, counterparty, incident_id as incident, region, cut_at, on_day, head_size::bigint as head_size, head_root,
  issued_at, countersigned_at, (content ->> 'cutSeq')::bigint as cut_seq
from qipan.statement;
--> statement-breakpoint
do $$ begin
  comment on column qipan_audit.journal.origin_version is '转出账户的第几次变动,自 1 起 / which movement of that account it is, from 1';
  comment on column qipan_audit.journal.target_version is '转入账户的第几次变动,自 1 起 / which movement of this account it is, from 1';
  comment on column qipan_audit.statement.cut_seq is '截至的封存次序;空为此前所出,截至其封存头 / place in the sealed order; null: issued before, up to a head';
end $$;
