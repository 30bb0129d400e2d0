import type { Tx } from "../postgres/transaction.ts";
import { movedSql, movedValues } from "./statement-book.store.ts";
import type { Scope, ToldVoucher } from "./statement.model.ts";

/**
 * Every transfer of the period on every line, in one read, with its papers. Orders and slips are
 * told where both sides of a pairwise statement are parties to them, as on the claim's own page.
 * `cutAt` is the cut of the statement before, by which a fact is late.
 */
export async function readVouchers(
  tx: Tx,
  scope: Scope,
  cutAt: string | null,
): Promise<ToldVoucher[]> {
  const { rows } = await tx.client.query<ToldVoucher>(
    `${movedSql}, told as (
       select m.org, m.side, m.counterparty, m.kind, m.item, m.unit, m.transfer_id,
         min(m.position) as at,
         sum(case when m.grows then m.quantity else -m.quantity end)::bigint as quantity,
         array_agg(distinct k.order_line_id) as lines
       from moved m
       left join lateral (select c.order_line_id from qipan.claim c
         where c.id = m.ref::uuid offset 0) k on true
       where not m.before group by 1, 2, 3, 4, 5, 6, 7
     ), papers as (
       select l.id as line, o.number, array(select distinct g.id::text from qipan.leg_line x
         join qipan.leg g on g.id = x.leg_id join qipan.hand_over h on h.leg_id = g.id
         where x.order_line_id = l.id and h.signed_at is not null order by 1) as slips
       from qipan.order_line l join qipan.dispatch_order o on o.id = l.order_id
       where l.id in (select unnest(lines) from told) and o.parties && $1::text[]
         and ($5::text is null or $5 = any (o.parties)))
     select d.org, d.side, d.counterparty, d.kind, d.item, d.unit, d.quantity,
       qipan.day_of(t.occurred_at)::text as "occurredOn",
       qipan.day_of(t.recorded_at)::text as "recordedOn", t.id::text as transfer, t.op, t.evidence,
       coalesce(t.occurred_at < $7::timestamptz, false) as late,
       array(select distinct p.number from papers p where p.line = any (d.lines) order by 1)
         as orders,
       array(select distinct s from papers p, unnest(p.slips) s where p.line = any (d.lines)
         order by 1) as slips
     from told d join qipan.transfer t on t.id = d.transfer_id
     order by t.recorded_at, d.at, t.id`,
    [...movedValues(scope), cutAt],
  );
  return rows;
}
