import type { StatementGoods } from "../../schema/shapes/statement.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { BookCut, Disputed, Movement, OpenTask, Scope } from "./statement.model.ts";

export interface Government {
  readonly id: string;
  readonly regionCode: string;
}

/** The governments of a region and of those below it. */
export async function readGovernments(tx: Tx, region: string): Promise<Government[]> {
  const { rows } = await tx.client.query<Government>(
    `with recursive below(code) as (select code from qipan.region where code = $1
       union select r.code from qipan.region r join below on r.parent_code = below.code)
     select id, region_code as "regionCode" from qipan.organization
     where sector = 'GOVERNMENT' and region_code in (select code from below)
     order by id collate "C"`,
    [region],
  );
  return rows;
}

export type CutHead = Omit<BookCut, "since" | "until">;

/**
 * The head of each book at the last cut; null while nothing of it is sealed there. A later head may
 * have fallen between the entries of two transactions, of which the second stands on the first.
 */
export async function readHeads(tx: Tx, books: readonly string[]): Promise<CutHead[]> {
  const { rows } = await tx.client.query<CutHead>(
    `with cut as (select coalesce(max(seq), 0)::bigint as seq from qipan.seal_cut)
     select b.book, cut.seq as "cutSeq", coalesce(h.seq, 0)::bigint as seq,
       case when h.size is not null then jsonb_build_object('size', h.size, 'root', h.root,
         'hash', h.hash, 'sealedAt',
         to_char(h.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end as head
     from cut cross join unnest($1::text[]) with ordinality b (book, nth)
     left join lateral (select * from qipan.ledger_head l
       where l.book = b.book and l.seq <= cut.seq order by l.size desc limit 1) h on true
     order by b.nth`,
    [books],
  );
  return rows;
}

const cutSql = `cut as (
  select * from unnest($1::text[], $2::bigint[], $3::bigint[]) as c (book, since, until))`;
const cutValues = (cuts: readonly BookCut[]) => [
  cuts.map(({ book }) => book),
  cuts.map(({ since }) => since),
  cuts.map(({ until }) => until),
];

/**
 * Claim entries of the books, each told once: between two books of a region the creditor's tells
 * it. `org` is set where both sides are governments of the region.
 */
export const movedSql = `with ${cutSql}, moved as (
  select b.position, b.position < c.since as before, e.transfer_id, e.means, e.quantity,
    case when a.counterparty = any ($4::text[]) then a.owner end as org,
    case a.kind when 'RECEIVABLE' then 'COLLECT' else 'OWE' end as side, a.counterparty,
    a.claim_kind as kind, i.sku as item, coalesce(i.unit_zh, '分') as unit, a.ref,
    (a.kind = 'RECEIVABLE') = (a.id = e.target) as grows
  from cut c
  join qipan.book_leaf b on b.book = c.book and b.position < c.until
  join qipan.entry e on e.id = b.entry_id
  join qipan.account a on a.id in (e.origin, e.target) and a.owner = c.book
    and a.kind in ('RECEIVABLE', 'PAYABLE')
    and (a.kind = 'RECEIVABLE' or a.counterparty <> all ($1::text[]))
    and ($5::text is null or a.counterparty = $5)
    and ($6::uuid is null or (select k.incident_id from qipan.claim k
      where k.id = a.ref::uuid) = $6)
  left join qipan.item i on i.sku = a.item)`;
export const movedValues = ({ cuts, governments, counterparty, incidentId }: Scope) => [
  ...cutValues(cuts),
  ...[governments, counterparty, incidentId],
];

/** Claim entries up to the cuts, summed by line and by what they did to it. */
export async function readMovements(tx: Tx, scope: Scope): Promise<Movement[]> {
  const { rows } = await tx.client.query<Movement>(
    `${movedSql}
     select m.org, m.side, m.counterparty, m.kind, m.item, m.unit,
       case when m.before then 'BEFORE' else 'SINCE' end as "when",
       case when t.op = 'REVERSAL' then 'REVERSED' when m.grows then 'OPENED' else 'SETTLED' end
         as what,
       case when t.op = 'REVERSAL' then '' else m.means end as means,
       sum(case when t.op = 'REVERSAL' and not m.grows then -m.quantity else m.quantity end)::bigint
         as quantity
     from moved m join qipan.transfer t on t.id = m.transfer_id
     group by 1, 2, 3, 4, 5, 6, 7, 8, 9`,
    movedValues(scope),
  );
  return rows;
}

/**
 * Claims that were disputed at the cut. A dispute moves no entry, so the book does not tell it:
 * the sealed events of the claim do, of which the last before the cut says how it stood.
 */
export async function readDisputedAt(
  tx: Tx,
  { cuts, governments, counterparty, incidentId }: Scope,
): Promise<Disputed[]> {
  const { rows } = await tx.client.query<Disputed>(
    `select case when s.counterparty = any ($3::text[]) then s.org end as org, s.side,
       s.counterparty, c.kind, i.sku as item,
       sum((told.facts ->> 'outstanding')::bigint)::bigint as quantity
     from qipan.claim c
     cross join lateral (values ('COLLECT', c.creditor_org, c.debtor_org),
       ('OWE', c.debtor_org, c.creditor_org)) as s (side, org, counterparty)
     join unnest($1::text[], $2::bigint[]) as cut (book, seq) on cut.book = s.org
       and (s.side = 'COLLECT' or s.counterparty <> all ($1::text[]))
     join lateral (select e.facts from qipan.event e
       join qipan.sealed z on z.kind = 'EVENT' and z.row_id = e.id and z.seq <= cut.seq
       where e.subject_kind = 'CLAIM' and e.subject_id = c.id::text
       order by z.seq desc limit 1) told on told.facts ->> 'state' = 'DISPUTED'
     left join qipan.item i on i.sku = c.item
     where ($4::text is null or s.counterparty = $4)
       and ($5::uuid is null or c.incident_id = $5)
     group by 1, 2, 3, 4, 5`,
    [
      cuts.map(({ book }) => book),
      cuts.map(({ seq }) => seq),
      ...[governments, counterparty, incidentId],
    ],
  );
  return rows;
}

/** Own goods that were out at the cut, by who had them. */
export async function readGoodsOutAt(tx: Tx, scope: Scope): Promise<StatementGoods[]> {
  const { rows } = await tx.client.query<StatementGoods>(
    `with ${cutSql}
     select a.kind, a.custodian as holder, a.place, a.item, i.unit_zh as unit,
       sum(case when e.target = a.id then e.quantity else -e.quantity end)::bigint as quantity
     from cut c join qipan.book_leaf b on b.book = c.book and b.position < c.until
     join qipan.entry e on e.id = b.entry_id
     join qipan.account a on a.id in (e.origin, e.target) and a.owner = c.book
       and a.kind in ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING')
     join qipan.item i on i.sku = a.item
     where ($4::text is null or a.custodian = $4)
       and ($5::uuid is null or a.counterparty = $5::text)
     group by 1, 2, 3, 4, 5
     having sum(case when e.target = a.id then e.quantity else -e.quantity end) <> 0
     order by 4, 1, 2, 3`,
    [...cutValues(scope.cuts), scope.counterparty, scope.incidentId],
  );
  return rows;
}

/**
 * Tasks that were open at the cut, from what the transfers in the owner's book told of them: every
 * transfer that opens, fills or splits one also moves its owner's goods or claims.
 */
export async function readOpenTasksAt(tx: Tx, scope: Scope): Promise<OpenTask[]> {
  const { rows } = await tx.client.query<OpenTask>(
    `with ${cutSql}, booked as (
       select c.book, t.effects, min(b.position) as at
       from cut c join qipan.book_leaf b on b.book = c.book and b.position < c.until
       join qipan.entry e on e.id = b.entry_id
       join qipan.transfer t on t.id = e.transfer_id
       group by c.book, t.id, t.effects
     ), told as (
       select b.book, b.at, n ->> 'id' as id, n ->> 'performerOrg' as performer,
         (n ->> 'quantity')::bigint as change
       from booked b, jsonb_array_elements(b.effects -> 'tasks') n
       union all
       select b.book, b.at, n ->> 'taskId', null, -(n ->> 'quantity')::bigint
       from booked b, jsonb_array_elements(b.effects -> 'intake') n
       union all
       select b.book, b.at, s.id, s.performer, s.change
       from booked b, jsonb_array_elements(b.effects -> 'splits') n
       cross join lateral (values
         (n ->> 'taskId', null, -(n ->> 'quantity')::bigint),
         (coalesce((select k.id::text from qipan.refill_task k
           where k.id = (n ->> 'newTaskId')::uuid), n ->> 'taskId'), n ->> 'performerOrg',
           (n ->> 'quantity')::bigint)) as s (id, performer, change)
     ), stood as (
       select book, id, sum(change)::bigint as missing,
         (array_agg(performer order by at desc) filter (where performer is not null))[1]
           as performer
       from told group by book, id having sum(change) > 0
     )
     select t.depot_id as depot, s.performer, t.item, i.unit_zh as unit, s.missing,
       $6::date - qipan.day_of(t.opened_at) as days
     from stood s join qipan.refill_task t on t.id::text = s.id
     join qipan.item i on i.sku = t.item
     where t.owner_org = s.book and ($4::text is null or s.performer = $4)
       and ($5::uuid is null or t.incident_id = $5)
     order by t.opened_at, t.id`,
    [...cutValues(scope.cuts), scope.counterparty, scope.incidentId, tx.today],
  );
  return rows;
}
