import type { Tx } from "../postgres/transaction.ts";

/** Ended responses of which some claim has no due day yet; days of Asia/Shanghai. */
export async function readUndated(
  tx: Tx,
): Promise<{ readonly incidentId: string; readonly endedOn: string }[]> {
  const { rows } = await tx.client.query<{ incidentId: string; endedOn: string }>(
    `select i.id as "incidentId", qipan.day_of(i.response_ended_at)::text as "endedOn"
     from qipan.incident i
     where i.response_ended_at is not null and exists (
       select from qipan.claim c where c.incident_id = i.id and c.due_anchor = 'RESPONSE_END'
         and c.due_on is null)
     order by i.id`,
  );
  return rows;
}

export interface Forgotten {
  readonly id: string;
  /** How often goods of the line have come or gone there: what comes later is another matter. */
  readonly turn: number;
}

/**
 * Order lines with goods still on site although the term after the response has run out. The
 * term is the agreement's where it says one; none at all (0) ends with the response itself.
 */
export async function readForgotten(tx: Tx, daysDefault: number): Promise<Forgotten[]> {
  const { rows } = await tx.client.query<Forgotten>(
    `select l.id, sum(s.version)::bigint as turn
     from qipan.incident i
     join qipan.account s on s.counterparty = i.id::text and s.kind = 'ON_SITE' and s.balance > 0
     join qipan.order_line l on l.id = s.ref::uuid
     join qipan.dispatch_order o on o.id = l.order_id
     left join qipan.agreement a on a.id = o.agreement_id and a.version = o.agreement_version
      cross join coalesce((a.terms ->> 'deemedUsedAfterDays')::integer, $1) as term (days)
     where i.response_ended_at is not null
       and (days = 0 or qipan.day_of(i.response_ended_at) + days < $2::date)
     group by l.id order by l.id`,
    [daysDefault, tx.today],
  );
  return rows;
}
