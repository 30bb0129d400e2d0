import type { EquivalentItem } from "../../schema/shapes/agreement.ts";
import type { Tx } from "../postgres/transaction.ts";
import { manyByKey } from "../regions/rows.loader.ts";

/** What may come for a task in place of its item, by the version that its order leans on. */
interface TaskSubstitute {
  readonly task: string;
  readonly terms: EquivalentItem;
}

async function readTaskSubstitutes(tx: Tx, ids: readonly string[]): Promise<TaskSubstitute[]> {
  const { rows } = await tx.client.query<TaskSubstitute>(
    `select t.id::text as task, e.terms
     from qipan.refill_task t
     left join qipan.claim c on c.id = t.claim_id
     join qipan.order_line l on l.id = coalesce(t.order_line_id, c.order_line_id)
     join qipan.dispatch_order o on o.id = l.order_id
     join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
     cross join jsonb_array_elements(a.terms #> '{equivalence,substitutes}')
       with ordinality e (terms, nth)
     where t.id = any ($1::uuid[]) and e.terms ->> 'item' = t.item
     order by t.id, e.nth`,
    [ids],
  );
  return rows;
}

export const substitutesOfTask = manyByKey(readTaskSubstitutes, ({ task }) => task);

interface TaskShipment {
  readonly task: string;
  readonly shipmentId: string;
  readonly itemCode: string;
  readonly quantity: number;
  readonly rejected: number;
  /** The swap under which it was sent. */
  readonly offerId: string | null;
}

/** What the reader sent for a task stands on two accounts; the first entry names the task. */
async function readTaskShipments(tx: Tx, ids: readonly string[]): Promise<TaskShipment[]> {
  const { rows } = await tx.client.query<TaskShipment>(
    `select s.task, substr(r.ref, 8) as "shipmentId", r.item as "itemCode", r.quantity, r.rejected,
       s."offerId"
     from (select a.ref, a.item, a.owner,
         coalesce(sum(a.balance) filter (where a.kind = 'IN_TRANSIT'), 0)::bigint as quantity,
         coalesce(sum(a.balance) filter (where a.kind = 'RETURNING'), 0)::bigint as rejected
       from qipan.account a
       where a.kind in ('IN_TRANSIT', 'RETURNING') and a.balance > 0 and a.ref like 'refill:%'
       group by 1, 2, 3) r
     join qipan.account w on w.ref = r.ref and w.owner = r.owner and w.kind = 'IN_TRANSIT'
     cross join lateral (select t.evidence ->> 'task' as task, e.id,
         t.evidence ->> 'offer' as "offerId"
       from qipan.entry e join qipan.transfer t on t.id = e.transfer_id
       where e.target = w.id order by e.id limit 1) s
     where s.task = any ($1) order by s.id`,
    [ids],
  );
  return rows;
}

export const shipmentsOfTask = manyByKey(readTaskShipments, ({ task }) => task);

/** Good stock of whoever performs the task, where the reader sees it, but for the shelf to fill. */
async function readTaskLots(tx: Tx, ids: readonly string[]) {
  const { rows } = await tx.client.query<{ readonly task: string; readonly lot: string }>(
    `select t.id::text as task, l.id::text as lot
     from qipan.refill_task t
     left join qipan.claim c on c.id = t.claim_id
     left join qipan.order_line o on o.id = coalesce(t.order_line_id, c.order_line_id)
     left join qipan.dispatch_order d on d.id = o.order_id
     left join qipan.agreement g on g.id = d.agreement_id and g.version = d.agreement_version
     cross join lateral (select s.id, s.expires_on from qipan.stock_lot s
       where s.owner_org = t.performer_org and s.depot_id <> t.depot_id and s.condition = 'GOOD'
         and (s.item = t.item or s.item in (select e ->> 'substitute'
           from jsonb_array_elements(g.terms #> '{equivalence,substitutes}') e
           where e ->> 'item' = t.item))
         and exists (select from qipan.account a
           where a.lot = s.id::text and a.kind = 'ON_HAND' and a.balance > 0)
       order by s.expires_on nulls last, s.id limit 100) l
     where t.id = any ($1::uuid[]) order by l.expires_on nulls last, l.id`,
    [ids],
  );
  return rows;
}

export const lotsForTask = manyByKey(readTaskLots, ({ task }) => task);
