import type { Tx } from "../postgres/transaction.ts";
import { readProblems } from "./verify.store.ts";

/**
 * A refill claim for goods under a norm is what its debtor's tasks still miss: whatever settles,
 * splits or disputes the one does so to the other, or a shelf stays empty that nobody can fill.
 */
export const readTasklessClaims = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select format('claim %s: %s to refill, its tasks miss %s', c.id, c.outstanding,
       coalesce(k.missing, 0)) as problem
     from qipan.claim c
     join qipan.stock_lot s on s.id = c.lot_id and s.under_norm
     left join lateral (select sum(t.quantity - t.done) as missing from qipan.refill_task t
       where t.claim_id = c.id and t.performer_org = c.debtor_org) k on true
     where c.kind = 'REFILL' and c.outstanding <> coalesce(k.missing, 0)
     order by c.id`,
  );

/**
 * One unit carries one open claim at most: what is owed for the goods of a lot on an incident is
 * no more than is out there (RETURN), in repair (REPAIR) or gone (REFILL), and the firm at fault
 * owes for no more repairs than there were, of goods that were not lost after all.
 */
export const readTwiceOwed = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `with owed as (
       select coalesce(mirrors, kind) as kind, mirrors is not null as recourse, item,
         coalesce(lot_id::text, '') as lot, incident_id::text as incident,
         sum(outstanding) as outstanding
       from qipan.claim
       where coalesce(mirrors, kind) in ('RETURN', 'REPAIR', 'REFILL') and incident_id is not null
       group by 1, 2, 3, 4, 5
     ), there as (
       select case when a.kind in ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING', 'INSPECTION')
           then 'RETURN' when a.kind = 'REPAIR' then 'REPAIR' else 'REFILL' end as kind,
         a.item, a.lot, a.counterparty as incident, sum(a.balance) as quantity
       from qipan.account a
       where a.counterparty <> '' and (qipan.is_sink(a.kind) or a.kind in
         ('IN_TRANSIT', 'ON_SITE', 'BORROWED', 'RETURNING', 'INSPECTION', 'REPAIR'))
       group by 1, 2, 3, 4
     ), mended as (
       select r.item, r.lot, r.counterparty as incident, sum(e.quantity) as quantity
       from qipan.account r join qipan.entry e on e.origin = r.id
       join qipan.account g on g.id = e.target and g.kind in ('ON_HAND', 'BLOCKED')
       where r.kind = 'REPAIR' group by 1, 2, 3
     )
     select format('%s of item %s lot %s on incident %s: %s owed%s, for %s units', o.kind, o.item,
       o.lot, o.incident, o.outstanding, case when o.recourse then ' by the firm at fault' end,
       coalesce(t.quantity, 0) + coalesce(m.quantity, 0)) as problem
     from owed o
     left join there t using (kind, item, lot, incident)
     left join mended m on o.recourse and o.kind = 'REPAIR'
       and (m.item, m.lot, m.incident) = (o.item, o.lot, o.incident)
     where o.outstanding > coalesce(t.quantity, 0) + coalesce(m.quantity, 0)
     order by 1`,
  );

/** What both sides signed grows no more; the state of a claim alone does not show that it did. */
export const readGrownClaims = (tx: Tx): Promise<string[]> =>
  readProblems(
    tx,
    `select distinct format('claim %s: grew after both sides had signed it', c.id) as problem
     from qipan.claim c
     join qipan.account a on a.kind = 'RECEIVABLE' and a.ref = c.id::text
     join qipan.entry e on e.target = a.id
     join qipan.transfer t on t.id = e.transfer_id and t.op <> 'REVERSAL'
     where t.id <> c.opened_by
       and t.recorded_at > greatest(c.debtor_confirmed_at, c.creditor_confirmed_at)
       and c.debtor_confirmed_at is not null and c.creditor_confirmed_at is not null
     order by 1`,
  );
