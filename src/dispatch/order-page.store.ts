import type { ApprovalState, OrderState } from "../../schema/words/dispatch.ts";
import type { Page } from "../kernel/page.ts";
import type { Tx } from "../postgres/transaction.ts";
import { isUuid } from "./order.rules.ts";

export interface OrderFilter {
  readonly incidentId?: string | undefined;
  readonly lenderOrg?: string | undefined;
  readonly requesterOrg?: string | undefined;
  readonly states?: readonly OrderState[] | undefined;
}

export interface KeyedId {
  readonly id: string;
  /** The instant that the page is ordered by, microseconds UTC. */
  readonly key: string;
}

const instantKey = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The rule of `orderState` in SQL, so that a page can be filtered; a test holds them equal. */
export const stateSql = `case
  when o.cancelled_at is not null then 'CANCELLED' when o.closed_at is not null then 'CLOSED'
  when o.issued_at is null then 'DRAFT'
  when q.departed then case
    when q.gone and q.settled then
      case when q.redirected and not q.received then 'CLOSED'
        when q.differs then 'RECEIVED_WITH_DIFFERENCE' else 'RECEIVED' end
    when q.received then 'PARTLY_RECEIVED'
    when q.gone then 'IN_TRANSIT' else 'PARTLY_SHIPPED' end
  when o.loading_at is not null or q.loaded then 'LOADING'
  when o.acknowledged_at is not null then 'ACKNOWLEDGED' else 'ISSUED' end`;

export const quantitiesSql = `lateral (select bool_or(departed > 0) as departed,
    bool_or(loaded > 0) as loaded, bool_and(departed = ordered - cancelled) as gone,
    bool_and(departed = accepted + rejected + missing + redirected) as settled,
    bool_or(accepted + rejected > 0) as received, bool_or(redirected > 0) as redirected,
    bool_or(accepted < departed) as differs
  from qipan.order_line where order_id = o.id) q`;

/** Ids in the order of the page: the newest draft first. */
export async function readOrderKeys(
  tx: Tx,
  { incidentId, lenderOrg, requesterOrg, states }: OrderFilter,
  page: Page,
): Promise<KeyedId[]> {
  if (incidentId !== undefined && !isUuid(incidentId)) return [];
  const [at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<KeyedId>(
    `select o.id, ${instantKey("o.drafted_at")} as key
     from qipan.dispatch_order o cross join ${quantitiesSql}
     where ($1::uuid is null or o.incident_id = $1) and ($2::text is null or o.lender_org = $2)
       and ($3::text is null or o.requester_org = $3)
       and ($4::text[] is null or ${stateSql} = any ($4))
       and ($5::text is null or (o.drafted_at, o.id) < ($5::timestamptz, $6::uuid))
     order by o.drafted_at desc, o.id desc limit $7`,
    [incidentId, lenderOrg, requesterOrg, states, at, id, page.first + 1],
  );
  return rows;
}

/** The inbox of these organizations: what is asked of them, the most urgent first. */
export async function readApprovalKeys(
  tx: Tx,
  orgs: readonly string[],
  states: readonly ApprovalState[] | undefined,
  page: Page,
): Promise<KeyedId[]> {
  const [at = null, id = null] = page.after ?? [];
  const { rows } = await tx.client.query<KeyedId>(
    `select a.id, ${instantKey("a.lapses_at")} as key from qipan.approval a
     where a.org = any ($1) and ($2::text[] is null or a.state = any ($2))
       and ($3::text is null or (a.lapses_at, a.id) > ($3::timestamptz, $4::uuid))
     order by a.lapses_at, a.id limit $5`,
    [orgs, states, at, id, page.first + 1],
  );
  return rows;
}
