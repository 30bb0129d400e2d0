-- 由叶哈希重新推算对账单所据的默克尔根(RFC 6962)。 / The roots that a statement names, from the leaves.
-- psql -v statement=DZ-20260101-0123ABCD -f docs/audit/heads.sql
with recursive asked as (
  select b.book, b.size from qipan_audit.statement s join qipan_audit.statement_book b on b.statement = s.statement
  where (s.statement::text = :'statement' or s.number = :'statement') and b.size > 0
), tree (book, level, place, hash) as (
  -- 同层两两相连,落单的原样上升:与 RFC 6962 的左满二分同根。 / Pairs join and an odd one rises as it is.
  select a.book, 0, l.position, l.leaf_hash
  from asked a join qipan_audit.book l on l.book = a.book and l.position < a.size
  union all
  select book, level, place, case when other is null then hash
    else encode(sha256('\x01'::bytea || decode(hash, 'hex') || decode(other, 'hex')), 'hex') end
  from (select book, level + 1 as level, place / 2 as place, hash, place % 2 as odd,
      lead(hash) over (partition by book order by place) as other,
      count(*) over (partition by book) as many from tree) t
  where odd = 0 and many > 1
)
select distinct on (t.book) t.book, a.size, t.hash as root, h.root as sealed_root, t.hash = h.root as same
from tree t join asked a on a.book = t.book
join qipan_audit.head h on (h.book, h.size) = (a.book, a.size)
order by t.book, t.level desc;
