-- What is split off a claim makes it smaller; it settles nothing. A split and its reversal move what
-- was opened as they move what is outstanding, so that the parent stays what it was.
create or replace function qipan.ledger_change_claims(p jsonb, p_lines qipan.ledger_line[])
returns void language plpgsql as $$
declare
  undo boolean := p ->> 'op' = 'REVERSAL';
  split boolean := p ->> 'op' = 'SPLIT' or exists (
    select from qipan.transfer where id = (p ->> 'reverses')::uuid and op = 'SPLIT');
begin
  perform from qipan.claim where id in (select l.claim::uuid from unnest(p_lines) l where l.claim is not null)
    order by id for update;
  if not undo and exists (select from unnest(p_lines) l join qipan.claim c on c.id::text = l.claim
      where l.target_kind = 'RECEIVABLE' and c.version > 0 and c.state <> 'PROVISIONAL') then
    raise exception 'a claim of the posting was decided' using errcode = '40001';
  end if;
  with line as (
    select claim::uuid as id, target_kind = 'RECEIVABLE' as inward,
      case when target_kind = 'RECEIVABLE' then quantity else -quantity end as quantity
    from unnest(p_lines) where claim is not null
  ), change as (
    select id, coalesce(sum(quantity) filter (where split or inward <> undo), 0)::bigint as opened,
      sum(quantity)::bigint as outstanding
    from line group by id
  ), next as (
    select c.id, c.opened + n.opened as opened, c.outstanding + n.outstanding as outstanding,
      c.debtor_confirmed_at is not null and c.creditor_confirmed_at is not null as signed,
      n.opened > 0 and c.version > 0 and c.state = 'PROVISIONAL' as grew
    from change n join qipan.claim c on c.id = n.id
  )
  update qipan.claim c set opened = n.opened, outstanding = n.outstanding, version = c.version + 1,
    state = qipan.claim_state_of(c.state, n.opened, n.outstanding, n.signed),
    debtor_confirmed_at = case when not n.grew then c.debtor_confirmed_at end,
    debtor_confirmed_by = case when not n.grew then c.debtor_confirmed_by end,
    creditor_confirmed_at = case when not n.grew then c.creditor_confirmed_at end,
    creditor_confirmed_by = case when not n.grew then c.creditor_confirmed_by end
  from next n where c.id = n.id;
  perform qipan.claim_tell(l.claim::uuid) from unnest(p_lines) l
    where l.claim is not null group by l.claim order by l.claim;
end $$;
--> statement-breakpoint
-- Claims that were split before: the book tells by how much.
with shrunk as (
  select a.ref, sum(case t.op when 'SPLIT' then -e.quantity else e.quantity end)::bigint as change
  from qipan.transfer t
  join qipan.entry e on e.transfer_id = t.id
  join qipan.account a on a.kind = 'RECEIVABLE'
    and a.id = case t.op when 'SPLIT' then e.origin else e.target end
  where t.op = 'SPLIT'
    or exists (select from qipan.transfer r where r.id = t.reverses and r.op = 'SPLIT')
  group by a.ref
)
update qipan.claim c set opened = c.opened + s.change,
  state = qipan.claim_state_of(c.state, c.opened + s.change, c.outstanding,
    c.debtor_confirmed_at is not null and c.creditor_confirmed_at is not null)
from shrunk s where c.id::text = s.ref;
