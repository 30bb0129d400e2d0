import type { StatementContent, StatementGoods } from "../../schema/shapes/statement.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { Disputed, Movement, OpenTask, StatementRow, Subject } from "./statement.model.ts";

export interface Cut {
  readonly size: number;
  readonly root: string;
  readonly hash: string;
  readonly sealedAt: string;
}

export interface LastCut {
  readonly size: number;
  readonly cutAt: string;
}

/** Up to which place in the order of readers everything was sealed when the head was made. */
export async function readCutSeq(tx: Tx, org: string): Promise<number> {
  const { rows } = await tx.client.query<{ seq: number }>(
    "select seq from qipan.ledger_head where book = $1 order by size desc limit 1",
    [org],
  );
  return rows[0]?.seq ?? 0;
}

/** The last sealed head of the book; null while nothing of it is sealed. */
export async function readCut(tx: Tx, org: string): Promise<Cut | null> {
  const { rows } = await tx.client.query<Cut>(
    `select size, root, hash, sealed_at as "sealedAt" from qipan.ledger_head
     where book = $1 order by size desc limit 1`,
    [org],
  );
  return rows[0] ?? null;
}

/** Where the last statement on the same subject ended. */
export async function readLastCut(tx: Tx, of: Subject): Promise<LastCut | undefined> {
  const { rows } = await tx.client.query<LastCut>(
    `select head_size::bigint as size,
       to_char(cut_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "cutAt"
     from qipan.statement
     where org = $1 and counterparty is not distinct from $2
       and incident_id is not distinct from $3::uuid
     order by head_size::bigint desc, issued_at desc limit 1`,
    [of.org, of.counterparty, of.incidentId],
  );
  return rows[0];
}

/** The book's claim entries up to the cut, summed by account and by what they did to it. */
export async function readMovements(
  tx: Tx,
  of: Subject,
  { from, until }: { readonly from: number; readonly until: number },
): Promise<Movement[]> {
  const { rows } = await tx.client.query<Movement>(
    `select case a.kind when 'RECEIVABLE' then 'COLLECT' else 'OWE' end as side, a.counterparty,
       a.claim_kind as kind, i.sku as item, coalesce(i.unit_zh, '分') as unit,
       case when b.position < $2 then 'BEFORE' else 'SINCE' end as "when",
       case when t.op = 'REVERSAL' then 'REVERSED' when g.grows then 'OPENED' else 'SETTLED' end
         as what,
       case when t.op = 'REVERSAL' then '' else e.means end as means,
       sum(case when t.op = 'REVERSAL' and not g.grows then -e.quantity else e.quantity end)::bigint
         as quantity
     from qipan.book_leaf b
     join qipan.entry e on e.id = b.entry_id
     join qipan.transfer t on t.id = e.transfer_id
     join qipan.account a on a.id in (e.origin, e.target) and a.owner = $1
       and a.kind in ('RECEIVABLE', 'PAYABLE')
     cross join lateral (select (a.kind = 'RECEIVABLE') = (a.id = e.target) as grows) g
     left join qipan.item i on i.sku = a.item
     where b.book = $1 and b.position < $3 and ($4::text is null or a.counterparty = $4)
       and ($5::uuid is null or (select c.incident_id from qipan.claim c
         where c.id = a.ref::uuid) = $5)
     group by 1, 2, 3, 4, 5, 6, 7, 8`,
    [of.org, from, until, of.counterparty, of.incidentId],
  );
  return rows;
}

/**
 * Claims that were disputed at the cut. A dispute moves no entry, so the book does not tell it:
 * the sealed events of the claim do, of which the last before the cut says how it stood.
 */
export async function readDisputedAt(tx: Tx, of: Subject, seq: number): Promise<Disputed[]> {
  const { rows } = await tx.client.query<Disputed>(
    `select s.side, s.counterparty, c.kind, i.sku as item,
       sum((told.facts ->> 'outstanding')::bigint)::bigint as quantity
     from qipan.claim c
     join lateral (select e.facts from qipan.event e
       join qipan.sealed z on z.kind = 'EVENT' and z.row_id = e.id and z.seq <= $4
       where e.subject_kind = 'CLAIM' and e.subject_id = c.id::text
       order by z.seq desc limit 1) told on told.facts ->> 'state' = 'DISPUTED'
     cross join lateral (values ('COLLECT', c.creditor_org, c.debtor_org),
       ('OWE', c.debtor_org, c.creditor_org)) as s (side, org, counterparty)
     left join qipan.item i on i.sku = c.item
     where s.org = $1 and ($2::text is null or s.counterparty = $2)
       and ($3::uuid is null or c.incident_id = $3)
     group by 1, 2, 3, 4`,
    [of.org, of.counterparty, of.incidentId, seq],
  );
  return rows;
}

/** Own goods that were out at the cut, by who had them. */
export async function readGoodsOutAt(
  tx: Tx,
  of: Subject,
  until: number,
): Promise<StatementGoods[]> {
  const { rows } = await tx.client.query<StatementGoods>(
    `select a.kind, a.custodian as holder, a.place, a.item, i.unit_zh as unit,
       sum(case when e.target = a.id then e.quantity else -e.quantity end)::bigint as quantity
     from qipan.book_leaf b
     join qipan.entry e on e.id = b.entry_id
     join qipan.account a on a.id in (e.origin, e.target) and a.owner = $1
       and a.kind in ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING')
     join qipan.item i on i.sku = a.item
     where b.book = $1 and b.position < $2 and ($3::text is null or a.custodian = $3)
       and ($4::uuid is null or a.counterparty = $4::text)
     group by 1, 2, 3, 4, 5
     having sum(case when e.target = a.id then e.quantity else -e.quantity end) <> 0
     order by 4, 1, 2, 3`,
    [of.org, until, of.counterparty, of.incidentId],
  );
  return rows;
}

/**
 * Tasks that were open at the cut, from what the transfers in the owner's book told of them: every
 * transfer that opens, fills or splits one also moves its owner's goods or claims.
 */
export async function readOpenTasksAt(tx: Tx, of: Subject, until: number): Promise<OpenTask[]> {
  const { rows } = await tx.client.query<OpenTask>(
    `with booked as (
       select t.effects, min(b.position) as at
       from qipan.book_leaf b join qipan.entry e on e.id = b.entry_id
       join qipan.transfer t on t.id = e.transfer_id
       where b.book = $1 and b.position < $2 group by t.id, t.effects
     ), told as (
       select b.at, n ->> 'id' as id, n ->> 'performerOrg' as performer,
         (n ->> 'quantity')::bigint as change
       from booked b, jsonb_array_elements(b.effects -> 'tasks') n
       union all
       select b.at, n ->> 'taskId', null, -(n ->> 'quantity')::bigint
       from booked b, jsonb_array_elements(b.effects -> 'intake') n
       union all
       select b.at, s.id, s.performer, s.change
       from booked b, jsonb_array_elements(b.effects -> 'splits') n
       cross join lateral (values
         (n ->> 'taskId', null, -(n ->> 'quantity')::bigint),
         (coalesce((select k.id::text from qipan.refill_task k
           where k.id = (n ->> 'newTaskId')::uuid), n ->> 'taskId'), n ->> 'performerOrg',
           (n ->> 'quantity')::bigint)) as s (id, performer, change)
     ), stood as (
       select id, sum(change)::bigint as missing,
         (array_agg(performer order by at desc) filter (where performer is not null))[1]
           as performer
       from told group by id having sum(change) > 0
     )
     select t.depot_id as depot, s.performer, t.item, i.unit_zh as unit, s.missing,
       $5::date - qipan.day_of(t.opened_at) as days
     from stood s join qipan.refill_task t on t.id::text = s.id
     join qipan.item i on i.sku = t.item
     where t.owner_org = $1 and ($3::text is null or s.performer = $3)
       and ($4::uuid is null or t.incident_id = $4)
     order by t.opened_at, t.id`,
    [of.org, until, of.counterparty, of.incidentId, tx.today],
  );
  return rows;
}

export interface NewStatement extends Subject {
  readonly id: string;
  readonly content: StatementContent;
  readonly issuedBy: string;
}

export async function insertStatement(tx: Tx, row: NewStatement): Promise<void> {
  const { id, org, counterparty, incidentId, content, issuedBy } = row;
  await tx.client.query(
    `insert into qipan.statement (id, org, counterparty, incident_id, cut_at, on_day, head_size,
       head_root, content, issued_by, issued_at)
     values ($1, $2, $3, $4, coalesce($5::timestamptz, now()), $6, $7, $8, $9, $10, now())`,
    [
      ...[id, org, counterparty, incidentId, content.head?.sealedAt ?? null, tx.today],
      ...[String(content.head?.size ?? 0), content.head?.root ?? ""],
      ...[JSON.stringify(content), issuedBy],
    ],
  );
}

const columns = `id, org, counterparty, incident_id as "incidentId", cut_at as "cutAt",
  on_day::text as "onDay", head_size as "headSize", head_root as "headRoot", content,
  issued_by as "issuedBy", issued_at as "issuedAt", countersigned_by as "countersignedBy",
  countersigned_at as "countersignedAt"`;

/** Waits for the statement; undefined where the reader is not the other side of it. */
export async function lockStatement(tx: Tx, id: string): Promise<StatementRow | undefined> {
  const { rows } = await tx.client.query<StatementRow>(
    `select ${columns} from qipan.statement where id::text = $1 for update`,
    [id],
  );
  return rows[0];
}

export async function updateCountersigned(tx: Tx, id: string, by: string): Promise<void> {
  await tx.client.query(
    "update qipan.statement set countersigned_by = $2, countersigned_at = now() where id = $1",
    [id, by],
  );
}

export async function readStatements(tx: Tx, ids: readonly string[]): Promise<StatementRow[]> {
  const { rows } = await tx.client.query<StatementRow>(
    `select ${columns} from qipan.statement where id::text = any ($1::text[])`,
    [ids],
  );
  return rows;
}

export interface StatementFilter {
  readonly org?: string | undefined;
  readonly counterparty?: string | undefined;
  readonly incidentId?: string | undefined;
}

/** One more than a page of statements, newest first. */
export async function readStatementPage(
  tx: Tx,
  { org, counterparty, incidentId }: StatementFilter,
  page: Page,
): Promise<(StatementRow & { readonly issuedKey: string })[]> {
  const [at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<StatementRow & { readonly issuedKey: string }>(
    `select ${columns}, issued_at::text as "issuedKey" from qipan.statement
     where ($1::text is null or org = $1) and ($2::text is null or counterparty = $2)
       and ($3::text is null or incident_id::text = $3)
       and ($4::text is null or (issued_at, id) < ($4::timestamptz, $5::uuid))
     order by issued_at desc, id desc limit $6`,
    [org ?? null, counterparty ?? null, incidentId ?? null, at, id, page.first + 1],
  );
  return rows;
}
