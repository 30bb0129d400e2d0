-- 在外物资(按持有方),由日记账重新推算。 / Own goods out, by holder, derived anew from the journal.
-- psql -v statement=DZ-20260101-0123ABCD -f docs/audit/goods.sql
with asked as (
  select * from qipan_audit.statement s where s.statement::text = :'statement' or s.number = :'statement'
), moved as (
  select b.book, j.origin, j.target, j.quantity
  from asked a join qipan_audit.statement_book b on b.statement = a.statement
  join qipan_audit.book l on l.book = b.book and l.position < b.size
  join qipan_audit.journal j on (j.transfer, j.line) = (l.transfer, l.line)
), touched as (
  select book, target as account, quantity from moved
  union all
  select book, origin, -quantity from moved
)
select g.kind, g.custodian as holder, g.place, g.item, sum(t.quantity) as quantity
from asked a cross join touched t
join qipan_audit.account g on g.account = t.account and g.owner = t.book
where g.kind in ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING')
  and (a.counterparty is null or g.custodian = a.counterparty)
  and (a.incident is null or g.counterparty = a.incident::text)
group by 1, 2, 3, 4
having sum(t.quantity) <> 0
order by 1, 2, 3, 4;
