-- 对账单各行,由日记账重新推算。 / The lines of a statement, derived anew from the journal.
-- psql -v statement=DZ-20260101-0123ABCD -f docs/audit/claims.sql
with asked as (
  select * from qipan_audit.statement s where s.statement::text = :'statement' or s.number = :'statement'
), books as (
  -- 上期截至处由前一份同一对象的对账单得出。 / The period begins where the statement before it ended.
  select b.book, b.size, coalesce((select max(p.size) from qipan_audit.statement o
      join qipan_audit.statement_book p on p.statement = o.statement and p.book = b.book
      where (o.org, o.counterparty, o.incident, o.region) is not distinct from (a.org, a.counterparty, a.incident, a.region)
        and o.issued_at < a.issued_at and (select array_agg(x.book order by x.book) from qipan_audit.statement_book x
            where x.statement = o.statement) = (select array_agg(y.book order by y.book)
            from qipan_audit.statement_book y where y.statement = a.statement)), 0) as begins
  from asked a join qipan_audit.statement_book b on b.statement = a.statement
), inside as (
  with recursive down (code) as (
    select region from asked where region is not null
    union select r.code from qipan_audit.region r join down d on r.parent_code = d.code)
  select o.org from qipan_audit.organization o join down d on d.code = o.region_code
  where o.sector = 'GOVERNMENT'
), sides as (
  select c.claim, c.kind, nullif(c.item, 'CNY') as item, c.incident, v.*
  from qipan_audit.claim c cross join lateral (values ('COLLECT', c.creditor_org, c.debtor_org),
    ('OWE', c.debtor_org, c.creditor_org)) as v (side, own, other)
), told as (
  -- 区域内两本账簿都有的,只按应收一方计一次。 / What stands in two books is told by the creditor's.
  select case when s.other in (select org from inside) then s.own end as org, s.side, s.other, s.kind,
    s.item, s.claim, b.size, l.position >= b.begins as new, m.op, m.change, m.means
  from asked a cross join books b
  join sides s on s.own = b.book and (a.counterparty is null or s.other = a.counterparty)
    and (a.incident is null or s.incident = a.incident)
    and not (s.side = 'OWE' and s.other in (select book from books))
  join qipan_audit.claim_movement m on m.claim = s.claim::text
  join qipan_audit.book l on l.book = b.book and l.transfer = m.transfer and l.line = m.line
  where l.position < b.size
), denied as (
  -- 截至封存头时有异议的。 / Disputed when the head was sealed.
  select s.side, s.own, s.other, s.kind, s.item, sum(t.outstanding) as quantity
  from books b join qipan_audit.head h on (h.book, h.size) = (b.book, b.size)
  join sides s on s.own = b.book
  join asked a on (a.counterparty is null or s.other = a.counterparty)
    and (a.incident is null or s.incident = a.incident)
  join qipan_audit.claim_told t on t.claim = s.claim::text and t.seq <= h.seq and t.state = 'DISPUTED'
    and not exists (select from qipan_audit.claim_told u where u.claim = t.claim and u.seq > t.seq and u.seq <= h.seq)
  where not (s.side = 'OWE' and s.other in (select book from books))
  group by 1, 2, 3, 4, 5
), means as (
  select org, side, other, kind, item, jsonb_object_agg(means, quantity) as settled from (
    select org, side, other, kind, item, means, -sum(change) as quantity from told
    where new and op <> 'REVERSAL' and change < 0 group by 1, 2, 3, 4, 5, 6) x
  group by 1, 2, 3, 4, 5
), lines as (
  select org, side, other, kind, item, coalesce(sum(change) filter (where not new), 0) as opening,
    coalesce(sum(change) filter (where new and op <> 'REVERSAL' and change > 0), 0) as opened,
    coalesce(sum(change) filter (where new and op = 'REVERSAL'), 0) as reversed,
    sum(change) as closing, bool_or(new) as moved
  from told group by 1, 2, 3, 4, 5
)
select l.org, l.side, l.other as counterparty, l.kind, l.item, l.opening, l.opened, m.settled, l.reversed,
  l.closing, least(l.closing, coalesce((select sum(d.quantity) from denied d
    where (d.side, d.other, d.kind) = (l.side, l.other, l.kind) and d.item is not distinct from l.item
      and (l.org is null or d.own = l.org)), 0)) as disputed
from lines l left join means m on (m.side, m.other, m.kind) = (l.side, l.other, l.kind)
  and m.item is not distinct from l.item and m.org is not distinct from l.org
where l.moved or l.opening <> 0 or l.closing <> 0
order by 1 nulls first, 2, 3, 4, 5;
