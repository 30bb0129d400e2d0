-- What an auditor reads: views of the books in a schema of their own, and a role that reads them and
-- nothing else. The views are their owner's, so they show every row whatever row-level security
-- says, and no function of ours runs in them. They leave out who the persons were, what they wrote
-- freely, and every key, session and code. The operator grants the role to a login of the auditor's.
reset role;
--> statement-breakpoint
do $$ begin
  if not exists (select from pg_roles where rolname = 'qipan_auditor') then
    create role qipan_auditor nologin nosuperuser nobypassrls;
  end if;
exception when duplicate_object or unique_violation then
  null; -- another database of the same cluster made it in this moment
end $$;
--> statement-breakpoint
create schema qipan_audit authorization qipan_owner;
--> statement-breakpoint
set local role qipan_owner;
--> statement-breakpoint
comment on schema qipan_audit is '审计用只读视图;见 docs/audit.zh.md / Read-only views for auditors; see docs/audit.md';
--> statement-breakpoint
create view qipan_audit.organization as
select id as org, name_zh, sector, region_code from qipan.organization;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.organization is '单位 / Organizations';
  comment on column qipan_audit.organization.org is '组织代码 / organization''s code';
  comment on column qipan_audit.organization.name_zh is '名称 / name';
  comment on column qipan_audit.organization.sector is '部门:政府、市场、慈善 / GOVERNMENT, MARKET or CHARITY';
  comment on column qipan_audit.organization.region_code is '所在地区(GB/T 2260) / region';
end $$;
--> statement-breakpoint
create view qipan_audit.region as
select code, parent_code, name_zh from qipan.region;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.region is '地区 / Regions';
  comment on column qipan_audit.region.code is '地区代码(GB/T 2260) / region''s code';
  comment on column qipan_audit.region.parent_code is '上级地区 / region above it';
  comment on column qipan_audit.region.name_zh is '名称 / name';
end $$;
--> statement-breakpoint
create view qipan_audit.item as
select sku as item, name_zh, unit_zh from qipan.item;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.item is '物资目录 / Catalogue of items';
  comment on column qipan_audit.item.item is '物资代码 / item''s code';
  comment on column qipan_audit.item.name_zh is '名称 / name';
  comment on column qipan_audit.item.unit_zh is '计量单位 / base unit';
end $$;
--> statement-breakpoint
create view qipan_audit.account as
select id as account, owner, kind, item, lot, custodian, place, counterparty, claim_kind, ref, balance, version
from qipan.account;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.account is '账户及结余 / Accounts and their balances';
  comment on column qipan_audit.account.account is '账户序号 / account''s serial number';
  comment on column qipan_audit.account.owner is '账簿所属单位 / whose book it is in';
  comment on column qipan_audit.account.kind is '账户类别 / kind of account';
  comment on column qipan_audit.account.item is '物资代码;金额为 CNY(分) / item; CNY is money in 分';
  comment on column qipan_audit.account.lot is '批次 / lot';
  comment on column qipan_audit.account.custodian is '保管或持有单位 / who keeps or holds the goods';
  comment on column qipan_audit.account.place is '地点 / place';
  comment on column qipan_audit.account.counterparty is '往来的对方;在外物资为事件 / other side of a claim; incident of goods that are out';
  comment on column qipan_audit.account.claim_kind is '往来种类 / kind of claim';
  comment on column qipan_audit.account.ref is '往来、占用或运次 / the claim, hold or leg';
  comment on column qipan_audit.account.balance is '结余;来源与应付账户不大于零 / balance; sources and payables are not above zero';
  comment on column qipan_audit.account.version is '变动次数 / how often it changed';
end $$;
--> statement-breakpoint
create view qipan_audit.journal as
select s.seq, t.id as transfer, e.line, t.op, t.reverses, t.occurred_at, t.recorded_at, t.actor_org, e.item,
  e.quantity, e.means, e.origin, e.target, t.evidence ->> 'order' as order_number,
  t.evidence ->> 'voucher' as voucher, t.evidence ->> 'certificate' as certificate,
  t.evidence -> 'sheet' ->> 'sheetNumber' as sheet_number
from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
left join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.journal is '日记账:一行一笔分录 / The journal, a row for each entry';
  comment on column qipan_audit.journal.seq is '封存次序;空为尚未封存 / place in the sealed order; null: not sealed yet';
  comment on column qipan_audit.journal.transfer is '分录凭证 / transfer that the entry belongs to';
  comment on column qipan_audit.journal.line is '凭证内行次,自 0 起 / line of the transfer, from 0';
  comment on column qipan_audit.journal.op is '业务 / what it books';
  comment on column qipan_audit.journal.reverses is '冲销哪张凭证 / transfer that it takes back';
  comment on column qipan_audit.journal.occurred_at is '发生时间 / when it happened';
  comment on column qipan_audit.journal.recorded_at is '入账时间 / when the hub was told';
  comment on column qipan_audit.journal.actor_org is '入账单位 / organization that booked it';
  comment on column qipan_audit.journal.item is '物资代码 / item';
  comment on column qipan_audit.journal.quantity is '数量,基本单位或分 / quantity, in base units or 分';
  comment on column qipan_audit.journal.means is '清偿方式 / means of settlement';
  comment on column qipan_audit.journal.origin is '转出账户 / account that it leaves';
  comment on column qipan_audit.journal.target is '转入账户 / account that it reaches';
  comment on column qipan_audit.journal.order_number is '调拨单号 / number of the dispatch order';
  comment on column qipan_audit.journal.voucher is '票据号 / voucher';
  comment on column qipan_audit.journal.certificate is '证明书号 / certificate';
  comment on column qipan_audit.journal.sheet_number is '工时单号 / time sheet';
end $$;
--> statement-breakpoint
create view qipan_audit.book as
select l.book, l.position, e.transfer_id as transfer, e.line, l.hash as leaf_hash
from qipan.book_leaf l join qipan.entry e on e.id = l.entry_id;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.book is '账簿:每单位一本,按位次排列的叶 / Books, one for each organization: leaves by place';
  comment on column qipan_audit.book.book is '账簿所属单位 / whose book';
  comment on column qipan_audit.book.position is '位次,自 0 起 / place, from 0';
  comment on column qipan_audit.book.transfer is '分录凭证 / transfer';
  comment on column qipan_audit.book.line is '凭证内行次 / line of the transfer';
  comment on column qipan_audit.book.leaf_hash is '叶哈希(RFC 6962) / hash of the leaf';
end $$;
--> statement-breakpoint
create view qipan_audit.head as
select book, size, root, previous, hash, sealed_at, seq from qipan.ledger_head;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.head is '封存头 / Sealed heads';
  comment on column qipan_audit.head.book is '账簿所属单位 / whose book';
  comment on column qipan_audit.head.size is '已封存分录数 / entries sealed';
  comment on column qipan_audit.head.root is '默克尔根 / Merkle root';
  comment on column qipan_audit.head.previous is '前一封存头的哈希 / hash of the head before';
  comment on column qipan_audit.head.hash is '本封存头的哈希 / hash of this head';
  comment on column qipan_audit.head.sealed_at is '封存时间 / when it was sealed';
  comment on column qipan_audit.head.seq is '截至的封存次序 / place in the sealed order that it reaches';
end $$;
--> statement-breakpoint
create view qipan_audit.claim as
select id as claim, kind, debtor_org, creditor_org, custodian_org, item, lot_id as lot, incident_id as incident,
  order_line_id as order_line, depot_id as depot, mirrors, liability, unit_price_fen, opened, outstanding,
  state, disputed_by, due_anchor, due_days, due_on, parent_id as parent, opened_by, opened_at,
  debtor_confirmed_at, creditor_confirmed_at
from qipan.claim;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.claim is '往来 / Claims';
  comment on column qipan_audit.claim.claim is '往来编号 / claim''s id';
  comment on column qipan_audit.claim.kind is '种类 / kind';
  comment on column qipan_audit.claim.debtor_org is '应办单位 / who is to do it';
  comment on column qipan_audit.claim.creditor_org is '应收单位 / to whom it is due';
  comment on column qipan_audit.claim.custodian_org is '签收的保管单位 / custodian who signs';
  comment on column qipan_audit.claim.item is '物资代码;金额为 CNY / item; CNY is money';
  comment on column qipan_audit.claim.lot is '批次 / lot';
  comment on column qipan_audit.claim.incident is '事件 / incident';
  comment on column qipan_audit.claim.order_line is '调拨单行 / line of the order';
  comment on column qipan_audit.claim.depot is '送达的储备库 / depot that it goes to';
  comment on column qipan_audit.claim.mirrors is '追偿所对应的种类 / kind that a recourse mirrors';
  comment on column qipan_audit.claim.liability is '责任认定依据 / row of the liability order';
  comment on column qipan_audit.claim.unit_price_fen is '单价,分 / unit price in 分';
  comment on column qipan_audit.claim.opened is '累计产生 / opened in all';
  comment on column qipan_audit.claim.outstanding is '未清 / outstanding';
  comment on column qipan_audit.claim.state is '状态 / state';
  comment on column qipan_audit.claim.disputed_by is '提出异议的一方 / side that disputes it';
  comment on column qipan_audit.claim.due_anchor is '起算 / what its term runs from';
  comment on column qipan_audit.claim.due_days is '期限,日 / days of its term';
  comment on column qipan_audit.claim.due_on is '到期日 / due day';
  comment on column qipan_audit.claim.parent is '拆分自 / claim it was split off from';
  comment on column qipan_audit.claim.opened_by is '产生它的凭证 / transfer that opened it';
  comment on column qipan_audit.claim.opened_at is '产生时间 / when it was opened';
  comment on column qipan_audit.claim.debtor_confirmed_at is '应办单位签认时间 / when the debtor signed';
  comment on column qipan_audit.claim.creditor_confirmed_at is '应收单位签认时间 / when the creditor signed';
end $$;
--> statement-breakpoint
create view qipan_audit.claim_movement as
select s.seq, a.ref as claim, e.transfer_id as transfer, e.line, t.op,
  case when e.target = a.id then e.quantity else -e.quantity end as change, e.means,
  t.occurred_at, t.recorded_at
from qipan.account a
join qipan.entry e on a.id in (e.origin, e.target)
join qipan.transfer t on t.id = e.transfer_id
left join qipan.sealed s on s.kind = 'ENTRY' and s.row_id = e.id
where a.kind = 'RECEIVABLE';
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.claim_movement is '往来的产生与清偿,一行一笔 / What opened and settled claims, a row for each entry';
  comment on column qipan_audit.claim_movement.seq is '封存次序 / place in the sealed order';
  comment on column qipan_audit.claim_movement.claim is '往来编号 / claim''s id';
  comment on column qipan_audit.claim_movement.transfer is '分录凭证 / transfer';
  comment on column qipan_audit.claim_movement.line is '凭证内行次 / line of the transfer';
  comment on column qipan_audit.claim_movement.op is '业务 / what it books';
  comment on column qipan_audit.claim_movement.change is '增减;正为产生 / change; positive: it grew';
  comment on column qipan_audit.claim_movement.means is '清偿方式 / means of settlement';
  comment on column qipan_audit.claim_movement.occurred_at is '发生时间 / when it happened';
  comment on column qipan_audit.claim_movement.recorded_at is '入账时间 / when the hub was told';
end $$;
--> statement-breakpoint
create view qipan_audit.claim_told as
select s.seq, e.subject_id as claim, e.subject_version as version, e.facts ->> 'state' as state,
  (e.facts ->> 'outstanding')::bigint as outstanding, e.recorded_at
from qipan.event e join qipan.sealed s on s.kind = 'EVENT' and s.row_id = e.id
where e.subject_kind = 'CLAIM';
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.claim_told is '往来状态的历次变化 / States of claims, as the sealed feed told them';
  comment on column qipan_audit.claim_told.seq is '封存次序 / place in the sealed order';
  comment on column qipan_audit.claim_told.claim is '往来编号 / claim''s id';
  comment on column qipan_audit.claim_told.version is '版本 / version';
  comment on column qipan_audit.claim_told.state is '状态 / state';
  comment on column qipan_audit.claim_told.outstanding is '未清 / outstanding';
  comment on column qipan_audit.claim_told.recorded_at is '记录时间 / when it was recorded';
end $$;
--> statement-breakpoint
create view qipan_audit.refill_task as
select id as task, owner_org, depot_id as depot, item, lot_id as lot, incident_id as incident,
  order_line_id as order_line, claim_id as claim, funder_org, performer_org, quantity, done, state, due_on,
  opened_by, opened_at
from qipan.refill_task;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.refill_task is '补库任务 / Refill tasks';
  comment on column qipan_audit.refill_task.task is '任务编号 / task''s id';
  comment on column qipan_audit.refill_task.owner_org is '物权单位 / whose shelf';
  comment on column qipan_audit.refill_task.depot is '储备库 / depot';
  comment on column qipan_audit.refill_task.item is '物资代码 / item';
  comment on column qipan_audit.refill_task.lot is '批次 / lot';
  comment on column qipan_audit.refill_task.incident is '事件 / incident';
  comment on column qipan_audit.refill_task.order_line is '调拨单行 / line of the order';
  comment on column qipan_audit.refill_task.claim is '对应的往来 / claim behind it';
  comment on column qipan_audit.refill_task.funder_org is '出资单位 / who funds it';
  comment on column qipan_audit.refill_task.performer_org is '承办单位 / who performs it';
  comment on column qipan_audit.refill_task.quantity is '应补 / to refill';
  comment on column qipan_audit.refill_task.done is '已补 / done';
  comment on column qipan_audit.refill_task.state is '状态 / state';
  comment on column qipan_audit.refill_task.due_on is '到期日 / due day';
  comment on column qipan_audit.refill_task.opened_by is '产生它的凭证 / transfer that opened it';
  comment on column qipan_audit.refill_task.opened_at is '产生时间 / when it was opened';
end $$;
--> statement-breakpoint
create view qipan_audit.task_movement as
select t.id as transfer, t.recorded_at, m.step, (m.told ->> m.named) as task, m.told ->> 'newTaskId' as new_task,
  (m.told ->> 'quantity')::bigint as quantity, m.told ->> 'performerOrg' as performer_org,
  m.told ->> 'funderOrg' as funder_org
from qipan.transfer t cross join lateral (
  select 'OPENED' as step, 'id' as named, o.told from jsonb_array_elements(t.effects -> 'tasks') o (told)
  union all select 'INTAKE', 'taskId', i.told from jsonb_array_elements(t.effects -> 'intake') i (told)
  union all select 'SPLIT', 'taskId', p.told from jsonb_array_elements(t.effects -> 'splits') p (told)) m;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.task_movement is '补库任务的产生、入库与分立 / What opened, filled and split tasks';
  comment on column qipan_audit.task_movement.transfer is '分录凭证 / transfer';
  comment on column qipan_audit.task_movement.recorded_at is '入账时间 / when the hub was told';
  comment on column qipan_audit.task_movement.step is '产生、入库或分立 / OPENED, INTAKE or SPLIT';
  comment on column qipan_audit.task_movement.task is '任务编号 / task''s id';
  comment on column qipan_audit.task_movement.new_task is '分出的任务;全部转交时无此任务 / task split off; none of that id where all passed on';
  comment on column qipan_audit.task_movement.quantity is '数量 / quantity';
  comment on column qipan_audit.task_movement.performer_org is '此后的承办单位 / who performs it from then on';
  comment on column qipan_audit.task_movement.funder_org is '此后的出资单位 / who funds it from then on';
end $$;
--> statement-breakpoint
create view qipan_audit.statement as
select id as statement,
  'DZ-' || to_char(on_day, 'YYYYMMDD') || '-' || upper(left(id::text, 8)) as number,
  org, counterparty, incident_id as incident, region, cut_at, on_day, head_size::bigint as head_size, head_root,
  issued_at, countersigned_at
from qipan.statement;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.statement is '对账单 / Statements';
  comment on column qipan_audit.statement.statement is '对账单编号 / statement''s id';
  comment on column qipan_audit.statement.number is '纸面编号 / number on paper';
  comment on column qipan_audit.statement.org is '出具单位 / who issued it';
  comment on column qipan_audit.statement.counterparty is '对方;空为全部 / other side; null: everyone';
  comment on column qipan_audit.statement.incident is '事件;空为全部 / incident; null: all';
  comment on column qipan_audit.statement.region is '汇总的地区;空为单个单位 / region rolled up; null: one organization';
  comment on column qipan_audit.statement.cut_at is '截至封存时间 / sealed up to';
  comment on column qipan_audit.statement.on_day is '出具日期 / day of issue';
  comment on column qipan_audit.statement.head_size is '截至的分录数 / entries up to the cut';
  comment on column qipan_audit.statement.head_root is '截至的默克尔根 / Merkle root at the cut';
  comment on column qipan_audit.statement.issued_at is '出具时间 / when it was issued';
  comment on column qipan_audit.statement.countersigned_at is '对方签认时间 / when the other side signed';
end $$;
--> statement-breakpoint
create view qipan_audit.statement_book as
select s.id as statement, coalesce(b ->> 'org', s.org) as book,
  coalesce(b ->> 'fromSize', s.content ->> 'fromSize')::bigint as from_size,
  coalesce((coalesce(b -> 'head', s.content -> 'head') ->> 'size')::bigint, 0) as size
from qipan.statement s
left join lateral jsonb_array_elements(s.content -> 'books') b on true;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.statement_book is '对账单纳入的账簿 / Books of statements';
  comment on column qipan_audit.statement_book.statement is '对账单编号 / statement''s id';
  comment on column qipan_audit.statement_book.book is '账簿所属单位 / whose book';
  comment on column qipan_audit.statement_book.from_size is '上期截至的分录数 / entries told before';
  comment on column qipan_audit.statement_book.size is '截至的分录数 / entries up to the cut';
end $$;
--> statement-breakpoint
create view qipan_audit.statement_line as
select s.id as statement, l ->> 'org' as org, l ->> 'side' as side, l ->> 'counterparty' as counterparty,
  l ->> 'kind' as kind, l ->> 'item' as item, (l ->> 'opening')::bigint as opening,
  (l ->> 'opened')::bigint as opened, (select jsonb_object_agg(m ->> 'means', m -> 'quantity')
    from jsonb_array_elements(l -> 'settled') m) as settled,
  (l ->> 'reversed')::bigint as reversed, (l ->> 'closing')::bigint as closing,
  (l ->> 'disputed')::bigint as disputed
from qipan.statement s cross join lateral jsonb_array_elements(
  (s.content -> 'claims') || coalesce(s.content -> 'within', '[]')) l;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.statement_line is '对账单各行:往来 / Lines of statements: claims';
  comment on column qipan_audit.statement_line.statement is '对账单编号 / statement''s id';
  comment on column qipan_audit.statement_line.org is '区域内往来的本方 / whose side, within a region';
  comment on column qipan_audit.statement_line.side is '应收 COLLECT 或应办 OWE / COLLECT: due to it; OWE: due from it';
  comment on column qipan_audit.statement_line.counterparty is '对方 / other side';
  comment on column qipan_audit.statement_line.kind is '种类 / kind';
  comment on column qipan_audit.statement_line.item is '物资代码;空为金额 / item; null: money';
  comment on column qipan_audit.statement_line.opening is '期初 / opening';
  comment on column qipan_audit.statement_line.opened is '新增 / opened';
  comment on column qipan_audit.statement_line.settled is '清偿,按方式 / settled, by means';
  comment on column qipan_audit.statement_line.reversed is '冲销净额 / what reversals added, net';
  comment on column qipan_audit.statement_line.closing is '期末 / closing';
  comment on column qipan_audit.statement_line.disputed is '其中有异议 / disputed of it';
end $$;
--> statement-breakpoint
create view qipan_audit.statement_goods as
select s.id as statement, g ->> 'kind' as kind, g ->> 'holder' as holder, g ->> 'place' as place,
  g ->> 'item' as item, (g ->> 'quantity')::bigint as quantity
from qipan.statement s cross join lateral jsonb_array_elements(s.content -> 'goodsOut') g;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.statement_goods is '对账单:在外物资 / Statements: own goods out';
  comment on column qipan_audit.statement_goods.statement is '对账单编号 / statement''s id';
  comment on column qipan_audit.statement_goods.kind is '状态 / state';
  comment on column qipan_audit.statement_goods.holder is '持有方 / who has them';
  comment on column qipan_audit.statement_goods.place is '地点 / place';
  comment on column qipan_audit.statement_goods.item is '物资代码 / item';
  comment on column qipan_audit.statement_goods.quantity is '数量 / quantity';
end $$;
--> statement-breakpoint
create view qipan_audit.statement_task as
select s.id as statement, k ->> 'age' as age, k ->> 'depot' as depot, k ->> 'performer' as performer_org,
  k ->> 'item' as item, (k ->> 'missing')::bigint as missing
from qipan.statement s cross join lateral jsonb_array_elements(s.content -> 'tasks') k;
--> statement-breakpoint
do $$ begin
  comment on view qipan_audit.statement_task is '对账单:补库任务账龄 / Statements: tasks by age';
  comment on column qipan_audit.statement_task.statement is '对账单编号 / statement''s id';
  comment on column qipan_audit.statement_task.age is '账龄 / age';
  comment on column qipan_audit.statement_task.depot is '储备库 / depot';
  comment on column qipan_audit.statement_task.performer_org is '承办单位 / who performs it';
  comment on column qipan_audit.statement_task.item is '物资代码 / item';
  comment on column qipan_audit.statement_task.missing is '尚缺 / still missing';
end $$;
--> statement-breakpoint
grant usage on schema qipan_audit to qipan_auditor;
--> statement-breakpoint
grant select on all tables in schema qipan_audit to qipan_auditor;
