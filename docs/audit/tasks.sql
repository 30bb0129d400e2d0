-- 补库任务账龄,由日记账重新推算。 / Refill tasks by age, derived anew from the journal.
-- psql -v statement=DZ-20260101-0123ABCD -f docs/audit/tasks.sql
with asked as (
  select * from qipan_audit.statement s where s.statement::text = :'statement' or s.number = :'statement'
), told as (
  -- 截至封存头的凭证,按其在物权单位账簿中的先后。 / Transfers up to the cut, as their owner's book has them.
  select b.book, m.*, (select min(l.position) from qipan_audit.book l
    where l.book = b.book and l.transfer = m.transfer) as place
  from asked a join qipan_audit.statement_book b on b.statement = a.statement
  join qipan_audit.task_movement m on exists (select from qipan_audit.book l
    where l.book = b.book and l.transfer = m.transfer and l.position < b.size)
), steps as (
  select book, place, task, quantity as change, performer_org from told where step = 'OPENED'
  union all
  select book, place, task, -quantity, null from told where step = 'INTAKE'
  union all
  -- 全部转交时不另立任务,只换承办单位。 / Passed on as a whole, a task only changes its performer.
  select book, place, task, 0, performer_org from told where step = 'SPLIT'
    and new_task not in (select n.task::text from qipan_audit.refill_task n)
  union all
  select p.book, p.place, v.task, v.change, v.performer_org
  from told p join qipan_audit.refill_task n on n.task::text = p.new_task
  cross join lateral (values (p.task, -p.quantity, null), (p.new_task, p.quantity, p.performer_org))
    as v (task, change, performer_org)
  where p.step = 'SPLIT'
), stood as (
  select book, task, sum(change) as missing, (select s.performer_org from steps s
      where s.task = steps.task and s.book = steps.book and s.performer_org is not null
      order by s.place desc limit 1) as performer_org
  from steps group by book, task
  having sum(change) > 0
), aged as (
  select t.depot, s.performer_org, t.item, s.missing,
    a.on_day - (t.opened_at at time zone 'Asia/Shanghai')::date as days
  from asked a cross join stood s
  join qipan_audit.refill_task t on t.task::text = s.task and t.owner_org = s.book
  where (a.counterparty is null or s.performer_org = a.counterparty)
    and (a.incident is null or t.incident = a.incident)
)
select case when days > 365 then 'OLDER' when days > 90 then 'WITHIN_365' when days > 30 then 'WITHIN_90'
    else 'WITHIN_30' end as age, depot, performer_org, item, sum(missing) as missing
from aged group by 1, 2, 3, 4
order by 1, 2, 3, 4;
