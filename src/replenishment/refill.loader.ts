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
