import type { StatementLate } from "../../schema/shapes/statement.ts";
import type { Tx } from "../postgres/transaction.ts";
import type { StatementNames, Subject } from "./statement.model.ts";

/** 补记: what the book says since the last statement and what happened before that was cut. */
export async function readLate(
  tx: Tx,
  of: Subject,
  { from, until, cutAt }: { readonly from: number; readonly until: number; readonly cutAt: string },
): Promise<StatementLate[]> {
  const { rows } = await tx.client.query<StatementLate>(
    `select qipan.day_of(t.occurred_at)::text as "occurredOn",
       qipan.day_of(t.recorded_at)::text as "recordedOn", t.id::text as transfer, t.op,
       case a.kind when 'RECEIVABLE' then 'COLLECT' else 'OWE' end as side, a.counterparty,
       a.claim_kind as kind, i.sku as item, coalesce(i.unit_zh, '分') as unit,
       case when (a.kind = 'RECEIVABLE') = (a.id = e.target) then e.quantity
         else -e.quantity end as quantity
     from qipan.book_leaf b
     join qipan.entry e on e.id = b.entry_id
     join qipan.transfer t on t.id = e.transfer_id and t.occurred_at < $6::timestamptz
     join qipan.account a on a.id in (e.origin, e.target) and a.owner = $1
       and a.kind in ('RECEIVABLE', 'PAYABLE')
     left join qipan.item i on i.sku = a.item
     where b.book = $1 and b.position >= $2 and b.position < $3
       and ($4::text is null or a.counterparty = $4)
       and ($5::uuid is null or (select c.incident_id from qipan.claim c
         where c.id = a.ref::uuid) = $5)
     order by b.position`,
    [of.org, from, until, of.counterparty, of.incidentId, cutAt],
  );
  return rows;
}

/** How the things that a statement names by code are called. */
export async function readStatementNames(
  tx: Tx,
  codes: readonly string[],
): Promise<StatementNames> {
  const { rows } = await tx.client.query<{
    readonly code: string;
    readonly zh: string;
    readonly en: string | null;
    readonly unit: string | null;
  }>(
    `select id as code, name_zh as zh, name_en as en, null as unit from qipan.organization
       where id = any ($1::text[])
     union all select id, name_zh, name_en, null from qipan.depot where id = any ($1::text[])
     union all select id::text, name_zh, name_en, null from qipan.incident
       where id::text = any ($1::text[])
     union all select sku, name_zh, name_en, unit from qipan.item where sku = any ($1::text[])`,
    [codes],
  );
  return new Map(rows.map(({ code, ...names }) => [code, names]));
}
