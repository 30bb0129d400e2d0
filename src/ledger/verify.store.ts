import type { Tx } from "../postgres/transaction.ts";
import type { Head } from "./book.model.ts";

/** How far the journal is sealed, and how many leaves that made, read in one moment. */
export interface Extent {
  readonly seq: number;
  readonly leaves: number;
}

export async function readExtent(tx: Tx): Promise<Extent> {
  const { rows } = await tx.client.query<Extent>(
    `select (select seq from qipan.seal_state) as seq,
       (select count(*) from qipan.book_leaf) as leaves`,
  );
  return rows[0] ?? { seq: 0, leaves: 0 };
}

/** Answers sentences, each of which names a row; a query that finds nothing wrong is empty. */
export async function readProblems(
  tx: Tx,
  sql: string,
  values: readonly unknown[] = [],
): Promise<string[]> {
  const { rows } = await tx.client.query<{ problem: string }>(`${sql} limit 20`, [...values]);
  return rows.map(({ problem }) => problem);
}

/** An account's balances noted behind the sealer's batches that are not what they were. */
export const readWrongPasts = (tx: Tx, account: number): Promise<string[]> =>
  readProblems(
    tx,
    `select format('account %s at seq %s: noted %s after %s movements, it was %s after %s',
       coalesce(n.account, d.account), coalesce(n.seq, d.seq), n.balance, n.touches, d.balance,
       d.touches) as problem
     from (
       select * from qipan.account_past where account = $1) n
     full join qipan.past_of_journal($1 - 1, $1) d using (account, seq)
     where (n.balance, n.touches, n.version) is distinct from (d.balance, d.touches, d.version)
     order by 1`,
    [account],
  );

/** Cuts behind nothing, or out of their order; the auditor finds those through a gap. */
export const readWrongCuts = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select format('the cut at seq %s: nothing is sealed there', c.seq) from qipan.seal_cut c
     where not exists (select from qipan.sealed s where s.seq = c.seq)
     union all
     select format('the cut at seq %s: not later than the one before', c.seq)
     from (select seq, at, lag(at) over (order by seq) as before from qipan.seal_cut) c
     where c.before >= c.at`,
  );

/** Goods are conserved: all accounts of one item and lot add up to nothing. */
export const readUnconserved = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select format('item %s lot %s: all accounts add up to %s', item, lot, sum(balance)) as problem
     from qipan.account group by item, lot having sum(balance) <> 0 order by item, lot`,
  );

/** Transfers whose lines are not 0, 1, 2, … and reversals that are no mirror. */
export const readWrongTransfers = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select format('transfer %s: its lines are not whole', t.id) as problem
     from qipan.transfer t left join qipan.entry e on e.transfer_id = t.id
     group by t.id having count(e.id) = 0 or max(e.line) <> count(e.id) - 1 or min(e.line) <> 0
     union all
     select format('transfer %s: not the mirror of %s', t.id, t.reverses)
     from qipan.transfer t where t.reverses is not null and exists (
       (select origin, target, quantity from qipan.entry where transfer_id = t.id
         except all select target, origin, quantity from qipan.entry where transfer_id = t.reverses)
       union all
       (select target, origin, quantity from qipan.entry where transfer_id = t.reverses
         except all select origin, target, quantity from qipan.entry where transfer_id = t.id))`,
  );

/** Figures, parties and state of every claim, from its entries and the transfer that opened it. */
export const readWrongClaims = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `with moved as (
       select a.ref, e.quantity, true as inward, e.transfer_id from qipan.account a
       join qipan.entry e on e.target = a.id where a.kind = 'RECEIVABLE'
       union all
       select a.ref, -e.quantity, false, e.transfer_id from qipan.account a
       join qipan.entry e on e.origin = a.id where a.kind = 'RECEIVABLE'
     ), derived as (
       select m.ref, sum(m.quantity) as outstanding,
         coalesce(sum(m.quantity) filter (where coalesce(r.op, t.op) in ('SPLIT', 'DECIDE')
           or m.inward <> (t.op = 'REVERSAL')), 0) as opened
       from moved m join qipan.transfer t on t.id = m.transfer_id
       left join qipan.transfer r on r.id = t.reverses
       group by m.ref
     ), told as (
       select n ->> 'id' as id, min(n ->> 'kind') as kind, min(n ->> 'debtorOrg') as debtor,
         min(n ->> 'creditorOrg') as creditor, min(n ->> 'item') as item
       from qipan.transfer t, jsonb_array_elements(t.effects -> 'claims') n group by 1
     )
     select format('claim %s: the row says %s of %s outstanding (%s), the journal says %s of %s',
       coalesce(c.id::text, d.ref), c.outstanding, c.opened, c.state, d.outstanding,
       d.opened) as problem
     from qipan.claim c full join derived d on d.ref = c.id::text
     left join told on told.id = c.id::text
     where c.id is null or d.ref is null or c.outstanding <> d.outstanding or c.opened <> d.opened
       or (c.kind, c.debtor_org, c.creditor_org, c.item)
         is distinct from (told.kind, told.debtor, told.creditor, told.item)
       or c.state <> qipan.claim_state_of(c.state, c.opened, c.outstanding,
         c.debtor_confirmed_at is not null and c.creditor_confirmed_at is not null)
     order by 1`,
  );

/** Every task's quantity and what is done of it, from what the transfers told of tasks. */
export const readWrongTasks = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `with told as (
       select n ->> 'id' as id, (n ->> 'quantity')::bigint as quantity, 0::bigint as done
       from qipan.transfer t, jsonb_array_elements(t.effects -> 'tasks') n
       union all
       select n ->> 'taskId', 0, (n ->> 'quantity')::bigint
       from qipan.transfer t, jsonb_array_elements(t.effects -> 'intake') n
       union all
       select s.id, s.quantity, 0
       from qipan.transfer t, jsonb_array_elements(t.effects -> 'splits') n
       cross join lateral (values (n ->> 'taskId', -(n ->> 'quantity')::bigint),
         (coalesce((select k.id::text from qipan.refill_task k
           where k.id = (n ->> 'newTaskId')::uuid), n ->> 'taskId'),
           (n ->> 'quantity')::bigint)) as s (id, quantity)
     ), derived as (
       select id, sum(quantity) as quantity, sum(done) as done from told group by id
     )
     select format('refill task %s: the row says %s of %s done, the journal says %s of %s',
       coalesce(k.id::text, d.id), k.done, k.quantity, d.done, d.quantity) as problem
     from qipan.refill_task k full join derived d on d.id = k.id::text
     where k.id is null or d.id is null or k.done <> d.done or k.quantity <> d.quantity
       or k.state <> case when k.done = 0 then 'OPEN'
         when k.done < k.quantity then 'PART_DONE' else 'DONE' end
     order by 1`,
  );

/** The law of refill: what was told as tasks is what went into sinks, for each lot under a norm. */
export const readUnfilledLots = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `with gone as (
       select a.lot, sum(e.quantity) as quantity from qipan.account a
       join qipan.entry e on e.target = a.id
       join qipan.stock_lot s on s.id = nullif(a.lot, '')::uuid and s.under_norm
       where qipan.is_sink(a.kind) group by a.lot
     ), told as (
       select n ->> 'lotId' as lot, sum((n ->> 'quantity')::bigint) as quantity
       from qipan.transfer t, jsonb_array_elements(t.effects -> 'tasks') n group by 1
     )
     select format('lot %s: %s gone, %s to be refilled', lot, coalesce(g.quantity, 0),
       coalesce(o.quantity, 0)) as problem
     from gone g full join told o using (lot)
     where g.quantity is distinct from o.quantity order by lot`,
  );

/** The order of readers has no gap; the auditor finds the places of entries that do not exist. */
export const readWrongSeals = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select format('seq %s: missing', min(g.nth)) as problem from (
       select s.seq, row_number() over (order by s.seq) as nth from qipan.sealed s
       where (select count(*) > 0 and (count(*), min(seq)) is distinct from (max(seq), 1::bigint)
         from qipan.sealed)) g
     where g.seq <> g.nth having count(*) > 0
     union all
     select format('seq %s: %s %s does not exist', s.seq, s.kind, s.row_id) from qipan.sealed s
     where s.kind = 'EVENT' and not exists (select from qipan.event e where e.id = s.row_id)
     union all
     select format('the seal stands at %s, the last row at %s', z.seq, m.last)
     from qipan.seal_state z, (select coalesce(max(seq), 0) as last from qipan.sealed) m
     where z.seq <> m.last`,
  );

/** Heads with `after` < seq ≤ `until`, oldest first. */
export async function readHeads(tx: Tx, after: number, until: number): Promise<Head[]> {
  const { rows } = await tx.client.query<Head>(
    `select book, size, root, frontier, previous, hash, seq,
       to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "sealedAt"
     from qipan.ledger_head where seq > $1 and seq <= $2 order by seq, book, size`,
    [after, until],
  );
  return rows;
}
