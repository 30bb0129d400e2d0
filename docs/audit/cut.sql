-- 对账单截至处是否完整:不完整的账户与凭证,完整则无行。 / What is not whole where a statement was cut; no row if all is.
-- psql -v statement=DZ-20260101-0123ABCD -f docs/audit/cut.sql
with books as (
  select b.book, b.size from qipan_audit.statement s join qipan_audit.statement_book b on b.statement = s.statement
  where s.statement::text = :'statement' or s.number = :'statement'
), placed as (
  select b.book, l.position < b.size as told, j.transfer, j.origin, j.origin_version, j.target, j.target_version
  from books b join qipan_audit.book l on l.book = b.book
  join qipan_audit.journal j on (j.transfer, j.line) = (l.transfer, l.line)
), touched as (
  select book, origin as account, origin_version as version from placed where told
  union all
  select book, target, target_version from placed where told
)
-- 账户变动按次编号,少了前面的一次。 / Movements of an account are numbered, and one before the last is missing.
select t.book, t.account::text as named, count(*) as told, max(t.version) as due
from touched t join qipan_audit.account g on g.account = t.account and g.owner = t.book
group by t.book, t.account
having count(*) < max(t.version)
union all
-- 同一凭证只记了一部分。 / Of one transfer only a part is told.
select min(book), transfer::text, count(*) filter (where told), count(*)
from placed group by transfer
having bool_or(told) and not bool_and(told)
order by 1, 2;
